"""A sitting over time, on both databases: limits, servers that go down, and results that can be made again."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from clinics import Clinic, Sat, put_version
from forms import T0, two_cases

from player.engine import command as cmd
from player.engine import event as ev
from player.engine.state import rebuild
from player.errors import ItemClosed, NotFound
from scenarios.model.package import DeliveryRules

TIMED = DeliveryRules(item_seconds=30, case_seconds=300, outage_seconds=60)


@pytest.fixture
def sat(clinic: Clinic) -> Sat:
    """A sitting without limits that asks its first question."""
    return clinic.open(two_cases()).play(until="why")


@pytest.fixture
def timed(clinic: Clinic) -> Sat:
    """A sitting under limits that asks its first question."""
    return clinic.open(two_cases(exam=TIMED)).play(until="why")


def test_looking_writes_nothing_while_nothing_is_overdue(timed: Sat) -> None:
    before = timed.events()
    for seconds in (0, 1, 30):
        timed.clinic.clock.wait(seconds)
        assert timed.look().seq == len(before)
    assert timed.events() == before


def test_looking_waits_for_no_writer_while_nothing_is_overdue(timed: Sat) -> None:
    with timed.clinic.store.write() as unit, ThreadPoolExecutor(1) as threads:
        unit.accounts.add_guest(timed.clinic.clock.now)
        assert threads.submit(timed.look).result(timeout=5).seq == timed.state.seq


def test_limits_are_settled_when_somebody_looks_and_stamped_with_their_end(timed: Sat) -> None:
    opened = timed.clinic.clock.now
    timed.clinic.clock.wait(5000)
    assert len(timed.events()) == timed.look().seq - 4
    expired = next(event for event in timed.events() if isinstance(event, ev.ItemExpired))
    assert expired.at == opened + timedelta(seconds=32)
    assert timed.look().seq == len(timed.events())


def test_looks_that_race_settle_once(timed: Sat) -> None:
    timed.clinic.clock.wait(5000)
    token = timed.clinic.session.token
    with ThreadPoolExecutor(4) as threads:
        seen = [threads.submit(timed.clinic.server().look, timed.attempt, token) for _ in range(4)]
        assert len({future.result().seq for future in seen}) == 1
    assert sum(isinstance(event, ev.ItemExpired) for event in timed.events()) == 1


def test_a_late_answer_is_refused_and_the_saved_draft_counts(timed: Sat) -> None:
    timed.handle(cmd.SaveDraft(1, "why", timed.why("c").response), "message-1")
    timed.clinic.clock.wait(60)
    with pytest.raises(ItemClosed):
        timed.handle(timed.why(), "message-2")
    assert timed.state.responses["one", "why"].raw == {"choices": ["c"]}


# --- the server goes down ---


def test_the_time_in_which_the_server_was_down_is_an_outage_of_who_was_connected(timed: Sat) -> None:
    clinic = timed.clinic
    clinic.clock.wait(10)
    clinic.delivery.beat()
    clinic.clock.wait(40)
    clinic.restart()
    assert clinic.delivery.note_outage() == 1
    timed.handle(cmd.Connect())
    state = timed.state
    assert state.item_clock.remaining(clinic.clock.now, state.outage) == 20
    assert state.outage.left == 20
    assert clinic.delivery.note_outage() == 1


def test_who_was_not_connected_has_no_outage(clinic: Clinic) -> None:
    sat = clinic.open(two_cases(exam=TIMED)).play(until="why")
    over = clinic.open(two_cases(), mode="practice")
    clinic.delivery.order(over.attempt, cmd.Close("withdrawn"))
    clinic.delivery.disconnect(sat.attempt, 1)
    version = put_version(clinic.library, clinic.store, two_cases())
    clinic.delivery.create(clinic.session.user, version, "exam")
    clinic.delivery.beat()
    before = sat.events(), over.events()
    assert clinic.delivery.note_outage() == 0
    assert (sat.events(), over.events()) == before


def test_before_the_first_sign_of_life_nothing_is_noted(sat: Sat) -> None:
    assert sat.clinic.delivery.note_outage() == 0


def test_an_outage_is_never_noted_before_what_happened_last(sat: Sat) -> None:
    sat.clinic.delivery.beat()
    sat.clinic.clock.wait(5)
    sat.handle(sat.why(), "message-1")
    sat.clinic.restart()
    sat.clinic.delivery.note_outage()
    times = [event.at for event in sat.events()]
    assert times == sorted(times)
    assert isinstance(sat.events()[-1], ev.Disconnected)


def test_a_sitting_whose_version_is_gone_keeps_nobody_else_from_theirs(clinic: Clinic) -> None:
    lost, kept = clinic.open(two_cases(), mode="practice"), clinic.open(two_cases(exam=TIMED))
    for file in clinic.library.folder(lost.look().sitting.record.version_id).iterdir():
        file.unlink()
    clinic.delivery.beat()
    clinic.restart()
    assert clinic.delivery.note_outage() == 1
    assert kept.state.outage.since
    with pytest.raises(NotFound):
        lost.look()


def test_a_server_that_remembers_and_one_that_does_not_see_the_same(timed: Sat) -> None:
    clinic = timed.clinic
    while timed.state.stage != "closed":
        clinic.clock.wait(7)
        remembered = timed.step()
        fresh = clinic.server().look(timed.attempt, clinic.session.token)
        assert fresh.sitting.state == remembered.sitting.state
        assert rebuild(timed.events(), TIMED.outage_seconds) == fresh.sitting.state


def test_what_another_server_wrote_is_seen_at_once(sat: Sat) -> None:
    other = sat.clinic.server()
    other.handle(sat.attempt, sat.clinic.session.token, sat.why(), "message-1")
    assert sat.state.responses["one", "why"].raw == {"choices": ["b"]}
    assert sat.handle(sat.why(), "message-1").repeated


# --- the result ---


@pytest.mark.parametrize("mode", ["exam", "practice"])
def test_a_result_is_reported_when_a_sitting_closes_and_replay_gives_the_same(
    clinic: Clinic, mode: str
) -> None:
    sat = clinic.open(two_cases(), mode=mode).play(until="closed")
    (reported,) = clinic.delivery.reports(sat.attempt)
    clinic.restart()
    sitting, (again,) = clinic.delivery.replay(sat.attempt)
    made = again.made
    assert (again.number, again.differences) == (1, ())
    assert json.loads(reported.body) == json.loads(json.dumps(made))
    assert sitting.state.stage == "closed"
    assert (made["version"], made["keys"]) == (sitting.record.version_id, reported.key_digest)
    assert reported.at == sitting.state.at


def test_a_result_of_time_alone_is_reported_too(timed: Sat) -> None:
    timed.play(until="intermission").step()
    assert timed.clinic.delivery.reports(timed.attempt) == []
    timed.clinic.clock.wait(10_000)
    timed.look()
    (reported,) = timed.clinic.delivery.reports(timed.attempt)
    assert json.loads(reported.body)["reason"] == "completed"


def test_replay_tells_where_a_report_differs_from_the_events(clinic: Clinic) -> None:
    sat = clinic.open(two_cases()).play(until="closed")
    (reported,) = clinic.delivery.reports(sat.attempt)
    forged = json.loads(reported.body)
    forged["percent"] += 1
    forged["cases"][0]["items"][1]["fraction"] = 0.25
    with clinic.store.write() as unit:
        unit.attempts.add_report(type(reported)(sat.attempt, 2, reported.key_digest, T0, json.dumps(forged)))
    _, (first, second) = clinic.delivery.replay(sat.attempt)
    assert first.differences == ()
    assert sorted(second.differences) == ["cases.0.items.1.fraction", "changes", "percent"]


def test_there_is_nothing_to_replay_where_nothing_was(clinic: Clinic) -> None:
    with pytest.raises(NotFound):
        clinic.delivery.replay("no such attempt")
