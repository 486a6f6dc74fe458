"""A scene under review: what is found in it, what was decided, and whether it may be signed off or sent back.

Values and functions: entries go in, a state comes out, and a command that does not fit raises and changes nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from media_tools.check.finding import Finding
from player.errors import ReviewRefused
from player.signoff.checklist import POINTS, Answer
from player.signoff.entry import (
    Concern,
    Decision,
    Entry,
    Observation,
    Returned,
    Signed,
    Suggestion,
    Withdrawal,
)

MOST = 500
"""Entries that one scene keeps: more than anybody writes, and a bound on what one account can fill."""


@dataclass(frozen=True)
class By:
    """Who wrote an entry."""

    name: str
    email: str


@dataclass(frozen=True)
class Review:
    """The state of a scene's review.

    Attributes:
        decisions: by the key of their finding; the last one holds.
        observations, suggestions: by their key; those that were withdrawn are not among them.
        verdict: the last sign-off or return; None where there is none.
        count: how many entries there are.
    """

    decisions: Mapping[str, tuple[Decision, By]] = field(default_factory=dict)
    observations: Mapping[str, tuple[Observation, By]] = field(default_factory=dict)
    suggestions: Mapping[str, tuple[Suggestion, By]] = field(default_factory=dict)
    verdict: tuple[Signed | Returned, By] | None = None
    count: int = 0


def review_of(entries: Iterable[tuple[Entry, By]]) -> Review:
    """The state after these entries."""
    decisions: dict[str, tuple[Decision, By]] = {}
    observations: dict[str, tuple[Observation, By]] = {}
    suggestions: dict[str, tuple[Suggestion, By]] = {}
    verdict: tuple[Signed | Returned, By] | None = None
    count = 0
    for entry, by in entries:
        count += 1
        match entry:
            case Decision():
                decisions[entry.finding] = (entry, by)
            case Observation():
                observations[entry.key] = (entry, by)
            case Suggestion():
                suggestions[entry.key] = (entry, by)
            case Withdrawal():
                observations.pop(entry.key, None)
                suggestions.pop(entry.key, None)
            case Signed() | Returned():
                verdict = (entry, by)
    return Review(decisions, observations, suggestions, verdict, count)


def key_of(found: Finding) -> str:
    """The name of a finding of the check: the same thing at the same moment has the same name in every version."""
    said = "\n".join([found.id, found.file, str(found.line), found.field, str(found.time), found.what])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def concerns_of(review: Review, findings: Sequence[Finding]) -> tuple[Concern, ...]:
    """Every finding of the check, then every observation, with what was decided."""
    return (
        *(_checked(review, found) for found in findings),
        *(_observed(observation, by) for observation, by in review.observations.values()),
    )


def _checked(review: Review, found: Finding) -> Concern:
    decision, by = review.decisions.get(key_of(found), (None, None))
    return Concern(
        key=key_of(found),
        source="check",
        severity=found.severity,
        check=found.id,
        file=found.file,
        time=found.time,
        what=found.what,
        verdict=decision.verdict if decision else None,
        reason=decision.reason if decision else "",
        by=by.name if by else "",
    )


def _observed(observation: Observation, by: By) -> Concern:
    return Concern(
        key=observation.key,
        source=by.name,
        severity="warning",
        check="",
        file="",
        time=observation.time,
        what=observation.what,
        verdict="accepted",
        reason="",
        by=by.name,
    )


def undecided(concerns: Iterable[Concern]) -> list[Concern]:
    """What a reviewer has still to decide: errors and warnings; a note may stand without a word."""
    return [one for one in concerns if one.verdict is None and one.severity != "note"]


def to_mend(concerns: Iterable[Concern]) -> list[Concern]:
    """What has to be mended before anybody may sign off."""
    return [one for one in concerns if one.verdict == "accepted"]


def lacking(checklist: Mapping[str, Answer]) -> list[str]:
    """The points of the checklist that are not answered, or answered as they cannot be."""
    return [
        name
        for name, point in POINTS.items()
        if checklist.get(name) != "yes" and not (checklist.get(name) == "none" and point.may_lack)
    ]


def sign(
    review: Review,
    findings: Sequence[Finding],
    checklist: Mapping[str, Answer],
    *,
    demonstration: bool = False,
) -> Signed:
    """A sign-off.

    Raises:
        ReviewRefused: something is undecided, has to be mended, or is not answered; says what.
    """
    concerns = concerns_of(review, findings)
    reasons = []
    if open_ones := undecided(concerns):
        reasons.append(f"{_amount(len(open_ones), 'finding')} not decided yet.")
    if amiss := to_mend(concerns):
        reasons.append(
            f"{_amount(len(amiss), 'finding')} to be mended: send the scene back, or withdraw them."
        )
    reasons += [f"Not answered: {POINTS[name].holds}" for name in lacking(checklist)]
    if reasons:
        raise ReviewRefused(reasons)
    answered = {name: checklist[name] for name in POINTS}
    return Signed(checklist=answered, concerns=concerns, demonstration=demonstration)


def send_back(review: Review, findings: Sequence[Finding], reason: str) -> Returned:
    """A scene goes back to its authors, with everything that was found."""
    return Returned(reason=reason, concerns=concerns_of(review, findings))


def _amount(count: int, noun: str) -> str:
    return f"{count} {noun} is" if count == 1 else f"{count} {noun}s are"
