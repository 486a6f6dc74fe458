"""The recommendation and its reasons at every edge, and who may decide."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.certification.policy import CERTIFICATION, Policy, read_policy
from player.certification.rules.decision import (
    Evaluation,
    Inputs,
    Party,
    Recommendation,
    Result,
    appeal_until,
    conflicts_of,
    needs_second,
    recommend,
    retake_from,
    valid_until,
)
from player.certification.rules.evaluation import Answers

POLICY = read_policy()
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def result(*, passed: bool | None = True, percent: float = 82.5) -> Result:
    return Result(
        attempt="a1",
        area="cardiac",
        version="v1",
        number=1,
        form="f" * 64,
        keys="k" * 64,
        scoring=1,
        closed_at=NOW,
        reason="completed",
        percent=percent,
        passed=passed,
        cut_score={"percent": 70.0, "method": "m", "decided": "2026-11-23", "panel": "p"},
    )


def evaluation(rating: int = 4, basis: str = "observed", number: int = 1) -> Evaluation:
    answers = Answers(
        consent=True,
        basis=basis,
        recency="months-3",
        conflict="none",
        ratings=dict.fromkeys(POLICY.questionnaire.items, rating),
    )
    return Evaluation(evaluator=f"e{number}", at=NOW, answers=answers)


def inputs(**changes: Any) -> Inputs:
    whole: dict[str, Any] = {
        "policy": POLICY.digest,
        "target": "cardiac",
        "eligible_at": NOW,
        "over": False,
        "results": (result(),),
        "evaluations": (evaluation(number=1), evaluation(number=2)),
    }
    return Inputs(**{**whole, **changes})


def outcome(**changes: Any) -> str:
    return recommend(POLICY, inputs(**changes)).outcome


def state(advice: Recommendation, rule: str) -> str:
    return next(reason.state for reason in advice.reasons if reason.rule == rule)


def test_everything_there_is_an_award_with_a_reason_for_each_rule() -> None:
    advice = recommend(POLICY, inputs())
    assert advice.outcome == "award"
    assert [(reason.rule, reason.state) for reason in advice.reasons] == [
        ("eligibility", "met"),
        ("assessment", "met"),
        ("evaluations", "met"),
        ("competence", "met"),
    ]
    assert "82.50 %" in advice.reasons[1].said
    assert "70 %" in advice.reasons[1].said


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"results": ()}, "wait"),
        ({"results": (), "over": True}, "refuse"),
        ({"results": (result(passed=False),)}, "wait"),
        ({"results": (result(passed=False),), "exhausted": True}, "refuse"),
        ({"results": (result(passed=False),), "over": True}, "refuse"),
        ({"results": (result(passed=False), result())}, "award"),
        ({"results": (result(passed=None),)}, "wait"),
        ({"results": (result(passed=None),), "over": True}, "wait"),
        ({"evaluations": (evaluation(),)}, "wait"),
        ({"evaluations": (evaluation(),), "over": True}, "refuse"),
        ({"evaluations": (evaluation(), evaluation(basis="reputation", number=2))}, "wait"),
        ({"evaluations": (evaluation(3), evaluation(3, number=2))}, "refuse"),
        ({"evaluations": (evaluation(3), evaluation(3, number=2)), "outstanding": 1}, "wait"),
        ({"evaluations": (evaluation(5), evaluation(5, number=2), evaluation(2, number=3))}, "refer"),
        ({"eligible_at": None}, "refuse"),
        ({"over": True}, "award"),
    ],
)
def test_what_the_rules_recommend(changes: dict[str, Any], expected: str) -> None:
    assert outcome(**changes) == expected


@pytest.mark.parametrize("rating", [1, 2, 3])
def test_no_answer_of_an_evaluator_can_be_read_from_what_the_applicant_is_told(rating: int) -> None:
    given_ = (evaluation(rating), evaluation(rating, number=2), evaluation(5, basis="reputation", number=3))
    advice = recommend(POLICY, inputs(evaluations=given_))
    assert "Entrustment" in advice.reasons[-1].said
    assert advice.told == ("The evaluations together did not reach what is needed.",)
    few = recommend(POLICY, inputs(evaluations=given_[1:], over=True))
    assert "1 of them count" in few.reasons[-1].said
    assert few.told == ("Fewer than the 2 evaluations that are needed came in and could be counted.",)


@pytest.mark.parametrize("needed", [0, 1, 2, 3])
def test_as_many_evaluations_as_the_policy_asks_for_are_enough(needed: int) -> None:
    rules = POLICY.evaluators.model_copy(update={"needed": needed})
    policy = POLICY.model_copy(update={"evaluators": rules})
    policy.__dict__.pop("body", None)
    policy.__dict__.pop("digest", None)
    for number in range(4):
        given_ = tuple(evaluation(number=i) for i in range(number))
        made = inputs(evaluations=given_, policy=policy.digest)
        assert state(recommend(policy, made), "evaluations") == ("met" if number >= needed else "waits")


@pytest.mark.parametrize(
    ("held", "undecided", "expected"),
    [
        (("cardiac", "lung", "renal-genitourinary"), (), "award"),
        (("cardiac", "lung"), (), "refuse"),
        (("cardiac", "lung"), ("renal-genitourinary",), "wait"),
        ((), ("cardiac", "lung"), "refuse"),
    ],
)
def test_the_certification_asks_for_its_number_of_valid_certificates(
    held: tuple[str, ...], undecided: tuple[str, ...], expected: str
) -> None:
    made = inputs(target=CERTIFICATION, certificates=held, undecided=undecided, results=(), evaluations=())
    assert recommend(POLICY, made).outcome == expected


def test_inputs_of_other_rules_or_of_another_policy_are_refused() -> None:
    with pytest.raises(ValueError, match="no rules 99"):
        recommend(POLICY, inputs(rules=99))
    with pytest.raises(ValueError, match="another policy"):
        recommend(POLICY, inputs(policy="0" * 64))


@given(
    passed=st.lists(st.sampled_from([True, False, None]), max_size=3),
    ratings=st.lists(st.integers(1, 5), max_size=4),
    over=st.booleans(),
    exhausted=st.booleans(),
    outstanding=st.integers(0, 2),
)
def test_the_same_inputs_give_the_same_through_json_and_years(
    passed: list[bool | None], ratings: list[int], *, over: bool, exhausted: bool, outstanding: int
) -> None:
    made = inputs(
        results=tuple(result(passed=each) for each in passed),
        evaluations=tuple(evaluation(rating, number=i) for i, rating in enumerate(ratings)),
        over=over,
        exhausted=exhausted,
        outstanding=0 if over else outstanding,
    )
    advice = recommend(POLICY, made)
    assert recommend(POLICY, Inputs.model_validate_json(made.model_dump_json())) == advice
    # once the window is over nothing waits but marks
    assert not (over and advice.outcome == "wait") or None in passed
    assert advice.outcome != "award" or True in passed


ANN = Party("Ann Lee", "ann@example.org", "u1")
CANDIDATE = Party("Grace Hale", "grace@example.org", "u2")


@pytest.mark.parametrize(
    ("decider", "why"),
    [
        (Party("Ann Lee", "ann@example.org", "u1"), ""),
        (Party("G. Hale", "x@example.org", "u2"), "You are the candidate."),
        (Party("G. Hale", "Grace+staff@Example.org", "u9"), "You are the candidate."),
        (Party("Bo Yu", "BO@example.org", "u3"), "You were named as an evaluator"),
        (Party("Cy  Day", "cy@example.org", "u4"), "You are an author"),
        (Party("Di", "di@example.org", "u5"), "You took the decision"),
    ],
)
def test_who_had_a_part_may_not_decide(decider: Party, why: str) -> None:
    found = conflicts_of(decider, CANDIDATE, [Party("Bo", "bo@example.org")], [Party("cy day")], ["u5"])
    assert [why] == [*(each[: len(why)] for each in found)] if why else found == ()


@pytest.mark.parametrize(
    ("mode", "award", "refuse"),
    [("never", False, False), ("refusals", False, True), ("always", True, True)],
)
def test_a_second_registrar_is_needed_by_policy(mode: str, *, award: bool, refuse: bool) -> None:
    policy: Policy = POLICY.model_copy(
        update={"decision": POLICY.decision.model_copy(update={"four_eyes": mode})}
    )
    assert (needs_second(policy, "award"), needs_second(policy, "refuse")) == (award, refuse)


def test_what_follows_a_decision_is_reckoned_to_the_second() -> None:
    leap = datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC)
    assert valid_until(POLICY, leap) == datetime(2033, 3, 1, 23, 59, 59, tzinfo=UTC)
    assert valid_until(POLICY, NOW) == datetime(2031, 11, 24, 12, 0, tzinfo=UTC)
    assert appeal_until(POLICY, NOW) == NOW + timedelta(days=30)
    assert retake_from(POLICY, NOW) == NOW + timedelta(days=90)
