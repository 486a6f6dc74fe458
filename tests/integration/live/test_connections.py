"""Connections that come and go: repeated messages, take-overs, pauses, sign-out, and a server that dies."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress

import pytest
from browsers import Browser
from forms import two_cases
from houses import House, Seat, an_answer, fresh, next_step
from lines import PATIENCE, Line, Said
from servers import until

from player.engine import command as cmd
from player.engine.event import Connected, Disconnected, DraftSaved, ResponseSubmitted, Resumed, Suspended

PING = b"\x89\xfd\0\0\0\0" + 125 * b"x"
"""A frame that the other end has to answer with as much, masked with nothing."""


@pytest.fixture
def seat(house: House) -> Iterator[Seat]:
    """A sitting that asks its first question."""
    taken = house.seat(two_cases()).at("why")
    yield taken
    taken.leave()


def submit(line: Line, state: Said, name: str, choice: int = 0) -> Said:
    return line.ask("submit", name, item="why", response=an_answer(state, [choice]))


# --- not read ---


def stuff(line: Line) -> None:
    """Ask for answers without reading them, until nobody takes anything any more."""
    line.socket.settimeout(1)
    with suppress(OSError):
        while True:
            line.socket.sendall(PING * 1000)


def test_a_window_that_reads_nothing_keeps_the_next_one_not_waiting(seat: Seat) -> None:
    stuck, _ = seat.line()
    stuff(stuck)
    line, state = seat.line()
    assert submit(line, state, "message-a")["type"] == "ack"
    # and is let go
    stuck.socket.settimeout(PATIENCE)
    with suppress(ConnectionResetError):
        while stuck.socket.recv(65536):
            pass


# --- repeated ---


def test_a_message_that_is_sent_again_over_new_connections_counts_once(seat: Seat) -> None:
    line, state = seat.line()
    first = submit(line, state, "message-a")
    for choice in (0, 1, 2):
        line.drop()
        line, _ = seat.line()
        again = submit(line, state, "message-a", choice)
        assert (again["type"], again["seq"]) == ("ack", first["seq"])
    (answer,) = seat.of(ResponseSubmitted)
    assert answer.response == {"choices": ["a"]}


def test_an_answer_to_a_repeated_message_comes_with_the_state(seat: Seat) -> None:
    line, state = seat.line()
    submit(line, state, "message-a")
    line.close()
    line, _ = seat.line()
    assert submit(line, state, "message-a")["type"] == "ack"
    assert line.hear()["stage"] == "playing"


def test_a_message_that_was_sent_and_never_answered_is_recorded_or_can_be_sent_again(seat: Seat) -> None:
    for number in range(6):
        line, _ = seat.line()
        name = f"message-{number}"
        line.say("draft", name, item="why", response={"choices": [], "number": number})
        line.drop()
        line, _ = seat.line()
        ack = line.ask("draft", name, item="why", response={"choices": [], "number": number})
        assert ack["type"] == "ack"
        line.close()
    assert [event.response["number"] for event in seat.of(DraftSaved)] == list(range(6))


# --- taken over ---


def test_a_newer_connection_takes_over_and_the_older_one_is_told(seat: Seat) -> None:
    older, state = seat.line()
    newer, shown = seat.line()
    assert shown["question"] == state["question"]
    closed = older.end()
    assert (closed.code, closed.reason) == (4409, "superseded")
    assert submit(newer, state, "message-a")["type"] == "ack"
    assert [event.epoch for event in seat.of(Connected)] == [1, 2]


def test_what_the_older_connection_still_sends_is_not_recorded(seat: Seat) -> None:
    older, state = seat.line()
    newer, _ = seat.line()
    older.say("submit", "message-a", item="why", response=an_answer(state, [1]))
    assert older.end().code == 4409
    assert b'"ack"' not in older.raw
    assert seat.of(ResponseSubmitted) == []
    assert submit(newer, state, "message-a")["type"] == "ack"
    assert [event.response for event in seat.of(ResponseSubmitted)] == [{"choices": ["a"]}]


def test_of_many_windows_the_last_one_has_the_sitting(seat: Seat) -> None:
    lines = [seat.line()[0] for _ in range(8)]
    assert [line.end().code for line in lines[:-1]] == [4409] * 7
    lines[-1].say("ping")
    assert lines[-1].hear()["type"] == "pong"


def test_what_a_newer_connection_recorded_elsewhere_ends_this_one_at_its_next_word(seat: Seat) -> None:
    line, state = seat.line()
    # another server process on the same database
    seat.sat.handle(cmd.Connect())
    said = submit(line, state, "message-a")
    assert (said["type"], said["code"]) == ("error", "superseded")
    assert line.end().code == 4409
    assert seat.of(ResponseSubmitted) == []


# --- lost and left ---


@pytest.mark.parametrize("how", ["close", "drop"])
def test_a_connection_that_is_gone_is_noted(seat: Seat, how: str) -> None:
    line, _ = seat.line()
    getattr(line, how)()
    until(lambda: len(seat.of(Disconnected)) == 1)
    again, _ = seat.line()
    assert [type(event) for event in seat.of(Connected, Disconnected)] == [Connected, Disconnected, Connected]
    again.close()


def test_a_pause_is_resumed_elsewhere_at_the_same_question_with_its_draft(seat: Seat) -> None:
    line, state = seat.line()
    draft = an_answer(state, [2])
    line.ask("draft", fresh(), item="why", response=draft)
    line.ask("suspend", fresh())
    paused = line.hear_until("state")
    assert (paused["stage"], paused["question"], paused["segments"]) == ("suspended", None, [])
    assert submit(line, state, fresh())["code"] == "illegal"
    line.close()
    elsewhere, seen = seat.line()
    assert (seen["stage"], seen["question"], seen["draft"]) == ("suspended", None, None)
    elsewhere.ask("resume", fresh())
    resumed = elsewhere.hear_until("state")
    assert (resumed["question"], resumed["draft"]) == (state["question"], draft)
    assert [type(event) for event in seat.of(Suspended, Resumed)] == [Suspended, Resumed]


def test_whoever_signs_out_elsewhere_is_told_and_nothing_is_lost(seat: Seat) -> None:
    line, state = seat.line()
    clinic = seat.sat.clinic
    clinic.accounts.sign_out(clinic.session.token)
    said = submit(line, state, "message-a")
    assert (said["type"], said["code"], said["id"]) == ("error", "sign-in", "message-a")
    assert line.end().code == 4401
    with clinic.store.read() as unit:
        kept = unit.attempts.events(seat.attempt)
    assert not [event for event in kept if isinstance(event, ResponseSubmitted)]


def test_a_sitting_that_staff_annul_ends_at_the_next_word(seat: Seat) -> None:
    line, state = seat.line()
    seat.sat.clinic.delivery.order(seat.attempt, cmd.Close("annulled"))
    said = submit(line, state, "message-a")
    assert (said["type"], said["code"]) == ("error", "closed")
    assert line.end().code == 4410
    assert seat.of(ResponseSubmitted) == []


# --- a server that dies ---


def test_a_server_that_dies_is_gone_on_with_where_it_stood(house: House, seat: Seat) -> None:
    line, state = seat.line()
    draft = an_answer(state, [1])
    line.ask("draft", "message-a", item="why", response=draft)
    house.server.kill()
    assert line.end().code is None
    house.server.start()
    line, again = seat.line()
    assert (again["question"], again["draft"]) == (state["question"], draft)
    # what the browser holds as pending is sent once more
    assert line.ask("draft", "message-a", item="why", response=draft)["type"] == "ack"
    assert len(seat.of(DraftSaved)) == 1
    assert submit(line, state, "message-b")["type"] == "ack"
    assert [event.epoch for event in seat.of(Connected)] == [1, 2]
    assert len(seat.of(Disconnected)) == 1


def test_a_whole_sitting_over_one_socket_ends_with_its_report(house: House) -> None:
    seat = house.seat(two_cases())
    line, state = seat.line()
    while state["stage"] != "closed":
        step = next_step(state)
        assert line.ask(step.pop("kind"), fresh(), **step)["type"] == "ack"
        state = line.hear_until("state")
    assert state["result"] == f"/sit/{seat.attempt}/result"
    assert (state["segments"], state["question"], state["answers"]) == ([], None, [])
    # the last word of a sitting that is over
    assert line.ask("continue", fresh())["code"] == "closed"
    assert line.end().code == 4410
    _, (again,) = seat.sat.clinic.delivery.replay(seat.attempt)
    assert (again.number, again.differences) == (1, ())
    assert len(seat.sat.clinic.delivery.reports(seat.attempt)) == 1


def test_a_crowd_that_signs_in_keeps_nobody_waiting(house: House, seat: Seat) -> None:
    people, password = [f"{fresh()}@example.org" for _ in range(12)], "a long test password"
    for person in people:
        seat.sat.clinic.accounts.add(person, "Of the crowd", "candidate", password)
    line, _ = seat.line()
    answered = 0
    with ThreadPoolExecutor(len(people)) as crowd:
        arriving = [crowd.submit(Browser(house.server).sign_in, person, password) for person in people]
        while not all(person.done() for person in arriving):
            line.say("ping")
            assert line.hear()["type"] == "pong"
            answered += 1
            wait(arriving, timeout=0.01)
        assert all("sonocase" in person.result().cookies for person in arriving)
    # were each password checked in the server's one loop, there could be one answer between two of them
    assert answered > 1.5 * len(people)
