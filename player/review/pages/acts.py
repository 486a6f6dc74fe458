"""What a reviewer does on the page of a scene: each a form of its own; what is refused stays in its fields."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from player.errors import NotFound, ReviewRefused
from player.review.desk import SceneFile
from player.review.pages.access import blueprint, desk, reader
from player.review.pages.scene import show
from player.signoff.checklist import POINTS, Answer
from player.signoff.digest import Place
from player.signoff.entry import Part, Verdict
from player.store import User

_VERDICTS: dict[str, Verdict] = {"accepted": "accepted", "rejected": "rejected"}
_PARTS: dict[str, Part] = {"captions": "captions", "scripts": "scripts", "descriptions": "descriptions"}
_ANSWERS: dict[str, Answer] = {"yes": "yes", "none": "none"}


@blueprint.post("/<version>/<case>/<scene>/decisions")
def decide(version: str, case: str, scene: str) -> Any:
    """Accept or reject a finding."""
    verdict = _VERDICTS.get(_given("verdict"))

    def act(user: User, place: Place) -> SceneFile:
        if verdict is None:
            raise ReviewRefused(["Choose whether it has to be mended or can stay."])
        finding, reason = _given("finding"), _given("reason")
        return desk().decide(user, version, place, finding=finding, verdict=verdict, reason=reason)

    return _done(version, (case, scene), act, "The finding is decided.", "findings")


@blueprint.post("/<version>/<case>/<scene>/observations")
def observe(version: str, case: str, scene: str) -> Any:
    """Add a finding of one's own."""
    return _done(
        version,
        (case, scene),
        lambda user, place: desk().observe(user, version, place, _time(_given("time")), _given("what")),
        "Your finding is added.",
        "findings",
    )


@blueprint.post("/<version>/<case>/<scene>/suggestions")
def suggest(version: str, case: str, scene: str) -> Any:
    """Suggest another text."""

    def act(user: User, place: Place) -> SceneFile:
        part, line = _PARTS.get(_given("part")), _given("line")
        if part is None or not line.isascii() or not line.isdecimal():
            raise NotFound("There is no such text in this scene.")
        after, language = _given("after"), _given("language")
        return desk().suggest(
            user, version, place, part=part, language=language, line=int(line[:9]), after=after
        )

    return _done(version, (case, scene), act, "Your suggestion is kept for the author.", "suggestions")


@blueprint.post("/<version>/<case>/<scene>/withdrawals")
def withdraw(version: str, case: str, scene: str) -> Any:
    """Take a finding of one's own, or a suggestion, back."""
    return _done(
        version,
        (case, scene),
        lambda user, place: desk().withdraw(user, version, place, _given("key"), _given("reason")),
        "It is taken back.",
        "findings",
    )


@blueprint.post("/<version>/<case>/<scene>/sign-off")
def sign(version: str, case: str, scene: str) -> Any:
    """Sign the scene off."""
    checklist = {name: _ANSWERS[given] for name in POINTS if (given := _given(name)) in _ANSWERS}
    return _done(
        version,
        (case, scene),
        lambda user, place: desk().sign(user, version, place, checklist),
        "The scene is signed off.",
        "verdict",
    )


@blueprint.post("/<version>/<case>/<scene>/return")
def send_back(version: str, case: str, scene: str) -> Any:
    """Send the scene back to its authors."""
    return _done(
        version,
        (case, scene),
        lambda user, place: desk().send_back(user, version, place, _given("why")),
        "The scene is sent back to its authors.",
        "verdict",
    )


def _done(version: str, place: Place, act: Callable[[User, Place], SceneFile], said: str, anchor: str) -> Any:
    """Act, and go back to the page; what was refused is told there, with what was typed."""
    user = reader()
    try:
        act(user, place)
    except ReviewRefused as error:
        return show(desk().look(version, place), user, problems=error.reasons, typed=request.form.to_dict())
    flash(said)
    case, scene = place
    shown: dict[str, Any] = {"language": language} if (language := request.args.get("language")) else {}
    page = url_for("review.scene", version=version, case=case, scene=scene, _anchor=anchor, **shown)
    return redirect(page, 303)


def _given(name: str) -> str:
    return request.form.get(name, "")


def _time(given: str) -> float | None:
    """A media time such as 1:02.480 or 62.48; none where the field was left empty."""
    text = given.strip()
    if not text:
        return None
    try:
        parts = [float(part) for part in text.split(":")]
    except ValueError:
        parts = []
    most = 3
    if not 0 < len(parts) <= most or not all(0 <= part < float("inf") for part in parts):
        raise ReviewRefused(["A time is written like 1:02.480, or in seconds."])
    seconds = 0.0
    for part in parts:
        seconds = seconds * 60 + part
    return round(seconds, 3)
