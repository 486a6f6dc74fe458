"""The questionnaire as a form: what a form says, read into answers, and answers as a form shows them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from player.certification.questionnaire import NOT_OBSERVED, Questionnaire
from player.certification.rules.evaluation import MAX_REMARK, Answers

CHOICES = ("basis", "recency", "conflict")
"""The questions about the evaluator, in the order of the form."""


@dataclass(frozen=True)
class Given:
    """What a form says: the answers that fit, and what is wrong with each other field."""

    answers: Answers
    errors: Mapping[str, str]


def fields_of(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The names of all fields, in the order of the form."""
    items = (f"ratings.{item}" for item in questionnaire.items)
    return (*CHOICES, *items, *(f"remarks.{name}" for name in questionnaire.remarks))


def read_answers(form: Mapping[str, str], questionnaire: Questionnaire) -> Given:
    """Read a form; fields that the questionnaire does not have are not looked at."""
    errors: dict[str, str] = {}
    chosen = {name: _pick(form, name, getattr(questionnaire, name).choices, errors) for name in CHOICES}
    ratings = {item: _rating(form, questionnaire, item, errors) for item in questionnaire.items}
    remarks = {name: _remark(form, f"remarks.{name}", errors) for name in questionnaire.remarks}
    answers = Answers(
        consent=True,
        **chosen,
        ratings={item: rating for item, rating in ratings.items() if rating is not None},
        remarks={name: said for name, said in remarks.items() if said},
    )
    return Given(answers, errors)


def _pick(
    form: Mapping[str, str], field: str, allowed: Collection[str], errors: dict[str, str]
) -> str | None:
    typed = form.get(field)
    if not typed:
        return None
    if typed not in allowed:
        errors[field] = "Choose one of the answers."
        return None
    return typed


def _rating(
    form: Mapping[str, str], questionnaire: Questionnaire, item: str, errors: dict[str, str]
) -> int | str | None:
    points = [str(point) for point in questionnaire.scale_of(item)]
    picked = _pick(form, f"ratings.{item}", [*points, NOT_OBSERVED], errors)
    return int(picked) if picked in points else picked


def _remark(form: Mapping[str, str], field: str, errors: dict[str, str]) -> str:
    # browsers send two characters for a line's end, and count one
    said = form.get(field, "").replace("\r\n", "\n").strip()
    if len(said) > MAX_REMARK:
        errors[field] = f"Write {MAX_REMARK} characters at most; these are {len(said)}."
    return said[:MAX_REMARK]


def as_entered(answers: Answers) -> dict[str, str]:
    """Answers as the form shows them; the inverse of `read_answers`."""
    return dict(_entered(answers))


def _entered(answers: Answers) -> Iterator[tuple[str, str]]:
    for name in CHOICES:
        if (given := getattr(answers, name)) is not None:
            yield name, given
    for item, rating in answers.ratings.items():
        yield f"ratings.{item}", str(rating)
    for name, said in answers.remarks.items():
        yield f"remarks.{name}", said
