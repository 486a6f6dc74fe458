"""The instances that benchmarks run on: a published package, and candidates with attempts that have begun."""

import random
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.answer import draw_answer
from benchmarks.plan import Step, make_plan
from player.accounts import digest
from player.engine import command as cmd
from player.engine.attempt import advance, apply, case_of
from player.engine.command import Command
from player.engine.disguise import revealed, seed_of
from player.engine.event import Created, Event
from player.engine.form import Form
from player.engine.present import present
from player.engine.state import Attempt, rebuild
from player.publish.library import Library
from player.publish.publishing import publish_package
from player.store import AttemptRecord, Store, Unit, Version

DATABASE = "sonocase.db"
LIFETIME = timedelta(hours=12)

Saying = Callable[[Attempt], Command]
"""What a candidate says, as things stand."""


@dataclass(frozen=True)
class Published:
    """An instance folder in which one package has been published, and nothing else has happened."""

    folder: Path
    version: Version
    form: Form


@dataclass(frozen=True)
class Seat:
    """A candidate's session, and the attempts that have begun; of the first, `done` steps of the plan are over."""

    token: str
    attempts: tuple[str, ...]
    done: int


def publish(package: Path, folder: Path) -> Published:
    """Publish a package into a new instance.

    Raises:
        PackageError: it is refused.
    """
    library = Library(folder)
    store = Store.open(sqlite_in(folder))
    version, _ = publish_package(package, library, store)
    store.close()
    return Published(folder, version, library.form(version.id))


def copy_of(published: Published, folder: Path) -> Path:
    """A fresh instance with the same package."""
    shutil.copytree(published.folder, folder)
    return folder


def sqlite_in(folder: Path) -> str:
    """The address of an instance's own database."""
    folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{folder / DATABASE}"


def seat(database: str, published: Published, count: int, attempts_each: int) -> list[Seat]:
    """Candidates who are signed in and have begun: with the first attempt, each is somewhere else in the form."""
    steps = len(make_plan(published.form))
    draw = random.Random(count)  # noqa: S311 (places in a form, no secrets)
    ways = [(draw.randrange(steps), *([0] * (attempts_each - 1))) for _ in range(count)]
    return _seat_all(database, published, ways)


def seat_at(database: str, published: Published, done: int, count: int, attempts_each: int) -> list[Seat]:
    """Candidates who are signed in, and in every attempt at the same place: after `done` steps of the plan."""
    return _seat_all(database, published, [(done,) * attempts_each] * count)


def _seat_all(database: str, published: Published, ways: Sequence[Sequence[int]]) -> list[Seat]:
    """A candidate for each of the ways, which say how many steps of each attempt are over.

    All are made in one transaction, as this is not what is measured.
    """
    store = Store.open(database)
    with store.write() as unit:
        if unit.versions.get(published.version.id) is None:
            unit.versions.add(published.version)
        plan = make_plan(published.form)
        seats = [_seat(unit, published, [plan[:done] for done in way]) for way in ways]
    store.close()
    return seats


def _seat(unit: Unit, published: Published, ways: Sequence[Sequence[Step]]) -> Seat:
    now, token = datetime.now(UTC), secrets.token_urlsafe(32)
    user = unit.accounts.add_guest(now)
    unit.accounts.open_session(digest(token), user.id, now, now + LIFETIME)
    attempts = (_begin(unit, published, user.id, now, done) for done in ways)
    return Seat(token, tuple(attempts), len(ways[0]))


def _begin(unit: Unit, published: Published, user: str, now: datetime, done: Sequence[Step]) -> str:
    """An attempt in exam mode, where limits run; some of its steps are over."""
    form, version = published.form, published.version.id
    record = AttemptRecord(secrets.token_hex(16), user, version, "exam", now)
    created = Created(at=now, mode="exam", version=version, seed=secrets.randbits(32))
    unit.attempts.add(record)
    unit.attempts.append(record.id, 0, [created, *_events(form, created, done)])
    return record.id


def _events(form: Form, created: Created, done: Sequence[Step]) -> Iterator[Event]:
    state = rebuild([created], form.rules("exam").outage_seconds)
    said: list[Saying] = [partial(_command, form, step) for step in done if step.type != "draft"]
    for say in (*_OPENING, *said):
        events = apply(form, state, say(state), created.at)
        state = advance(state, events)
        yield from events


_OPENING: tuple[Saying, ...] = (
    lambda _: cmd.Start(),
    # clocks begin here, and a slow machine connects its candidates minutes later
    lambda _: cmd.Accommodate(cmd.MAX_MULTIPLIER, breaks=False),
)


def _command(form: Form, step: Step, state: Attempt) -> Command:
    if step.type == "submit":
        return cmd.Submit(state.epoch, state.item, _answer(form, state))
    return cmd.Reach(state.epoch, state.segment) if step.type == "reached" else cmd.Continue(state.epoch)


def _answer(form: Form, state: Attempt) -> dict[str, Any]:
    """An answer to the open question, with the names that its author gave."""
    case, seed = case_of(form, state), seed_of(state, state.case)
    item = case.items[state.item]
    shown = present(state.item, item, seed)
    return revealed(seed, state.item, item, draw_answer(shown, random.Random(seed)))  # noqa: S311 (no secret)
