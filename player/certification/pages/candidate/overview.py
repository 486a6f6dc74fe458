"""The applications of an account, the status of one, and leaving it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from player.certification.application.again import barred_by_leaving
from player.certification.companion import companion
from player.certification.office.desk import File
from player.certification.pages.candidate.access import (
    FILING,
    applicant,
    blueprint,
    own,
    show,
    to_status,
)
from player.certification.pages.candidate.history import history_of
from player.certification.pages.candidate.telling import (
    action_of,
    areas_of,
    may_appeal,
    parts_of,
    refusal_of,
    say_stage,
    step_of,
)
from player.certification.rules.identity import show_id
from player.certification.rules.window import days_left
from player.certification.store import ApplicationRecord
from player.errors import NotFound

LEAVABLE = ("draft", "returned", "audit", "ineligible", "eligible", "open")
"""The stages in which an applicant may say that they do not go on."""


@blueprint.get("")
def overview() -> str:
    """All applications of an account, and the way to a new one."""
    user = applicant()
    office = companion()
    number = office.registration.person(user).id_number
    found = [shown for record in office.applicants.of(user) if (shown := _listed(record))]
    return render_template(
        "certification/candidate/overview.html",
        applications=found,
        id_number=show_id(number),
        confirmed=office.registration.is_confirmed(user),
        policy=office.desk.policy,
    )


def _listed(record: ApplicationRecord) -> dict[str, Any] | None:
    """An application in the list; one whose content was erased is none."""
    try:
        file = companion().desk.look(record.id)
    except NotFound:
        return None
    titles = [file.policy.title_of(target) for target in file.state.targets]
    return {
        "id": file.id,
        "titles": titles,
        "stage": say_stage(file.state.stage),
        "step": step_of(file),
        "opened_at": record.opened_at,
    }


@blueprint.post("/applications")
def begin_application() -> Any:
    """A new application, or the one that is being filled in already."""
    user = applicant()
    drafts = [each for each in companion().applicants.of(user) if each.stage == "draft"]
    application = drafts[0].id if drafts else companion().applicants.open(user).id
    return redirect(url_for("candidate.choice", application=application))


@blueprint.get("/applications/<application>")
def status(application: str) -> Any:
    """Where an application is, what comes next, and its whole history."""
    own(application)
    file = companion().assessments.sync(application)
    state, closes = file.state, file.state.closes
    return show(
        "status",
        file,
        stage=say_stage(state.stage),
        step=step_of(file),
        action=action_of(file),
        titles=[file.policy.title_of(target) for target in state.targets],
        filing=parts_of(file) if state.stage in FILING else (),
        areas=areas_of(file) if closes else (),
        days=days_left(closes, file.now) if closes and state.stage == "open" else None,
        id_number=show_id(state.id_number),
        leavable=state.stage in LEAVABLE and not state.decisions and not state.proposals,
        may_appeal={target for target in ("", *state.targets) if may_appeal(file, target)},
        certificates=_certificates(file.record.user_id, {each.code for each in state.decisions.values()}),
        refusal_of=refusal_of,
        links=companion().links,
        history=history_of(file.policy, state, companion().desk.history(application)),
    )


def _certificates(user: str, codes: set[str | None]) -> list[Any]:
    with companion().store.read() as unit:
        return [each for each in unit.awards.certificates_of(user) if each.code in codes]


@blueprint.get("/applications/<application>/leave")
def leave(application: str) -> Any:
    """What withdrawing an application means."""
    return _leave(own(application, *LEAVABLE))


def _leave(file: File, problems: tuple[str, ...] = ()) -> Any:
    state = companion().assessments.sync(file.id).state
    barred = [
        (file.policy.title_of(area), start)
        for area, start in barred_by_leaving(file.policy, state, file.now).items()
        if file.now < start
    ]
    return show("leave", file, problems=problems, barred=barred)


@blueprint.post("/applications/<application>/leave")
def withdraw(application: str) -> Any:
    """The applicant does not go on."""
    file = own(application, *LEAVABLE)
    if "understood" not in request.form:
        told = "Tick the box first: an application that was withdrawn cannot be taken up again."
        return _leave(file, (told,))
    companion().assessments.withdraw(file.record.user_id, application)
    flash("You have withdrawn the application.")
    return to_status(application)
