"""The first page: what can be sat, and a practice sitting in one click on a demonstration."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, get_args

from flask import Blueprint, abort, redirect, render_template, request, url_for

from player.admission import NEWCOMER, obstacles
from player.errors import NotAdmitted, NotAllowed, NotFound
from player.limits import limiter
from player.services import services
from player.sessions import carry, signed_in, visitor
from player.store import AttemptRecord, Unit, User, Version
from scenarios.model.package import Mode

blueprint = Blueprint("front", __name__)


@blueprint.get("/")
def home() -> str:
    """What can be sat by whoever asks."""
    user = visitor().user
    with services().store.read() as unit:
        offers = _readable(lambda version: _offer(unit, version, user), unit.versions.all_offered())
    records = services().delivery.attempts_of(user) if user else []
    return render_template(
        "pages/home.html",
        offers=offers,
        sittings=_readable(_sitting, records),
        demo=services().config.demo,
        governed=services().governed,
    )


def _readable(show: Callable[[Any], dict[str, Any]], entries: Iterable[Any]) -> list[dict[str, Any]]:
    """What can be shown; an entry whose version is gone from the instance hides no other."""
    shown = []
    for entry in entries:
        with suppress(NotFound):
            shown.append(show(entry))
    return shown


def _is_somebody() -> bool:
    return visitor().user is not None


@blueprint.post("/practise/<area>")
@limiter.limit("60 per hour", exempt_when=_is_somebody)
@limiter.limit("600 per hour")
def practise(area: str) -> Any:
    """Begin to practise; on a demonstration, nobody has to sign in for it."""
    user = visitor().user
    if user is not None:
        return redirect(url_for("sitting.briefing", attempt=_begin(user, area, "practice")))
    if not services().config.demo:
        return redirect(url_for("account.sign_in"))
    version = _offered(area)
    # nobody becomes a guest for something that would be refused
    with services().store.read() as unit:
        if reasons := _obstacles(unit, version, "practice", NEWCOMER):
            raise NotAdmitted(" ".join(reasons))
    session = services().accounts.sign_in_guest()
    attempt = services().delivery.create(session.user, version, "practice")
    return carry(redirect(url_for("sitting.briefing", attempt=attempt)), session)


@blueprint.post("/sit")
def sit() -> Any:
    """Begin a sitting, or go on with the one that is open."""
    user = signed_in("candidate")
    mode = request.form.get("mode", "")
    if mode not in {"practice", "exam"}:
        abort(400, "Choose practice or exam.")
    if mode == "exam" and user.guest:
        raise NotAllowed("An exam needs an account.")
    area = request.form.get("area", "")
    if mode == "exam" and area in services().governed:
        raise NotAllowed("The exam of this area is part of an application. Open “Certification” to begin it.")
    attempt = _begin(user, area, mode)
    return redirect(url_for("sitting.briefing", attempt=attempt))


def _begin(user: User, area: str, mode: Any) -> str:
    return services().delivery.create(user, _offered(area), mode)


def _offered(area: str) -> Version:
    with services().store.read() as unit:
        version = unit.versions.offered(area)
    if version is None:
        raise NotFound("Nothing is offered under this name.")
    return version


def _offer(unit: Unit, version: Version, user: User | None) -> dict[str, Any]:
    form = services().library.form(version.id)
    who = user or NEWCOMER
    return {
        "modes": form.modes,
        "obstacles": {mode: _obstacles(unit, version, mode, who) for mode in get_args(Mode)},
        "reviewed": services().signoffs.of(unit, version.id).complete,
        "version": version,
        "simulated": form.simulated,
        "cases": len(form.cases),
        "questions": sum(len(case.items) for case in form.cases),
        "minutes": _minutes(sum(segment.duration for case in form.cases for segment in case.segments)),
    }


def _obstacles(unit: Unit, version: Version, mode: Mode, user: User) -> list[str]:
    form, now = services().library.form(version.id), services().delivery.now()
    return obstacles(unit, version, form, mode, user, now=now, signoffs=services().signoffs)


def _minutes(media_seconds: float) -> int:
    """A fair guess of the time a sitting takes: the media, and about as long again for the questions."""
    return max(5, round(2 * media_seconds / 300) * 5)


def _sitting(record: AttemptRecord) -> dict[str, Any]:
    sitting = services().delivery.look(record.id, visitor().token).sitting
    reports = services().delivery.reports(record.id) if sitting.state.stage == "closed" else []
    return {
        "record": record,
        "title": sitting.form.title,
        "stage": sitting.state.stage,
        "percent": json.loads(reports[-1].body)["percent"] if reports else None,
    }
