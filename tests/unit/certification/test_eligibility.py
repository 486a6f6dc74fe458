"""Eligibility: every prerequisite at every edge, and what is missing is said by how much and why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.certification.policy import Area, read_policy
from player.certification.rules.calendar import earliest_within
from player.certification.rules.eligibility import (
    AreaPractice,
    Credential,
    Declaration,
    Finding,
    assess,
    missing,
)

POLICY = read_policy()
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
GOOD = Credential(kind="fundamentals", dated=date(2025, 1, 1), expires=date(2028, 1, 1))


def practice(cases: int = 50, first: date | None = None, last: date | None = None) -> AreaPractice:
    return AreaPractice(
        practising=True, cases=cases, first=first or date(2025, 6, 1), last=last or date(2026, 10, 1)
    )


def declared(credential: Credential | None = GOOD, **areas: AreaPractice) -> Declaration:
    return Declaration(
        credential=credential, practising=True, good_standing=True, areas=areas or {"cardiac": practice()}
    )


def finding(rule: str, declaration: Declaration, now: datetime = NOW, area: str = "cardiac") -> Finding:
    found = assess(POLICY, [area], declaration, now)
    return next(each for each in found if each.rule == rule)


def test_who_has_everything_misses_nothing() -> None:
    found = assess(POLICY, ["cardiac"], declared(), NOW)
    assert missing(found) == ()
    assert [each.rule for each in found] == [
        "credential",
        "practising",
        "good-standing",
        "area-practice",
        "cases",
        "case-dates",
    ]


def test_who_has_nothing_is_told_everything_at_once() -> None:
    found = assess(POLICY, ["cardiac", "lung"], Declaration(), NOW)
    assert len(missing(found)) == len(found) == 9


@pytest.mark.parametrize("area", POLICY.areas)
def test_each_area_asks_for_its_number_of_cases(area: str) -> None:
    needed = POLICY.areas[area].cases
    assert finding("cases", declared(**{area: practice(needed)}), area=area).met
    short = finding("cases", declared(**{area: practice(needed - 1)}), area=area)
    assert not short.met
    assert short.said.endswith(f"{needed - 1} cases of the {needed} that are needed; 1 more.")
    assert short.area == area


def test_an_area_that_was_added_by_data_is_held_against_its_own_number() -> None:
    areas = {**POLICY.areas, "ocular": Area(title="Ocular", cases=12)}
    policy = POLICY.model_copy(update={"areas": areas})
    for cases, met in ((11, False), (12, True)):
        found = assess(policy, ["ocular"], declared(ocular=practice(cases)), NOW)
        assert next(each for each in found if each.rule == "cases").met is met


def test_an_area_that_is_in_no_catalogue_is_told() -> None:
    found = assess(POLICY, ["ocular"], declared(), NOW)
    assert missing(found) == ("There is no content area 'ocular'.",)


@pytest.mark.parametrize(
    ("passed", "until"),
    [
        (date(2021, 11, 24), date(2026, 11, 24)),
        (date(2020, 2, 29), date(2025, 3, 1)),
        (date(2023, 2, 28), date(2028, 2, 28)),
    ],
)
def test_the_spi_counts_for_five_years_to_the_second(passed: date, until: date) -> None:
    declaration = declared(Credential(kind="spi", dated=passed))
    over = datetime(until.year, until.month, until.day, tzinfo=UTC) + timedelta(days=1)
    assert finding("credential", declaration, over - SECOND).met
    late = finding("credential", declaration, over)
    assert not late.met
    assert "not within the last 5 years" in late.said
    assert "1 day ago" in late.said


@pytest.mark.parametrize("kind", ["fundamentals", "apca-ardms"])
def test_a_credential_is_current_through_its_last_day(kind: str) -> None:
    declaration = declared(Credential(kind=kind, dated=date(2020, 1, 1), expires=date(2026, 11, 23)))
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    assert finding("credential", declaration, midnight - SECOND).met
    late = finding("credential", declaration, midnight)
    assert not late.met
    assert "it expired on 23 November 2026, 1 day ago" in late.said


def test_a_credential_without_an_end_is_current() -> None:
    assert finding("credential", declared(Credential(kind="apca-ardms", dated=date(2001, 1, 1)))).met


@pytest.mark.parametrize(
    ("credential", "told"),
    [
        (None, "One of these is needed: POCUS Fundamentals certificate, current; "),
        (Credential(kind="diploma", dated=date(2025, 1, 1)), "One of these is needed"),
        (Credential(kind="spi", dated=date(2026, 11, 26)), "lies in the future"),
        (Credential(kind="fundamentals", dated=date(9999, 12, 31)), "lies in the future"),
        (
            Credential(kind="fundamentals", dated=date(2026, 1, 2), expires=date(2026, 1, 1)),
            "cannot expire before it was issued",
        ),
    ],
)
def test_a_credential_that_does_not_open_the_road_says_why(credential: Credential | None, told: str) -> None:
    found = finding("credential", declared(credential))
    assert not found.met
    assert told in found.said


@pytest.mark.parametrize(
    ("first", "last_day"),
    [(date(2024, 11, 24), date(2026, 11, 24)), (date(2024, 2, 29), date(2026, 3, 1))],
)
def test_cases_count_for_two_years_to_the_second(first: date, last_day: date) -> None:
    declaration = declared(cardiac=practice(first=first, last=first))
    over = datetime(last_day.year, last_day.month, last_day.day, tzinfo=UTC) + timedelta(days=1)
    assert finding("case-dates", declaration, over - SECOND).met
    late = finding("case-dates", declaration, over)
    assert not late.met
    assert "Only cases from then on can be stated" in late.said


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (AreaPractice(cases=30), "the dates of the first and the last case are needed"),
        (AreaPractice(cases=30, first=date(2026, 1, 1)), "the dates of the first and the last case"),
        (AreaPractice(cases=30, first=date(2026, 2, 1), last=date(2026, 1, 1)), "cannot lie before"),
        (AreaPractice(cases=30, first=date(2026, 2, 1), last=date(2026, 11, 26)), "lies in the future"),
    ],
)
def test_dates_that_cannot_be_are_told(given: AreaPractice, told: str) -> None:
    found = finding("case-dates", declared(cardiac=given))
    assert not found.met
    assert told in found.said


def test_an_area_that_asks_for_no_cases_asks_for_no_dates() -> None:
    policy = POLICY.model_copy(update={"areas": {"new": Area(title="New", cases=0)}})
    found = assess(policy, ["new"], declared(new=AreaPractice(practising=True)), NOW)
    assert missing(found) == ()


def test_practice_and_standing_have_to_be_stated_each() -> None:
    for field, rule in (("practising", "practising"), ("good_standing", "good-standing")):
        without = declared().model_copy(update={field: False})
        assert [each.rule for each in assess(POLICY, ["cardiac"], without, NOW) if not each.met] == [rule]
    idle = declared(cardiac=practice().model_copy(update={"practising": False}))
    assert not finding("area-practice", idle).met


@given(
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 40),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_more_cases_never_hurt_and_the_findings_are_the_same_again(
    day: date, cases: int, first: date, last: date
) -> None:
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    fewer, more = (declared(cardiac=practice(number, first, last)) for number in (cases, cases + 1))
    assert len(missing(assess(POLICY, ["cardiac"], more, now))) <= len(
        missing(assess(POLICY, ["cardiac"], fewer, now))
    )
    assert assess(POLICY, ["cardiac"], more, now) == assess(POLICY, ["cardiac"], more, now)
    if finding("case-dates", more, now).met:
        assert first >= earliest_within(2, now)
