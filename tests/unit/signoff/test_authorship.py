"""Nobody reviews a package of their own, however its authors are named."""

import pytest

from player.signoff.authorship import is_author

AUTHORS = ("Ada Vale <Ada.Vale@example.org>", "bo@example.org", "Cleo  Park")


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Somebody", "ada.vale@example.org"),
        ("Somebody", "BO@example.org"),
        ("cleo park", "any@example.org"),
        ("Cleo Park", None),
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
        ("", ""),
    ],
)
def test_others_are_none(name: str, email: str) -> None:
    assert not is_author(AUTHORS, name, email)
