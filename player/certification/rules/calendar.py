"""Years, anniversaries, and which day it is where.

All rules are held in UTC. A day lasts until its last second in UTC. What was on 29 February has its
anniversary on 1 March of a year that has no such day: a whole year has passed only then, and an
applicant is given the day.
"""

from datetime import UTC, date, datetime, timedelta

EARLIEST_ZONE = timedelta(hours=14)
"""Where a day begins first: UTC+14, on the Line Islands. A date that has begun there is not in the future."""


def today(now: datetime) -> date:
    """The day that it is in UTC."""
    return now.astimezone(UTC).date()


def latest_today(now: datetime) -> date:
    """The latest day that it is anywhere."""
    return (now.astimezone(UTC) + EARLIEST_ZONE).date()


def anniversary(day: date, years: int) -> date:
    """The same day some years later, or earlier where `years` is negative."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def same_moment(moment: datetime, years: int) -> datetime:
    """The same clock time in UTC on the anniversary of a day."""
    utc = moment.astimezone(UTC)
    return datetime.combine(anniversary(utc.date(), years), utc.timetz())


def is_within(day: date, years: int, now: datetime) -> bool:
    """Whether a day lies within the last years: from then on until the end of its anniversary, in UTC."""
    return day <= latest_today(now) and today(now) <= anniversary(day, years)


def earliest_within(years: int, now: datetime) -> date:
    """The earliest day that is within the last years now."""
    day = anniversary(today(now), -years)
    # 29 February is still within on the 1 March that is its anniversary
    before = day - timedelta(days=1)
    return before if anniversary(before, years) >= today(now) else day
