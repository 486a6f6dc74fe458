"""One evaluator of an application: what they answered, and having them asked, or asked once more."""

from typing import Any

from flask import flash, redirect, request

from player.certification.application import command as cmd
from player.certification.application.state import Evaluator
from player.certification.companion import companion
from player.certification.office.desk import File
from player.certification.pages.candidate.access import leave
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import blueprint, namer, opened, registrar, show_file, to_file
from player.certification.pages.office.review import belongs, may, read_words
from player.certification.pages.office.telling import STANDINGS, title_of
from player.certification.questionnaire import NOT_OBSERVED
from player.certification.rules.evaluation import uncounted
from scenarios.model.text import MAX_TEXT


@blueprint.get("/applications/<application>/evaluators/<evaluator>")
def evaluator(application: str, evaluator: str) -> Any:
    """An evaluator: standing, flags, and their answers, which staff may read."""
    file = opened(application)
    return _evaluator(file, _of(file, evaluator), Entries({}))


def _evaluator(file: File, found: Evaluator, entries: Entries) -> Any:
    questions, given = file.policy.questionnaire, found.evaluation
    asks = file.state.stage == "open" and found.area not in file.state.decisions
    return show_file(
        "evaluator",
        file,
        person=found,
        title=title_of(file.policy, found.area),
        standing=STANDINGS[found.standing],
        questions=questions,
        answers=given.answers if given else None,
        at=given.at if given else None,
        uncounted=uncounted(questions, given.answers) if given else None,
        not_observed=NOT_OBSERVED,
        may_contact=asks and found.standing == "named",
        may_resend=asks and found.may_answer,
        may_settle=found.unsettled and may(file, cmd.SettleFlags),
        name=namer({each.by for each in found.settled}),
        values=entries.given,
        errors=entries.errors,
        most=MAX_TEXT,
    )


def _of(file: File, evaluator: str) -> Evaluator:
    found = next((each for each in file.state.evaluators if each.id == evaluator), None)
    if found is None:
        leave(404, "This evaluator is not of the application.")
    return found


@blueprint.post("/applications/<application>/evaluators/<evaluator>/contact")
def contact(application: str, evaluator: str) -> Any:
    """Have a named evaluator asked who was kept in reserve."""
    person = _of(opened(application), evaluator).person
    companion().desk.act(application, cmd.Contact(registrar().id, evaluator))
    flash(f"{person.name} is asked.")
    return redirect(to_file(application, "evaluators"))


@blueprint.post("/applications/<application>/evaluators/<evaluator>/resend")
def resend(application: str, evaluator: str) -> Any:
    """Send the letter once more, with the same link."""
    person = _of(opened(application), evaluator).person
    companion().desk.act(application, cmd.Resend(registrar().id, evaluator))
    flash(f"The letter to {person.name} goes out once more.")
    return redirect(to_file(application, "evaluators"))


@blueprint.post("/applications/<application>/evaluators/<evaluator>/flags")
def settle_flags(application: str, evaluator: str) -> Any:
    """Say what was found of everything that is flagged about an evaluator."""
    file, entries = belongs(opened(application), cmd.SettleFlags), Entries(request.form)
    found = _of(file, evaluator)
    reason = read_words(entries, "reason", "Say what you found.")
    if entries.errors:
        return _evaluator(file, found, entries)
    companion().desk.act(application, cmd.SettleFlags(registrar().id, evaluator, reason))
    flash(f"What was flagged about {found.person.name} waits for nobody any more.")
    return redirect(to_file(application, "evaluators"))
