"""Letters that were written to files because there is no mail server, as a demonstration shows them."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from pathlib import Path
from typing import Any

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Shown:
    """A letter as it can be read: its two forms say the same."""

    subject: str
    text: str
    page: str


@dataclass(frozen=True)
class LetterFolder:
    """The folder that `FilePost` writes to."""

    folder: Path

    def subject(self, name: str) -> str | None:
        """What a letter is about; None where there is none."""
        data = self._read(name)
        if data is None:
            return None
        # a list shows many letters, and nothing of them but this
        head = BytesHeaderParser(policy=default).parsebytes(data.partition(b"\r\n\r\n")[0])
        return str(head["Subject"])

    def get(self, name: str) -> Shown | None:
        """A letter by its name; None where there is none."""
        data = self._read(name)
        if data is None:
            return None
        message: Any = message_from_bytes(data, policy=default)
        return Shown(str(message["Subject"]), _part(message, "plain"), _part(message, "html"))

    def _read(self, name: str) -> bytes | None:
        path = self.folder / f"{name}.eml"
        return path.read_bytes() if _NAME.fullmatch(name) and path.is_file() else None


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    text: str = part.get_content() if part else ""
    return text.replace("\r\n", "\n").strip()
