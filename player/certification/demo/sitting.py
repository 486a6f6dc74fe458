"""An attempt that takes itself: right where the key says how, in time, and to its end."""

from collections.abc import Callable
from typing import Any

from player.delivery import Delivery, Sitting
from player.engine import command as cmd
from player.engine.attempt import case_of
from player.engine.disguise import disguised, seed_of
from scenarios.model.item import ChoiceItem, NumericItem
from scenarios.model.key import ChoiceKey, NumericKey

ANSWER = 20.0
"""Seconds for an answer."""
GIVE_UP = 125.0
"""Seconds after which a question of the bundled packages has closed."""


def take(delivery: Delivery, attempt: str, wait: Callable[[float], None]) -> None:
    """Take an attempt to its end; `wait` lets seconds pass."""
    delivery.order(attempt, cmd.Start())
    sitting = delivery.order(attempt, cmd.Connect()).sitting
    while sitting.state.stage != "closed":
        wait(ANSWER)
        step = _step(sitting)
        if step is None:
            wait(GIVE_UP)
            sitting = delivery.settle(attempt).sitting
        else:
            sitting = delivery.order(attempt, step).sitting


def _step(sitting: Sitting) -> cmd.Command | None:
    """What comes next; None where a question has to pass unanswered."""
    state = sitting.state
    if state.stage == "playing":
        return cmd.Reach(state.epoch, state.segment)
    if state.stage != "asking":
        return cmd.Continue(state.epoch)
    case = case_of(sitting.form, state)
    item = case.items[state.item]
    answer = _answer(item, sitting.keys[case.id][state.item])
    if answer is None:
        return None
    shown = disguised(seed_of(state, case.id), state.item, item, answer)
    return cmd.Submit(state.epoch, state.item, shown, "fairly" if item.confidence else None)


def _answer(item: Any, key: Any) -> dict[str, Any] | None:
    if isinstance(item, ChoiceItem) and isinstance(key, ChoiceKey):
        return {"choices": list(key.correct)}
    if isinstance(item, NumericItem) and isinstance(key, NumericKey):
        return {"value": key.value, "unit": item.unit}
    return None
