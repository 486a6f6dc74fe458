"""Notes on exhibits: compact, bounded, and of something that was shown."""

from typing import Any

import pytest
from forms import two_cases
from hypothesis import given
from hypothesis import strategies as st
from sittings import Sitting

from player.engine import command as cmd
from player.engine import event as ev
from player.errors import InvalidResponse
from scenarios.model.package import DeliveryRules

USE: dict[str, Any] = {"exhibit": "plax", "seconds": 12.5, "plays": 2, "frames": [[0, 3], [7, 29]]}


def note(data: dict[str, Any], at: str = "depth") -> Sitting:
    """A note at the question that shows both exhibits, or at another place."""
    sitting = Sitting(two_cases()).start().play(until=at)
    sitting.handle(cmd.Note(sitting.epoch, "exhibit", data))
    return sitting


@pytest.mark.parametrize("change", [{}, {"plays": 0, "frames": []}, {"seconds": 0}, {"exhibit": "a4c"}])
def test_the_use_of_an_exhibit_is_kept_as_it_was_told(change: dict[str, Any]) -> None:
    sitting = note(USE | change)
    noted = sitting.events[-1]
    assert isinstance(noted, ev.Noted)
    assert noted.data == USE | change
    assert sitting.rebuilt() == sitting.state


@pytest.mark.parametrize(
    "change",
    [
        {"exhibit": "nothing"},
        {"exhibit": 3},
        {"seconds": -1},
        {"seconds": 10**400},
        {"seconds": float("nan")},
        {"plays": -1},
        {"plays": 1.5},
        {"frames": [[0, 30]]},
        {"frames": [[5, 3]]},
        {"frames": [[0, 3], [3, 5]]},
        {"frames": [[7, 9], [0, 3]]},
        {"frames": [[-1, 3]]},
        {"frames": [[0, 1, 2]]},
        {"frames": [[i * 2, i * 2] for i in range(201)]},
        {"more": 1},
    ],
)
def test_anything_else_is_refused_and_nothing_is_kept(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidResponse):
        note(USE | change)
    assert note(USE).state.notes == 1


def refusal(data: dict[str, Any], at: str) -> str:
    with pytest.raises(InvalidResponse) as refused:
        note(data, at)
    return str(refused.value)


@pytest.mark.parametrize("frames", [[], [[0, 3]], [[0, 29]], [[0, 99_999]]])
def test_an_exhibit_that_is_still_to_come_is_refused_like_one_that_never_comes(
    frames: list[list[int]],
) -> None:
    for at, to_come in (("arrival/1", "plax"), ("why", "a4c"), ("arrival/2", "a4c")):
        use = USE | {"frames": frames}
        assert refusal(use | {"exhibit": to_come}, at) == refusal(use | {"exhibit": "nothing"}, at)


def test_the_use_of_an_exhibit_may_be_told_when_its_question_is_over() -> None:
    assert note(USE, "arrival/2").state.notes == 1
    timed = Sitting(two_cases(exam=DeliveryRules(item_seconds=10))).start().reach().wait(20)
    timed.look()
    timed.handle(cmd.Note(timed.epoch, "exhibit", USE))
    assert timed.state.notes == 1


def test_in_practice_all_exhibits_of_a_case_are_shown_when_it_is_over_and_those_of_the_next_are_not() -> None:
    sitting = Sitting(two_cases(), mode="practice").start().play(until="intermission")
    sitting.handle(cmd.Note(sitting.epoch, "exhibit", USE | {"exhibit": "a4c"}))
    sitting.go_on()
    with pytest.raises(InvalidResponse):
        sitting.handle(cmd.Note(sitting.epoch, "exhibit", USE))


@given(
    data=st.dictionaries(
        st.sampled_from([*USE, "x"]), st.integers() | st.text() | st.lists(st.lists(st.integers()))
    )
)
def test_no_note_on_an_exhibit_can_do_more_than_be_refused(data: dict[str, Any]) -> None:
    try:
        kept = note(data).state.notes
    except InvalidResponse:
        return
    assert kept == 1
