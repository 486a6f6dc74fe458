"""Fixtures of the application with the small package, and no memory of who has tried something too often."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from receptions import HTTPS, Reception, open_reception, reopened

from player import accounts
from player.limits import limiter

_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords as cheaply as can be: the real ones are meant to be slow, and are tested elsewhere."""
    monkeypatch.setattr(accounts, "_HASHER", _QUICK)
    monkeypatch.setattr(accounts, "_NOBODY", _QUICK.hash("nobody"))


@pytest.fixture(scope="session")
def reception(tmp_path_factory: pytest.TempPathFactory) -> Reception:
    """A demonstration under http."""
    return open_reception(tmp_path_factory.mktemp("reception"))


@pytest.fixture(scope="session")
def formal(reception: Reception) -> Reception:
    """The same instance, as it would be run for exams: under https, and no demonstration."""
    return reopened(reception, origins=(HTTPS,), demo=False)


@pytest.fixture(autouse=True)
def patient(reception: Reception) -> Iterator[None]:
    """Forget how often was tried, before a test and behind it."""
    with reception.app.app_context():
        limiter.reset()
    yield
    with reception.app.app_context():
        limiter.reset()
