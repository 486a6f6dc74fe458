"""The questionnaire: answered with saves on the way, looked at once more, and sent once."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from flask import flash, request

from player.certification.companion import companion
from player.certification.office.peers import Asked
from player.certification.pages.evaluator.door import blueprint, knock, show, to
from player.certification.pages.evaluator.entries import CHOICES, as_entered, fields_of, read_answers
from player.certification.questionnaire import NOT_OBSERVED, Questionnaire
from player.certification.rules.evaluation import MAX_REMARK, Answers, faults_in
from player.certification.text import say_moment

UNSEEN = "Not observed"


@blueprint.get("/questions")
def questions(token: str) -> Any:
    """The questionnaire, with what was saved of it."""
    asked = knock(token)
    if not asked.draft.consent:
        return to("invitation", token)
    return _questions(asked, token, as_entered(asked.draft), {})


def _questions(asked: Asked, token: str, values: Mapping[str, str], errors: Mapping[str, str]) -> Any:
    questionnaire = asked.file.policy.questionnaire
    return show(
        "questions",
        asked,
        token,
        choices=CHOICES,
        domains=list(_domains(questionnaire)),
        unseen=(NOT_OBSERVED, UNSEEN),
        most=MAX_REMARK,
        values=values,
        errors={field: errors[field] for field in fields_of(questionnaire) if field in errors},
    )


def _domains(questionnaire: Questionnaire) -> Iterator[dict[str, Any]]:
    """Each domain that something is asked of, with its scale."""
    for name, domain in questionnaire.domains.items():
        items = {item: asked.text for item, asked in questionnaire.items.items() if asked.domain == name}
        if items:
            yield {
                "name": name,
                "title": domain.title,
                "items": items,
                "scale": questionnaire.scales[domain.scale],
            }


@blueprint.post("/questions")
def answer(token: str) -> Any:
    """Save, and go on to the last look or leave it for later."""
    asked = knock(token)
    if not asked.draft.consent:
        return to("invitation", token)
    questionnaire = asked.file.policy.questionnaire
    given = read_answers(request.form, questionnaire)
    companion().peers.save(token, given.answers)
    is_later = request.form.get("then") == "later"
    errors = given.errors if is_later else {**faults_in(questionnaire, given.answers), **given.errors}
    if errors:
        return _questions(asked, token, request.form, errors)
    if is_later:
        until = f" until {say_moment(asked.file.state.closes)}" if asked.file.state.closes else ""
        flash(f"Saved. Come back with the same link{until}, on any machine.")
        return to("invitation", token)
    return to("review", token)


@blueprint.post("/draft")
def draft(token: str) -> Any:
    """Save as one goes; what does not fit is told when the form is sent."""
    asked = knock(token)
    if not asked.draft.consent:
        return to("invitation", token)
    companion().peers.save(token, read_answers(request.form, asked.file.policy.questionnaire).answers)
    return {"saved": True}


@blueprint.get("/review")
def review(token: str) -> Any:
    """A last look at everything before it is sent."""
    asked = knock(token)
    if faults_in(asked.file.policy.questionnaire, asked.draft):
        return to("questions", token)
    return _review(asked, token)


def _review(asked: Asked, token: str, problems: tuple[str, ...] = ()) -> Any:
    questionnaire, given = asked.file.policy.questionnaire, asked.draft
    return show(
        "review",
        asked,
        token,
        problems=problems,
        about=[
            (
                name,
                getattr(questionnaire, name).ask,
                getattr(questionnaire, name).choices[getattr(given, name)].label,
            )
            for name in CHOICES
        ],
        domains=[
            (
                domain["title"],
                [(item, text, _said(questionnaire, given, item)) for item, text in domain["items"].items()],
            )
            for domain in _domains(questionnaire)
        ],
        remarks=[
            (name, asks.ask, given.remarks.get(name, "")) for name, asks in questionnaire.remarks.items()
        ],
        seen=_fingerprint(given),
    )


def _said(questionnaire: Questionnaire, given: Answers, item: str) -> str:
    """A rating in the words of its scale."""
    rating = given.ratings[item]
    return questionnaire.scale_of(item)[rating] if isinstance(rating, int) else UNSEEN


def _fingerprint(given: Answers) -> str:
    return hashlib.sha256(given.model_dump_json().encode()).hexdigest()


@blueprint.post("/review")
def send(token: str) -> Any:
    """Send the answers that were looked at, once and for good."""
    asked = knock(token)
    if faults := faults_in(asked.file.policy.questionnaire, asked.draft):
        return _questions(asked, token, as_entered(asked.draft), faults)
    if request.form.get("seen") != _fingerprint(asked.draft):
        told = "Your answers have changed since you looked, in another window. Look at them once more."
        return _review(asked, token, (told,))
    companion().peers.submit(token, asked.draft)
    return to("invitation", token)
