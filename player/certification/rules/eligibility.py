"""Eligibility: each prerequisite of the programme, met or missing, by how much, under which rule.

The prerequisites are the programme's four: a credential; active practice and good standing; active
practice in the clinical area; the stated number of cases within the last 2 years. Thresholds and limits of
time come from the policy. An applicant is told every finding at once; staff read the same words, years later too.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from player.certification.policy import CredentialRule, Policy
from player.certification.rules.calendar import (
    anniversary,
    earliest_within,
    is_within,
    latest_today,
    today,
)
from player.certification.text import Line, count, say_day
from scenarios.model.text import Frozen, Id

MAX_CASES = 1_000_000


class Credential(Frozen):
    """What opens the road; `dated` is when it was issued or passed, `expires` its last day if it has one."""

    kind: Id
    number: Line | None = None
    dated: date
    expires: date | None = None


class AreaPractice(Frozen):
    """Practice in a content area: cases that were performed and interpreted, the first and the last of them."""

    practising: bool = False
    cases: Annotated[int, Field(ge=0, le=MAX_CASES)] = 0
    first: date | None = None
    last: date | None = None


class Declaration(Frozen):
    """What an applicant states about the prerequisites; it may be incomplete."""

    credential: Credential | None = None
    practising: bool = False
    good_standing: bool = False
    areas: Mapping[Id, AreaPractice] = {}


class Finding(Frozen):
    """What became of one rule: whether it is met, and why, as one sentence."""

    rule: str
    area: str | None = None
    met: bool
    said: str


def assess(
    policy: Policy, areas: Sequence[str], declaration: Declaration, now: datetime
) -> tuple[Finding, ...]:
    """Every prerequisite of an application, met or missing.

    Args:
        policy: the policy that the application is pinned to.
        areas: the content areas that were chosen.
        declaration: what the applicant states.
        now: the time at which it has to hold.
    """
    return tuple(_findings(policy, areas, declaration, now))


def missing(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What is not met, one sentence each."""
    return tuple(finding.said for finding in findings if not finding.met)


def _findings(
    policy: Policy, areas: Sequence[str], declaration: Declaration, now: datetime
) -> Iterator[Finding]:
    met, said = _credential(policy, declaration.credential, now)
    yield Finding(rule="credential", met=met, said=said)
    yield _stated("practising", declaration.practising, "Active practice")
    yield _stated("good-standing", declaration.good_standing, "Good standing")
    for area in areas:
        practice = declaration.areas.get(area, AreaPractice())
        yield from _in_area(policy, area, practice, now)


def _stated(rule: str, value: bool, words: str) -> Finding:  # noqa: FBT001 (a yes or no is what was stated)
    said = f"{words}, as stated." if value else f"{words} has to be stated."
    return Finding(rule=rule, met=value, said=said)


def _credential(policy: Policy, credential: Credential | None, now: datetime) -> tuple[bool, str]:
    rules = policy.prerequisites.credentials
    if credential is None or credential.kind not in rules:
        return False, f"One of these is needed: {'; '.join(_named(rule) for rule in rules.values())}."
    rule = rules[credential.kind]
    if credential.dated > latest_today(now):
        return False, f"{rule.title}: the date {say_day(credential.dated)} lies in the future."
    if rule.rule == "passed":
        return _passed(rule, credential, now)
    return _current(rule, credential, now)


def _named(rule: CredentialRule) -> str:
    if rule.within_years is None:
        return f"{rule.title}, current"
    return f"{rule.title}, passed within the last {count(rule.within_years, 'year')}"


def _passed(rule: CredentialRule, credential: Credential, now: datetime) -> tuple[bool, str]:
    years = rule.within_years or 0
    until, when = anniversary(credential.dated, years), say_day(credential.dated)
    within = f"the last {count(years, 'year')}"
    if is_within(credential.dated, years, now):
        return True, f"{rule.title}: passed on {when}, within {within}; it counts until {say_day(until)}."
    late = count((today(now) - until).days, "day")
    return (
        False,
        f"{rule.title}: passed on {when}, not within {within}; it counted until {say_day(until)}, {late} ago.",
    )


def _current(rule: CredentialRule, credential: Credential, now: datetime) -> tuple[bool, str]:
    if credential.expires is None:
        return True, f"{rule.title}: issued on {say_day(credential.dated)}, without an end."
    if credential.expires < credential.dated:
        return False, f"{rule.title}: it cannot expire before it was issued; one of the two dates is wrong."
    until = say_day(credential.expires)
    if today(now) <= credential.expires:
        return True, f"{rule.title}: current until {until}."
    late = count((today(now) - credential.expires).days, "day")
    return False, f"{rule.title}: it expired on {until}, {late} ago."


def _in_area(policy: Policy, area: str, practice: AreaPractice, now: datetime) -> Iterator[Finding]:
    rule = policy.areas.get(area)
    if rule is None:
        yield Finding(rule="area", area=area, met=False, said=f"There is no content area '{area}'.")
        return
    stated = _stated("area-practice", practice.practising, f"{rule.title}: active practice in this area")
    yield stated.model_copy(update={"area": area})
    met, said = _counted(rule.cases, practice.cases)
    yield Finding(rule="cases", area=area, met=met, said=f"{rule.title}: {said}")
    if rule.cases:
        met, said = _dated(policy.prerequisites.case_years, practice, now)
        yield Finding(rule="case-dates", area=area, met=met, said=f"{rule.title}: {said}")


def _counted(needed: int, stated: int) -> tuple[bool, str]:
    if stated >= needed:
        return True, f"{count(stated, 'case')} of the {needed} that are needed."
    return False, f"{count(stated, 'case')} of the {needed} that are needed; {needed - stated} more."


def _dated(years: int, practice: AreaPractice, now: datetime) -> tuple[bool, str]:
    first, last = practice.first, practice.last
    if first is None or last is None:
        return False, "the dates of the first and the last case are needed."
    if last < first:
        return False, "the last case cannot lie before the first; one of the two dates is wrong."
    if last > latest_today(now):
        return False, f"the date of the last case, {say_day(last)}, lies in the future."
    said = (
        f"cases count within the last {count(years, 'year')}, from {say_day(earliest_within(years, now))} on"
    )
    if not is_within(first, years, now):
        return False, f"{said}; the first is dated {say_day(first)}. Only cases from then on can be stated."
    return True, f"{said}; the first is dated {say_day(first)}."
