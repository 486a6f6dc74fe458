"""Lodging an appeal: in writing, on ineligibility or on the verification of results."""

from typing import Any

from flask import flash, request
from pydantic import TypeAdapter, ValidationError

from player.certification.application import command as cmd
from player.certification.application.event import Grounds
from player.certification.office.desk import File
from player.certification.pages.candidate.access import ask, blueprint, leave, own, show, to_status
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.candidate.telling import may_appeal, refusal_of
from scenarios.model.text import MAX_TEXT, Text

_WORDS: TypeAdapter[str] = TypeAdapter(Text)


@blueprint.get("/applications/<application>/appeal")
def appeal(application: str) -> Any:
    """The form of an appeal, with what was decided and until when an appeal may be lodged."""
    return _appeal(own(application), request.args.get("target", ""))


def _appeal(file: File, target: str, words: str = "", problems: tuple[str, ...] = ()) -> Any:
    if not may_appeal(file, target):
        leave(409, "There is nothing here that an appeal may be lodged against now.")
    decided, found = file.state.decisions.get(target), file.state.ineligible
    return show(
        "appeal",
        file,
        problems=problems,
        target=target,
        title=file.policy.title_of(target) if target else "",
        reasons=refusal_of(decided) if decided else found.reasons if found else (),
        until=decided.appeal_until if decided else found.appeal_until if found else None,
        words=words,
        most=MAX_TEXT,
    )


@blueprint.post("/applications/<application>/appeal")
def lodge(application: str) -> Any:
    """Lodge an appeal."""
    file, entries = own(application), Entries(request.form)
    # browsers send two characters for a line's end, and count one
    target, words = entries.text("target"), entries.text("words").replace("\r\n", "\n")
    try:
        words = _WORDS.validate_python(words)
    except ValidationError:
        told = f"Write what you appeal against and why, in {MAX_TEXT} characters at most."
        return _appeal(file, target, words, (told,))
    grounds: Grounds = "results" if target else "ineligibility"
    ask(application, lambda by: cmd.Appeal(by, grounds, target=target, words=words))
    flash("Your appeal is lodged. You will be told of the answer by e-mail.")
    return to_status(application)
