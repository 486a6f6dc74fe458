"""The use case of a sitting, on both databases: recorded once, never lost, and the same after every crash."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from clinics import Clinic, Sat, put_version
from forms import T0, two_cases

from player.accounts import LIFETIME
from player.engine import command as cmd
from player.engine import event as ev
from player.errors import (
    AttemptClosed,
    IllegalTransition,
    InvalidResponse,
    NotFound,
    SignInRefused,
    Superseded,
)
from player.store import AttemptRecord
from scenarios.model.package import DeliveryRules

TIMED = DeliveryRules(item_seconds=30, case_seconds=300, outage_seconds=60)


@pytest.fixture
def sat(clinic: Clinic) -> Sat:
    """A sitting without limits that asks its first question."""
    return clinic.open(two_cases()).play(until="why")


# --- once, and only after it is written ---


def test_what_is_acknowledged_is_on_disk_with_the_number_it_was_acknowledged_with(sat: Sat) -> None:
    outcome = sat.handle(sat.why(), "message-1")
    event = sat.events()[outcome.seq - 1]
    assert isinstance(event, ev.ResponseSubmitted)
    assert event.response == {"choices": ["b"]}
    assert not outcome.repeated


def test_a_repeated_message_is_acknowledged_again_and_changes_nothing(sat: Sat) -> None:
    first = sat.handle(sat.why(), "message-1")
    before = sat.events()
    for command in (sat.why(), sat.why(choice="c"), sat.why(epoch=7), cmd.Continue(1)):
        again = sat.handle(command, "message-1")
        assert (again.seq, again.repeated) == (first.seq, True)
    sat.clinic.restart()
    assert sat.handle(sat.why(), "message-1").seq == first.seq
    assert sat.events() == before


def test_a_repeated_message_is_acknowledged_even_when_the_sitting_is_over(sat: Sat) -> None:
    first = sat.handle(sat.why(), "message-1")
    sat.clinic.delivery.order(sat.attempt, cmd.Close("annulled"))
    assert sat.handle(sat.why(), "message-1").seq == first.seq
    with pytest.raises(AttemptClosed):
        sat.handle(sat.why(), "message-2")


def test_what_is_refused_leaves_nothing(sat: Sat) -> None:
    before = sat.events()
    for command in (cmd.Continue(1), cmd.Submit(1, "depth", {}), sat.why(epoch=0)):
        with pytest.raises(IllegalTransition):
            sat.handle(command, "message-1")
    assert sat.events() == before
    assert not sat.handle(sat.why(), "message-1").repeated


def test_an_answer_under_the_authors_own_name_for_it_is_refused(sat: Sat) -> None:
    for choice in ("a", "b", "c", "", "?a"):
        with pytest.raises(InvalidResponse):
            sat.handle(cmd.Submit(1, "why", {"choices": [choice]}), "message-1")
    assert sat.state.responses == {}


def race(sat: Sat, commands: list[tuple[cmd.Command, str | None]]) -> list[tuple[int, bool] | str]:
    """Send commands from as many threads, each through a server of its own; the outcome of each."""
    barrier = Barrier(len(commands))

    def send(command: cmd.Command, message: str | None) -> tuple[int, bool] | str:
        server = sat.clinic.server()
        barrier.wait()
        try:
            outcome = server.handle(sat.attempt, sat.clinic.session.token, command, message)
        except IllegalTransition as error:
            return error.code
        return outcome.seq, outcome.repeated

    with ThreadPoolExecutor(len(commands)) as threads:
        return list(threads.map(send, *zip(*commands, strict=True)))


def test_of_connections_that_race_with_one_message_all_get_one_number(sat: Sat) -> None:
    before = len(sat.events())
    results = race(sat, [(sat.why(), "message-1")] * 5)
    assert {result[0] for result in results} == {before + 1}
    assert sorted(result[1] for result in results) == [False, True, True, True, True]
    assert [type(event) for event in sat.events()[before:]] == [ev.ResponseSubmitted, ev.SegmentReleased]


def test_of_different_messages_that_race_each_is_recorded_without_a_gap(sat: Sat) -> None:
    before = len(sat.events())
    notes = [(cmd.Note(1, "stall", {"number": n}), f"message-{n}") for n in range(6)]
    numbers = sorted(result[0] for result in race(sat, notes))
    assert numbers == list(range(before + 1, before + 7))
    kept = sat.events()[before:]
    assert sorted(event.data["number"] for event in kept) == list(range(6))
    sat.clinic.restart()
    assert sat.state.seq == before + 6


def test_of_answers_that_race_one_is_recorded_and_the_others_are_told(sat: Sat) -> None:
    results = race(sat, [(sat.why(choice=c), f"message-{c}") for c in "abc"])
    assert sorted(map(str, results)) == sorted(
        ["illegal", "illegal", str(next(r for r in results if r != "illegal"))]
    )
    assert sum(isinstance(event, ev.ResponseSubmitted) for event in sat.events()) == 1


# --- connections ---


def test_the_newest_connection_takes_over_and_the_older_one_may_not_write(sat: Sat) -> None:
    assert sat.handle(cmd.Connect()).sitting.state.epoch == 2
    with pytest.raises(Superseded):
        sat.handle(sat.why(epoch=1), "message-1")
    assert sat.handle(sat.why(epoch=2), "message-1").sitting.state.responses


def test_connections_that_race_each_get_an_epoch_of_their_own(sat: Sat) -> None:
    race(sat, [(cmd.Connect(), None)] * 4)
    assert [event.epoch for event in sat.events() if isinstance(event, ev.Connected)] == [1, 2, 3, 4, 5]


def test_an_old_connection_that_ends_does_not_disconnect_the_new_one(sat: Sat) -> None:
    sat.handle(cmd.Connect())
    sat.clinic.delivery.disconnect(sat.attempt, 1)
    assert sat.state.outage.since is None
    sat.clinic.delivery.disconnect(sat.attempt, 2)
    assert sat.state.outage.since == sat.clinic.clock.now


def test_a_connection_may_end_after_its_sitting(sat: Sat) -> None:
    sat.clinic.delivery.order(sat.attempt, cmd.Close("withdrawn"))
    sat.clinic.delivery.disconnect(sat.attempt, 1)
    sat.clinic.delivery.disconnect("no such attempt", 1)
    assert isinstance(sat.events()[-1], ev.Closed)


# --- whose it is ---


def test_a_sitting_is_its_owners_alone(sat: Sat) -> None:
    stranger = sat.clinic.accounts.sign_in_guest()
    delivery = sat.clinic.delivery
    for attempt, token in ((sat.attempt, stranger.token), ("f" * 32, sat.clinic.session.token)):
        with pytest.raises(NotFound) as refused:
            delivery.look(attempt, token)
        assert str(refused.value) == "There is no such sitting."
        with pytest.raises(NotFound):
            delivery.handle(attempt, token, sat.why(), "message-1")
    assert sat.state.responses == {}


@pytest.mark.parametrize("how", ["never", "over", "out"])
def test_without_a_session_nothing_is_told_and_nothing_is_lost(sat: Sat, how: str) -> None:
    token = sat.clinic.session.token if how != "never" else "guess"
    if how == "over":
        sat.clinic.clock.wait(LIFETIME.total_seconds())
    if how == "out":
        sat.clinic.accounts.sign_out(token)
    with pytest.raises(SignInRefused):
        sat.clinic.delivery.look(sat.attempt, token)
    with pytest.raises(SignInRefused):
        sat.clinic.delivery.handle(sat.attempt, token, sat.why(), "message-1")
    assert not [event for event in sat.events() if isinstance(event, ev.ResponseSubmitted)]


# --- making attempts ---


def test_asking_again_gives_the_sitting_that_is_open(clinic: Clinic) -> None:
    sat = clinic.open(two_cases())
    user = clinic.session.user
    version = put_version(clinic.library, clinic.store, two_cases())
    assert clinic.delivery.create(user, version, "exam") == sat.attempt
    practice = clinic.delivery.create(user, version, "practice")
    other = clinic.delivery.create(clinic.accounts.sign_in_guest().user, version, "exam")
    clinic.delivery.order(sat.attempt, cmd.Close("withdrawn"))
    again = clinic.delivery.create(user, version, "exam")
    assert len({sat.attempt, practice, other, again}) == 4
    assert {record.id for record in clinic.delivery.attempts_of(user)} == {sat.attempt, practice, again}


def test_a_sitting_whose_time_is_up_is_not_open_any_more(clinic: Clinic) -> None:
    sat = clinic.open(two_cases(exam=TIMED)).play(until="intermission")
    sat.step()
    clinic.clock.wait(10_000)
    version = put_version(clinic.library, clinic.store, two_cases(exam=TIMED))
    assert clinic.delivery.create(clinic.session.user, version, "exam") != sat.attempt
    assert sat.state.stage == "closed"


def test_however_many_windows_ask_at_once_there_is_one_sitting(clinic: Clinic) -> None:
    version = put_version(clinic.library, clinic.store, two_cases())
    barrier = Barrier(5)

    def ask(_: int) -> str:
        server = clinic.server()
        barrier.wait()
        return server.create(clinic.session.user, version, "exam")

    with ThreadPoolExecutor(5) as threads:
        assert len(set(threads.map(ask, range(5)))) == 1


def test_whoever_asks_while_a_sitting_is_being_made_waits_and_gets_that_one(clinic: Clinic) -> None:
    version = put_version(clinic.library, clinic.store, two_cases())
    user, server = clinic.session.user, clinic.server()
    with ThreadPoolExecutor(1) as threads:
        with clinic.store.write() as unit:
            unit.accounts.hold(user.id)
            unit.attempts.add(AttemptRecord("a1", user.id, version.id, "exam", T0))
            unit.attempts.append("a1", 0, [ev.Created(at=T0, mode="exam", version=version.id, seed=7)])
            asked = threads.submit(server.create, user, version, "exam")
            with pytest.raises(TimeoutError):
                asked.result(timeout=0.5)
        assert asked.result() == "a1"


def test_a_version_published_later_does_not_touch_a_sitting_that_goes_on(clinic: Clinic) -> None:
    sat = clinic.open(two_cases())
    put_version(clinic.library, clinic.store, two_cases(exam=TIMED))
    sat.play(until="closed")
    assert sat.look().sitting.form == two_cases()
