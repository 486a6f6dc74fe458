"""Whose application it is: every page of a candidate asks here first."""

from collections.abc import Callable
from typing import Any, NoReturn

from flask import Blueprint, abort, redirect, render_template, url_for

from player.certification.application.command import Command
from player.certification.companion import companion
from player.certification.errors import AnswersRefused, EvaluatorsRefused, NotReady
from player.certification.office.desk import File
from player.errors import NotAllowed, PlayerError
from player.sessions import signed_in
from player.store import User

blueprint = Blueprint("candidate", __name__, url_prefix="/certification")
FILING = ("draft", "returned")
"""The stages in which an application is filled in."""


def applicant() -> User:
    """The candidate behind this request.

    Raises:
        SignInRefused: nobody is signed in.
        NotAllowed: somebody is who cannot apply.
    """
    user = signed_in("candidate")
    if user.guest:
        raise NotAllowed("Certification needs an account of your own. Sign out, then create one.")
    return user


def own(application: str, *stages: str) -> File:
    """An application of whoever asks; in another stage than these, they are sent to its status page.

    Raises:
        NotFound: there is none, or it is another person's.
    """
    file = companion().applicants.look(applicant(), application)
    if stages and file.state.stage not in stages:
        abort(to_status(application))
    return file


def ask(application: str, make: Callable[[str], Command]) -> File:
    """Apply a command of the owner, whose account `make` is given.

    Raises:
        NotFound: there is no such application, or it is another person's.
        PlayerError: the command was refused; nothing changed.
    """
    owner = own(application).record.user_id
    return companion().desk.act(application, make(owner))


def to_status(application: str) -> Any:
    """Send the browser to an application's status page."""
    return redirect(url_for("candidate.status", application=application))


def show(template: str, file: File, *, problems: tuple[str, ...] = (), **more: Any) -> Any:
    """A page of an application; with problems, it is the answer to a form that was not taken."""
    page = render_template(
        f"certification/candidate/{template}.html",
        file=file,
        state=file.state,
        policy=file.policy,
        problems=problems,
        **more,
    )
    return (page, 400) if problems or more.get("errors") else page


def reasons_of(error: PlayerError) -> tuple[str, ...]:
    """What an error tells, one reason each."""
    if isinstance(error, NotReady | EvaluatorsRefused | AnswersRefused):
        return error.reasons
    return (str(error),)


def area_of(file: File, area: str) -> str:
    """A content area of an application.

    Raises:
        NotFound: it is none of the application's.
    """
    if area not in file.state.areas:
        leave(404, "This content area is not in your application.")
    return area


def leave(status: int, said: str) -> NoReturn:
    """End with an error page."""
    abort(status, said)
