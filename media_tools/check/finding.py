"""What a check says: findings, each of them with its place, its weight, and the source of its rule."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from media_tools.check.profile import Profile, Settings, Sourced
from scenarios.errors import Problem

Severity = Literal["error", "warning", "note"]
"""An error breaks a rule of the format or of access, and nothing is published; a warning is for a person to judge."""
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""By weight."""
HOUSE = frozenset(["lines", "duration", "gap", "reading", "sync", "loudness"])
"""The parts of a profile that are its own; `--strict` makes errors of warnings that hang on them."""


class Check(Settings):
    """One check, as `checks.toml` has it.

    Attributes:
        holds: what has to hold.
        severity: of a finding.
        section: the part of a profile with its thresholds and their source; None for a check that has none.
        limit: its threshold in words, filled in from a profile.
        why: why it matters.
        fix: what to do where it does not hold.
        source: where the rule comes from, where no profile says so.
    """

    holds: str
    severity: Severity
    section: str | None = None
    limit: str = ""
    why: str
    fix: str = ""
    source: str = ""

    @property
    def house(self) -> bool:
        """Whether it is a matter of a profile."""
        return self.section in HOUSE

    def sourced(self, profile: Profile) -> str:
        """Where its threshold comes from."""
        section: Sourced | None = getattr(profile, self.section) if self.section else None
        return section.source if section else self.source


class Finding(Settings):
    """One thing that does not hold.

    Attributes:
        id: the check, a name that does not change.
        severity: how grave it is.
        file: path inside the package, with forward slashes.
        line: line in that file, counted from 1; 0 where the whole file or a moment is meant.
        field: where in a document, dotted; empty for none.
        time: media time in seconds; null where no moment is meant.
        what: what is wrong, as one sentence without a full stop.
        fix: what would be right, likewise.
        why: why it matters.
        source: where the rule or the threshold comes from.
    """

    id: str
    severity: Severity
    file: str
    line: Annotated[int, Field(ge=0)] = 0
    field: str = ""
    time: Annotated[float, Field(ge=0)] | None = None
    what: str
    fix: str
    why: str
    source: str

    def __str__(self) -> str:
        """The finding as one line: `file:line: field: what; fix [severity: id]`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        place = f"{place} at {clock(self.time)}" if self.time is not None else place
        field = f"{self.field}: " if self.field else ""
        return f"{place}: {field}{self.what}; {self.fix} [{self.severity}: {self.id}]"

    @property
    def rank(self) -> tuple[int, str, float, int, str, str]:
        """Where it stands among others: the gravest first, then by file, time and line."""
        return SEVERITIES.index(self.severity), self.file, self.time or 0.0, self.line, self.id, self.what


@cache
def checks() -> Mapping[str, Check]:
    """Every check by its id, in the order of `checks.toml`."""
    text = Path(__file__).with_name("checks.toml").read_text(encoding="utf-8")
    return {name: Check.model_validate(table) for name, table in tomllib.loads(text).items()}


def finding(name: str, profile: Profile, file: str, what: str, *, time: float | None = None) -> Finding:
    """What the check `name` says of a file."""
    check = checks()[name]
    at = None if time is None else round(max(time, 0.0), 3)
    source = check.sourced(profile)
    return Finding(
        id=name, severity=check.severity, file=file, time=at, what=what, fix=check.fix, why=check.why, source=source
    )  # fmt: skip


def told(name: str, problem: Problem) -> Finding:
    """A problem of the package as a finding of the check `name`."""
    check = checks()[name]
    place = {"file": problem.file, "line": problem.line, "field": problem.field}
    why, source = check.why, check.source
    return Finding(
        id=name, severity=check.severity, what=problem.what, fix=problem.fix, why=why, source=source, **place
    )  # fmt: skip


def strictly(found: Sequence[Finding]) -> list[Finding]:
    """The findings with every warning that is a matter of the profile as an error."""
    return [
        one.model_copy(update={"severity": "error"}) if one.severity == "warning" and checks()[one.id].house else one
        for one in found
    ]  # fmt: skip


def clock(seconds: float) -> str:
    """A media time as people write it, such as 1:02.480."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"{minutes}:{rest / 1000:06.3f}"
