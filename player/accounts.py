"""Accounts: signing in and out, and who is behind a session.

Passwords are kept as Argon2id hashes. A session is a random token of 256 bits: the browser has the
token, the database its SHA-256.
"""

import hashlib
import re
import secrets
from base64 import b64encode
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from argon2.low_level import ARGON2_VERSION

from player.errors import ConfigError, NotFound, SignInRefused
from player.native import in_real_thread
from player.store import Role, Store, Unit, User

LIFETIME = timedelta(hours=12)
"""How long a session lasts: longer than any sitting (ASVS 5.0, 7.3.2)."""
MIN_PASSWORD = 12
"""Characters of a password (NIST SP 800-63B asks for 8, and for 15 without a second factor)."""
MAX_PASSWORD = 1000
"""Enough for any phrase, and no work for nothing (ASVS 5.0, 6.2.9 asks for at least 64)."""
MAX_EMAIL = 254
MAX_NAME = 200
MOST_MATCHES = 300

_HASHER = PasswordHasher()  # RFC 9106, the profile for small memory: Argon2id, 64 MiB, 3 passes


def _hash_of_nothing(like: PasswordHasher) -> str:
    """A hash that no password has, made without hashing; to hold a password against it takes as long as any."""
    salt, key = (
        b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (like.salt_len, like.hash_len)
    )
    costs = f"m={like.memory_cost},t={like.time_cost},p={like.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${key}"


_NOBODY = _hash_of_nothing(_HASHER)


@dataclass(frozen=True)
class Session:
    """A fresh session: the token for the browser, and when it ends."""

    token: str
    expires: datetime
    user: User


class Accounts:
    """The use cases around accounts."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    def add(self, email: str, name: str, role: Role, password: str) -> User:
        """A new account.

        Raises:
            ConfigError: the address, the name or the password cannot be used.
            Conflict: the address has an account already.
        """
        email, name = _email(email), _name(name)
        hashed = _hash(password)
        with self._store.write() as unit:
            return unit.accounts.add(email=email, name=name, role=role, password=hashed, now=self._clock())

    def sign_in(self, email: str, password: str) -> Session:
        """A session for an address and its password.

        Raises:
            SignInRefused: either is wrong; which one is not said.
        """
        with self._store.read() as unit:
            found = unit.accounts.by_email(email.strip())
        # an unknown address takes as long as a wrong password
        known = _verified(found[1] if found else _NOBODY, password)
        if found is None or not known:
            raise SignInRefused("The e-mail address or the password is not right.")
        user, hashed = found
        renewed = _hashed(password) if _HASHER.check_needs_rehash(hashed) else None
        with self._store.write() as unit:
            unit.accounts.hold(user.id)
            if unit.accounts.by_email(email.strip()) == found:
                if renewed:
                    unit.accounts.set_password(user.id, renewed)
                return self._open(unit, user)
        # the password was set anew while it was verified, and would not have ended a session that is opened by the old one
        return self.sign_in(email, password)

    def sign_in_guest(self) -> Session:
        """A session for somebody who practises without an account."""
        with self._store.write() as unit:
            return self._open(unit, unit.accounts.add_guest(self._clock()))

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._store.write() as unit:
            unit.accounts.close_session(digest(token))

    def user_of(self, token: str) -> User | None:
        """Who is behind a token."""
        with self._store.read() as unit:
            return unit.accounts.user_of(digest(token), self._clock())

    def names(self, users: Collection[str]) -> dict[str, str]:
        """The name of each of these accounts that there is."""
        with self._store.read() as unit:
            return unit.accounts.names(users)

    def matching(self, words: str) -> list[str]:
        """Accounts whose address holds these words; a few hundred at most."""
        with self._store.read() as unit:
            return unit.accounts.matching(words, MOST_MATCHES)

    def reset_password(self, email: str, password: str) -> None:
        """Set a new password and end all sessions of the account.

        Raises:
            ConfigError: the password cannot be used.
            NotFound: the address has no account.
        """
        hashed = _hash(password)
        with self._store.write() as unit:
            found = unit.accounts.by_email(email.strip())
            if found is None:
                raise NotFound(f"{email} has no account.")
            unit.accounts.set_password(found[0].id, hashed)
            unit.accounts.close_sessions_of(found[0].id)

    def _open(self, unit: Unit, user: User) -> Session:
        token, now = secrets.token_urlsafe(32), self._clock()
        unit.accounts.drop_expired_sessions(now)
        unit.accounts.open_session(digest(token), user.id, now, now + LIFETIME)
        return Session(token, now + LIFETIME, user)


def digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _email(value: str) -> str:
    """An address as far as it can be told without sending to it."""
    if len(value) > MAX_EMAIL or not re.fullmatch(r"[^@\s\x00]+@[^@\s\x00]+", value.strip()):
        raise ConfigError(f"{value[:60]!r} is no e-mail address.")
    return value.strip()


def _name(value: str) -> str:
    name = " ".join(value.split())
    if not 0 < len(name) <= MAX_NAME or not name.isprintable():
        raise ConfigError(f"A name has 1 to {MAX_NAME} characters.")
    return name


def check_password(password: str) -> None:
    """Whether a password can be used.

    Raises:
        ConfigError: it cannot; says what would be right.
    """
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise ConfigError(f"A password has {MIN_PASSWORD} to {MAX_PASSWORD} characters.")


def _hash(password: str) -> str:
    check_password(password)
    return _hashed(password)


def _hashed(password: str) -> str:
    """A hash takes a tenth of a second, in which others must be answered."""
    return in_real_thread(lambda: _HASHER.hash(password))


def _verified(hashed: str, password: str) -> bool:
    try:
        return in_real_thread(lambda: _HASHER.verify(hashed, password))
    except (VerifyMismatchError, InvalidHashError):
        return False
