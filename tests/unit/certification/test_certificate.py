"""The certificate: what it says to eyes, to a screen reader and to a camera; long names and foreign letters."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import cv2
import numpy as np
import pytest
from pdfs import alternatives_of, claims_ua, read, tags_of, text_of

from player.certification.certificate import typeset_certificate
from player.certification.certificate.matrix import QUIET, draw_matrix
from player.certification.store import Certificate

CODE = "7K3QF01XWZ9MPHTCR5VE"
ADDRESS = f"https://exam.example.org/verify/{CODE}"
AWARDED = datetime(2026, 11, 29, 13, 0, 7, 4711, tzinfo=UTC)
CERTIFICATE = Certificate(
    CODE, "d", "u", "cardiac", "Dr Grace Hale", "Cardiac", AWARDED, AWARDED.replace(year=2031)
)


def test_it_says_who_earned_what_when_and_where_that_is_verified() -> None:
    made = typeset_certificate(CERTIFICATE, ADDRESS, simulated=False)
    said = text_of(made)
    for words in ("Dr Grace Hale", "Cardiac", "29 November 2026", "29 November 2031", ADDRESS):
        assert words in said
    assert "7K3QF-01XWZ-9MPHT-CR5VE" in said
    assert "Simulated" not in said
    assert read(made).metadata.title == "Certificate: Cardiac"
    assert [str(each) for each in _links(made)] == [ADDRESS]


def test_a_demonstration_says_that_it_attests_to_nothing_before_anything_else() -> None:
    assert text_of(typeset_certificate(CERTIFICATE, ADDRESS, simulated=True)).startswith(
        "Simulated programme. This certificate is part of a demonstration and attests to nothing."
    )


def test_a_screen_reader_meets_a_title_and_words_for_the_picture() -> None:
    made = typeset_certificate(CERTIFICATE, ADDRESS, simulated=False)
    assert claims_ua(made)
    assert tags_of(made)[:2] == ["Document", "Title"]
    assert alternatives_of(made) == [f"QR code of the address {ADDRESS}"]


def test_the_same_certificate_is_the_same_file_every_time() -> None:
    made = typeset_certificate(CERTIFICATE, ADDRESS, simulated=False)
    assert made == typeset_certificate(replace(CERTIFICATE), ADDRESS, simulated=False)


@pytest.mark.parametrize(
    "name", ["Ng", "Maria-Theresia von Oldenburg-Wallenstein und zu Hohenstein-Waldeck", "W" * 200, "W " * 99]
)
@pytest.mark.parametrize("title", ["Lung", "Lower-extremity deep vein thrombosis (DVT)"])
def test_any_name_stays_on_one_page(name: str, title: str) -> None:
    long = replace(CERTIFICATE, name=name, title=title)
    made = typeset_certificate(long, ADDRESS, simulated=True)
    assert len(read(made).pages) == 1
    assert title in text_of(made)


def test_a_camera_reads_the_address() -> None:
    drawn = draw_matrix(ADDRESS)
    side = int(re.search(r'viewBox="0 0 (\d+) ', drawn)[1])
    image = np.full((side, side), 255, np.uint8)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawn):
        image[int(y), int(x) : int(x) + int(width)] = 0
    assert (image[:QUIET].min(), image[:, -QUIET:].min()) == (255, 255)
    assert (image[QUIET, QUIET], image[QUIET, -QUIET - 1]) == (0, 0)
    large = cv2.resize(image, None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)
    assert cv2.QRCodeDetector().detectAndDecode(large)[0] == ADDRESS


def _links(pdf: bytes) -> list[str]:
    found = [each.get_object() for each in read(pdf).pages[0]["/Annots"]]
    return [each["/A"]["/URI"] for each in found]
