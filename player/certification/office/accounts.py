"""Accounts around the player's: registration, confirmation, password reset, ID numbers.

Whether an address has an account is told to nobody but its owner: every answer is the same, and what differs
goes out by e-mail.
"""

import json
import secrets
from datetime import timedelta
from typing import Literal

from player.accounts import Accounts, check_password
from player.certification.errors import LinkRefused
from player.certification.mail.letters import Draft, addressed
from player.certification.office.desk import Desk
from player.certification.rules.identity import RANDOM, id_number, show_id
from player.certification.store import Entry, PersonRecord, Ticket, Unit
from player.certification.tokens import new_nonce
from player.errors import Conflict
from player.store import Store, User

CONFIRM_HOURS, RESET_HOURS = 72, 2
"""How long a link is good (ASVS 5.0, 6.4.4 asks for a reset that expires soon)."""


class Registration:
    """The use cases around accounts."""

    def __init__(self, desk: Desk, accounts: Accounts, players: Store) -> None:
        self._desk = desk
        self._accounts = accounts
        self._players = players

    def register(self, email: str, name: str, password: str) -> None:
        """Make an account and send the link that confirms its address.

        Raises:
            ConfigError: the address, the name or the password cannot be used.
        """
        try:
            user = self._accounts.add(email, name, "candidate", password)
        except Conflict:
            self._tell_owner(email.strip())
        else:
            self.send_confirmation(user)

    def _tell_owner(self, email: str) -> None:
        with self._desk.store.write() as unit:
            letter = addressed(Draft(email, "account-exists"), f"asked/{new_nonce()}", self._desk.clock())
            unit.letters.add(letter)

    def person(self, user: User) -> PersonRecord:
        """The applicant of an account, who is given an ID number the first time."""
        with self._desk.store.write() as unit:
            return self._ensure(unit, user)

    def _ensure(self, unit: Unit, user: User) -> PersonRecord:
        now = self._desk.clock()
        person, new = unit.people.ensure(user.id, lambda: id_number(secrets.randbelow(RANDOM)), now)
        if new:
            said = json.dumps({"id_number": person.id_number})
            stream = f"person/{user.id}"
            unit.records.append(
                stream, unit.records.length_of(stream), [Entry(now, user.id, "numbered", said)]
            )
        return person

    def send_confirmation(self, user: User) -> None:
        """Send the link that confirms an account's address; an earlier one is not good any more."""
        with self._desk.store.write() as unit:
            number = self._ensure(unit, user).id_number
            self._send(unit, user, "confirm", CONFIRM_HOURS, {"id_number": show_id(number)})

    def confirm(self, token: str) -> str:
        """Confirm an address, once; gives the account.

        Raises:
            LinkRefused: the link is not good, or not any more.
        """
        desk = self._desk
        with desk.store.write() as unit:
            now = desk.clock()
            used = unit.people.use_ticket(desk.tokens.digest_link(token), "confirm", now)
            if used is None:
                raise LinkRefused("This link is not good any more. Sign in and ask for a new one.")
            unit.people.confirm(used.user_id, used.email, now)
            stream, said = f"person/{used.user_id}", json.dumps({"email": used.email})
            confirmed = Entry(now, used.user_id, "email-confirmed", said)
            unit.records.append(stream, unit.records.length_of(stream), [confirmed])
        return used.user_id

    def is_confirmed(self, user: User) -> bool:
        """Whether the address that an account has now was confirmed."""
        with self._desk.store.read() as unit:
            person = unit.people.get(user.id)
        return person is not None and user.email is not None and person.confirmed_email == user.email

    def ask_reset(self, email: str) -> None:
        """Send a link to set a new password, if the address has an account; nobody learns whether it has."""
        with self._players.read() as players:
            found = players.accounts.by_email(email.strip())
        if found:
            with self._desk.store.write() as unit:
                self._send(unit, found[0], "reset", RESET_HOURS, {})

    def check_reset(self, token: str) -> None:
        """Whether a reset link is still good; asking uses nothing.

        Raises:
            LinkRefused: it is not.
        """
        with self._desk.store.read() as unit:
            digest = self._desk.tokens.digest_link(token)
            if unit.people.ticket(digest, "reset", self._desk.clock()) is None:
                raise LinkRefused("This link is not good any more. Ask for a new one.")

    def reset(self, token: str, password: str) -> None:
        """Set a new password with a link, once, and end all sessions of the account.

        Raises:
            LinkRefused: the link is not good, or not any more.
            ConfigError: the password cannot be used; the link stays good.
        """
        check_password(password)
        desk = self._desk
        with desk.store.write() as unit:
            used = unit.people.use_ticket(desk.tokens.digest_link(token), "reset", desk.clock())
        if used is None:
            raise LinkRefused("This link is not good any more. Ask for a new one.")
        self._check(used)
        self._accounts.reset_password(used.email, password)

    def _check(self, ticket: Ticket) -> None:
        with self._players.read() as players:
            found = players.accounts.by_email(ticket.email)
        if found is None or found[0].id != ticket.user_id:
            raise LinkRefused("This link is not good any more. Ask for a new one.")

    def _send(
        self, unit: Unit, user: User, purpose: Literal["confirm", "reset"], hours: int, more: dict[str, str]
    ) -> None:
        now, nonce = self._desk.clock(), new_nonce()
        email = user.email or ""
        digest = self._desk.tokens.digest_link(self._desk.tokens.link(purpose, nonce))
        unit.people.add_ticket(
            Ticket(digest, purpose, nonce, user.id, email, now, now + timedelta(hours=hours))
        )
        template = "confirm-email" if purpose == "confirm" else "reset-password"
        context = {"name": user.name, "hours": hours, "ticket": nonce, **more}
        unit.letters.add(addressed(Draft(email, template, context), f"ticket/{digest[:32]}", now))
