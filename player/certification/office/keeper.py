"""What time brings, and whether the record holds."""

import json
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TypeVar

from player.certification.application.reminders import due
from player.certification.chain import Break, Head, first_break, say_time
from player.certification.errors import ChainBroken
from player.certification.office.assessments import Assessments
from player.certification.office.desk import Desk
from player.certification.seal import Seal, is_signed
from player.certification.store import ERASED
from player.errors import IllegalTransition

_STRETCH = 200
"""Records that are checked at a stretch: some milliseconds."""
_WATCHED = ("eligible", "open", "ended")


@dataclass(frozen=True)
class Verdict:
    """Whether the record holds: how many records there are, and the first break."""

    records: int
    heads: int
    broken: Break | None


class Keeper:
    """The use cases that nobody asks for but time and auditors."""

    def __init__(self, desk: Desk, assessments: Assessments, seal: Seal) -> None:
        self._desk = desk
        self._assessments = assessments
        self._seal = seal

    def tick(self) -> int:
        """Close what is over, record results, send reminders, and sign the head; gives how many reminders went out.

        One application that cannot be handled keeps no other waiting; what went wrong is logged.
        """
        with self._desk.store.read() as unit:
            watched = [record.id for record in unit.applications.in_stages(_WATCHED)]
        reminded = 0
        for application in watched:
            try:
                reminded += self._look_after(application)
            except Exception:
                logging.getLogger(__name__).exception(
                    "the application %s cannot be looked after", application
                )
        self.sign_head()
        return reminded

    def _look_after(self, application: str) -> int:
        file = self._assessments.close_overdue(application)
        self._desk.refresh(file)
        sent = 0
        for reminder in due(file.policy, file.state, file.now):
            # another process may have sent it meanwhile
            with suppress(IllegalTransition):
                self._desk.act(application, reminder)
                sent += 1
        return sent

    def sign_head(self) -> Head | None:
        """Sign and keep the last link, if it is a new one; gives the latest signed head."""
        with self._desk.store.write() as unit:
            head = unit.records.head(self._desk.clock())
            if head is None:
                return None
            kept = unit.records.heads()
            if kept and kept[-1].number == head.number:
                return kept[-1]
            signed = self._seal.sign(head)
            unit.records.keep_head(signed)
        return signed

    def export_head(self) -> str:
        """The latest signed head as JSON, to be kept outside of the instance.

        Raises:
            ChainBroken: there is nothing to sign yet.
        """
        head = self.sign_head()
        if head is None:
            raise ChainBroken("Nothing has been recorded yet.")
        return json.dumps(asdict(head) | {"at": say_time(head.at)}, indent=2)

    def verify(self, exported: Iterable[Head] = ()) -> Verdict:
        """Hold the record against itself, against the heads in the database, and against exported ones.

        Raises:
            ChainBroken: a head is not signed with its key, or not with this instance's.
        """
        outside = list(exported)
        for head in outside:
            if not is_signed(head) or head.key != self._seal.public:
                raise ChainBroken(f"The head {head.number} was not signed with the key of this instance.")
        with self._desk.store.read() as unit:
            kept = unit.records.heads()
            forged = next(
                (head for head in gently(kept) if not is_signed(head) or head.key != self._seal.public), None
            )
            erased = set(_numbers_in(unit.records.bodies_of_type(ERASED)))
            last = unit.records.head(self._desk.clock())
            broken = first_break(gently(unit.records.everything()), erased, [*kept, *outside])
        if broken is None and forged:
            broken = Break(forged.number, f"the head {forged.number} was not signed with this instance's key")
        return Verdict(last.number if last else 0, len(kept) + len(outside), broken)


def _numbers_in(bodies: Iterable[str]) -> Iterator[int]:
    """The numbers that records of erasures name; one that was changed names none, and is found as a break."""
    for body in bodies:
        with suppress(ValueError, TypeError):
            yield from (each for each in json.loads(body) if isinstance(each, int))


Each = TypeVar("Each")


def gently(many: Iterable[Each]) -> Iterator[Each]:
    """Things one after the other, with a pause now and then in which others of this server are answered."""
    for number, each in enumerate(many):
        if number % _STRETCH == 0:
            time.sleep(0)
        yield each


def read_head(text: str) -> Head:
    """An exported head.

    Raises:
        ChainBroken: it is none.
    """
    try:
        facts = json.loads(text)
        return Head(**{**facts, "at": datetime.fromisoformat(facts["at"])})
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ChainBroken("The file holds no exported head.") from None
