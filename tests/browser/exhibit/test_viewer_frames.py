"""Every frame that is asked for is the frame that is seen, read from the pixels of the clip."""

from collections.abc import Callable

from browser.exhibit_form import FRAMES, TAG
from browser.exhibit_page import ExhibitPage
from playwright.sync_api import expect

Open = Callable[[str], ExhibitPage]


def test_every_step_forward_and_back_shows_its_own_frame(exhibit: Open) -> None:
    image = exhibit("look")
    for button, numbers in (
        ("Next frame", [*range(1, FRAMES), 0]),
        ("Frame before", [*range(FRAMES - 1, -1, -1)]),
    ):
        for number in numbers:
            image.sitting.button(button).click()
            expect(image.frame).to_have_attribute("aria-valuetext", f"Frame {number + 1} of {FRAMES}")
            assert image.settled(number).seen() == (number, TAG)
