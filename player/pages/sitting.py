"""A sitting: the briefing before it, the player, and the result after it."""

import json
from contextlib import suppress
from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from player.delivery import Outcome, Sitting
from player.engine import command as cmd
from player.engine.form import FormCase
from player.engine.scoring import Marks
from player.engine.view import ReviewView, asked, review_item
from player.errors import IllegalTransition, NotFound
from player.pages.limits import limits_of
from player.services import services
from player.sessions import visitor

blueprint = Blueprint("sitting", __name__, url_prefix="/sit/<attempt>")


@blueprint.get("/briefing")
def briefing(attempt: str) -> Any:
    """The rules and a sound check, before the clock runs."""
    sitting = _look(attempt).sitting
    if sitting.state.stage == "closed":
        return redirect(url_for("sitting.result", attempt=attempt))
    return render_template(
        "pages/briefing.html",
        sitting=sitting,
        rules=sitting.form.rules(sitting.record.mode),
        limits=limits_of(sitting),
        governed=sitting.form.area in services().governed,
        reviewed=_is_reviewed(sitting),
    )


@blueprint.post("/begin")
def begin(attempt: str) -> Any:
    """Start the sitting; one that has begun goes on."""
    # where it has begun already, the button was pressed twice, or in two windows
    with suppress(IllegalTransition):
        services().delivery.handle(attempt, visitor().token, cmd.Start())
    return redirect(url_for("sitting.play", attempt=attempt))


@blueprint.get("")
def play(attempt: str) -> Any:
    """The player."""
    sitting = _look(attempt).sitting
    if sitting.state.stage == "initial":
        return redirect(url_for("sitting.briefing", attempt=attempt))
    if sitting.state.stage == "closed":
        return redirect(url_for("sitting.result", attempt=attempt))
    return render_template("pages/play.html", sitting=sitting)


@blueprint.get("/result")
def result(attempt: str) -> Any:
    """The result: by domain, and in practice with every question, its key and why."""
    sitting = _look(attempt).sitting
    if sitting.state.stage != "closed":
        return redirect(url_for("sitting.play", attempt=attempt))
    reports = services().delivery.reports(attempt)
    if not reports:
        raise NotFound("This sitting has no result.")
    return render_template(
        "pages/result.html", sitting=sitting, report=json.loads(reports[-1].body), review=_review(sitting)
    )


def _is_reviewed(sitting: Sitting) -> bool:
    with services().store.read() as unit:
        return services().signoffs.of(unit, sitting.record.version_id).complete


def _look(attempt: str) -> Outcome:
    return services().delivery.look(attempt, visitor().token)


def _review(sitting: Sitting) -> list[dict[str, Any]]:
    """Every question of a practice sitting with what was answered and what is right; nothing of an exam."""
    if sitting.record.mode != "practice":
        return []
    marks = services().delivery.scores.marks(sitting.record.id)
    return [
        {"title": case.title, "items": [_reviewed(sitting, case, name, marks) for name in asked(case)]}
        for case in sitting.form.cases
    ]


def _reviewed(sitting: Sitting, case: FormCase, name: str, marks: Marks) -> ReviewView:
    key = sitting.keys[case.id][name]
    return review_item(case, name, key, sitting.state, marks.get((case.id, name)))
