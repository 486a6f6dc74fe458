"""The outbox: letters that are written with what causes them, and sent by a process of its own."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from player.certification.store.tables import outbox
from player.certification.store.values import Letter, LetterState

_LETTER = [outbox.c[name] for name in Letter.__dataclass_fields__]


PAGE = 25
"""Letters on a page."""


class Letters:
    """Queries on the outbox, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, letter: Letter) -> None:
        """A letter that is to be sent."""
        self._connection.execute(sa.insert(outbox).values(**vars(letter)))

    def get(self, letter: str) -> Letter | None:
        """A letter by its identifier."""
        found = self._connection.execute(sa.select(*_LETTER).where(outbox.c.id == letter)).first()
        return Letter(*found) if found else None

    def take(self, lease: str, now: datetime, until: datetime) -> Letter | None:
        """Take the letter that is due longest; nobody else is given it until `until`.

        A letter whose taker is gone is due again then.
        """
        due = (
            sa.select(outbox.c.id)
            .where(outbox.c.state == "waiting", outbox.c.next_at <= now)
            .order_by(outbox.c.next_at, outbox.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        change = sa.update(outbox).where(outbox.c.id == due.scalar_subquery())
        change = change.values(lease=lease, next_at=until, tries=outbox.c.tries + 1)
        found = self._connection.execute(change.returning(*_LETTER)).first()
        return Letter(*found) if found else None

    def settle(
        self, letter: Letter, state: LetterState, now: datetime, told: str, *, again: datetime, uncertain: int
    ) -> bool:
        """What became of a letter that was taken; False where somebody else has taken it since.

        Args:
            letter: as it was taken.
            state: what it is now.
            now: the time.
            told: what the mail server said.
            again: when a letter that still waits is tried next.
            uncertain: how many tries may have been taken without an answer.
        """
        change = sa.update(outbox).where(outbox.c.id == letter.id, outbox.c.lease == letter.lease)
        values = {
            "state": state,
            "told": told,
            "uncertain": uncertain,
            "lease": None,
            "next_at": again,
            "finished_at": None if state == "waiting" else now,
        }
        return self._connection.execute(change.values(values)).rowcount == 1

    def retry(self, letter: str, now: datetime) -> bool:
        """Have a dead letter sent again; False where it is not dead."""
        change = sa.update(outbox).where(outbox.c.id == letter, outbox.c.state == "dead")
        values = {"state": "waiting", "tries": 0, "uncertain": 0, "next_at": now, "finished_at": None}
        return self._connection.execute(change.values(values)).rowcount == 1

    def in_states(self, states: Collection[LetterState], most: int = 200) -> list[Letter]:
        """Letters in these states, the latest first."""
        query = sa.select(*_LETTER).where(outbox.c.state.in_(states))
        found = self._connection.execute(query.order_by(outbox.c.created_at.desc(), outbox.c.id).limit(most))
        return [Letter(*row) for row in found]

    def number(self, state: LetterState | None, words: str) -> int:
        """How many letters are in a state, or in any, to an address that holds these words."""
        query = sa.select(sa.func.count()).select_from(outbox).where(*_where(state, words))
        return self._connection.scalar(query) or 0

    def page(self, state: LetterState | None, words: str, page: int) -> list[Letter]:
        """One page of them, from 1; the latest first."""
        query = sa.select(*_LETTER).where(*_where(state, words))
        query = query.order_by(outbox.c.created_at.desc(), outbox.c.id)
        found = self._connection.execute(query.limit(PAGE).offset((max(1, page) - 1) * PAGE))
        return [Letter(*row) for row in found]

    def has_reached(self, evaluator: str) -> bool:
        """Whether a letter to an evaluator was taken, or may have been."""
        of = outbox.c.context["evaluator"].as_string() == evaluator
        taken = sa.or_(outbox.c.state == "sent", outbox.c.uncertain > 0)
        return self._connection.scalar(sa.select(outbox.c.id).where(of, taken).limit(1)) is not None

    def forget(self, application: str) -> None:
        """Remove all letters of an application, sent or not."""
        of = outbox.c.context["application"].as_string() == application
        self._connection.execute(sa.delete(outbox).where(of))

    def counted(self) -> dict[str, int]:
        """How many letters are in each state that has any."""
        query = sa.select(outbox.c.state, sa.func.count().label("number")).group_by(outbox.c.state)
        return {row.state: row.number for row in self._connection.execute(query)}

    def next_due(self) -> datetime | None:
        """When the next letter is due; None where none waits."""
        due = sa.select(outbox.c.next_at).where(outbox.c.state == "waiting")
        return self._connection.scalar(due.order_by(outbox.c.next_at).limit(1))


def _where(state: LetterState | None, words: str) -> list[sa.ColumnElement[bool]]:
    found = [outbox.c.state == state] if state else []
    if words:
        found.append(sa.func.lower(outbox.c.recipient).contains(words.lower(), autoescape=True))
    return found
