"""The mail server that letters are handed to, as SONOCASE_SMTP_URL names it.

smtp://user:password@mail.example.org            STARTTLS on port 587, with the server's name verified
smtps://user:password@mail.example.org           TLS from the first byte, on port 465
smtp://127.0.0.1:25?tls=none                     without TLS and without a password: a relay on this machine
"""

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from player.errors import ConfigError

Tls = Literal["starttls", "implicit", "none"]
_PORTS: dict[Tls, int] = {"starttls": 587, "implicit": 465, "none": 25}
_LOCAL = {"127.0.0.1", "::1", "localhost"}
_RIGHT = "such as smtp://user:password@mail.example.org"
_ADDRESS = re.compile(r"[^@\s<>\x00-\x1f]+@[^@\s<>\x00-\x1f]+")


@dataclass(frozen=True)
class MailServer:
    """Where and how letters are handed over; `user` empty stands for no sign-in."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)


def read_mail_server(url: str) -> MailServer:
    """The mail server that an address names.

    Raises:
        ConfigError: it is none, or would send a password without TLS; nothing of the password is repeated.
    """
    try:
        parts = urlsplit(url)
        port, query = parts.port, parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise ConfigError(f"SONOCASE_SMTP_URL is no address; write one {_RIGHT}.") from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path not in {"", "/"}:
        raise ConfigError(f"SONOCASE_SMTP_URL is no address of a mail server; write one {_RIGHT}.")
    tls = _tls(parts.scheme, query)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if tls == "none" and (user or parts.hostname not in _LOCAL):
        raise ConfigError(
            "SONOCASE_SMTP_URL has tls=none, which is for a relay on this machine and without a password alone."
        )
    if bool(user) != bool(password):
        raise ConfigError(
            "SONOCASE_SMTP_URL has a user without a password, or the reverse; give both or none."
        )
    return MailServer(parts.hostname, port or _PORTS[tls], tls, user, password)


def _tls(scheme: str, query: dict[str, list[str]]) -> Tls:
    unknown = sorted(set(query) - {"tls"})
    if unknown:
        raise ConfigError(f"SONOCASE_SMTP_URL has the option '{unknown[0]}'; there is only tls.")
    found = query.get("tls", ["implicit" if scheme == "smtps" else "starttls"])[-1]
    for tls in _PORTS:
        if tls == found and (scheme, tls) != ("smtps", "starttls") and (scheme, tls) != ("smtps", "none"):
            return tls
    raise ConfigError(
        f"SONOCASE_SMTP_URL has tls={found}; write starttls, implicit or none, and smtps without it."
    )


def read_sender(value: str) -> str:
    """The address that letters come from.

    Raises:
        ConfigError: it is none.
    """
    if not _ADDRESS.fullmatch(value) or not value.isascii():
        raise ConfigError(f"SONOCASE_MAIL_FROM is {value!r}; write an address such as exams@example.org.")
    return value
