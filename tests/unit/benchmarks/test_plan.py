"""The plan of a candidate of the load: it leads through any form."""

import pytest
from forms import T0, forms, two_cases
from hypothesis import given, settings

from benchmarks import instance
from benchmarks.plan import make_plan, paces
from player.engine.event import Created
from player.engine.form import Form
from player.engine.state import Attempt, rebuild


def test_a_plan_reports_every_segment_and_answers_every_question_first_as_a_draft() -> None:
    said = [(step.type, *step.fields.values()) for step in make_plan(two_cases())]
    assert said == [
        ("reached", "arrival/1"),
        *(("draft", "why"), ("submit", "why")),
        ("reached", "arrival/2"),
        ("reached", "scan/1"),
        *(("draft", "depth"), ("submit", "depth")),
        *(("draft", "side"), ("submit", "side")),
        ("reached", "scan/2"),
        ("continue",),
        ("reached", "arrival/1"),
        *(("draft", "why"), ("submit", "why")),
        ("reached", "end/1"),
    ]


@settings(max_examples=40)
@given(forms())
def test_a_plan_leads_through_any_form_stage_by_stage(form: Form) -> None:
    plan = make_plan(form)
    states = [_state(form, count) for count in range(len(plan) + 1)]
    for step, before, after in zip(plan, states, states[1:], strict=False):
        assert after.stage == (step.leads_to or "asking")
        if "item" in step.fields:
            assert (before.stage, before.item) == ("asking", step.fields["item"])
    assert states[-1].stage == "closed"


@settings(max_examples=40)
@given(forms())
def test_each_answer_and_each_draft_of_one_takes_one_pace(form: Form) -> None:
    plan = make_plan(form)
    spoken = [index for index, step in enumerate(plan) if step.type in {"draft", "submit"}]
    for start, end in zip([-1, *spoken], spoken, strict=False):
        assert paces(plan[start + 1 : end + 1]) == pytest.approx(1)


def _state(form: Form, done: int) -> Attempt:
    """The state after so many steps, taken as the benchmarks take them."""
    created = Created(at=T0, mode="exam", version="v", seed=7)
    events = [created, *instance._events(form, created, make_plan(form)[:done])]
    return rebuild(events, form.rules("exam").outage_seconds)
