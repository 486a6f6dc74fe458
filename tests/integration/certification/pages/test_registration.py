"""Creating an account, confirming its address, and setting a new password, as a browser without scripts does it."""

import re

import pytest
from receptions import PASSWORD, Guest, Reception
from walks import Walk, companion_of, words

from player.certification.store import Letter

GOOD = {"name": "Iris Cole", "email": "iris@example.org", "password": PASSWORD}


def letters_to(reception: Reception, address: str) -> list[Letter]:
    with companion_of(reception).store.read() as unit:
        return [each for each in unit.letters.in_states({"waiting"}, 1000) if each.recipient == address]


def link_to(reception: Reception, address: str, kind: str) -> str:
    """The path of the latest link that was sent to an address."""
    office = companion_of(reception)
    letter = next(each for each in letters_to(reception, address) if each.template == kind)
    purpose = "confirm" if kind == "confirm-email" else "reset"
    path = "/confirm/" if purpose == "confirm" else "/reset/"
    return path + office.desk.tokens.link(purpose, letter.context["ticket"])  # type: ignore[arg-type]


@pytest.fixture
def visitor(reception: Reception) -> Guest:
    """Somebody without an account."""
    return reception.nobody()


def test_an_account_is_made_and_its_address_confirmed_by_a_press_and_not_by_opening(
    reception: Reception, visitor: Guest
) -> None:
    answer = visitor.post("/sign-up", GOOD)
    assert answer.status_code == 200
    assert "A letter is on its way to iris@example.org" in words(answer)
    link = link_to(reception, "iris@example.org", "confirm-email")
    (letter,) = letters_to(reception, "iris@example.org")
    assert re.fullmatch(r"\d{3}-\d{3}-\d{3}", letter.context["id_number"])
    user = reception.services.accounts.sign_in("iris@example.org", PASSWORD).user
    registration = companion_of(reception).registration
    for _ in range(3):
        assert visitor.get(link).status_code == 200
    assert not registration.is_confirmed(user)
    assert "Your address is confirmed" in words(visitor.post(link))
    assert registration.is_confirmed(user)
    again = visitor.post(link)
    assert again.status_code == 404
    assert "not good any more" in words(again)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": " "}, "Enter your name."),
        ({"name": "a\nb"}, "in one line"),
        ({"email": "nobody"}, "Enter an e-mail address such as"),
        ({"email": '"kept"@example.org'}, "Enter an e-mail address such as"),
        ({"email": "a,kept@example.org"}, "Enter an e-mail address such as"),
        ({"password": "short"}, "12 to 1000 characters"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field_and_keeps_the_rest(
    visitor: Guest, change: dict[str, str], told: str
) -> None:
    form = GOOD | {"email": "kept@example.org"} | change
    answer = visitor.post("/sign-up", form)
    assert answer.status_code == 400
    assert told in words(answer)
    field = next(iter(change))
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"[^>]*{field}-error', answer.text)
    if field != "email":
        assert 'value="kept@example.org"' in answer.text
    assert PASSWORD not in answer.text
    assert "<title>Error: " in answer.text


def test_all_faults_of_a_form_are_told_at_once(visitor: Guest) -> None:
    answer = visitor.post("/sign-up", {"name": "", "email": "", "password": ""})
    assert [f'href="#{name}"' in answer.text for name in ("name", "email", "password")] == [True] * 3


def test_an_address_that_has_an_account_gets_the_same_answer_and_a_letter_of_its_own(
    reception: Reception, visitor: Guest
) -> None:
    reception.somebody("taken")
    fresh = visitor.post("/sign-up", GOOD | {"email": "fresh@example.org"})
    taken = visitor.post("/sign-up", GOOD | {"email": "taken@example.org"})
    assert words(taken).replace("taken@", "fresh@") == words(fresh)
    assert [each.template for each in letters_to(reception, "taken@example.org")] == ["account-exists"]
    assert reception.services.accounts.sign_in("taken@example.org", PASSWORD).user.name == "Taken"


def test_a_new_password_is_set_once_by_a_link_and_ends_all_sessions(
    reception: Reception, visitor: Guest
) -> None:
    owner = reception.somebody("forgetful")
    assert "a letter with a link" in words(
        visitor.post("/forgot-password", {"email": "Forgetful@example.org"})
    )
    link = link_to(reception, "forgetful@example.org", "reset-password")
    assert "New password" in words(visitor.get(link))
    assert "12 to 1000" in words(visitor.post(link, {"password": "short"}))
    assert "Your new password is set" in words(visitor.post(link, {"password": "another long password"}))
    assert reception.services.accounts.sign_in("forgetful@example.org", "another long password")
    assert owner.get("/certification/account").status_code == 302
    assert visitor.get(link).status_code == 404
    assert visitor.post(link, {"password": "a third long password"}).status_code == 404


def test_nobody_learns_whether_an_address_has_an_account(reception: Reception, visitor: Guest) -> None:
    reception.somebody("known")
    known = words(visitor.post("/forgot-password", {"email": "known@example.org"}))
    unknown = words(visitor.post("/forgot-password", {"email": "stranger@example.org"}))
    assert unknown.replace("stranger@", "known@") == known
    assert letters_to(reception, "stranger@example.org") == []


@pytest.mark.parametrize("path", ["/sign-up", "/forgot-password"])
def test_one_address_can_be_written_to_five_times_an_hour(visitor: Guest, path: str) -> None:
    form = {"name": "Often", "password": PASSWORD}
    codes = [visitor.post(path, {**form, "email": " Often@example.org"}).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]
    assert visitor.post(path, {**form, "email": "seldom@example.org"}).status_code == 200


def test_a_link_that_was_made_up_is_refused(visitor: Guest) -> None:
    for path in ("/confirm/" + "0" * 64, "/reset/" + "0" * 64):
        assert visitor.post(path, {"password": PASSWORD}).status_code == 404


def test_the_account_page_shows_the_number_and_sends_letters_again(reception: Reception) -> None:
    walk = Walk.of(reception, "unconfirmed", confirmed=False)
    number = companion_of(reception).registration.person(walk.user).id_number
    page = walk.guest.get("/certification/account")
    assert f"{number[:3]}-{number[3:6]}-{number[6:8]} {number[8]}" in words(page)
    assert "Not confirmed yet" in words(page)
    assert walk.guest.post("/certification/account/confirmation").status_code == 302
    assert walk.guest.post("/certification/account/password").status_code == 302
    sent = sorted(each.template for each in letters_to(reception, "unconfirmed@example.org"))
    assert sent == ["confirm-email", "reset-password"]
