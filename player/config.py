"""The configuration: frozen, read once from the environment.

SONOCASE_INSTANCE      folder for the database, published versions and logs   (default: instance)
SONOCASE_DATABASE_URL  sqlite:///... or postgresql://...                      (default: SQLite in the instance)
SONOCASE_SECRET_KEY    at least 32 characters       (default: made once, kept in the instance, mode 600)
SONOCASE_ORIGIN        the address that browsers use, such as https://exam.example.org; several with commas
SONOCASE_HOST, PORT    where the server listens                               (default: 127.0.0.1, 8000)
SONOCASE_PROXIES       how many reverse proxies of yours every request passes (default: 0)
SONOCASE_DEMO          1 for a demonstration; `sonocase run --demo` sets it   (default: 0)
SONOCASE_SMTP_URL      the mail server, such as smtp://user:password@mail.example.org
                       (default: none; letters are written to files in the instance)
SONOCASE_MAIL_FROM     the address that letters come from; needed with a mail server
                       (default: sonocase@localhost)
"""

import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from player.errors import ConfigError
from player.mailserver import MailServer, read_mail_server, read_sender

MIN_SECRET = 32
LOCAL_SENDER = "sonocase@localhost"
"""Whom letters come from that leave no machine."""
DEFAULT_PORT = 8000
MAX_PORT = 65535
MAX_PROXIES = 9
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_ORIGIN = re.compile(r"(https?)://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:]{2,39}")
_IMPLIED = {"http": ":80", "https": ":443"}
"""Ports that browsers leave out of an origin."""


@dataclass(frozen=True)
class Config:
    """How this instance runs.

    Attributes:
        instance: folder of everything that this instance keeps.
        database_url: SQLAlchemy's address of the database.
        secret_key: signs cookies and media addresses; never logged.
        origins: the addresses that browsers may come from.
        demo: a demonstration: practice without an account, accounts with printed passwords.
        proxies: how many reverse proxies every request passes, whose word on its sender is taken.
        mail_server: where letters are handed over; None writes them to files in the instance.
        mail_from: the address that letters come from.
    """

    instance: Path
    database_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    origins: tuple[str, ...]
    host: str = "127.0.0.1"
    port: int = 8000
    demo: bool = False
    proxies: int = 0
    mail_server: MailServer | None = None
    mail_from: str = LOCAL_SENDER

    @property
    def secure(self) -> bool:
        """Whether browsers come by https alone, so that cookies may be marked Secure."""
        return all(origin.startswith("https://") for origin in self.origins)


def read_config(environment: Mapping[str, str] = os.environ) -> Config:
    """Read the configuration and make the instance folder.

    Raises:
        ConfigError: a setting is wrong; names it and says what would be right.
    """
    host, port = _host(environment.get("SONOCASE_HOST")), _port(environment.get("PORT"))
    instance = _instance(environment.get("SONOCASE_INSTANCE") or "instance")
    mail_server, mail_from = _mail(
        environment.get("SONOCASE_SMTP_URL"), environment.get("SONOCASE_MAIL_FROM")
    )
    return Config(
        instance=instance,
        database_url=_database_url(environment.get("SONOCASE_DATABASE_URL"), instance),
        secret_key=_secret_key(environment.get("SONOCASE_SECRET_KEY"), instance),
        origins=_origins(environment.get("SONOCASE_ORIGIN"), port),
        host=host,
        port=port,
        demo=_demo(environment.get("SONOCASE_DEMO", "")),
        proxies=_proxies(environment.get("SONOCASE_PROXIES")),
        mail_server=mail_server,
        mail_from=mail_from,
    )


def _demo(value: str) -> bool:
    if value not in {"", "0", "1"}:
        raise ConfigError(f"SONOCASE_DEMO is {value!r}; it has to be 1 or 0.")
    return value == "1"


def _mail(url: str | None, sender: str | None) -> tuple[MailServer | None, str]:
    if url and not sender:
        raise ConfigError("SONOCASE_SMTP_URL is set; set SONOCASE_MAIL_FROM too, such as exams@example.org.")
    return read_mail_server(url) if url else None, read_sender(sender) if sender else LOCAL_SENDER


def _host(value: str | None) -> str:
    if value and not _HOST.fullmatch(value):
        raise ConfigError(f"SONOCASE_HOST is {value!r}; it has to be an address or a name, such as 0.0.0.0.")
    return value or "127.0.0.1"


def _port(value: str | None) -> int:
    if not value:
        return DEFAULT_PORT
    if not re.fullmatch("[0-9]{1,5}", value) or not 0 < int(value) <= MAX_PORT:
        raise ConfigError(f"PORT is {value!r}; it has to be a number from 1 to {MAX_PORT}.")
    return int(value)


def _proxies(value: str | None) -> int:
    if not value:
        return 0
    if not re.fullmatch(f"[0-{MAX_PROXIES}]", value):
        raise ConfigError(
            f"SONOCASE_PROXIES is {value!r}; it has to be how many proxies a request passes, 0 to {MAX_PROXIES}."
        )
    return int(value)


def _instance(value: str) -> Path:
    path = Path(value).absolute()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ConfigError(
            f"SONOCASE_INSTANCE is {value!r}, which cannot be a folder: {error.strerror}."
        ) from None
    if not os.access(path, os.W_OK):
        raise ConfigError(f"SONOCASE_INSTANCE is {value!r}; the server has to be allowed to write there.")
    return path


def _database_url(value: str | None, instance: Path) -> str:
    if not value:
        return f"sqlite:///{instance / 'sonocase.db'}"
    scheme, separator, rest = value.partition("://")
    driver = _DRIVERS.get(scheme.partition("+")[0])
    if not separator or not rest or driver is None:
        raise ConfigError("SONOCASE_DATABASE_URL has to begin with sqlite:/// or postgresql://.")
    return f"{driver}://{rest}"


def _secret_key(value: str | None, instance: Path) -> str:
    if value is None:
        return _kept_secret(instance / "secret-key")
    if len(value) < MIN_SECRET:
        raise ConfigError(
            f"SONOCASE_SECRET_KEY is too short; it needs at least {MIN_SECRET} random characters."
        )
    return value


def _kept_secret(path: Path) -> str:
    """The secret of the instance; made the first time, and only once even if two servers start together."""
    try:
        if not path.exists():
            _make_secret(path)
        kept = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ConfigError(f"{path} cannot be used as the secret: {error.strerror}.") from None
    except UnicodeDecodeError:
        kept = ""
    if len(kept) < MIN_SECRET:
        raise ConfigError(f"{path} holds no secret; remove it, and a new one is made.")
    return kept


def _make_secret(path: Path) -> None:
    """Put a whole secret into its place at once, unless another server was first."""
    # a temporary file has mode 600 from its beginning
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()


def _origins(value: str | None, port: int) -> tuple[str, ...]:
    if not value:
        return (f"http://127.0.0.1:{port}", f"http://localhost:{port}")
    return tuple(_origin(part.strip()) for part in value.split(","))


def _origin(value: str) -> str:
    """An origin as browsers write it: in small letters, without a slash, without the port that goes without saying."""
    found = _ORIGIN.fullmatch(value.rstrip("/").lower())
    if not found or (found[3] and not 0 < int(found[3][1:]) <= MAX_PORT):
        raise ConfigError(
            f"SONOCASE_ORIGIN has {value!r}; write an address such as https://exam.example.org."
        )
    return found[0].removesuffix(_IMPLIED[found[1]])
