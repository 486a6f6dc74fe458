"""The gate: nothing of the future, no key before the review, nothing while a sitting is not open."""

import pytest
from forms import Plan, forms, keys_of, mark, plans, secrets_of, two_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from sittings import Sitting

from player.engine import command as cmd
from player.engine.form import Form
from player.engine.release import Release, release
from player.engine.view import Addresses, view
from scenarios.model.package import DeliveryRules, Mode

ADDRESSES = Addresses(media=lambda rendition: f"/media/{rendition.digest}", result="/result")
WORDS = ("title", "cue", "script", "seen")
EVERY = (*WORDS, "stem", "choice", "view", "description", "rationale")


def shown(sitting: Sitting) -> str:
    """Everything that a browser is told at this moment."""
    told = view(sitting.form, keys_of(sitting.form), sitting.state, sitting.now, ADDRESSES)
    return told.model_dump_json()


def marks_of(plan: Plan, step: tuple[str, str]) -> list[str]:
    """What a step of a case shows for the first time."""
    kind, name = step
    kinds = WORDS if kind == "segment" else ("stem", "choice")
    whole = [mark(of, plan.case, name) for of in kinds]
    return [of.removesuffix("]") + " " if "[choice" in of else of for of in whole]


def here(sitting: Sitting, plan: Plan) -> int:
    """How many steps of a case a sitting has come to, told from its place alone."""
    state = sitting.state
    if state.case != plan.case or state.stage in {"initial", "suspended", "closed"}:
        return 0
    done = plan.steps.index(("segment", state.segment)) + 1
    if state.item:
        return plan.steps.index(("item", state.item)) + 1
    answered = {item for of, item in {*state.responses, *state.expired} if of == plan.case}
    if state.stage == "intermission":
        while done < len(plan.steps) and plan.steps[done][1] in answered:
            done += 1
    return done


def assert_nothing_is_early(sitting: Sitting) -> None:
    """No mark of a step ahead, of another case or of a key is in what is told."""
    told = shown(sitting)
    review = sitting.mode == "practice" and sitting.state.stage == "intermission"
    for plan in plans(sitting.form):
        for step in plan.steps[here(sitting, plan) :]:
            reviewed = review and plan.case == sitting.state.case and step[0] == "item"
            assert reviewed or not any(of in told for of in marks_of(plan, step))
    for secret in secrets_of(sitting.form):
        assert secret not in told or (review and f" {sitting.state.case} " in secret)


def step_on(sitting: Sitting) -> None:
    """One step on towards the end."""
    step = {"playing": sitting.reach, "asking": sitting.submit, "intermission": sitting.go_on}
    step[sitting.state.stage]()


@settings(max_examples=40)
@given(form=forms(), mode=st.sampled_from(["practice", "exam"]))
def test_nothing_is_told_before_its_gate_on_the_whole_way(form: Form, mode: Mode) -> None:
    sitting = Sitting(form, mode=mode)
    assert_nothing_is_early(sitting)
    sitting.start()
    while sitting.state.stage != "closed":
        assert_nothing_is_early(sitting)
        step_on(sitting)
    assert_nothing_is_early(sitting)


@settings(max_examples=40)
@given(form=forms(), mode=st.sampled_from(["practice", "exam"]))
def test_everything_is_told_once_its_gate_is_open(form: Form, mode: Mode) -> None:
    sitting = Sitting(form, mode=mode).start()
    while sitting.state.stage != "closed":
        told = shown(sitting)
        plan = next(plan for plan in plans(form) if plan.case == sitting.state.case)
        for kind, name in plan.steps[: here(sitting, plan)]:
            assert mark("cue" if kind == "segment" else "stem", plan.case, name) in told
        step_on(sitting)


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_nothing_is_released_before_a_sitting_begins_while_it_pauses_and_after_it_is_over(mode: Mode) -> None:
    sitting = Sitting(two_cases(), mode=mode)
    for act in (lambda: None, lambda: sitting.start().play(until="depth").suspend()):
        act()
        assert release(sitting.form, sitting.state) == Release()
        assert not [kind for kind in EVERY if f"[{kind} of" in shown(sitting)]
    sitting.resume()
    sitting.handle(cmd.Close("withdrawn"))
    assert release(sitting.form, sitting.state) == Release()


@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_keys_are_told_after_a_case_in_practice_and_never_in_an_exam(mode: Mode) -> None:
    sitting = Sitting(two_cases(), mode=mode).start()
    told = {}
    while sitting.state.stage != "closed":
        told[sitting.state.case, sitting.state.stage] = shown(sitting)
        step_on(sitting)
    seen = {of: {s for s in secrets_of(sitting.form) if s in text} for of, text in told.items()}
    rationales = {mark("rationale", "one", name) for name in ("why", "depth", "side")}
    assert seen["one", "intermission"] == (rationales if mode == "practice" else set())
    assert all(not found for (_, stage), found in seen.items() if stage != "intermission")
    assert ("two", "intermission") not in seen or seen["two", "intermission"] == {
        mark("rationale", "two", "why")
    }


def test_a_review_tells_what_is_right_and_why_and_nothing_else_of_a_key() -> None:
    sitting = Sitting(two_cases(), mode="practice").start().play(until="intermission")
    told = view(sitting.form, keys_of(sitting.form), sitting.state, sitting.now, ADDRESSES)
    explained = {of.item: set(of.explanation) for of in told.review}
    assert explained["why"] == {"rationale", "correct", "partial"}
    assert explained["depth"] == {"rationale", "value", "low", "high", "inclusive", "unit"}


def test_exhibits_are_told_with_their_item_and_not_a_moment_longer() -> None:
    sitting = Sitting(two_cases()).start()
    names = []
    for until in ("arrival/1", "why", "arrival/2", "depth", "side", "scan/2"):
        sitting.play(until=until)
        names.append([name for name, _ in release(sitting.form, sitting.state).exhibits])
    assert names == [[], ["plax"], [], ["plax", "a4c"], [], []]


def test_a_practice_case_that_is_over_shows_all_its_exhibits_and_an_exam_none() -> None:
    for mode, names in (("practice", ["a4c", "plax"]), ("exam", [])):
        sitting = Sitting(two_cases(), mode=mode).start().play(until="intermission")
        assert [name for name, _ in release(sitting.form, sitting.state).exhibits] == names


@pytest.mark.parametrize(
    ("replay", "playable"),
    [("none", []), ("scene", ["scan/1"]), ("case", ["arrival/1", "arrival/2", "scan/1"])],
)
def test_what_may_be_played_again_is_the_packages_rule(replay: str, playable: list[str]) -> None:
    rules = DeliveryRules(replay=replay)
    sitting = Sitting(two_cases(exam=rules)).start().play(until="depth")
    released = release(sitting.form, sitting.state)
    assert sorted(released.playable) == playable
    assert [part.id for part in released.segments] == ["arrival/1", "arrival/2", "scan/1"]
    assert len(released.renditions) == len(playable) + 2
    told = view(sitting.form, keys_of(sitting.form), sitting.state, sitting.now, ADDRESSES)
    assert [part.id for part in told.segments if part.media] == playable


def test_without_replay_a_segment_can_be_fetched_while_it_plays_and_not_afterwards() -> None:
    sitting = Sitting(two_cases(exam=DeliveryRules(replay="none"))).start()
    (first,) = release(sitting.form, sitting.state).renditions
    sitting.reach()
    assert first not in release(sitting.form, sitting.state).renditions


@settings(max_examples=40)
@given(form=forms(), mode=st.sampled_from(["practice", "exam"]))
def test_no_medium_can_be_fetched_that_is_not_released(form: Form, mode: Mode) -> None:
    sitting = Sitting(form, mode=mode).start()
    while sitting.state.stage != "closed":
        of = next(case for case in form.cases if case.id == sitting.state.case)
        position = [part.id for part in of.segments].index(sitting.state.segment)
        ahead = {r for part in of.segments[position + 1 :] for r in part.renditions}
        others = {r for case in form.cases if case != of for part in case.segments for r in part.renditions}
        assert not {*release(form, sitting.state).renditions} & (ahead | others)
        step_on(sitting)
