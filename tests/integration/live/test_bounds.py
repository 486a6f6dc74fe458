"""An attempt that keeps no more: its socket says so, and every answer is still taken."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from forms import two_cases
from houses import House, Seat, an_answer, fresh
from lines import Closed

from player.engine.bounds import MAX_CONNECTS, MAX_DRAFTS, MAX_NOTES
from player.engine.event import Connected, DraftSaved, Event, Noted, ResponseSubmitted


@pytest.fixture
def seat(house: House) -> Iterator[Seat]:
    """A sitting that asks its first question."""
    taken = house.seat(two_cases()).at("why")
    yield taken
    taken.leave()


def record(house: House, seat: Seat, events: Sequence[Event]) -> None:
    """What a browser has given rise to before."""
    with house.store.write() as unit:
        unit.attempts.append(seat.attempt, len(unit.attempts.events(seat.attempt)), events)


def a_while_ago(seconds: float = 0) -> datetime:
    return datetime.now(UTC) - timedelta(seconds=seconds)


FULL: dict[str, tuple[type[DraftSaved | Noted], dict[str, Any], int]] = {
    "draft": (DraftSaved, {"item": "why", "response": {}}, MAX_DRAFTS),
    "note": (Noted, {"kind": "stall", "data": {}}, MAX_NOTES),
}


@pytest.mark.parametrize("kind", FULL)
def test_what_there_is_no_room_for_is_refused_and_the_connection_goes_on(
    house: House, seat: Seat, kind: str
) -> None:
    event, fields, most = FULL[kind]
    record(house, seat, [event(at=a_while_ago(), **fields)] * most)
    line, state = seat.line()
    line.say_text(json.dumps({"type": kind, "id": "message-a", **fields}))
    answer = line.hear()
    assert (answer["type"], answer["id"], answer["code"]) == ("error", "message-a", "full")
    assert len(seat.of(event)) == most
    assert line.ask("submit", fresh(), item="why", response=an_answer(state))["type"] == "ack"
    assert len(seat.of(ResponseSubmitted)) == 1


def connects(seat: Seat, times: int, seconds_ago: float = 0) -> list[Event]:
    """As many more connections, at one moment."""
    first, at = len(seat.of(Connected)) + 1, a_while_ago(seconds_ago)
    return [Connected(at=at, epoch=epoch) for epoch in range(first, first + times)]


def test_whoever_connects_again_and_again_is_let_go_and_leaves_nothing(house: House, seat: Seat) -> None:
    record(house, seat, connects(seat, MAX_CONNECTS - 1))
    line, state = seat.line()
    before = seat.events()
    too_many = seat.browser.open(seat.attempt)
    assert too_many.hear()["code"] == "too-many"
    with pytest.raises(Closed) as closed:
        too_many.hear()
    assert (closed.value.code, closed.value.reason) == (4429, "too-many")
    assert seat.events() == before
    # the window that has the sitting keeps it
    assert line.ask("submit", fresh(), item="why", response=an_answer(state))["type"] == "ack"


def test_a_minute_later_the_sitting_can_be_opened_again(house: House, seat: Seat) -> None:
    record(house, seat, connects(seat, MAX_CONNECTS, seconds_ago=61))
    _, state = seat.line()
    assert state["question"]["item"] == "why"
