"""The calibration of a measurement is kept with the answer, and what was recorded before it was kept still counts."""

import json
from typing import Any

import pytest
from asked import CALIBRATION, IMAGES, RIGHT, key_of, of_type
from forms import case, form, numeric
from sittings import Sitting

from player.engine import command as cmd
from player.engine import event as ev
from player.engine.event import EVENT
from player.engine.form import Form
from player.engine.measure import read_off
from player.engine.scoring import score_form
from player.engine.state import rebuild
from player.engine.view import review_item
from scenarios.model.key import CaliperKey, Keys
from scenarios.model.package import DeliveryRules

WIDTH = of_type("caliper", "one", "width")
KEYS = {"one": {"width": key_of("one", "width", WIDTH), "depth": key_of("one", "depth", numeric())}}


def plan(**rules: Any) -> Form:
    """A measurement, then a number."""
    items = {"width": WIDTH, "depth": numeric()}
    return form(case("one", {"a/1": ["width", "depth"]}, items), exam=DeliveryRules(**rules))


def measured() -> Sitting:
    """A sitting that has answered both, the measurement right."""
    sitting = Sitting(plan()).start().reach()
    return sitting.submit().submit()


def submitted(sitting: Sitting) -> list[ev.ResponseSubmitted]:
    return [event for event in sitting.events if isinstance(event, ev.ResponseSubmitted)]


def fraction(sitting: Sitting, of: Form) -> float:
    return score_form(of, KEYS, sitting.rebuilt()).cases[0].items[0].fraction


def test_what_is_measured_is_kept_with_its_calibration_and_nothing_else_is() -> None:
    assert [event.calibration for event in submitted(measured())] == [CALIBRATION, None]


def test_a_draft_that_is_taken_at_the_end_of_its_time_has_its_calibration_too() -> None:
    sitting = Sitting(plan(item_seconds=10)).start().reach()
    sitting.draft(**RIGHT["caliper"])
    sitting.wait(60).look()
    (expired, *_) = [event for event in sitting.events if isinstance(event, ev.ItemExpired)]
    assert (expired.item, expired.calibration) == ("width", CALIBRATION)
    assert expired.measured == read_off(WIDTH, RIGHT["caliper"], IMAGES).lengths
    assert fraction(sitting, plan()) == 1


def test_a_draft_that_does_not_fit_is_dropped_without_one() -> None:
    sitting = Sitting(plan(item_seconds=10)).start().reach()
    sitting.draft(lines=[])
    sitting.wait(60).look()
    (expired, *_) = [event for event in sitting.events if isinstance(event, ev.ItemExpired)]
    assert (expired.response, expired.calibration) == (None, None)


def test_an_answer_is_scored_by_the_calibration_that_was_recorded_with_it() -> None:
    sitting = measured()
    exhibit = plan().cases[0].exhibits["plax"].model_copy(update={"mm_per_px": (9.0, 9.0)})
    other = plan().cases[0].model_copy(update={"exhibits": {"plax": exhibit}})
    assert fraction(sitting, plan()) == fraction(sitting, plan().model_copy(update={"cases": (other,)})) == 1


@pytest.mark.parametrize("kind", ["response-submitted", "item-expired"])
def test_events_from_before_calibrations_were_kept_are_read(kind: str) -> None:
    old = {"type": kind, "at": "2026-01-05T09:00:00Z", "item": "why", "response": {"choices": ["a"]}}
    event = EVENT.validate_json(json.dumps(old))
    assert isinstance(event, ev.ResponseSubmitted | ev.ItemExpired)
    assert event.calibration is None


def test_an_answer_from_before_is_scored_by_the_calibration_of_its_form() -> None:
    sitting = measured()
    before = [
        event.model_copy(update={"calibration": None, "measured": None})
        if isinstance(event, ev.ResponseSubmitted)
        else event
        for event in sitting.events
    ]
    state = rebuild(before, 0)
    assert score_form(plan(), KEYS, state).cases[0].items[0].fraction == 1


AT_THE_BOUND = {"lines": [{"x1": 0, "y1": 0, "x2": 44.1, "y2": 0, "frame": 0}]}
"""11.025 mm, which is shown as 11.0 mm."""


def at_the_bound() -> tuple[Sitting, Keys]:
    """A sitting that has measured 11.025 mm where 11 mm are the most that is right."""
    item = of_type("caliper", "one", "width", unit="mm", lines=1, names=[])
    key = CaliperKey.model_validate({"value": 10, "tolerance": 1, "rationale": "r"})
    sitting = Sitting(form(case("one", {"a/1": ["width"]}, {"width": item}))).start().reach()
    sitting.handle(cmd.Submit(sitting.epoch, "width", AT_THE_BOUND))
    return sitting, {"one": {"width": key}}


def test_what_was_shown_is_recorded_with_the_answer_and_scored() -> None:
    sitting, keys = at_the_bound()
    assert [event.measured for event in submitted(sitting)] == [(11.0,)]
    assert score_form(sitting.form, keys, sitting.rebuilt()).cases[0].items[0].fraction == 1
    told = review_item(sitting.form.cases[0], "width", keys["one"]["width"], sitting.rebuilt())
    assert (told.fraction, told.explanation["measured"]) == (1, [11.0])


def test_an_answer_from_before_what_was_shown_was_recorded_is_replayed_as_it_was_scored() -> None:
    sitting, keys = at_the_bound()
    old = [
        EVENT.validate_json(
            json.dumps({name: v for name, v in json.loads(text).items() if name != "measured"})
        )
        for text in (event.model_dump_json() for event in sitting.events)
    ]
    state = rebuild(old, 0)
    assert score_form(sitting.form, keys, state).cases[0].items[0].fraction == 0
    told = review_item(sitting.form.cases[0], "width", keys["one"]["width"], state)
    assert (told.fraction, told.explanation["measured"]) == (0, [11.025])
