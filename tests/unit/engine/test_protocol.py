"""The wire: what is of the protocol is understood exactly, everything else is refused and breaks nothing."""

import json
from contextlib import suppress
from typing import Any

import pytest
from forms import T0
from hypothesis import given
from hypothesis import strategies as st

from player.engine import command as cmd
from player.engine import protocol
from player.engine.event import EVENT, DraftSaved
from player.engine.protocol import MAX_MESSAGE, Ack, Pong, Refusal, Welcome, command_of, decode, encode
from player.errors import MalformedMessage

ID = "abcdefgh"
MESSAGES: list[tuple[dict[str, Any], cmd.Command | None]] = [
    ({"type": "reached", "id": ID, "segment": "arrival/1"}, cmd.Reach(3, "arrival/1")),
    ({"type": "draft", "id": ID, "item": "why", "response": {"x": [1]}}, cmd.SaveDraft(3, "why", {"x": [1]})),
    (
        {"type": "draft", "id": ID, "item": "why", "response": {}, "confidence": "fairly"},
        cmd.SaveDraft(3, "why", {}, "fairly"),
    ),
    ({"type": "submit", "id": ID, "item": "why", "response": {}}, cmd.Submit(3, "why", {})),
    (
        {"type": "submit", "id": ID, "item": "why", "response": {}, "confidence": "guess"},
        cmd.Submit(3, "why", {}, "guess"),
    ),
    ({"type": "continue", "id": ID}, cmd.Continue(3)),
    ({"type": "suspend", "id": ID}, cmd.Suspend(3)),
    ({"type": "resume", "id": ID}, cmd.Resume(3)),
    ({"type": "note", "id": ID, "kind": "stall", "data": {"s": 1.5}}, cmd.Note(3, "stall", {"s": 1.5})),
    ({"type": "ping"}, None),
]
DRAFT = {"type": "draft", "id": ID, "item": "why", "response": {}}


@pytest.mark.parametrize(("message", "command"), MESSAGES)
def test_every_message_is_understood(message: dict[str, Any], command: cmd.Command | None) -> None:
    assert command_of(decode(json.dumps(message)), epoch=3) == command


def test_every_command_of_a_candidate_has_a_message_and_no_other_command_has() -> None:
    made = {type(command) for _, command in MESSAGES if command}
    server = {cmd.Start, cmd.Connect, cmd.Disconnect, cmd.Accommodate, cmd.Bound, cmd.Close}
    assert made == set(cmd.Command.__args__) - server


@pytest.mark.parametrize("message", [message for message, _ in MESSAGES])
def test_a_message_with_an_unknown_a_missing_or_a_wrong_field_is_refused(message: dict[str, Any]) -> None:
    unknown = [message | {"extra": 1}]
    without = [message.keys() - {name} for name in message.keys() - {"confidence"}]
    missing = [{name: message[name] for name in some} for some in without]
    wrong = [message | {name: value} for name in message for value in (1, True, ["x"], "")]
    for bad in unknown + missing + wrong:
        with pytest.raises(MalformedMessage):
            decode(json.dumps(bad))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "7",
        '"ping"',
        "{}",
        "ping",
        '{"type": "ping"',
        '{"type": ["ping"]}',
        '{"type": {"ping": 1}}',
        '{"type": "Ping"}',
        '{"type": "start"}',
        '{"type": "close", "id": "abcdefgh", "reason": "completed"}',
        '{"type": "accommodate", "id": "abcdefgh", "multiplier": 2, "breaks": true}',
        '{"type": "continue", "id": "short"}',
        '{"type": "continue", "id": "with space"}',
        '{"type": "continue", "id": "abcdefgh\\n"}',
        '{"type": "continue", "id": "' + "a" * 65 + '"}',
        '{"type": "reached", "id": "abcdefgh", "segment": "../../etc"}',
        '{"type": "reached", "id": "abcdefgh", "segment": "arrival/1/2"}',
        '{"type": "reached", "id": "abcdefgh", "segment": "arrival/99999"}',
        '{"type": "continue", "id": "abcdefgh"} {"type": "continue", "id": "abcdefgh"}',
        "\x00",
        "\ud800",
        '"\ud800"',
        "\ufeff{}",
    ],
)
def test_what_is_none_of_the_messages_is_refused(text: str) -> None:
    with pytest.raises(MalformedMessage):
        decode(text)


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", '{"a": NaN}', "[[[NaN]]]", "[1, {}, [-1e400]]"],
)
def test_numbers_that_json_does_not_know_are_refused_at_any_depth(value: str) -> None:
    with pytest.raises(MalformedMessage):
        decode(json.dumps(DRAFT).replace("{}", f'{{"value": {value}}}'))


@pytest.mark.parametrize(
    "response",
    [
        '{"a": ' + "[" * 1000 + "]" * 1000 + "}",
        '{"a": ' * 500 + "1" + "}" * 500,
        '{"a": ' + "1" * 10_000 + "}",
        '{"a": "' + "x" * MAX_MESSAGE + '"}',
        '{"a": "' + "ü" * (MAX_MESSAGE // 2) + '"}',
    ],
)
def test_what_is_too_deep_or_too_large_is_refused(response: str) -> None:
    with pytest.raises(MalformedMessage):
        decode(json.dumps(DRAFT).replace("{}", response))


def test_a_message_that_is_no_text_is_refused() -> None:
    with pytest.raises(MalformedMessage):
        decode(json.dumps({"type": "ping"}).encode())


def test_a_message_of_the_greatest_length_is_taken_and_one_byte_more_is_not() -> None:
    room = MAX_MESSAGE - len(json.dumps(DRAFT | {"response": {"a": ""}}))
    longest = json.dumps(DRAFT | {"response": {"a": "x" * room}})
    assert len(longest.encode()) == MAX_MESSAGE
    assert decode(longest)
    with pytest.raises(MalformedMessage):
        decode(longest.replace("xx", "xxx", 1))


@given(st.text() | st.recursive(st.none() | st.text() | st.floats(), st.lists).map(json.dumps))
def test_nothing_but_a_refusal_can_come_of_any_text(text: str) -> None:
    with suppress(MalformedMessage):
        assert decode(text).type == "ping"


LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
)
JSON = st.recursive(
    LEAVES,
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=8), JSON, max_size=4))
def test_an_answer_comes_through_the_wire_and_the_database_unchanged(response: dict[str, Any]) -> None:
    said = decode(json.dumps(DRAFT | {"response": response}))
    kept = EVENT.validate_json(DraftSaved(at=T0, item="why", response=said.response).model_dump_json())
    assert json.dumps(kept.response) == json.dumps(response)


@pytest.mark.parametrize(
    "reply",
    [
        Welcome(epoch=2, writer=1, now=T0),
        Ack(id=ID, seq=7, now=T0),
        Refusal(id=None, code="malformed", message="No."),
        Refusal(id=ID, code="illegal", message="<b>\u2028</b>"),
        Pong(now=T0),
    ],
)
def test_replies_come_back_as_they_were_sent(reply: protocol.Frozen) -> None:
    text = encode(reply)
    assert type(reply).model_validate_json(text) == reply
    assert json.loads(text)["type"] == reply.type


def test_a_refusal_says_where_the_message_is_wrong() -> None:
    with pytest.raises(MalformedMessage, match=r"^draft\.item: "):
        decode(json.dumps(DRAFT | {"item": "NOT AN ITEM"}))


@pytest.mark.parametrize("kind", ["draft-saved", "item-expired", "response-submitted"])
def test_events_from_before_drafts_held_how_sure_the_candidate_was_are_read(kind: str) -> None:
    old = {"type": kind, "at": T0.isoformat(), "item": "why", "response": {"choices": ["a"]}}
    assert EVENT.validate_python(old).confidence is None
