"""An attempt that takes itself: right where the key says how, in time, and to its end."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from player.certification.demo.answering import right_answer
from player.delivery import Delivery, Sitting
from player.engine import command as cmd
from player.engine.attempt import case_of
from player.engine.disguise import disguised, seed_of
from player.engine.timing import LATENCY

ANSWER = 20.0
"""Seconds for an answer."""
Given = Mapping[str, dict[str, Any] | None]
"""What is answered to an item instead of what is right, with the author's names; None leaves it unanswered."""


def take(
    delivery: Delivery, attempt: str, wait: Callable[[float], None], given: Given = MappingProxyType({})
) -> None:
    """Take an attempt to its end; `wait` lets seconds pass."""
    delivery.order(attempt, cmd.Start())
    sitting = delivery.order(attempt, cmd.Connect()).sitting
    while sitting.state.stage != "closed":
        wait(ANSWER)
        step = _step(sitting, given)
        if step is None:
            wait(_rest(sitting))
            sitting = delivery.settle(attempt).sitting
        else:
            sitting = delivery.order(attempt, step).sitting


def _rest(sitting: Sitting) -> float:
    """Seconds until a question is closed for good, and one more."""
    limit = sitting.state.item_clock.limit
    if limit is None:
        raise LookupError(f"'{sitting.state.item}' has no right answer, and never closes")
    return max(0.0, limit - ANSWER) + LATENCY + 1


def _step(sitting: Sitting, given: Given) -> cmd.Command | None:
    """What comes next; None where a question has to pass unanswered."""
    state = sitting.state
    if state.stage == "playing":
        return cmd.Reach(state.epoch, state.segment)
    if state.stage != "asking":
        return cmd.Continue(state.epoch)
    case = case_of(sitting.form, state)
    item = case.items[state.item]
    right = right_answer(case, state.item, sitting.keys[case.id][state.item])
    answer = given.get(state.item, right)
    if answer is None:
        return None
    shown = disguised(seed_of(state, case.id), state.item, item, answer)
    return cmd.Submit(state.epoch, state.item, shown, "fairly" if item.confidence else None)
