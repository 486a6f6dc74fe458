"""A few words, and a place on a scale."""

import pytest
from browser.types_site import Open
from playwright.sync_api import expect


def test_words_are_recorded_as_they_were_written(ask: Open) -> None:
    page = ask("name-it")
    page.page.get_by_label("Your answer").fill("  Aortic Aneurysm ")
    page.send()
    assert page.answers()["name-it"] == {"text": "  Aortic Aneurysm "}


def test_letters_in_an_answer_never_reach_the_player(ask: Open) -> None:
    page = ask("name-it")
    field = page.page.get_by_label("Your answer")
    field.press_sequentially("mick 0123 mock")
    expect(field).to_have_value("mick 0123 mock")
    # M would have turned the sound off, K would have played, C would have hidden the captions
    assert page.sitting.media("muted") is False
    assert page.sitting.media("paused") is True
    assert page.page.evaluate(
        "JSON.parse(localStorage.getItem('sonocase.settings') ?? '{}').captions ?? true"
    )
    page.saved()
    page.page.reload()
    page.sitting.ready()
    expect(page.page.get_by_label("Your answer")).to_have_value("mick 0123 mock")


def test_what_is_no_word_is_not_sent_and_length_is_bounded(ask: Open) -> None:
    page = ask("name-it")
    field = page.page.get_by_label("Your answer")
    field.fill(" … ")
    page.sitting.send()
    expect(page.sitting.problem).to_have_text("Write an answer first.")
    expect(field).to_be_focused()
    field.fill("a" * 75)
    expect(page.page.locator("#answer-left")).to_have_text("5 characters left.")
    field.press_sequentially("bcdefghij")
    expect(field).to_have_value("a" * 75 + "bcdef")


def test_a_place_on_the_scale_is_chosen_by_mouse_or_by_number(ask: Open) -> None:
    page = ask("doubt")
    expect(page.answer).to_contain_text("The aneurysm is leaking.")
    expect(page.answer).to_contain_text("There is no free fluid in the abdomen.")
    page.page.get_by_role("radio", name="More likely", exact=True).check()
    page.sitting.question.focus()
    page.page.keyboard.press("2")
    expect(page.page.get_by_role("radio", name="Less likely", exact=True)).to_be_checked()
    page.saved()
    page.page.reload()
    page.sitting.ready()
    expect(page.page.get_by_role("radio", name="Less likely", exact=True)).to_be_checked()
    page.send()
    assert page.answers()["doubt"] == {"value": -1}


def test_a_scale_without_a_choice_is_not_sent(ask: Open) -> None:
    page = ask("doubt")
    page.sitting.send()
    expect(page.sitting.problem).to_have_text("Choose an answer first.")
    assert "doubt" not in page.answers()


ACCEPTED = """async inclusive => {
  const { numeric } = await import("/static/js/items/numeric.js");
  const { caliper } = await import("/static/js/items/caliper.js");
  const target = { value: 50, low: 47, high: 53, inclusive };
  return [
    numeric.explain({ unit: "mm" }, null, { ...target, unit: "mm" }),
    caliper.explain({ unit: "mm" }, null, { lines: [target], measured: [], unit: "mm" }),
  ].map(told => told.textContent);
}"""
"""What is said of the bounds of a number and of a length."""


@pytest.mark.parametrize(
    ("inclusive", "range_"), [(True, "47 to 53\u00a0mm"), (False, "more than 47 and less than 53\u00a0mm")]
)
def test_whether_bounds_are_accepted_is_said(ask: Open, inclusive: bool, range_: str) -> None:  # noqa: FBT001 (an example)
    for told in ask("index").page.evaluate(ACCEPTED, inclusive):
        assert f"50\u00a0mm ({range_} accepted)" in told
