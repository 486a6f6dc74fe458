"""Letters that staff look after: those that no mail server took, sent again."""

import json
from collections.abc import Iterable

from player.certification.office.desk import Desk
from player.certification.store import Entry, Letter, Unit
from player.certification.store.values import LetterState
from player.errors import IllegalTransition, NotFound


class Outbox:
    """The use cases of staff around letters."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, state: LetterState | None, words: str, page: int) -> tuple[int, list[Letter]]:
        """How many letters there are in a state and to whom these words fit, and one page of them."""
        with self._desk.store.read() as unit:
            return unit.letters.number(state, words), unit.letters.page(state, words, page)

    def retry(self, by: str, letter: str) -> Letter:
        """Have a letter sent again that could not be sent; the record says who did it.

        Raises:
            NotFound: there is no such letter.
            IllegalTransition: it is not dead, or asks somebody who is not asked any more.
        """
        with self._desk.store.write() as unit:
            found = unit.letters.get(letter)
            if found is None:
                raise NotFound(f"There is no letter {letter!r}; see the list of letters.")
            if not _asks_still(unit, found):
                raise IllegalTransition(
                    "This evaluator is not asked any more: the candidate is told to name somebody else."
                )
            now = self._desk.clock()
            if not unit.letters.retry(letter, now):
                raise IllegalTransition("This letter waits, or was sent; only one that failed is sent again.")
            stream = f"letter/{letter}"
            said = {"template": found.template, "tries": found.tries, "from": found.state, "to": "waiting"}
            entry = Entry(now, by, "letter-retried", json.dumps(said))
            unit.records.append(stream, unit.records.length_of(stream), [entry])
        return found

    def may_retry(self, letters: Iterable[Letter]) -> set[str]:
        """Which of these letters can be sent again."""
        with self._desk.store.read() as unit:
            return {each.id for each in letters if each.state == "dead" and _asks_still(unit, each)}


def _asks_still(unit: Unit, letter: Letter) -> bool:
    """Whether whoever a letter asks is asked still; a letter that asks nobody is always worth sending."""
    evaluator = letter.context.get("evaluator")
    if not evaluator:
        return True
    invitation = unit.invitations.get(evaluator)
    return invitation is not None and invitation.standing in {"contacted", "answered"}
