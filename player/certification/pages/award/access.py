"""Who may decide: one door for the pages of decisions, appeals and revocations."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from pydantic import TypeAdapter, ValidationError

from player.certification.companion import companion
from player.certification.office.desk import File
from player.certification.pages.candidate.entries import Entries
from player.sessions import signed_in
from player.store import User
from scenarios.model.text import MAX_TEXT, Text

blueprint = Blueprint("decision", __name__, url_prefix="/certification/office/applications/<application>")
_WORDS: TypeAdapter[str] = TypeAdapter(Text)


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


def show(template: str, file: File, *, problems: tuple[str, ...] = (), **more: Any) -> Any:
    """A page of an application; with problems, it is the answer to a form that was not taken."""
    page = render_template(
        f"certification/award/{template}.html",
        file=file,
        state=file.state,
        policy=file.policy,
        problems=problems,
        most=MAX_TEXT,
        **more,
    )
    return (page, 400) if problems or more.get("errors") else page


def to_decision(application: str, target: str) -> Any:
    """Send the browser to the page of a decision."""
    return redirect(url_for("decision.decision", application=application, target=target or None))


def title_of(file: File, target: str) -> str:
    """What a target is called; '' is eligibility."""
    return file.policy.title_of(target) if target else "Eligibility"


def words_of(entries: Entries, name: str, told: str) -> str:
    """Words over several lines that have to be there; what is wrong with them is in `entries.errors`."""
    try:
        # browsers send two characters for a line's end, and count one
        return _WORDS.validate_python(entries.text(name).replace("\r\n", "\n"))
    except ValidationError:
        entries.errors[name] = f"{told} Up to {MAX_TEXT} characters."
        return ""
