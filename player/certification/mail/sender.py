"""Takes the letters that are due, hands them over, and notes what became of each.

A letter is leased while it is handed over. If whoever holds it dies, it is due again when the lease ends; it
then goes out with the same Message-ID. What could not be taken is tried again after longer and longer pauses,
and is dead, for staff to see and send again, when the tries are used up.
"""

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Protocol

from player.certification.mail.post import Later, Never, Unsure
from player.certification.store import CertificationStore, Letter
from player.certification.store.values import LetterState

LEASE = timedelta(minutes=10)
"""Longer than a mail server can take, with all its answers as late as they may be."""
PAUSE = timedelta(minutes=1)
"""After the first try; four times as long after each other."""
LONGEST = timedelta(hours=6)
MOST_TRIES = 12
"""About two days."""
MOST_UNSURE = 3
"""Tries that may have been taken without an answer: how often a letter can arrive at most."""


class Post(Protocol):
    """Whatever messages are handed to."""

    def hand_over(self, message: EmailMessage, recipient: str) -> str:
        """Give a message over, or raise `Never`, `Later` or `Unsure`."""


@dataclass(frozen=True)
class Sender:
    """Sends what is due.

    Attributes:
        compose: makes the message of a letter.
        on_dead: is told of a letter that reached nobody, before that is noted; it may be told twice.
    """

    store: CertificationStore
    compose: Callable[[Letter], EmailMessage]
    post: Post
    clock: Callable[[], datetime]
    on_dead: Callable[[Letter], None]

    def send_due(self) -> int:
        """Send everything that is due; gives how many letters were handed over or given up."""
        due, done = self.next_due(), 0
        # to look is cheaper than to take, which waits for whoever writes
        if due is None or due > self.clock():
            return done
        while (letter := self._take()) is not None:
            done += self._send(letter)
        return done

    def next_due(self) -> datetime | None:
        """When there is something to send next."""
        with self.store.read() as unit:
            return unit.letters.next_due()

    def _take(self) -> Letter | None:
        with self.store.write() as unit:
            now = self.clock()
            return unit.letters.take(secrets.token_hex(16), now, now + LEASE)

    def _send(self, letter: Letter) -> bool:
        try:
            message = self.compose(letter)
            told = self.post.hand_over(message, letter.recipient)
        except LookupError as error:
            return self._settle(letter, "dead", f"not sent: {error.args[0]}")
        except Never as error:
            return self._give_up(letter, str(error))
        except Later as error:
            return self._again(letter, str(error), letter.uncertain)
        except Unsure as error:
            return self._again(letter, f"no answer to the whole message: {error}", letter.uncertain + 1)
        except Exception as error:
            # a letter that cannot be made must not stop those behind it
            logging.getLogger(__name__).exception("the letter %s cannot be made", letter.id)
            return self._again(letter, f"{type(error).__name__}: {error}"[:500], letter.uncertain)
        return self._settle(letter, "sent", told)

    def _again(self, letter: Letter, told: str, uncertain: int) -> bool:
        if letter.tries >= MOST_TRIES or uncertain >= MOST_UNSURE:
            return self._give_up(letter, told, uncertain)
        pause = min(LONGEST, PAUSE * 4 ** (letter.tries - 1))
        self._settle(letter, "waiting", told, pause, uncertain)
        return False

    def _give_up(self, letter: Letter, told: str, uncertain: int | None = None) -> bool:
        unsure = letter.uncertain if uncertain is None else uncertain
        if not unsure:
            self.on_dead(letter)
        return self._settle(letter, "dead", told, uncertain=unsure)

    def _settle(
        self,
        letter: Letter,
        state: LetterState,
        told: str,
        pause: timedelta = timedelta(0),
        uncertain: int | None = None,
    ) -> bool:
        with self.store.write() as unit:
            now = self.clock()
            return unit.letters.settle(
                letter,
                state,
                now,
                told,
                again=now + pause,
                uncertain=letter.uncertain if uncertain is None else uncertain,
            )
