"""Publishing that is interrupted, at any of its steps: nothing is offered, and the next time it succeeds."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import changes
import pytest
from packages import copy_below, package
from presses import Press

from player.publish import keeping, publishing
from player.publish.library import Library
from player.store import Version

MOMENTS = (0.0, 0.25, 0.5, 0.75, 0.9, 0.94, 0.96, 0.98, 1.0)
"""Of all changes that publishing makes, in their order; the last ones put the version into its place."""


class Stopped(BaseException):
    """Like Ctrl-C: no `except Exception` catches it."""


def stop() -> None:
    raise Stopped


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many changes publishing makes to an empty instance."""
    folder = tmp_path_factory.mktemp("steps")
    press = Press.below(folder)
    with changes.at_change(press.instance, 0, stop) as seen:
        press.publish(package())
    assert len(seen) > 50
    return len(seen)


def assert_recovers(press: Press, expected: Version) -> None:
    """Nothing half done is in sight, and publishing again ends where it would have ended."""
    assert press.offered() is None
    whole = [name for name in press.versions() if not name.startswith(".")]
    assert whole in ([], [expected.id])
    assert all(Library(press.instance).whole(name) for name in whole)
    version, new = press.publish(package())
    assert (version.id, new) == (expected.id, True)
    assert press.offered() == expected.id
    assert Library(press.instance).whole(expected.id)


@pytest.mark.parametrize("moment", MOMENTS)
def test_an_error_at_any_step_leaves_nothing_half_done(
    press: Press, published: tuple[Press, Version], steps: int, moment: float
) -> None:
    number = max(1, round(steps * moment))
    with changes.at_change(press.instance, number, stop), pytest.raises(Stopped):
        press.publish(package())
    assert press.leftovers() == []
    assert_recovers(press, published[1])


@pytest.mark.parametrize("moment", MOMENTS[::2])
def test_a_power_cut_at_any_step_offers_nothing(
    press: Press, published: tuple[Press, Version], steps: int, moment: float
) -> None:
    number = max(1, round(steps * moment))
    arguments = [package(), press.instance, press.url, number]
    killed = subprocess.run([sys.executable, changes.__file__, *map(str, arguments)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert_recovers(press, published[1])


@pytest.mark.parametrize("moment", MOMENTS[::3])
def test_an_error_on_the_way_to_another_version_leaves_the_old_one_offered(
    printed: tuple[Press, Version], tmp_path: Path, moment: float
) -> None:
    press, old = printed
    other = copy_below(tmp_path).change("package.yaml", "1.0.0", "1.1.0").folder
    before = press.footprint()
    # the media are there already: what is left is the version itself
    with changes.at_change(press.instance, max(1, round(8 * moment)), stop), pytest.raises(Stopped):
        press.publish(other)
    assert press.offered() == old.id
    assert press.leftovers() == []
    assert {name: facts for name, facts in press.footprint().items() if name in before} == before
    version, new = press.publish(other)
    assert (press.offered(), new) == (version.id, True)


@pytest.mark.parametrize("stage", ["examine", "cut", "keep_version", "load_keys"])
def test_a_failure_of_any_stage_is_not_swallowed(
    press: Press, published: tuple[Press, Version], monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publishing, stage, lambda *_, **__: fail())
        with pytest.raises(OSError, match="no space left"):
            press.publish(package())
    assert press.leftovers() == []
    assert_recovers(press, published[1])


def fail() -> None:
    raise OSError(28, "no space left on device")


def test_the_database_refusing_leaves_the_version_unoffered(
    press: Press, published: tuple[Press, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("player.store.versions.Versions.add", lambda *_: fail())
        with pytest.raises(OSError, match="no space left"):
            press.publish(package())
    assert_recovers(press, published[1])


def test_two_that_publish_at_once_end_with_one_version_that_is_never_missing(
    press: Press, published: tuple[Press, Version], monkeypatch: pytest.MonkeyPatch
) -> None:
    together, put = Barrier(2), keeping._put_in_place

    def put_together(*arguments: Any) -> None:
        together.wait(timeout=30)
        put(*arguments)

    monkeypatch.setattr(keeping, "_put_in_place", put_together)
    with changes.at_change(press.instance, 0, stop) as seen, ThreadPoolExecutor(2) as threads:
        results = list(threads.map(press.publish, [package(), package()]))
    assert {version.id for version, _ in results} == {published[1].id}
    assert press.offered() == published[1].id
    assert press.leftovers() == []
    assert press.versions() == [published[1].id]
    assert str(press.library.folder(published[1].id)) not in seen
