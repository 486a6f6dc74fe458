"""`sonocase user`: accounts are made and passwords set, at a terminal, through a pipe, or in one line."""

import pytest
from clinics import Clinic
from commands import Desk

from player.accounts import Accounts
from player.errors import SignInRefused

SECRET = "a long test password"


def test_an_account_that_is_made_can_sign_in_and_its_address_is_taken(desk: Desk) -> None:
    words = ("user", "add", "rey@example.org", "--name", "Rey Lund", "--role", "registrar")
    told = desk.run(*words, "--password", SECRET)
    assert (told.code, told.out) == (0, "rey@example.org can sign in as registrar\n")
    again = desk.run("user", "add", "REY@example.org", "--name", "Other", "--password", SECRET)
    assert (again.code, again.error) == (1, "rey@example.org has an account already.")
    user = accounts(desk).sign_in("rey@example.org", SECRET).user
    assert (user.name, user.role, user.guest) == ("Rey Lund", "registrar", False)


def accounts(desk: Desk) -> Accounts:
    return Accounts(desk.database(), Clinic(desk.database(), desk.instance).clock)


@pytest.mark.parametrize(("words", "told"), [
    (("nobody", "--password", SECRET), "'nobody' is no e-mail address."),
    (("a@example.org", "--password", "short"), "A password has 12 to 1000 characters."),
])  # fmt: skip
def test_an_account_that_cannot_be_is_refused_in_one_line(
    desk: Desk, words: tuple[str, ...], told: str
) -> None:
    ended = desk.run("user", "add", *words, "--name", "Somebody")
    assert (ended.code, ended.out, ended.error) == (1, "", told)


def test_a_role_that_is_none_is_answered_with_those_that_are(desk: Desk) -> None:
    told = desk.run("user", "add", "a@example.org", "--name", "A", "--password", SECRET, "--role", "king")
    assert told.code == 2
    assert all(role in told.err for role in ("candidate", "author", "reviewer", "registrar"))


def test_at_a_terminal_the_password_is_asked_for_twice_and_never_shown(desk: Desk) -> None:
    asked = [("Name:", "Ann Berg"), ("Password:", SECRET), ("confirmation:", SECRET)]
    told = desk.talk("user", "add", "ann@example.org", answers=asked)
    assert told.code == 0, told.out
    assert "Ann Berg" in told.out
    assert SECRET not in told.out
    assert accounts(desk).sign_in("ann@example.org", SECRET).user.role == "candidate"


def test_a_password_comes_through_a_pipe_and_ends_the_sessions_of_the_old_one(desk: Desk) -> None:
    before = "the password before"
    accounts(desk).add("bo@example.org", "Bo", "author", before)
    token = accounts(desk).sign_in("bo@example.org", before).token
    told = desk.run("user", "password", "bo@example.org", typed=f"{SECRET}\n")
    assert (told.code, told.err) == (0, "")
    assert accounts(desk).user_of(token) is None
    assert accounts(desk).sign_in("bo@example.org", SECRET)
    with pytest.raises(SignInRefused):
        accounts(desk).sign_in("bo@example.org", before)
    nobody = desk.run("user", "password", "no@example.org", "--password", SECRET)
    assert (nobody.code, nobody.error) == (1, "no@example.org has no account.")
