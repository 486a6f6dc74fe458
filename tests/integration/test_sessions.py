"""Sessions on both databases: each ends when it should, and the database cannot give one away."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from clinics import Clinic
from forms import T0

from player.accounts import LIFETIME, digest
from player.errors import Conflict


def test_a_session_ends_after_its_time_and_not_before(clinic: Clinic) -> None:
    session = clinic.session
    assert session.expires == T0 + LIFETIME
    clinic.clock.wait(LIFETIME.total_seconds() - 0.001)
    assert clinic.accounts.user_of(session.token) == session.user
    clinic.clock.wait(0.001)
    assert clinic.accounts.user_of(session.token) is None


def test_sessions_that_are_over_are_forgotten_when_somebody_signs_in(clinic: Clinic) -> None:
    clinic.clock.wait(LIFETIME.total_seconds())
    fresh = clinic.accounts.sign_in_guest()
    clinic.clock.now = T0
    assert clinic.accounts.user_of(clinic.session.token) is None
    assert clinic.accounts.user_of(fresh.token) == fresh.user


def test_signing_out_ends_this_session_alone(clinic: Clinic) -> None:
    other = clinic.accounts.sign_in_guest()
    clinic.accounts.sign_out(clinic.session.token)
    clinic.accounts.sign_out("never was")
    assert clinic.accounts.user_of(clinic.session.token) is None
    assert clinic.accounts.user_of(other.token) == other.user


def test_tokens_are_random_and_the_database_has_their_digests_alone(clinic: Clinic) -> None:
    tokens = {clinic.accounts.sign_in_guest().token for _ in range(20)}
    assert len(tokens) == 20
    assert all(len(token) >= 43 for token in tokens)
    with clinic.store.read() as unit:
        for token in tokens:
            assert unit.accounts.user_of(digest(token), T0)
            assert unit.accounts.user_of(token, T0) is None


def test_an_address_has_one_account_even_when_two_are_made_at_once(clinic: Clinic) -> None:
    barrier = Barrier(4)

    def add(number: int) -> bool:
        barrier.wait()
        try:
            with clinic.store.write() as unit:
                unit.accounts.add(email="a@x.org", name=f"{number}", role="author", password="hash", now=T0)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(add, range(4))) == 1
