"""Answers to the questionnaire: whether they are complete, whether they count, what they say together.

UCAT's instrument rates observed scans; what is remembered does not inherit its validity (PMC8138101). So
an evaluation says on what it rests, and one that rests on hearsay, on what was long ago, or on a conflict of
interest is kept and not counted.
"""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Annotated

from pydantic import Field

from player.certification.questionnaire import NOT_OBSERVED, Choice, Questionnaire
from player.certification.text import say_list
from scenarios.model.text import Frozen, Id

MAX_REMARK = 4000

Remark = Annotated[str, Field(max_length=MAX_REMARK)]


class Answers(Frozen):
    """What an evaluator answers; it may be incomplete until it is submitted."""

    consent: bool = False
    basis: Id | None = None
    recency: Id | None = None
    conflict: Id | None = None
    ratings: Mapping[Id, Annotated[int, Field(ge=0, le=10)] | Id] = {}
    remarks: Mapping[Id, Remark] = {}


class Summary(Frozen):
    """What counted evaluations of an area say together.

    Attributes:
        counted: how many they are.
        medians: of each domain, over all its ratings; a domain that nobody observed has none.
        lowest: the lowest rating of each domain.
    """

    counted: int
    medians: Mapping[str, float]
    lowest: Mapping[str, int]


def faults_in(questionnaire: Questionnaire, answers: Answers, *, whole: bool = True) -> dict[str, str]:
    """What is wrong with answers: what does not fit, and, where they have to be whole, what is missing.

    Returns:
        What to say of each field, such as `consent`, `basis` or `ratings.standard-views`.
    """
    return {**(_gaps(questionnaire, answers) if whole else {}), **_misfits(questionnaire, answers)}


def _misfits(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    found = {}
    for name, choice in _choices(questionnaire).items():
        given = getattr(answers, name)
        if given is not None and given not in choice.choices:
            found[name] = f"'{given}' is no answer to: {choice.ask}"
    for item, rating in answers.ratings.items():
        if item not in questionnaire.items:
            found[f"ratings.{item}"] = f"'{item}' is not in the questionnaire."
        elif rating != NOT_OBSERVED and rating not in questionnaire.scale_of(item):
            found[f"ratings.{item}"] = f"'{rating}' is not on the scale of: {_plain(questionnaire, item)}."
    for name in answers.remarks:
        if name not in questionnaire.remarks:
            found[f"remarks.{name}"] = f"'{name}' is not in the questionnaire."
    return found


def _gaps(questionnaire: Questionnaire, answers: Answers) -> dict[str, str]:
    found = {} if answers.consent else {"consent": "Your consent is needed."}
    for name, choice in _choices(questionnaire).items():
        if getattr(answers, name) is None:
            found[name] = f"Not answered: {choice.ask}"
    for item in questionnaire.items:
        if item not in answers.ratings:
            found[f"ratings.{item}"] = f"Not rated: {_plain(questionnaire, item)}."
    return found


def _plain(questionnaire: Questionnaire, item: str) -> str:
    """An item's words without what they end with."""
    return questionnaire.items[item].text.rstrip(".?!")


def _choices(questionnaire: Questionnaire) -> Mapping[str, Choice]:
    return {name: getattr(questionnaire, name) for name in ("basis", "recency", "conflict")}


def uncounted(questionnaire: Questionnaire, answers: Answers) -> str | None:
    """Why submitted answers are not counted; None where they are."""
    for name, choice in _choices(questionnaire).items():
        option = choice.choices.get(getattr(answers, name))
        if option is None or not option.counts:
            return f"{name}: {option.label if option else 'not answered'}"
    if all(rating == NOT_OBSERVED for rating in answers.ratings.values()):
        return "nothing was observed"
    return None


def summarise(questionnaire: Questionnaire, given: Sequence[Answers]) -> Summary:
    """What the answers that count say together."""
    counted = [answers for answers in given if uncounted(questionnaire, answers) is None]
    ratings = {domain: _ratings(questionnaire, domain, counted) for domain in questionnaire.domains}
    return Summary(
        counted=len(counted),
        medians={domain: float(median(rated)) for domain, rated in ratings.items() if rated},
        lowest={domain: min(rated) for domain, rated in ratings.items() if rated},
    )


def _ratings(questionnaire: Questionnaire, domain: str, counted: Sequence[Answers]) -> list[int]:
    return [
        rating
        for answers in counted
        for item, rating in answers.ratings.items()
        if isinstance(rating, int) and questionnaire.items[item].domain == domain
    ]


def below(questionnaire: Questionnaire, summary: Summary, minimum: Mapping[str, float]) -> tuple[str, ...]:
    """Each domain that does not reach its minimum, in words; one that nobody observed does not."""
    found = []
    for domain, least in minimum.items():
        title, reached = questionnaire.domains[domain].title, summary.medians.get(domain)
        if reached is None:
            found.append(f"{title}: nobody observed it")
        elif reached < least:
            found.append(f"{title}: {reached:g}, and at least {least:g} is needed")
    return tuple(found)


def to_refer(questionnaire: Questionnaire, summary: Summary, refer_at: Mapping[str, int]) -> tuple[str, ...]:
    """Each domain with a single rating so low that a person has to look at it."""
    return tuple(
        f"{questionnaire.domains[domain].title}: a rating of {summary.lowest[domain]}"
        for domain, low in refer_at.items()
        if domain in summary.lowest and summary.lowest[domain] <= low
    )


def say_domains(questionnaire: Questionnaire, summary: Summary) -> str:
    """The medians in words."""
    return say_list(
        f"{questionnaire.domains[domain].title} {value:g}" for domain, value in summary.medians.items()
    )
