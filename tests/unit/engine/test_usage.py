"""Notes on exhibits: compact, bounded, and of something that there is."""

from typing import Any

import pytest
from forms import two_cases
from hypothesis import given
from hypothesis import strategies as st
from sittings import Sitting

from player.engine import command as cmd
from player.engine import event as ev
from player.errors import InvalidResponse

USE: dict[str, Any] = {"exhibit": "plax", "seconds": 12.5, "plays": 2, "frames": [[0, 3], [7, 29]]}


def note(data: dict[str, Any]) -> Sitting:
    sitting = Sitting(two_cases()).start()
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
