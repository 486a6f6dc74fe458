"""The door of the pages of decisions, appeals and revocations: the office's own."""

from typing import Any

from flask import Blueprint, redirect, url_for

from player.certification.office.desk import File
from player.certification.pages.office.access import registrar

blueprint = Blueprint("decision", __name__, url_prefix="/certification/office/applications/<application>")


@blueprint.before_request
def check_role() -> None:
    """Nobody but a registrar comes in, whatever they ask for.

    Raises:
        SignInRefused: nobody is signed in.
        NotAllowed: somebody is who is no registrar.
    """
    registrar()


def to_decision(application: str, target: str) -> Any:
    """Send the browser to the page of a decision."""
    return redirect(url_for("decision.decision", application=application, target=target or None))


def title_of(file: File, target: str) -> str:
    """What a target is called; '' is eligibility."""
    return file.policy.title_of(target) if target else "Eligibility"
