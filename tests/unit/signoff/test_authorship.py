"""Nobody reviews a package of their own, however its authors are named."""

import pytest

from player.signoff.authorship import is_author

AUTHORS = (
    "Ada Vale <Ada.Vale@example.org>",
    "bo@example.org",
    "Cleo  Park",
    "Di Roe (di@example.org), Eve Oak eve@example.org",
    "Dr Ana Jose\u0301, MD; Gil Ash and Hal Elm",
)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Somebody", "ada.vale@example.org"),
        ("Somebody", "BO@example.org"),
        ("cleo park", "any@example.org"),
        ("Cleo Park", None),
        (
            "Somebody",
            "di@example.org",
        ),  # no brackets like these are asked for, and they are written all the same
        ("Somebody", "eve@example.org"),
        ("Ana Jos\u00e9", "any@example.org"),  # one letter here, a letter and an accent there
        ("Hal Elm", "any@example.org"),
    ],
)
def test_an_author_is_known_by_address_or_by_a_name_that_has_none(name: str, email: str | None) -> None:
    assert is_author(AUTHORS, name, email)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ada Vale", "another@example.org"),  # the address says who is meant
        ("Bo", "bob@example.org"),
        ("Cleo Parker", "cleo@example.org"),
        ("Leo Park", "leo@example.org"),
        ("Eve Oak", "another@example.org"),
        ("Di", "i@example.org"),
        ("", ""),
        ("", None),
    ],
)
def test_others_are_none(name: str, email: str) -> None:
    assert not is_author(AUTHORS, name, email)
