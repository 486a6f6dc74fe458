"""The file of an application: everything on one page."""

from collections.abc import Sequence
from typing import Any

from player.certification.application import command as cmd
from player.certification.application.event import Event
from player.certification.application.state import Application
from player.certification.companion import companion
from player.certification.office.desk import File
from player.certification.pages.office.access import (
    blueprint,
    decision_address,
    namer,
    opened,
    show_file,
)
from player.certification.pages.office.history import history_of
from player.certification.pages.office.review import may
from player.certification.pages.office.telling import (
    STAGES,
    STANDINGS,
    acts_of,
    areas_of,
    left_of,
    title_of,
    told_candidate,
)
from player.certification.rules.eligibility import assess
from player.certification.rules.evaluation import uncounted
from player.certification.rules.identity import show_id


@blueprint.get("/applications/<application>")
def file(application: str) -> Any:
    """Everything about an application."""
    found = opened(application)
    policy, state = found.policy, found.state
    events = companion().desk.history(application)
    with companion().store.read() as unit:
        held = unit.awards.held_by(found.record.user_id, found.now)
        person = unit.people.get(found.record.user_id)
        voucher = unit.vouchers.get(state.voucher) if state.voucher else None
        others = [each for each in unit.applications.of_user(found.record.user_id) if each.id != application]
    name = namer(_actors(events, state), state)
    return show_file(
        "file",
        found,
        stage=STAGES[state.stage],
        stages=STAGES,
        standings=STANDINGS,
        acts=acts_of(found, held),
        told=told_candidate(found),
        left=left_of(state.stage, state.closes, found.now),
        titles=[title_of(policy, target) for target in state.targets],
        title_of=lambda target: title_of(policy, target),
        id_number=show_id(state.id_number),
        confirmed=person is not None and person.confirmed_email == state.email,
        others=others,
        findings=state.findings or assess(policy, state.areas, state.declaration, found.now),
        voucher=voucher,
        areas=areas_of(found),
        uncounted=_uncounted(found),
        reviewable=may(found, cmd.ReviewDocument),
        accommodable=may(found, cmd.Accommodate),
        deciding=decision_address(application),
        name=name,
        history=history_of(policy, events, name),
    )


def _actors(events: Sequence[Event], state: Application) -> set[str]:
    return {event.by for event in events} | {state.person}


def _uncounted(file: File) -> dict[str, str]:
    """Why an evaluator's answers are not counted, where they are not."""
    found = {}
    for each in file.state.evaluators:
        if each.evaluation and (why := uncounted(file.policy.questionnaire, each.evaluation.answers)):
            found[each.id] = why
    return found
