"""Who asks and why, what becomes of the answers, consent; and turning it down."""

from typing import Any, Literal

from flask import request

from player.certification.companion import companion
from player.certification.errors import AnswersRefused
from player.certification.office.peers import Asked
from player.certification.pages.evaluator.door import blueprint, knock, show, to
from player.certification.rules.evaluation import MAX_REMARK

How = Literal["declined", "unknown"]


@blueprint.get("")
def invitation(token: str) -> Any:
    """The page that the letter leads to."""
    return _invitation(knock(token), token)


def _invitation(asked: Asked, token: str, errors: dict[str, str] | None = None) -> Any:
    draft, of = asked.draft, len(asked.file.policy.questionnaire.items)
    return show(
        "invitation", asked, token, begun=draft.consent, rated=len(draft.ratings), of=of, errors=errors
    )


@blueprint.post("")
def consent(token: str) -> Any:
    """Begin: nothing is kept of an evaluator before they have agreed to it."""
    asked = knock(token)
    if not asked.draft.consent:
        if "consent" not in request.form:
            return _invitation(asked, token, {"consent": "Tick the box to begin."})
        companion().peers.save(token, asked.draft.model_copy(update={"consent": True}))
    return to("questions", token)


@blueprint.get("/decline")
def decline(token: str) -> Any:
    """What declining means, with room for a reason."""
    return _turn_down(knock(token), token, "declined")


@blueprint.get("/unknown")
def unknown(token: str) -> Any:
    """What saying that one does not know the candidate means."""
    return _turn_down(knock(token), token, "unknown")


def _turn_down(asked: Asked, token: str, how: How, said: str = "", problems: tuple[str, ...] = ()) -> Any:
    return show("turn_down", asked, token, how=how, said=said, most=MAX_REMARK, problems=problems)


@blueprint.post("/decline")
def use_decline(token: str) -> Any:
    """An evaluator declines."""
    return _turned_down(token, "declined")


@blueprint.post("/unknown")
def use_unknown(token: str) -> Any:
    """An evaluator does not know the candidate."""
    return _turned_down(token, "unknown")


def _turned_down(token: str, how: How) -> Any:
    # browsers send two characters for a line's end, and count one
    said = request.form.get("reason", "").replace("\r\n", "\n").strip()
    try:
        companion().peers.turn_down(token, how, said)
    except AnswersRefused as error:
        return _turn_down(knock(token), token, how, said, error.reasons)
    return to("invitation", token)
