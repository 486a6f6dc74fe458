"""A real mail server for tests, on a port of its own, which does to each letter what it is told to."""

import socket
import ssl
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

OK = "250 taken"


@dataclass
class Mailbox:
    """What a mail server was handed, and what it is to say.

    Attributes:
        taken: every message that it has in its hands, those included after which it died.
        recipients: what it says to the next recipients; `OK` where there is nothing left.
        messages: what it says to the next whole messages; `die` takes the message and is gone without a word.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    recipients: deque[str] = field(default_factory=deque)
    messages: deque[str] = field(default_factory=deque)

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        """What is said to a recipient."""
        said = self.recipients.popleft() if self.recipients else OK
        if said == OK:
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802 (likewise)
        """What is said to a whole message."""
        said = self.messages.popleft() if self.messages else OK
        if said in {OK, "die"}:
            message: Any = message_from_bytes(envelope.original_content or b"", policy=default)
            self.taken.append(message)
        if said == "die":
            assert server.transport
            server.transport.abort()
        return said

    @property
    def ids(self) -> list[str]:
        """The Message-ID of everything that was taken."""
        return [str(message["Message-ID"]) for message in self.taken]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def run_mail_server(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    """A mail server on this machine; gives its port."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def run_silent_server() -> Iterator[int]:
    """A server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def make_certificate(folder: Path, name: str = "localhost") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's TLS for a name, and a client's that trusts it."""
    key, subject = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]),
    )
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "mail.pem"
    file.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + certificate.public_bytes(Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=certificate.public_bytes(Encoding.PEM).decode())


def accept(name: str, password: str) -> Any:
    """Lets one user in."""

    def check(_: SMTP, __: Session, ___: Envelope, ____: str, given: Any) -> AuthResult:
        right = (given.login, given.password) == (name.encode(), password.encode())
        # what is not handled here is refused by the server in its own words
        return AuthResult(success=right, handled=right)

    return check
