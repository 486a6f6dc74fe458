"""Accounts: what a password must be, how long a session lasts, and that nothing tells who has an account."""

import statistics
import time

import pytest
from argon2 import extract_parameters
from argon2.exceptions import VerifyMismatchError
from clinics import Clinic

import player.accounts
from player.accounts import MAX_PASSWORD, MIN_PASSWORD, Accounts
from player.errors import ConfigError, Conflict, NotFound, SignInRefused

EMAIL, PASSWORD = "ada@example.org", "correct horse battery"


@pytest.fixture
def database_kind() -> str:
    """What is tested here is the hashing and the words, which no database has a part in."""
    return "sqlite"


@pytest.fixture
def accounts(clinic: Clinic) -> Accounts:
    """Accounts with one candidate among them."""
    clinic.accounts.add(EMAIL, "Ada", "candidate", PASSWORD)
    return clinic.accounts


def test_a_password_opens_a_session_whoever_the_address_is_written(accounts: Accounts) -> None:
    for email in (EMAIL, EMAIL.upper(), f"  {EMAIL} "):
        session = accounts.sign_in(email, PASSWORD)
        found = accounts.user_of(session.token)
        assert found
        assert (found.email, found.name, found.role, found.guest) == (EMAIL, "Ada", "candidate", False)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, "wrong password!"),
        (EMAIL, ""),
        (EMAIL, PASSWORD + " "),
        (EMAIL, PASSWORD.upper()),
        ("nobody@example.org", PASSWORD),
        ("", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_a_refusal_does_not_tell_whether_the_address_is_known(
    accounts: Accounts, email: str, password: str
) -> None:
    with pytest.raises(SignInRefused) as refused:
        accounts.sign_in(email, password)
    assert str(refused.value) == "The e-mail address or the password is not right."
    assert refused.value.__cause__ is None


def test_an_unknown_address_takes_as_long_as_a_wrong_password(accounts: Accounts) -> None:
    def taken(email: str) -> float:
        began = time.thread_time()
        with pytest.raises(SignInRefused):
            accounts.sign_in(email, "wrong password!")
        return time.thread_time() - began

    known, unknown = ([taken(email) for _ in range(3)] for email in (EMAIL, "nobody@example.org"))
    assert 0.5 < statistics.median(unknown) / statistics.median(known) < 2


@pytest.mark.parametrize("password", ["", "x" * (MIN_PASSWORD - 1), "x" * (MAX_PASSWORD + 1)])
def test_a_password_that_is_too_short_or_endless_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(ConfigError, match="password"):
        accounts.add("new@example.org", "New", "author", password)
    with pytest.raises(ConfigError, match="password"):
        accounts.reset_password(EMAIL, password)
    assert accounts.sign_in(EMAIL, PASSWORD)


@pytest.mark.parametrize(
    "password", ["x" * MIN_PASSWORD, "x" * MAX_PASSWORD, "  spaces count  ", "päßwörter 漢字 \U0001f9b4"]
)
def test_any_other_password_works_and_is_kept_as_a_hash_alone(clinic: Clinic, password: str) -> None:
    clinic.accounts.add(EMAIL, "Ada", "candidate", password)
    assert clinic.accounts.sign_in(EMAIL, password)
    with clinic.store.read() as unit:
        found = unit.accounts.by_email(EMAIL)
    assert found
    assert found[1].startswith("$argon2id$v=19$m=65536,t=3,")
    assert password not in found[1]


@pytest.mark.parametrize("email", ["", "ada", "@example.org", "ada@", "a b@example.org", "a@b@c", "a@b\n", "ada\x00@x.org", "x" * 250 + "@x.org"])  # fmt: skip
def test_what_is_no_address_is_refused(clinic: Clinic, email: str) -> None:
    if email.strip() != email:
        assert clinic.accounts.add(email, "Ada", "candidate", PASSWORD).email == email.strip()
        return
    with pytest.raises(ConfigError, match="no e-mail address"):
        clinic.accounts.add(email, "Ada", "candidate", PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "A\x00da", "A\u202eda"])
def test_what_is_no_name_is_refused(clinic: Clinic, name: str) -> None:
    with pytest.raises(ConfigError, match="name"):
        clinic.accounts.add(EMAIL, name, "candidate", PASSWORD)


def test_an_address_has_one_account(accounts: Accounts) -> None:
    for email in (EMAIL, EMAIL.upper()):
        with pytest.raises(Conflict, match="account already"):
            accounts.add(email, "Eve", "registrar", PASSWORD)


def test_signing_out_ends_this_session_alone(accounts: Accounts) -> None:
    here, elsewhere = (accounts.sign_in(EMAIL, PASSWORD) for _ in range(2))
    accounts.sign_out(here.token)
    accounts.sign_out("never was")
    assert accounts.user_of(here.token) is None
    assert accounts.user_of(elsewhere.token)


def test_a_new_password_ends_every_session_and_the_old_password(accounts: Accounts) -> None:
    before = accounts.sign_in(EMAIL, PASSWORD)
    accounts.reset_password(f" {EMAIL.upper()}", "another horse battery")
    assert accounts.user_of(before.token) is None
    with pytest.raises(SignInRefused):
        accounts.sign_in(EMAIL, PASSWORD)
    assert accounts.sign_in(EMAIL, "another horse battery")
    with pytest.raises(NotFound):
        accounts.reset_password("nobody@example.org", PASSWORD)


@pytest.mark.parametrize("then", ["another horse battery", PASSWORD])
def test_a_password_that_is_set_anew_while_it_is_verified_is_verified_again(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch, then: str
) -> None:
    verified, resets = player.accounts._verified, [then]

    def verify_and_reset(hashed: str, password: str) -> bool:
        known = verified(hashed, password)
        while resets:
            accounts.reset_password(EMAIL, resets.pop())
        return known

    monkeypatch.setattr(player.accounts, "_verified", verify_and_reset)
    if then == PASSWORD:
        assert accounts.user_of(accounts.sign_in(EMAIL, PASSWORD).token)
    else:
        with pytest.raises(SignInRefused):
            accounts.sign_in(EMAIL, PASSWORD)
    assert resets == []


def test_a_guest_has_no_password_to_sign_in_with(clinic: Clinic) -> None:
    assert clinic.session.user.guest
    assert clinic.session.user.role == "candidate"
    for email in ("", "None", "Guest"):
        with pytest.raises(SignInRefused):
            clinic.accounts.sign_in(email, "")


def test_an_address_without_an_account_is_held_against_a_hash_as_dear_as_any() -> None:
    nobody, hasher = player.accounts._NOBODY, player.accounts._HASHER
    assert extract_parameters(nobody) == extract_parameters(hasher.hash(PASSWORD))
    with pytest.raises(VerifyMismatchError):
        hasher.verify(nobody, PASSWORD)
