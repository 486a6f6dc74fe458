"""Time: limits, their cascades, outages, suspensions and accommodations; settling is lazy and loses nothing by it."""

from datetime import datetime, timedelta

import pytest
from forms import T0, case, choice, form, forms, numeric, two_cases
from hypothesis import given
from hypothesis import strategies as st
from sittings import Sitting

from player.engine import command as cmd
from player.engine import event as ev
from player.engine.attempt import advance, settle
from player.engine.form import Form
from player.engine.timing import LATENCY, Clock, Outage
from player.errors import AttemptClosed, ItemClosed
from scenarios.model.package import DeliveryRules, ExamRules


def limited(**rules: object) -> Form:
    """Two cases under limits in both modes."""
    given = DeliveryRules.model_validate(rules)
    return two_cases(practice=given, exam=given)


def test_the_case_limit_begins_with_the_case_and_the_item_limit_with_the_item() -> None:
    sitting = Sitting(limited(item_seconds=30, case_seconds=300)).start().wait(100).reach().wait(10)
    state = sitting.look()
    assert state.case_clock.remaining(sitting.now, state.outage) == 190
    assert state.item_clock.remaining(sitting.now, state.outage) == 20


def test_a_mode_without_limits_keeps_none_whatever_the_case_and_the_item_state() -> None:
    timed = case("one", {"a/1": ["why"]}, {"why": choice(seconds=5)}, seconds=60)
    sitting = Sitting(form(timed)).start().reach().wait(100_000)
    assert sitting.look().stage == "asking"


def test_an_items_own_time_goes_before_the_rule() -> None:
    plan = case("one", {"a/1": ["why", "depth"]}, {"why": choice(seconds=5), "depth": numeric()})
    sitting = Sitting(form(plan, exam=DeliveryRules(item_seconds=50))).start().reach()
    assert sitting.wait(5 + LATENCY).look().item == "depth"
    assert sitting.wait(49).look().item == "depth"


def test_an_answer_on_its_way_when_the_limit_ends_is_still_taken() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().reach().wait(30 + LATENCY - 0.001).submit(1)
    assert not sitting.state.responses["one", "why"].expired


def test_an_answer_after_the_limit_is_refused_and_its_draft_counts() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().reach().wait(10).draft(choices=["c"])
    sitting.wait(20 + LATENCY)
    with pytest.raises(ItemClosed):
        sitting.handle(cmd.Submit(sitting.epoch, "why", {"choices": ["a"]}))
    assert sitting.state.responses["one", "why"].raw == {"choices": ["c"]}
    assert sitting.state.responses["one", "why"].expired


def test_how_sure_a_candidate_was_of_a_draft_is_recorded_when_the_time_is_over() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().reach()
    for sure in ("certain", "guess"):
        sitting.handle(cmd.SaveDraft(sitting.epoch, "why", {"choices": ["c"]}, sure))
    taken = sitting.wait(60).look().responses["one", "why"]
    assert (taken.raw, taken.confidence, taken.expired) == ({"choices": ["c"]}, "guess", True)
    assert sitting.rebuilt().responses["one", "why"] == taken


def test_how_sure_a_candidate_was_of_a_draft_that_does_not_fit_is_no_answer() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().reach()
    sitting.handle(cmd.SaveDraft(sitting.epoch, "why", {"choices": []}, "certain"))
    assert sitting.wait(60).look().responses == {}


def test_an_expired_item_without_a_draft_stays_unanswered() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().reach().wait(60)
    assert ("one", "why") in sitting.look().expired
    assert sitting.state.responses == {}


def test_limits_cascade_and_each_is_stamped_with_the_moment_at_which_it_was_over() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().play(until="depth")
    opened = sitting.now
    sitting.wait(10_000).look()
    expired = [event for event in sitting.events if isinstance(event, ev.ItemExpired)]
    assert [event.item for event in expired] == ["depth", "side"]
    assert [(event.at - opened).total_seconds() for event in expired] == [32, 64]
    assert (sitting.state.stage, sitting.state.segment) == ("playing", "scan/2")


def test_the_end_of_a_case_takes_the_open_item_with_it() -> None:
    sitting = Sitting(limited(item_seconds=100, case_seconds=60)).start().reach().draft(choices=["b"])
    sitting.wait(1000).look()
    kinds = [event.type for event in sitting.events[-3:]]
    assert kinds == ["item-expired", "case-expired", "case-ended"]
    assert sitting.state.stage == "intermission"
    assert sitting.state.responses["one", "why"].raw == {"choices": ["b"]}


def test_limits_that_are_over_take_effect_in_the_order_of_their_ends() -> None:
    sitting = Sitting(limited(item_seconds=30, case_seconds=70)).start().play(until="depth")
    sitting.wait(1000).look()
    ends = [
        (event.type, (event.at - T0).total_seconds()) for event in sitting.events if "expired" in event.type
    ]
    assert ends == [("item-expired", 32), ("item-expired", 64), ("case-expired", 72)]


@pytest.mark.parametrize(("mode", "stage"), [("exam", "closed"), ("practice", "intermission")])
def test_the_end_of_the_last_case_closes_an_exam_and_shows_the_review_in_practice(
    mode: str, stage: str
) -> None:
    sitting = Sitting(limited(case_seconds=60), mode=mode).start().play(until="intermission").go_on()
    assert sitting.wait(1000).look().stage == stage


# --- suspension ---


def test_a_suspension_stops_the_clocks_where_the_rules_say_so() -> None:
    sitting = Sitting(limited(item_seconds=30, case_seconds=100)).start().reach().wait(20).suspend()
    sitting.wait(5000).connect().resume()
    assert sitting.wait(10 + LATENCY - 0.001).look().stage == "asking"
    assert sitting.wait(0.001).look().stage == "playing"


def test_the_clock_of_a_case_goes_on_after_a_suspension_between_questions() -> None:
    sitting = Sitting(limited(case_seconds=100)).start().wait(40).suspend().wait(5000).resume()
    assert sitting.wait(60 + LATENCY - 0.001).look().stage == "playing"
    assert sitting.wait(0.001).look().stage == "intermission"


def test_a_suspension_stops_no_clock_where_the_rules_say_so() -> None:
    sitting = Sitting(limited(item_seconds=30, case_seconds=100, suspended_clock="runs"))
    sitting.start().reach().wait(20).suspend().wait(20)
    assert sitting.look().stage == "suspended"
    assert ("one", "why") in sitting.state.expired
    sitting.resume()
    assert (sitting.state.stage, sitting.state.segment) == ("playing", "arrival/2")


def test_in_an_exam_nobody_gains_time_by_pausing_unless_the_package_allows_it() -> None:
    sitting = Sitting(two_cases(exam=ExamRules(item_seconds=30))).start().reach().wait(20).suspend()
    sitting.wait(10 + LATENCY).resume()
    assert ("one", "why") in sitting.state.expired


def test_a_lost_connection_gains_no_more_than_the_allowance_in_an_exam_however_often_it_is_lost() -> None:
    sitting = Sitting(two_cases(exam=ExamRules(item_seconds=30, outage_seconds=60))).start().connect().reach()
    for _ in range(6):
        sitting.disconnect().wait(14).connect()
    assert sitting.look().item == "why"
    sitting.disconnect().wait(6 + LATENCY).connect()
    assert ("one", "why") in sitting.look().expired


def test_a_suspended_exam_whose_clock_runs_out_is_closed() -> None:
    sitting = Sitting(limited(case_seconds=60, suspended_clock="runs")).start()
    sitting.play(until="intermission").go_on().suspend().wait(100)
    assert sitting.look().stage == "closed"


def test_breaks_granted_as_an_accommodation_stop_the_clocks_against_the_rules() -> None:
    sitting = Sitting(limited(item_seconds=30, suspended_clock="runs"))
    sitting.handle(cmd.Accommodate(1, breaks=True))
    sitting.start().reach().suspend().wait(1000)
    assert sitting.look().item == "why"


def test_an_end_that_was_set_holds_when_the_clock_was_set_back() -> None:
    sitting = Sitting(two_cases()).start().wait(600)
    sitting.look()
    sitting.handle(cmd.Accommodate(1, breaks=False))
    sitting.wait(-120).handle(cmd.Bound(sitting.now + timedelta(seconds=60)))
    with pytest.raises(AttemptClosed):
        sitting.handle(cmd.Accommodate(1, breaks=True))
    assert sitting.state.reason == "window"


# --- accommodation ---


@pytest.mark.parametrize("when", ["before", "during"])
def test_more_time_holds_for_what_is_open_and_for_what_will_open(when: str) -> None:
    sitting = Sitting(limited(item_seconds=30, case_seconds=200))
    if when == "before":
        sitting.handle(cmd.Accommodate(1.5, breaks=False))
    sitting.start().reach().wait(20)
    if when == "during":
        sitting.handle(cmd.Accommodate(1.5, breaks=False))
    assert sitting.wait(25 + LATENCY - 0.001).look().item == "why"
    assert sitting.wait(0.001).look().item == ""
    assert sitting.state.case_clock.limit == 300


def test_taking_more_time_back_ends_what_has_lasted_longer_already() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().reach()
    sitting.handle(cmd.Accommodate(2, breaks=False))
    sitting.wait(50).handle(cmd.Accommodate(1, breaks=False))
    ended = sitting.now
    sitting.wait(5).look()
    expired = next(event for event in sitting.events if isinstance(event, ev.ItemExpired))
    assert expired.at == ended


# --- an end that was set ---


@pytest.mark.parametrize("stage", ["initial", "playing", "asking", "intermission", "suspended"])
def test_a_sitting_ends_at_the_moment_that_was_set_wherever_it_is(stage: str) -> None:
    sitting = Sitting(two_cases(), mode="practice")
    if stage == "suspended":
        sitting.start().suspend()
    elif stage != "initial":
        sitting.start().play(until=stage)
    until = sitting.now + timedelta(seconds=60)
    sitting.handle(cmd.Bound(until))
    assert sitting.wait(60 - 0.001).look().stage == stage
    assert sitting.wait(500).look().stage == "closed"
    assert (sitting.events[-1].at, sitting.state.reason) == (until, "window")


def test_an_end_that_was_set_takes_the_draft_and_every_answer_that_was_acknowledged() -> None:
    sitting = Sitting(two_cases()).start().play(until="why")
    sitting.handle(cmd.SaveDraft(sitting.epoch, "why", {"choices": ["b"]}))
    sitting.handle(cmd.Bound(sitting.now + timedelta(seconds=1)))
    sitting.wait(1)
    with pytest.raises(AttemptClosed):
        sitting.submit()
    assert sitting.state.responses["one", "why"].raw == {"choices": ["b"]}


def test_a_limit_that_was_over_before_the_end_that_was_set_ends_first() -> None:
    sitting = Sitting(limited(item_seconds=30)).start().reach()
    sitting.handle(cmd.Bound(sitting.now + timedelta(seconds=100)))
    sitting.wait(1000).look()
    ends = [event for event in sitting.events if isinstance(event, ev.ItemExpired | ev.Closed)]
    assert [event.type for event in ends] == ["item-expired", "closed"]
    assert ends[0].at == ends[1].at - timedelta(seconds=100 - 30 - LATENCY)


# --- outages ---


def test_lost_connection_is_forgiven_up_to_the_allowance() -> None:
    sitting = Sitting(limited(item_seconds=30, outage_seconds=50)).start().reach().wait(10).disconnect()
    assert sitting.wait(20 + 50 + LATENCY - 0.001).look().item == "why"
    assert sitting.wait(0.001).look().item == ""


def test_the_allowance_is_for_the_whole_sitting() -> None:
    sitting = Sitting(limited(item_seconds=30, outage_seconds=50)).start().reach()
    for _ in range(2):
        sitting.disconnect().wait(20).connect()
    assert sitting.state.outage.left == 10
    sitting.disconnect()
    assert sitting.wait(30 + 10 + LATENCY).look().item == ""


def test_an_outage_while_no_limit_runs_uses_nothing() -> None:
    sitting = Sitting(limited(item_seconds=30, outage_seconds=50)).start().disconnect().wait(1000).connect()
    assert sitting.state.outage.left == 50


def test_an_outage_that_outlasts_its_limit_has_used_the_allowance() -> None:
    sitting = Sitting(limited(item_seconds=30, outage_seconds=50)).start().reach().disconnect()
    sitting.wait(5000).connect()
    assert (sitting.state.segment, sitting.state.outage.left) == ("arrival/2", 0)


def test_an_outage_during_a_pause_that_stops_the_clocks_uses_nothing() -> None:
    sitting = Sitting(limited(item_seconds=30, outage_seconds=50)).start().reach().suspend().disconnect()
    sitting.wait(1000).connect().resume()
    assert sitting.state.outage.left == 50
    assert sitting.wait(30 + LATENCY).look().item == ""


INSTANTS = st.integers(0, 10_000).map(lambda ms: T0 + timedelta(milliseconds=ms))


@given(limit=st.floats(0.5, 5), left=st.floats(0, 5), since=INSTANTS, out=INSTANTS, counted=st.floats(0, 0.4))
def test_at_its_deadline_a_clock_has_spent_its_limit_and_the_time_for_late_mail(
    limit: float, left: float, since: datetime, out: datetime, counted: float
) -> None:
    clock, outage = Clock(limit=limit, counted=counted, since=since), Outage(left=left, since=out)
    deadline = clock.deadline(outage)
    assert deadline is not None
    assert clock.spent(deadline, outage) == pytest.approx(limit + LATENCY, abs=1e-5)


@given(limit=st.floats(0.5, 5), left=st.floats(0, 5), since=INSTANTS, out=INSTANTS, then=INSTANTS)
def test_writing_down_what_has_counted_moves_no_deadline(
    limit: float, left: float, since: datetime, out: datetime, then: datetime
) -> None:
    clock, outage = Clock(limit=limit, since=min(since, then)), Outage(left=left, since=min(out, then))
    before = clock.deadline(outage)
    after = clock.settled(then, outage).deadline(outage.charged(then))
    assert before is not None
    assert after is not None
    assert abs((after - before).total_seconds()) < 1e-5 or before < then


@given(form=forms(), waits=st.lists(st.floats(0, 200), min_size=2, max_size=2), data=st.data())
def test_settling_twice_is_settling_once(form: Form, waits: list[float], data: st.DataObject) -> None:
    sitting = Sitting(form, mode=data.draw(st.sampled_from(["practice", "exam"]))).start()
    for _ in range(data.draw(st.integers(0, 4))):
        if sitting.state.stage in {"playing", "asking"}:
            (sitting.reach if sitting.state.stage == "playing" else sitting.submit)()
    if sitting.state.stage != "closed" and data.draw(st.booleans()):
        sitting.disconnect()
    first = sitting.now + timedelta(seconds=waits[0])
    last = first + timedelta(seconds=waits[1])
    early = settle(form, sitting.state, first)
    late = settle(form, advance(sitting.state, early), last)
    assert early + late == settle(form, sitting.state, last)
    assert settle(form, advance(sitting.state, early + late), last) == ()
    times = [event.at for event in (*sitting.events, *early, *late)]
    assert times == sorted(times)
