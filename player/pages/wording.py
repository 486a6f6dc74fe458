"""How pages say numbers, times and dates."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from flask import Flask

from player.pages.placement import bearing, middle, standing

MINUTE = 60


def init_wording(app: Flask) -> None:
    """Give the templates these functions as filters."""
    for function in (
        day,
        moment,
        duration,
        durations,
        plain,
        exact,
        whole,
        measure,
        bearing,
        standing,
        middle,
    ):
        app.add_template_filter(function)


def day(value: date | str) -> str:
    """A date such as `23 November 2026`; text is ISO 8601."""
    found = value if isinstance(value, date) else date.fromisoformat(value[:10])
    return f"{found.day} {found:%B %Y}"


def moment(value: datetime | str) -> str:
    """A date with its time in UTC, such as `23 November 2026, 18:04 UTC`; text is ISO 8601."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    utc = found.astimezone(UTC)
    return f"{day(utc)}, {utc:%H:%M} UTC"


def duration(seconds: float) -> str:
    """A length of time in words, such as `1 minute 30 seconds`; fractions of a second are left out."""
    minutes, rest = divmod(round(seconds), MINUTE)
    said = [_counted(minutes, "minute"), _counted(rest, "second")]
    return " ".join(part for part in said if part) or "0 seconds"


def durations(bounds: Sequence[float]) -> str:
    """The shortest and the longest of several lengths of time, such as `2 to 3 minutes`; once where they are the same."""
    low, high = (round(bound) for bound in bounds)
    if low == high:
        return duration(low)
    if low % MINUTE == high % MINUTE == 0:
        return f"{low // MINUTE} to {duration(high)}"
    return f"{duration(low)} to {duration(high)}"


def plain(value: float) -> str:
    """A number as people write it: without an idle `.0`, and with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def exact(value: float) -> str:
    """A number with all its figures, and none of the noise of floating point."""
    return f"{Decimal(f'{value:.12g}'):f}"


def whole(value: float) -> str:
    """A whole number of per cent, rounded down, so that no score looks as if it had reached what it has not."""
    return str(int(value + 1e-9))


def measure(value: float, unit: str) -> str:
    """A length on the patient as the player tells it: millimetres with one decimal, centimetres with two."""
    return f"{value:.{2 if unit == 'cm' else 1}f}\u00a0{unit}"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}{'' if count == 1 else 's'}" if count else ""
