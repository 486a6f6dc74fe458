"""Users and sessions."""

import secrets
from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from player.errors import Conflict
from player.store.records import Role, User
from player.store.tables import sessions, users

_USER = [column for column in users.c if column.name != "password"]


class Accounts:
    """Queries on users and sessions, inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, *, email: str, name: str, role: Role, password: str, now: datetime) -> User:
        """A new account; `password` is an Argon2id hash, `email` is kept in small letters.

        Raises:
            Conflict: the address has an account already.
        """
        return self._insert(
            email=email.casefold(), name=name, role=role, password=password, guest=False, now=now
        )

    def add_guest(self, now: datetime) -> User:
        """Somebody who practises without an account."""
        return self._insert(email=None, name="Guest", role="candidate", password=None, guest=True, now=now)

    def _insert(
        self, *, email: str | None, name: str, role: Role, password: str | None, guest: bool, now: datetime
    ) -> User:
        user = User(secrets.token_hex(16), email, name, role, guest, now)
        values = {**vars(user), "password": password}
        try:
            self._connection.execute(sa.insert(users).values(values))
        except sa.exc.IntegrityError:
            raise Conflict(f"{email} has an account already.") from None
        return user

    def hold(self, user: str) -> None:
        """Let no other transaction that holds this user go on until this one has ended."""
        # NO KEY UPDATE: rows that only refer to the user may still be written; SQLite has one writer anyway
        query = sa.select(users.c.id).where(users.c.id == user).with_for_update(key_share=True)
        self._connection.execute(query)

    def by_email(self, email: str) -> tuple[User, str] | None:
        """The account with this address, and its password's hash."""
        found = self._connection.execute(
            sa.select(*_USER, users.c.password).where(users.c.email == email.casefold())
        ).first()
        return (User(*found[:-1]), found[-1]) if found else None

    def get(self, user: str) -> User | None:
        """An account by its identifier."""
        found = self._connection.execute(sa.select(*_USER).where(users.c.id == user)).first()
        return User(*found) if found else None

    def names(self, wanted: Collection[str]) -> dict[str, str]:
        """The name of each of these accounts that there is."""
        query = sa.select(users.c.id, users.c.name).where(users.c.id.in_(wanted))
        return {row.id: row.name for row in self._connection.execute(query)}

    def matching(self, words: str, most: int) -> list[str]:
        """The identifiers of accounts whose address holds these words, at most so many."""
        which = users.c.email.contains(words.casefold(), autoescape=True)
        return list(
            self._connection.scalars(sa.select(users.c.id).where(which).order_by(users.c.id).limit(most))
        )

    def set_password(self, user: str, password: str) -> None:
        """Change a password's hash."""
        self._connection.execute(sa.update(users).where(users.c.id == user).values(password=password))

    def open_session(self, token_hash: str, user: str, now: datetime, expires: datetime) -> None:
        """Remember that a token is a user's, until it expires."""
        self._connection.execute(
            sa.insert(sessions).values(
                token_hash=token_hash, user_id=user, created_at=now, expires_at=expires
            )
        )

    def user_of(self, token_hash: str, now: datetime) -> User | None:
        """Whose a token is; None where it is unknown or has expired."""
        found = self._connection.execute(
            sa.select(*_USER)
            .join(sessions, sessions.c.user_id == users.c.id)
            .where(sessions.c.token_hash == token_hash, sessions.c.expires_at > now)
        ).first()
        return User(*found) if found else None

    def close_session(self, token_hash: str) -> None:
        """Forget a token."""
        self._connection.execute(sa.delete(sessions).where(sessions.c.token_hash == token_hash))

    def close_sessions_of(self, user: str) -> None:
        """Forget all tokens of a user."""
        self._connection.execute(sa.delete(sessions).where(sessions.c.user_id == user))

    def drop_expired_sessions(self, now: datetime) -> None:
        """Forget tokens that are over."""
        self._connection.execute(sa.delete(sessions).where(sessions.c.expires_at <= now))
