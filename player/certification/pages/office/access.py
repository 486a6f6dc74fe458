"""Who may come in: one door for all pages of the office."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, url_for

from player.certification.application.event import SYSTEM
from player.certification.application.state import Application
from player.certification.companion import companion
from player.certification.office.desk import File
from player.services import services
from player.sessions import signed_in
from player.store import User

blueprint = Blueprint("office", __name__, url_prefix="/certification/office")
EVALUATOR = "evaluator/"
"""How the record names an evaluator, before their identifier."""


@blueprint.app_template_filter()
def last_day(expires: datetime) -> str:
    """The last day before a time at which something ends with a day."""
    return short_day(expires - timedelta(days=1))


@blueprint.app_template_filter()
def short_day(value: datetime) -> str:
    """A day as lists show it, such as `23 Nov 2026`."""
    found = value.astimezone(UTC)
    return f"{found.day} {found:%b %Y}"


@blueprint.app_template_filter()
def time_of_day(value: datetime) -> str:
    """A time of day in UTC, such as `18:04`."""
    return f"{value.astimezone(UTC):%H:%M}"


@blueprint.before_request
def check_role() -> None:
    """Nobody but a registrar comes in, whatever they ask for.

    Raises:
        SignInRefused: nobody is signed in.
        NotAllowed: somebody is who is no registrar.
    """
    registrar()


def registrar() -> User:
    """The registrar behind this request.

    Raises:
        SignInRefused: nobody is signed in.
        NotAllowed: somebody is who is no registrar.
    """
    return signed_in("registrar")


def opened(application: str) -> File:
    """An application as it is now, with what the player reports of its attempts.

    Raises:
        NotFound: there is none, or its content was erased.
    """
    return companion().assessments.sync(application)


def show(template: str, *, problems: tuple[str, ...] = (), **more: Any) -> Any:
    """A page of the office; with problems, it is the answer to a form that was not taken."""
    page = render_template(f"certification/office/{template}.html", problems=problems, **more)
    return (page, 400) if problems or more.get("errors") else page


def show_file(template: str, file: File, *, problems: tuple[str, ...] = (), **more: Any) -> Any:
    """A page about one application."""
    return show(template, problems=problems, file=file, state=file.state, policy=file.policy, **more)


def to_file(application: str, part: str = "") -> str:
    """The address of an application's file, or of a part of it."""
    return url_for("office.file", application=application, _anchor=part or None)


def decision_address(application: str) -> str:
    """Where a registrar decides."""
    return f"{blueprint.url_prefix}/applications/{application}/decision"


def appeal_address(application: str, target: str) -> str:
    """Where a registrar answers an appeal; without a target it is about eligibility."""
    about = f"?{urlencode({'target': target})}" if target else ""
    return f"{blueprint.url_prefix}/applications/{application}/appeal{about}"


def namer(actors: Iterable[str], state: Application | None = None) -> Callable[[str], str]:
    """Says who is behind what the record calls them: an account, an evaluator, the rules."""
    wanted = {actor for actor in actors if actor != SYSTEM and not actor.startswith(EVALUATOR)}
    accounts = services().accounts.names(wanted) if wanted else {}
    evaluators = {each.id: each.person.name for each in state.evaluators} if state else {}

    def say(actor: str) -> str:
        return _named(actor, accounts, evaluators, state.person if state else "")

    return say


def _named(actor: str, accounts: Mapping[str, str], evaluators: Mapping[str, str], applicant: str) -> str:
    if actor == SYSTEM:
        return "Sonocase"
    if actor.startswith(EVALUATOR):
        name = evaluators.get(actor.removeprefix(EVALUATOR))
        return f"{name} (evaluator)" if name else "An evaluator"
    name = accounts.get(actor, actor)
    return f"{name} (applicant)" if actor == applicant else name
