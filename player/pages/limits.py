"""The limits of a sitting as its briefing tells them."""

from collections.abc import Iterable
from dataclasses import dataclass

from player.delivery import Sitting


@dataclass(frozen=True)
class Limits:
    """The shortest and the longest limit in seconds, accommodations included; None where there is none."""

    question: tuple[float, float] | None
    case: tuple[float, float] | None
    pause_stops_clock: bool


def limits_of(sitting: Sitting) -> Limits:
    """What a candidate is told of time before beginning."""
    form, state = sitting.form, sitting.state
    rules = form.rules(sitting.record.mode)
    own = [item.seconds for case in form.cases for item in case.items.values()]
    return Limits(
        question=_bounds(rules.item_seconds, own, state.multiplier),
        case=_bounds(rules.case_seconds, [case.seconds for case in form.cases], state.multiplier),
        pause_stops_clock=state.breaks or rules.suspended_clock == "stops",
    )


def _bounds(rule: int | None, own: Iterable[int | None], factor: float) -> tuple[float, float] | None:
    if rule is None:
        return None
    each = [(seconds or rule) * factor for seconds in own]
    return min(each), max(each)
