"""The window closes at the same clock time, UTC, 180 days later; retakes keep to it."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.certification.policy import AssessmentRules, read_policy
from player.certification.rules.retakes import Taken, again_from, exhausted, next_attempt
from player.certification.rules.window import closes_at, days_left, is_open, reminder_due, say_left

POLICY = read_policy()
OPENED = datetime(2026, 11, 24, 18, 4, 5, tzinfo=UTC)
CLOSES = datetime(2027, 5, 23, 18, 4, 5, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def test_the_window_closes_180_days_later_to_the_second_and_is_closed_then() -> None:
    assert closes_at(POLICY, OPENED) == CLOSES
    assert is_open(CLOSES, CLOSES - timedelta(microseconds=1))
    assert not is_open(CLOSES, CLOSES)


def test_clocks_that_change_in_spring_change_nothing() -> None:
    east = OPENED.astimezone(timezone(timedelta(hours=14)))
    assert closes_at(POLICY, east) == CLOSES
    over_a_leap_day = datetime(2027, 10, 1, 6, 0, tzinfo=UTC)
    assert closes_at(POLICY, over_a_leap_day) == datetime(2028, 3, 29, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "left", "said"),
    [
        (timedelta(days=180), 180, "180 days left"),
        (timedelta(days=179, seconds=1), 180, "180 days left"),
        (timedelta(days=179), 179, "179 days left"),
        (DAY + SECOND, 2, "2 days left"),
        (DAY, 1, "24 hours left"),
        (timedelta(hours=2) - SECOND, 1, "1 hour left"),
        (SECOND, 1, "Less than an hour left"),
        (timedelta(0), 0, "The window closed on 23 May 2027, 18:04 UTC."),
        (-DAY, 0, "The window closed"),
    ],
)
def test_days_that_have_begun_count(before: timedelta, left: int, said: str) -> None:
    assert days_left(CLOSES, CLOSES - before) == left
    assert say_left(CLOSES, CLOSES - before).startswith(said)


@pytest.mark.parametrize(
    ("before", "due"),
    [
        (60 * DAY + SECOND, None),
        (60 * DAY, 60),
        (30 * DAY + SECOND, 60),
        (30 * DAY, 30),
        (SECOND, 1),
        (timedelta(0), None),
    ],
)
def test_only_the_nearest_reminder_is_due(before: timedelta, due: int | None) -> None:
    assert reminder_due((60, 30, 1), CLOSES, CLOSES - before) == due


def taken(*outcomes: str, ended: datetime = OPENED) -> list[Taken]:
    passed = {"passed": True, "failed": False, "marking": None}
    return [Taken(f"a{i}", ended, passed[outcome]) for i, outcome in enumerate(outcomes)]


def test_the_first_attempt_may_begin_at_once() -> None:
    assert next_attempt(POLICY, [], OPENED).may


def test_a_running_attempt_goes_on() -> None:
    verdict = next_attempt(POLICY, [*taken("failed"), Taken("running")], OPENED)
    assert (verdict.may, verdict.attempt) == (True, "running")


def test_the_next_attempt_waits_to_the_second() -> None:
    start = OPENED + timedelta(days=POLICY.assessment.wait_days)
    early = next_attempt(POLICY, taken("failed"), start - SECOND)
    assert (early.may, early.from_) == (False, start)
    assert next_attempt(POLICY, taken("failed"), start).may


@pytest.mark.parametrize("attempts", [1, 2, 3])
def test_no_attempt_is_left_after_the_last(attempts: int) -> None:
    policy = POLICY.model_copy(update={"assessment": AssessmentRules(attempts=attempts, wait_days=0)})
    assert next_attempt(policy, taken(*["failed"] * (attempts - 1)), OPENED).may
    over = next_attempt(policy, taken(*["failed"] * attempts), OPENED)
    assert (over.may, over.last) == (False, True)
    assert exhausted(policy, taken(*["failed"] * attempts), CLOSES, OPENED)
    assert not exhausted(policy, taken(*["failed"] * (attempts - 1)), CLOSES, OPENED)


def test_what_was_passed_is_not_taken_again_and_what_is_being_marked_waits() -> None:
    assert next_attempt(POLICY, taken("passed"), CLOSES).last
    assert not exhausted(POLICY, taken("passed"), CLOSES, OPENED)
    marking = next_attempt(POLICY, taken("marking"), CLOSES)
    assert (marking.may, marking.last) == (False, False)
    assert not exhausted(POLICY, taken("marking"), CLOSES, OPENED)


def test_who_could_try_again_only_after_the_end_cannot_any_more() -> None:
    wait = timedelta(days=POLICY.assessment.wait_days)
    assert exhausted(POLICY, taken("failed", ended=CLOSES - wait), CLOSES, CLOSES - DAY)
    assert not exhausted(POLICY, taken("failed", ended=CLOSES - wait - SECOND), CLOSES, CLOSES - DAY)


@given(
    st.datetimes(timezones=st.just(UTC)).filter(lambda time: 1900 < time.year < 9000),
    st.integers(0, 200 * 86_400),
)
def test_a_day_is_left_exactly_as_long_as_the_window_is_open(opened: datetime, seconds: int) -> None:
    closes = closes_at(POLICY, opened)
    now = opened + timedelta(seconds=seconds)
    assert (days_left(closes, now) > 0) == is_open(closes, now)
    assert 0 <= days_left(closes, now) <= POLICY.window.days


def test_an_area_that_was_given_up_after_a_failure_bars_from_the_end_of_the_last_attempt() -> None:
    days, left = timedelta(days=POLICY.decision.retake_days), OPENED + timedelta(days=60)
    ended = OPENED + timedelta(days=30)
    assert again_from(POLICY, taken("failed", "failed", ended=ended), left) == ended + days
    assert again_from(POLICY, taken("failed", ended=ended), left) == ended + days
    assert again_from(POLICY, [*taken("failed", ended=ended), Taken("running")], left) == left + days
    assert again_from(POLICY, taken("marking", ended=ended), left) == ended + days
    assert again_from(POLICY, taken("passed"), left) is None
    assert again_from(POLICY, [], left) is None


def test_giving_up_does_not_shorten_the_wait_between_attempts() -> None:
    short = POLICY.decision.model_copy(update={"retake_days": 0})
    policy = POLICY.model_copy(update={"decision": short})
    wait = timedelta(days=POLICY.assessment.wait_days)
    assert again_from(policy, taken("failed", ended=OPENED), CLOSES) == OPENED + wait
