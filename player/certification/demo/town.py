"""The clock of a demonstration, its office, and the order of what happens."""

import heapq
import itertools
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from player.accounts import Accounts
from player.certification.companion import LETTERS, Companion, Player, open_companion
from player.certification.mail.post import FilePost, Never
from player.certification.mail.sender import Sender
from player.certification.office.vouchers import Order
from player.config import Config
from player.delivery import Delivery
from player.errors import NotFound, PlayerError
from player.publish.library import Library
from player.signoff.standing import SignOffs
from player.store import Role, Store, User

DOMAIN = "people.example.org"
"""Where the people of the demonstration get their letters."""
NOWHERE = "nowhere.example.org"
"""A domain whose mail server knows nobody."""
FULL, FULL_FOR = f"zoe.martin@{DOMAIN}", timedelta(days=10)
"""A mailbox that takes nothing more, and since when."""
REGISTRARS = ("Ilse Winter", "Tom Okafor")
"""Who has decided until now; nobody signs in as them."""
NO_HASH = "!"
"""What no password has the hash of."""
_LOOKS = range(5, 186, 5)
"""Days ago on which the clock was looked at for what time brings."""


@dataclass
class Clock:
    """A time that stands still until it is set."""

    now: datetime

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Post:
    """Writes letters to files, but for those to a domain where nobody is, and to a mailbox once it is full."""

    files: FilePost
    clock: Clock
    full_from: datetime

    def hand_over(self, message: EmailMessage, recipient: str) -> str:
        """Write a message.

        Raises:
            Never: the recipient is at the domain where nobody is, or their mailbox is full.
            Later: the disk refuses.
        """
        if recipient.endswith(f"@{NOWHERE}"):
            raise Never("550 5.1.1 No such mailbox here")
        if recipient == FULL and self.clock.now >= self.full_from:
            raise Never("552 5.2.2 The mailbox is full")
        return self.files.hand_over(message, recipient)


@dataclass
class Someone:
    """An applicant of the demonstration, and the application that they are at."""

    town: "Town"
    name: str
    user: User | None = None
    application: str = ""

    @property
    def email(self) -> str:
        """Their address."""
        return address_of(self.name)

    @property
    def office(self) -> Companion:
        """The companion that they meet."""
        return self.town.office

    @property
    def account(self) -> User:
        """Their account.

        Raises:
            NotFound: they have none yet.
        """
        if self.user is None:
            raise NotFound(f"{self.name} has no account yet.")
        return self.user


Step = Callable[[Someone], None]
"""Something that somebody does."""


@dataclass(frozen=True)
class Batch:
    """Vouchers that were issued together: when, and in how many days from now they expire; why one is revoked."""

    note: str
    many: int
    days_ago: float
    expires: int
    revoked: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody with what they do, each step with how many days ago."""

    name: str
    steps: Sequence[tuple[float, Step]]


@dataclass
class Town:
    """Everything that happens in a demonstration before its first start."""

    clock: Clock
    office: Companion
    delivery: Delivery
    players: Store
    sender: Sender
    end: datetime
    codes: list[str] = field(default_factory=list)
    registrars: list[User] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _queue: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    @classmethod
    def of(cls, config: Config, players: Store) -> "Town":
        """The town of an instance; it ends now."""
        end = datetime.now(UTC)
        clock = Clock(end)
        accounts = Accounts(players, clock)
        library = Library(config.instance)
        delivery = Delivery(players, library, clock, SignOffs(library, demo=config.demo))
        office = open_companion(config, Player(players, accounts, delivery), clock)
        post = Post(FilePost(config.instance / LETTERS), clock, end - FULL_FOR)
        sender = replace(office.sender, post=post)
        return cls(clock, office, delivery, players, sender, end)

    def close(self) -> None:
        """Give back all connections."""
        self.office.store.close()

    def add_account(self, name: str, role: Role) -> User:
        """An account that nobody signs in with."""
        with self.players.write() as unit:
            return unit.accounts.add(
                email=address_of(name), name=name, role=role, password=NO_HASH, now=self.clock.now
            )

    def open_office(self, batches: Sequence[Batch]) -> None:
        """Registrars, and the vouchers that they issue."""
        self.registrars = [self.add_account(name, "registrar") for name in REGISTRARS]
        for batch in batches:
            self.at(batch.days_ago, lambda batch=batch: self._issue(batch))  # type: ignore[misc]  # the loop's own

    def _issue(self, batch: Batch) -> None:
        order = Order((), self.end + timedelta(days=batch.expires), batch.note)
        issued = self.office.vouchers.issue(self.registrars[0].id, [order] * batch.many)
        self.codes += [each.code for each in issued]
        if batch.revoked:
            self.office.vouchers.revoke(self.registrars[0].id, issued[-1].voucher.id, batch.revoked)

    def at(self, days_ago: float, do: Callable[[], None]) -> None:
        """Have something happen, so many days ago."""
        heapq.heappush(self._queue, (self.end - timedelta(days=days_ago), next(self._numbers), do))

    def invite(self, person: Person) -> None:
        """Have somebody do what they do."""
        someone = Someone(self, person.name)
        for days_ago, step in person.steps:
            self.at(days_ago, lambda step=step: step(someone))  # type: ignore[misc]  # the loop's own step

    def live(self) -> None:
        """Let everything happen in its order, and stop now."""
        for days_ago in _LOOKS:
            self.at(days_ago, self._look)
        while self._queue:
            at, _, do = heapq.heappop(self._queue)
            self.clock.now = max(at, self.clock.now) if self.clock.now < self.end else at
            self._do(do)
            self.sender.send_due()
        self.clock.now = self.end
        self._look()
        self.sender.send_due()

    def _do(self, step: Callable[[], None]) -> None:
        """Take a step; one that is refused keeps nobody else from theirs, and no demonstration from its start."""
        try:
            step()
        except PlayerError as error:
            self.refused.append(str(error))
            logging.getLogger(__name__).exception("a step of the demonstration was refused")

    def _look(self) -> None:
        self.office.keeper.tick()


def address_of(name: str) -> str:
    """Somebody's address."""
    plain = "".join(c if c.isascii() and c.isalnum() else "." for c in name.lower())
    return f"{plain}@{DOMAIN}"
