"""Letters that were written to files because there is no mail server, as a demonstration shows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

_NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Shown:
    """A letter as it can be read: its two forms say the same."""

    id: str
    recipient: str
    subject: str
    at: datetime
    text: str
    page: str


@dataclass(frozen=True)
class LetterFolder:
    """The folder that `FilePost` writes to."""

    folder: Path

    def latest(self, most: int = 200) -> Iterator[Shown]:
        """Letters, the latest first."""
        files = [(path.stat().st_mtime_ns, path) for path in self.folder.glob("*.eml")]
        for _, path in sorted(files, reverse=True)[:most]:
            if found := self.get(path.stem):
                yield found

    def get(self, name: str) -> Shown | None:
        """A letter by its name; None where there is none."""
        path = self.folder / f"{name}.eml"
        if not _NAME.fullmatch(name) or not path.is_file():
            return None
        message: Any = message_from_bytes(path.read_bytes(), policy=default)
        return Shown(
            id=name,
            recipient=str(message["To"]),
            subject=str(message["Subject"]),
            at=message["Date"].datetime.astimezone(UTC),
            text=_part(message, "plain"),
            page=_part(message, "html"),
        )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    text: str = part.get_content() if part else ""
    return text.replace("\r\n", "\n").strip()
