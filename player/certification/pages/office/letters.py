"""The outbox: what waits, what was sent, what no mail server took and why; sending again."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for

from player.certification.companion import companion
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import blueprint, registrar, show, to_file
from player.certification.pages.office.lists import LONGEST, page_of
from player.certification.store import Letter
from player.certification.store.letters import PAGE
from player.certification.store.values import LetterState

STATES: Mapping[LetterState, str] = {"dead": "Failed", "waiting": "Waiting", "sent": "Sent"}
LETTERS: Mapping[str, str] = {
    "confirm-email": "Confirm the address",
    "account-exists": "The address has an account",
    "reset-password": "Set a new password",
    "audit": "Drawn for an audit",
    "document-refused": "Document not accepted",
    "returned": "Application given back",
    "eligible": "Eligible",
    "ineligible": "Not eligible",
    "window-opened": "Window open",
    "days-left": "Days left",
    "window-closed": "Window closed",
    "evaluator-asked": "Evaluator asked",
    "evaluator-reminded": "Evaluator asked again",
    "evaluator-thanked": "Evaluator thanked",
    "evaluator-lost": "Evaluator will not answer",
    "letter-returned": "A letter to an evaluator came back",
    "accommodated": "Accommodation",
    "awarded": "Awarded",
    "refused": "Refused",
    "appeal-lodged": "Appeal lodged",
    "appeal-answered": "Appeal answered",
    "revoked": "Revoked",
}
"""What each letter is about; what it says stays between the office and its reader."""


@blueprint.get("/letters")
def letters() -> Any:
    """A list of letters, as its address asks for."""
    entries = Entries(request.args)
    words, page = entries.text("q")[:LONGEST], page_of(entries)
    state: LetterState | None = next((each for each in STATES if each == entries.text("state")), None)
    number, found = companion().outbox.find(state, words, page)
    with companion().store.read() as unit:
        counts = unit.letters.counted()

    again = companion().outbox.may_retry(found)

    def address(**changes: Any) -> str:
        return url_for("office.letters", **({"q": words or None, "state": state} | changes))

    return show(
        "letters",
        words=words,
        state=state,
        states=STATES,
        counts=counts,
        rows=[_row(each, again=each.id in again) for each in found],
        number=number,
        page=page,
        pages=max(1, -(-number // PAGE)),
        address=address,
        back=address(page=page),
    )


def _row(letter: Letter, *, again: bool) -> dict[str, Any]:
    application = letter.context.get("application")
    return {
        "letter": letter,
        "again": again,
        "title": LETTERS.get(letter.template, letter.template),
        "state": STATES[letter.state],
        "file": to_file(application) if application else "",
    }


@blueprint.post("/letters/<letter>/retry")
def retry(letter: str) -> Any:
    """Have a letter sent again that failed."""
    sent = companion().outbox.retry(registrar().id, letter)
    flash(f"The letter to {sent.recipient} is sent again with the next look, within a minute.")
    return redirect(url_for("office.letters", state="dead"))
