"""What can be wrong with a scenario package.

PackageError          a package is refused, with every problem that was found
KeyLoadError        its scoring keys are refused (a key's content is never in the message)
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that an author has to mend.

    Attributes:
        file: path inside the package, with forward slashes.
        line: line in that file, counted from 1; 0 where the whole file is meant.
        field: where in the document, dotted (`items.depth.unit`); empty for the whole document.
        what: what is wrong, as one sentence without a full stop.
        fix: what would be right, as one sentence without a full stop.
    """

    file: str
    line: int
    field: str
    what: str
    fix: str

    def __str__(self) -> str:
        """The problem as one line: `file:line: field: what; fix`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.field, f"{self.what}; {self.fix}") if part)

    def as_json(self) -> dict[str, str | int]:
        """The problem as plain values, for machines."""
        return asdict(self)


class PackageError(Exception):
    """A package that cannot be used, with all its problems in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class KeyLoadError(PackageError):
    """Scoring keys that cannot be used; its messages name fields and never repeat what a key holds."""
