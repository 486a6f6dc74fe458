"""Years and anniversaries: edges to the second, leap days, time zones."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.certification.rules.calendar import (
    anniversary,
    earliest_within,
    is_within,
    latest_today,
    same_moment,
    today,
)

DAYS = st.dates(date(1990, 1, 1), date(2080, 12, 31))
SECOND = timedelta(seconds=1)


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "years", "until"),
    [
        (date(2021, 11, 24), 5, date(2026, 11, 24)),
        (date(2024, 2, 29), 2, date(2026, 3, 1)),
        (date(2020, 2, 29), 5, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 28), 2, date(2026, 2, 28)),
        (date(2024, 3, 1), 2, date(2026, 3, 1)),
        (date(2096, 2, 29), 4, date(2100, 3, 1)),
        (date(2024, 12, 31), 2, date(2026, 12, 31)),
    ],
)
def test_a_day_is_within_the_years_until_the_last_second_of_its_anniversary(
    day: date, years: int, until: date
) -> None:
    assert anniversary(day, years) == until
    over = midnight(until + timedelta(days=1))
    assert is_within(day, years, over - SECOND)
    assert not is_within(day, years, over)


@given(DAYS, st.integers(1, 10), st.integers(0, 86_399))
def test_the_earliest_day_is_within_and_the_day_before_is_not(day: date, years: int, second: int) -> None:
    now = midnight(day) + timedelta(seconds=second)
    earliest = earliest_within(years, now)
    assert is_within(earliest, years, now)
    assert not is_within(earliest - timedelta(days=1), years, now)


def test_the_same_moment_is_the_same_wherever_it_is_told() -> None:
    now = datetime(2026, 11, 25, 0, 0, 0, tzinfo=UTC)
    zones = [timezone(timedelta(hours=h)) for h in (-12, -5, 0, 5.5, 14)]
    day = date(2024, 11, 24)
    assert {is_within(day, 2, now.astimezone(zone)) for zone in zones} == {False}
    assert {is_within(day, 2, (now - SECOND).astimezone(zone)) for zone in zones} == {True}
    assert {today(now.astimezone(zone)) for zone in zones} == {date(2026, 11, 25)}


def test_a_date_that_has_begun_somewhere_is_not_in_the_future() -> None:
    ten = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    assert latest_today(ten - SECOND) == date(2026, 11, 24)
    assert latest_today(ten) == date(2026, 11, 25)
    assert is_within(date(2026, 11, 25), 2, ten)
    assert not is_within(date(2026, 11, 25), 2, ten - SECOND)


def test_the_same_clock_time_some_years_later() -> None:
    assert same_moment(datetime(2026, 11, 24, 18, 4, 5, 6, UTC), 5) == datetime(
        2031, 11, 24, 18, 4, 5, 6, UTC
    )
    assert same_moment(datetime(2024, 2, 29, 23, 59, tzinfo=UTC), 5) == datetime(
        2029, 3, 1, 23, 59, tzinfo=UTC
    )
    # 1 March at home, still 29 February in UTC
    east = datetime(2024, 3, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert same_moment(east, 4) == datetime(2028, 2, 29, 23, 0, tzinfo=UTC)
