"""Evaluators: named for an area, and replaced where they will not answer."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from flask import flash, redirect, request, url_for

from player.certification.application.state import Evaluator
from player.certification.companion import companion
from player.certification.errors import EvaluatorsRefused, NotReady
from player.certification.office.desk import File
from player.certification.pages.candidate.access import (
    area_of,
    blueprint,
    leave,
    own,
    reasons_of,
    show,
)
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.candidate.telling import say_standing
from player.certification.text import say_moment
from player.limits import limiter
from player.sessions import visitor


def _account() -> str:
    user = visitor().user
    return user.id if user else ""


@blueprint.get("/applications/<application>/areas/<area>/evaluators")
def evaluators(application: str, area: str) -> Any:
    """Who is asked about the candidate's scanning, and how far that is."""
    return _evaluators(own(application, "open", "ended", "closed"), area, Entries({}))


def _evaluators(file: File, area: str, entries: Entries, problems: tuple[str, ...] = ()) -> Any:
    area_of(file, area)
    people = file.state.evaluators_in(area)
    return show(
        "evaluators",
        file,
        problems=problems,
        area=area,
        title=file.policy.title_of(area),
        people=[_shown(file, each) for each in people],
        namable=not people and file.state.stage == "open" and area not in file.state.decisions,
        numbers=range(1, file.policy.evaluators.named + 1),
        values=entries.given,
        errors=entries.errors,
    )


def _shown(file: File, evaluator: Evaluator) -> dict[str, Any]:
    """An evaluator as the candidate sees them: never what they answered."""
    standing, may_from = evaluator.standing, None
    replaceable = file.state.stage == "open" and evaluator.area not in file.state.decisions
    if standing == "contacted" and evaluator.contacted_at and not evaluator.returned:
        may_from = evaluator.contacted_at + timedelta(days=file.policy.evaluators.silent_days)
    return {
        "person": evaluator.person,
        "standing": standing,
        "said": say_standing(evaluator),
        "replaceable": replaceable and standing != "answered" and (may_from is None or may_from <= file.now),
        "later": f"From {say_moment(may_from)} on you may name somebody else."
        if replaceable and may_from and may_from > file.now
        else "",
    }


@blueprint.post("/applications/<application>/areas/<area>/evaluators")
@limiter.limit("60 per hour", key_func=_account)
def name_evaluators(application: str, area: str) -> Any:
    """Name the evaluators of an area, all at once."""
    file, entries = own(application, "open"), Entries(request.form)
    area_of(file, area)
    people = list(_people(entries, file.policy.evaluators.named))
    if entries.errors:
        return _evaluators(file, area, entries)
    try:
        companion().peers.name(file.record.user_id, application, area, people)
    except EvaluatorsRefused as error:
        return _evaluators(file, area, entries, reasons_of(error))
    flash("Your evaluators are named, and are being asked by e-mail.")
    return redirect(url_for("candidate.evaluators", application=application, area=area))


def _people(entries: Entries, number: int) -> Iterator[tuple[str, str]]:
    for n in range(1, number + 1):
        name = entries.needed(f"name-{n}", f"the name of evaluator {n}")
        yield name, entries.needed(f"email-{n}", f"the e-mail address of evaluator {n}")


@blueprint.get("/applications/<application>/evaluators/<evaluator>/replace")
def replacement(application: str, evaluator: str) -> Any:
    """The form for somebody else."""
    return _replacement(own(application, "open"), evaluator, Entries({}))


def _replacement(file: File, evaluator: str, entries: Entries, problems: tuple[str, ...] = ()) -> Any:
    old = _evaluator(file, evaluator)
    shown = {"old": _shown(file, old), "area": old.area, "title": file.policy.title_of(old.area)}
    return show("replacement", file, problems=problems, values=entries.given, errors=entries.errors, **shown)


@blueprint.post("/applications/<application>/evaluators/<evaluator>/replace")
@limiter.limit("60 per hour", key_func=_account)
def replace(application: str, evaluator: str) -> Any:
    """Name somebody else in the place of an evaluator."""
    file, entries = own(application, "open"), Entries(request.form)
    area = _evaluator(file, evaluator).area
    name, email = entries.needed("name", "a name"), entries.needed("email", "an e-mail address")
    if entries.errors:
        return _replacement(file, evaluator, entries)
    try:
        companion().peers.replace(file.record.user_id, application, evaluator, name, email)
    except (EvaluatorsRefused, NotReady) as error:
        return _replacement(file, evaluator, entries, reasons_of(error))
    flash(f"{name} is named, and is asked by e-mail where an answer is still needed.")
    return redirect(url_for("candidate.evaluators", application=application, area=area))


def _evaluator(file: File, evaluator: str) -> Evaluator:
    found = next((each for each in file.state.evaluators if each.id == evaluator), None)
    if found is None:
        leave(404, "Nobody of this kind was named in your application.")
    return found
