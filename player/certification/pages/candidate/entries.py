"""What forms say, read into values; what cannot be read is told field by field, all at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from player.certification.policy import Policy
from player.certification.rules.eligibility import MAX_CASES, AreaPractice, Credential, Declaration
from player.certification.text import MAX_LINE, Line

EARLIEST = date(1950, 1, 1)
"""Before it, a date is a slip of the keys."""
_LINE: TypeAdapter[str] = TypeAdapter(Line)


@dataclass
class Entries:
    """The fields of a form, and what is wrong with each."""

    given: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field without spaces around it."""
        return self.given.get(name, "").strip()

    def is_ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return name in self.given

    def line(self, name: str, what: str) -> str:
        """Words in one line; empty where nothing was entered."""
        typed = self.text(name)
        try:
            return _LINE.validate_python(typed) if typed else ""
        except ValidationError:
            self.errors[name] = f"Write {what} in one line of {MAX_LINE} characters at most."
            return ""

    def needed(self, name: str, what: str) -> str:
        """Words in one line that have to be there."""
        typed = self.line(name, what)
        if not typed and name not in self.errors:
            self.errors[name] = f"Enter {what}."
        return typed

    def day(self, name: str) -> date | None:
        """A date; None where nothing was entered."""
        found: date | None = self._read(name, _date, "Enter a date such as 2026-03-27, from 1950 on.")
        return found

    def number(self, name: str) -> int:
        """A whole number that is not negative; 0 where nothing was entered."""
        return self._read(name, _number, f"Enter a whole number from 0 to {MAX_CASES}.") or 0

    def _read(self, name: str, read: Callable[[str], Any], told: str) -> Any:
        typed = self.text(name)
        try:
            return read(typed) if typed else None
        except ValueError:
            self.errors[name] = told
            return None


def _date(typed: str) -> date:
    found = date.fromisoformat(typed)
    if found < EARLIEST:
        raise ValueError(typed)
    return found


def _number(typed: str) -> int:
    found = int(typed)
    if not (typed.isascii() and 0 <= found <= MAX_CASES):
        raise ValueError(typed)
    return found


def read_declaration(entries: Entries, policy: Policy, areas: tuple[str, ...]) -> Declaration:
    """The prerequisites as a form states them; what cannot be read is in `entries.errors`."""
    return Declaration(
        credential=_credential(entries, policy),
        practising=entries.is_ticked("practising"),
        good_standing=entries.is_ticked("good-standing"),
        areas={area: _practice(entries, area) for area in areas},
    )


def _credential(entries: Entries, policy: Policy) -> Credential | None:
    kind = entries.text("credential")
    rule = policy.prerequisites.credentials.get(kind)
    if rule is None:
        return None
    number, dated = entries.line("number", "the number"), entries.day("dated")
    if dated is None:
        entries.errors.setdefault("dated", "Enter the date on which it was issued or passed.")
        return None
    expires = entries.day("expires") if rule.rule == "current" else None
    return Credential(kind=kind, number=number or None, dated=dated, expires=expires)


def _practice(entries: Entries, area: str) -> AreaPractice:
    return AreaPractice(
        practising=entries.is_ticked(f"{area}.practising"),
        cases=entries.number(f"{area}.cases"),
        first=entries.day(f"{area}.first"),
        last=entries.day(f"{area}.last"),
    )


def as_entered(declaration: Declaration) -> dict[str, str]:
    """A declaration as a form shows it; the inverse of `read_declaration`."""
    shown = {
        "practising": "on" if declaration.practising else "",
        "good-standing": "on" if declaration.good_standing else "",
    }
    if held := declaration.credential:
        shown |= {
            "credential": held.kind,
            "number": held.number or "",
            "dated": _iso(held.dated),
            "expires": _iso(held.expires),
        }
    for area, practice in declaration.areas.items():
        shown |= {
            f"{area}.practising": "on" if practice.practising else "",
            f"{area}.cases": str(practice.cases or ""),
            f"{area}.first": _iso(practice.first),
            f"{area}.last": _iso(practice.last),
        }
    return {name: value for name, value in shown.items() if value}


def _iso(value: date | None) -> str:
    return value.isoformat() if value else ""
