"""The timing line of a WebVTT cue: two times and its settings, as the specification reads them."""

import re
from dataclasses import dataclass

_TIMESTAMP = r"(?:(\d+):)?(\d\d):(\d\d)\.(\d{3})"
_LINE = re.compile(
    rf"[\t\n\f\r ]*{_TIMESTAMP}([\t\n\f\r ]*)-->([\t\n\f\r ]*){_TIMESTAMP}(?!\d)(.*)", re.ASCII
)
_LAST_SIXTIETH = 59
_SIXTY, _THOUSAND = 60, 1000
_HOUR_DIGITS = 6
_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
_SETTINGS = {
    "vertical": r"rl|lr",
    "line": rf"(?:-?\d+|{_PERCENT})(?:,(?:start|center|end))?",
    "position": rf"{_PERCENT}(?:,(?:line-left|center|line-right))?",
    "size": _PERCENT,
    "align": r"start|center|end|left|right",
    "region": r"\S+",
}


@dataclass(frozen=True)
class Timings:
    """Start and end in seconds, the settings as written, and whether white space stands around the arrow."""

    start: float
    end: float
    settings: str
    spaced: bool


def read_timings(line: str) -> Timings | None:
    """The timing line of a cue; None where it is none and a browser drops the cue."""
    match = _LINE.fullmatch(line)
    if not match:
        return None
    start, end = _time(match.groups()[:4]), _time(match.groups()[6:10])
    if start is None or end is None:
        return None
    settings = match[11]
    spaced = bool(match[5]) and bool(match[6]) and (not settings or settings[0] in "\t ")
    return Timings(start, end, settings.strip("\t\n\f\r "), spaced)


def _time(parts: tuple[str | None, ...]) -> float | None:
    """Seconds, exact to the millisecond; None for minutes or seconds over 59, and for hours beyond any film."""
    if len(parts[0] or "") > _HOUR_DIGITS:
        return None
    hours, minutes, seconds, milliseconds = (int(part or 0) for part in parts)
    if minutes > _LAST_SIXTIETH or seconds > _LAST_SIXTIETH:
        return None
    whole = (hours * _SIXTY + minutes) * _SIXTY + seconds
    return (whole * _THOUSAND + milliseconds) / _THOUSAND


def setting_faults(timings: Timings) -> list[tuple[str, str]]:
    """What the syntax forbids in a timing line that a browser reads: what is wrong, and what would be right."""
    found = [] if timings.spaced else [("white space is missing around -->", "put a space on both sides")]
    names = []
    for setting in timings.settings.split():
        name, _, value = setting.partition(":")
        if not re.fullmatch(_SETTINGS.get(name, r"(?!)"), value, re.ASCII):
            found.append((f"the setting {setting!r} is not known", "remove it, or write it like line:0"))
        elif name in names:
            found.append((f"the setting {name!r} stands twice", "keep one"))
        names.append(name)
    return found
