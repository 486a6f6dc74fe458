"""Messages on an open socket: answered in order, acknowledged when they are on disk, and refused without a trace."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from forms import case, choice, form, segment, two_cases
from houses import House, Seat, an_answer, fresh
from lines import Closed, Line, Said

from player.engine.event import DraftSaved, Noted, ResponseSubmitted
from player.engine.form import Form
from player.engine.protocol import MAX_MESSAGE


@pytest.fixture
def seat(house: House) -> Iterator[Seat]:
    """A sitting that asks its first question."""
    taken = house.seat(two_cases()).at("why")
    yield taken
    taken.leave()


# --- order ---


def test_the_first_words_are_welcome_and_then_the_state(seat: Seat) -> None:
    line = seat.browser.open(seat.attempt)
    welcome, state = line.hear(), line.hear()
    assert (welcome["type"], welcome["protocol"], welcome["epoch"]) == ("welcome", "sonocase.1", 1)
    assert (state["type"], state["stage"], state["question"]["item"]) == ("state", "asking", "why")
    line.say("ping")
    assert line.hear()["type"] == "pong"
    line.close()


def test_what_changes_the_sitting_is_acknowledged_and_then_shown(seat: Seat) -> None:
    line, state = seat.line()
    line.say("submit", "message-a", item="why", response=an_answer(state))
    line.say("ping")
    ack, shown, pong = line.hear(), line.hear(), line.hear()
    assert (ack["type"], ack["id"], shown["type"], pong["type"]) == ("ack", "message-a", "state", "pong")
    assert shown["seq"] >= ack["seq"]
    assert shown["stage"] == "playing"
    assert seat.events()[ack["seq"] - 1] == seat.of(ResponseSubmitted)[0]


@pytest.mark.parametrize("kind", ["draft", "note"])
def test_what_only_the_server_needs_is_acknowledged_and_not_shown(seat: Seat, kind: str) -> None:
    line, state = seat.line()
    fields = (
        {"item": "why", "response": an_answer(state)}
        if kind == "draft"
        else {"kind": "stall", "data": {"s": 1}}
    )
    line.say_text(json.dumps({"type": kind, "id": "message-a", **fields}))
    line.say("ping")
    assert [line.hear()["type"], line.hear()["type"]] == ["ack", "pong"]


# --- written before it is acknowledged ---


def test_at_the_moment_of_every_acknowledgement_the_message_is_in_the_database(seat: Seat) -> None:
    line, state = seat.line()
    for number in range(25):
        draft = {"choices": [state["question"]["choices"][number % 3]["id"]], "number": number}
        ack = line.ask("draft", f"message-{number}", item="why", response=draft)
        event = seat.events()[ack["seq"] - 1]
        assert isinstance(event, DraftSaved)
        assert event.response["number"] == number


@contextmanager
def held(house: House) -> Iterator[None]:
    """Keep the database from taking anything, as somebody else who is writing would."""
    engine = house.store._engine
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # begins IMMEDIATE: the writer's place is taken
            connection.execute(sa.text("SELECT 1"))
        else:
            connection.execute(sa.text("LOCK TABLE events IN EXCLUSIVE MODE"))
        yield
        connection.rollback()


def test_while_the_database_takes_nothing_nothing_is_acknowledged(house: House, seat: Seat) -> None:
    line, state = seat.line()
    with held(house):
        line.say("submit", "message-a", item="why", response=an_answer(state))
        with pytest.raises(TimeoutError):
            line.hear(0.7)
        assert seat.of(ResponseSubmitted) == []
    assert line.hear()["type"] == "ack"
    assert len(seat.of(ResponseSubmitted)) == 1


# --- refused ---


def whole_message(response: str) -> str:
    return f'{{"type":"draft","id":"message-a","item":"why","response":{response}}}'


MALFORMED: dict[str, str | bytes] = {
    "no JSON": "hello",
    "nothing": "",
    "a list": "[]",
    "no type": '{"id": "message-a"}',
    "an unknown type": '{"type": "grade", "id": "message-a"}',
    "a missing field": '{"type": "draft", "id": "message-a", "item": "why"}',
    "a field too many": '{"type": "continue", "id": "message-a", "epoch": 7}',
    "no identifier": '{"type": "continue"}',
    "a short identifier": '{"type": "continue", "id": "a"}',
    "an identifier with a quote": '{"type": "continue", "id": "message\'--a"}',
    "a path as an item": '{"type": "draft", "id": "message-a", "item": "../key", "response": {}}',
    "an answer that is a list": whole_message("[]"),
    "an answer that is no number": whole_message('{"value": NaN}'),
    "an answer without end": whole_message('{"value": 1e999}'),
    "a number with too many digits": whole_message(f'{{"value": 1{"0" * 5000}}}'),
    "half a character": whole_message('{"value": "\\ud800"}'),
    "deep nesting": whole_message('{"a": ' + "[" * 4000 + "]" * 4000 + "}"),
    "deep nesting of objects": whole_message('{"a":' * 2000 + "1" + "}" * 2000),
    "binary": b'{"type": "ping"}',
    "a message that is too long": whole_message(f'{{"value": "{"x" * MAX_MESSAGE}"}}'),
    "two messages in one": '{"type": "ping"}{"type": "ping"}',
}
UNNAMED = {
    "no JSON",
    "nothing",
    "a list",
    "no identifier",
    "a short identifier",
    "an identifier with a quote",
    "a number with too many digits",
    "half a character",
    "deep nesting",
    "deep nesting of objects",
    "binary",
    "a message that is too long",
    "two messages in one",
}
"""Of these no identifier can be told, and so no message is refused by it."""


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_not_of_the_protocol_ends_the_connection_and_leaves_nothing(seat: Seat, name: str) -> None:
    line, _ = seat.line()
    before = seat.events()
    line.say_text(MALFORMED[name])
    said = line.hear()
    assert (said["type"], said["code"]) == ("error", "malformed")
    assert said["id"] == (None if name in UNNAMED else "message-a")
    assert "Traceback" not in said["message"]
    closed = line.end()
    assert (closed.code, closed.reason) == (4400, "malformed")
    assert not [event for event in seat.events()[len(before) :] if isinstance(event, DraftSaved)]


BROKEN: dict[str, tuple[bytes, int]] = {
    "an unmasked frame": (b"\x81\x02hi", 1002),
    "an unknown opcode": (b"\x8f\x80\0\0\0\0", 1002),
    "a ping that is too long": (b"\x89\xfe\x00\x80" + b"\0" * 132, 1002),
    "text that is not UTF-8": (b"\x81\x82\0\0\0\0\xff\xfe", 1007),
    "a fragment inside a fragment": (b"\x01\x81\0\0\0\0a\x81\x81\0\0\0\0b", 1002),
    "a frame beyond all bounds": (b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\0\0\0\0" + b"x" * 70_000, 1009),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_websocket_ends_the_connection(seat: Seat, name: str) -> None:
    line, _ = seat.line()
    sent, code = BROKEN[name]
    line.socket.sendall(sent)
    assert line.end().code == code
    again, state = seat.line()
    assert state["question"]["item"] == "why"
    again.say("ping")
    assert again.hear()["type"] == "pong"


def test_a_message_in_pieces_is_one_message(seat: Seat) -> None:
    line, _ = seat.line()
    line.socket.sendall(b'\x01\x87\0\0\0\0{"type"')
    line.socket.sendall(b"\x89\x80\0\0\0\0")
    line.socket.sendall(b'\x80\x88\0\0\0\0:"ping"}')
    assert line.hear()["type"] == "pong"


REFUSED: dict[str, tuple[Callable[[Said], dict[str, object]], str]] = {
    "an answer to another question": (lambda s: {"type": "submit", "item": "depth", "response": an_answer(s)}, "illegal"),
    "an answer that does not fit": (lambda _: {"type": "submit", "item": "why", "response": {"choices": []}}, "invalid-response"),
    "an author's name of a choice": (lambda _: {"type": "submit", "item": "why", "response": {"choices": ["a"]}}, "invalid-response"),
    "a draft that is too long": (lambda _: {"type": "draft", "item": "why", "response": {"x": "y" * 5000}}, "invalid-response"),
    "the end of another segment": (lambda _: {"type": "reached", "segment": "scan/1"}, "illegal"),
    "going on in the middle": (lambda _: {"type": "continue"}, "illegal"),
    "resuming what goes on": (lambda _: {"type": "resume"}, "illegal"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_names_its_message_and_the_connection_goes_on(seat: Seat, name: str) -> None:
    line, state = seat.line()
    make, code = REFUSED[name]
    before = seat.events()
    line.say_text(json.dumps({"id": "message-a", **make(state)}))
    said = line.hear()
    assert (said["type"], said["id"], said["code"]) == ("error", "message-a", code)
    assert seat.events() == before
    # a refused identifier is not used up
    assert line.ask("submit", "message-a", item="why", response=an_answer(state))["type"] == "ack"


@pytest.mark.parametrize("kind", ["note", "draft", "ping"])
def test_whoever_sends_more_than_a_person_does_is_let_go(seat: Seat, kind: str) -> None:
    line, _ = seat.line()
    fields = {
        "note": {"kind": "stall", "data": {}},
        "draft": {"item": "why", "response": {}},
        "ping": {},
    }[kind]
    flood(line, kind, fields)
    heard: list[Said] = []
    closed = collect(line, heard)
    assert (closed.code, heard[-1]["code"]) == (4429, "too-many")
    acknowledged = [said for said in heard if said["type"] == "ack"]
    recorded = seat.of(Noted, DraftSaved)
    assert len(acknowledged) == len(recorded)
    assert len(recorded) < 150
    again, state = seat.line()
    assert state["stage"] == "asking"
    again.close()


def flood(line: Line, kind: str, fields: dict[str, object]) -> None:
    """More messages at once than the server takes."""
    for _ in range(400):
        message = {"type": kind, **fields, **({} if kind == "ping" else {"id": fresh()})}
        try:
            line.say_text(json.dumps(message))
        except OSError:
            return


def collect(line: Line, heard: list[Said]) -> Closed:
    """Everything that is still said, and how it ended."""
    while True:
        try:
            heard.append(line.hear())
        except Closed as closed:
            return closed


# --- large ---


def wordy() -> Form:
    """A form whose first state has more than a megabyte."""
    piece = segment("one", "arrival/1", ["why"])
    line = piece.script["en"][0]
    many = tuple(line.model_copy(update={"text": "x" * 1999}) for _ in range(600))
    made = case("one", {"arrival/1": ["why"]}, {"why": choice()})
    return form(made.model_copy(update={"segments": (piece.model_copy(update={"script": {"en": many}}),)}))


def test_a_large_state_arrives_whole_however_slowly_it_is_read(house: House) -> None:
    seat = house.seat(wordy())
    line = seat.browser.open(seat.attempt)
    slowly = iter(lambda: line.socket.recv(1000), b"")
    for _ in range(200):
        line._wire.receive_data(next(slowly))
        line._events.extend(line._wire.events())
    assert line.hear()["type"] == "welcome"
    state = line.hear()
    assert sum(len(part["text"]) for part in state["segments"][0]["script"]["en"]) == 600 * 1999
    assert line.ask("reached", "message-a", segment="arrival/1")["type"] == "ack"
    line.close()
