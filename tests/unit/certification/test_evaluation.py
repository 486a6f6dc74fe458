"""Answers to the questionnaire: complete or told what is missing, counted or not, summed up by medians."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.certification.policy import read_policy
from player.certification.questionnaire import NOT_OBSERVED
from player.certification.rules.evaluation import (
    Answers,
    below,
    faults_in,
    summarise,
    to_refer,
    uncounted,
)

QUESTIONS = read_policy().questionnaire
RATINGS = st.sampled_from([1, 2, 3, 4, 5, NOT_OBSERVED])


def answers(rating: int | str = 4, **changes: object) -> Answers:
    whole = Answers(
        consent=True,
        basis="observed",
        recency="months-3",
        conflict="none",
        ratings=dict.fromkeys(QUESTIONS.items, rating),
    )
    return whole.model_copy(update=changes)


def test_whole_answers_have_no_fault_and_remarks_may_stay_empty() -> None:
    assert faults_in(QUESTIONS, answers()) == {}
    assert faults_in(QUESTIONS, answers(remarks={"strengths": "Calm hands."})) == {}


def test_everything_that_is_missing_is_told() -> None:
    fields = ["consent", "basis", "recency", "conflict", *(f"ratings.{item}" for item in QUESTIONS.items)]
    told = faults_in(QUESTIONS, Answers())
    assert list(told) == fields
    assert told["ratings.entrust"].endswith("entrust this examination to the candidate.")
    assert faults_in(QUESTIONS, Answers(), whole=False) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": "hearsay"},
        {"conflict": "maybe"},
        {"ratings": {**answers().ratings, "standard-views": 6}},
        {"ratings": {**answers().ratings, "standard-views": 0}},
        {"ratings": {**answers().ratings, "standard-views": "good"}},
        {"ratings": {**answers().ratings, "luck": 3}},
        {"remarks": {"gossip": "..."}},
    ],
)
def test_what_does_not_fit_is_told_even_in_a_draft(changes: dict[str, object]) -> None:
    assert len(faults_in(QUESTIONS, answers(**changes), whole=False)) == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"basis": "reputation"}, "basis"),
        ({"recency": "longer"}, "recency"),
        ({"conflict": "family"}, "conflict"),
        ({"conflict": "financial"}, "conflict"),
        ({"ratings": dict.fromkeys(QUESTIONS.items, NOT_OBSERVED)}, "nothing was observed"),
    ],
)
def test_what_rests_on_too_little_is_kept_and_not_counted(changes: dict[str, object], why: str) -> None:
    given_ = answers(**changes)
    assert faults_in(QUESTIONS, given_) == {}
    assert why in str(uncounted(QUESTIONS, given_))
    assert summarise(QUESTIONS, [given_, answers(5)]) == summarise(QUESTIONS, [answers(5)])


def test_a_supervisor_counts() -> None:
    assert uncounted(QUESTIONS, answers(conflict="supervisor")) is None


def test_a_domain_is_summed_up_by_the_median_of_what_was_observed() -> None:
    mixed = {**answers(2).ratings, "standard-views": NOT_OBSERVED, "systematic": 5}
    summary = summarise(QUESTIONS, [answers(ratings=mixed), answers(4), answers(3)])
    assert summary.counted == 3
    assert summary.medians["acquisition"] == 4
    assert summary.medians["preparation"] == 3
    assert summary.lowest["acquisition"] == 3
    assert summary.lowest["entrustment"] == 2


@pytest.mark.parametrize(("rating", "short"), [(3, True), (4, False)])
def test_the_minimum_itself_is_enough(rating: int, *, short: bool) -> None:
    summary = summarise(QUESTIONS, [answers(rating)])
    assert bool(below(QUESTIONS, summary, {"entrustment": 4})) is short


def test_what_nobody_observed_does_not_reach_a_minimum() -> None:
    unseen = answers(ratings={**answers().ratings, "entrust": NOT_OBSERVED})
    told = below(QUESTIONS, summarise(QUESTIONS, [unseen]), {"entrustment": 1})
    assert told == ("Entrustment: nobody observed it",)


@pytest.mark.parametrize(("rating", "referred"), [(2, True), (3, False)])
def test_one_low_rating_goes_to_a_person(rating: int, *, referred: bool) -> None:
    summary = summarise(QUESTIONS, [answers(5), answers(5), answers(rating)])
    assert bool(to_refer(QUESTIONS, summary, {"entrustment": 2})) is referred


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(QUESTIONS.items, RATINGS)), min_size=1, max_size=4))
def test_medians_stay_on_the_scale_and_hang_on_no_order(ratings: list[dict[str, int | str]]) -> None:
    given_ = [answers(ratings=each) for each in ratings]
    summary = summarise(QUESTIONS, given_)
    assert summary == summarise(QUESTIONS, given_[::-1])
    assert all(1 <= value <= 5 for value in summary.medians.values())
    assert all(summary.lowest[domain] <= value for domain, value in summary.medians.items())
