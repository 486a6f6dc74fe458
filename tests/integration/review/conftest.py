"""The reviewers' desk and its pages: on both databases where the record is at stake, on a whole application else."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from receptions import Reception, open_reception

from player import accounts
from player.limits import limiter

_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="module")
def reception(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reception]:
    """An instance with the small package, as it would be run for exams; passwords are hashed as cheaply as can be."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_HASHER", _QUICK)
        patch.setattr(accounts, "_NOBODY", _QUICK.hash("nobody"))
        opened = open_reception(tmp_path_factory.mktemp("reviews"), demo=False, signed=False)
        with opened.app.app_context():
            limiter.reset()
        yield opened
