"""Handing a message over: to a mail server, or, where there is none, to a file in the instance folder.

A mail server's answer to each step is one of three: it will never take the letter (a 5xx on the recipient or
the message), it may take it later (everything else), or nobody knows: the connection was lost after the whole
message had been sent, and before an answer came. Only then can a letter arrive twice, with one Message-ID.
"""

import os
import re
import smtplib
import ssl
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path

from player.mailserver import MailServer

PATIENCE = 30.0
"""Seconds that a mail server is given for each answer."""
_PERMANENT = range(500, 600)
_GO_ON = 354
_OK = 250
_DOT = re.compile(rb"^\.", re.MULTILINE)


class Never(Exception):
    """The mail server will not take this letter."""


class Later(Exception):
    """The letter was not taken; another try may do."""


class Unsure(Exception):
    """The letter may have been taken: no answer came to the whole message."""


@dataclass(frozen=True)
class SmtpPost:
    """Hands messages to a mail server, over verified TLS where it is not on this machine."""

    server: MailServer
    sender: str
    patience: float = PATIENCE
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def hand_over(self, message: EmailMessage, recipient: str) -> str:
        """Give a message to the server; gives back what the server said.

        Raises:
            Never, Later, Unsure: what became of it where it was not taken for certain.
        """
        try:
            with self._connected() as smtp:
                return self._send(smtp, message, recipient)
        except (Never, Unsure):
            raise
        except (OSError, smtplib.SMTPException) as error:
            raise Later(_told(error)) from None

    def _connected(self) -> smtplib.SMTP:
        host, port = self.server.host, self.server.port
        if self.server.tls == "implicit":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=self.patience, context=self.tls)
        else:
            smtp = smtplib.SMTP(host, port, timeout=self.patience)
        try:
            if self.server.tls == "starttls":
                smtp.starttls(context=self.tls)
            if self.server.user:
                smtp.login(self.server.user, self.server.password)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _send(self, smtp: smtplib.SMTP, message: EmailMessage, recipient: str) -> str:
        smtp.ehlo_or_helo_if_needed()
        international = not recipient.isascii()
        if international and not smtp.has_extn("smtputf8"):
            raise Never("the mail server takes no address with letters beyond ASCII")
        options = ["SMTPUTF8", "BODY=8BITMIME"] if international else []
        _expect(smtp.mail(self.sender, options))
        _expect(smtp.rcpt(recipient))
        code, said = smtp.docmd("DATA")
        if code != _GO_ON:
            _refuse(code, said)
        return self._finish(smtp, message.as_bytes(policy=SMTPUTF8 if international else SMTP))

    def _finish(self, smtp: smtplib.SMTP, data: bytes) -> str:
        try:
            smtp.send(_DOT.sub(b"..", data) + (b".\r\n" if data.endswith(b"\r\n") else b"\r\n.\r\n"))
            code, said = smtp.getreply()
        except (OSError, smtplib.SMTPException) as error:
            raise Unsure(_told(error)) from None
        _expect((code, said))
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        return _said(code, said)


def _expect(answer: tuple[int, bytes]) -> None:
    code, said = answer
    if code // 10 != _OK // 10:
        _refuse(code, said)


def _refuse(code: int, said: bytes) -> None:
    raise (Never if code in _PERMANENT else Later)(_said(code, said))


def _said(code: int, said: bytes) -> str:
    return f"{code} {' '.join(said.decode('utf-8', 'replace').split())}"[:500]


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _said(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return f"{type(error).__name__}: {error}"[:500]


@dataclass(frozen=True)
class FilePost:
    """Writes messages to files, which any mail program opens; a letter that is written again takes its own place."""

    folder: Path

    def hand_over(self, message: EmailMessage, recipient: str) -> str:
        """Write a message; gives back where it lies.

        Raises:
            Later: the disk refuses.
        """
        name = f"{message['Message-ID'][1:].partition('@')[0]}.eml"
        policy = SMTP if recipient.isascii() else SMTPUTF8
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, temporary = tempfile.mkstemp(dir=self.folder, prefix=".letter-")
            with os.fdopen(descriptor, "wb") as file:
                file.write(message.as_bytes(policy=policy))
            Path(temporary).replace(self.folder / name)
        except OSError as error:
            raise Later(f"{self.folder / name}: {error.strerror}") from None
        return f"written to {name}"
