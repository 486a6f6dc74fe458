"""The pages of the preview, and what they ask for. Nothing in this module changes the package."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from flask import Blueprint, Flask, abort, redirect, render_template, request, send_file, url_for

from player.errors import InvalidResponse, NotFound, PlayerError
from player.preview.desk import Desk, Look
from player.preview.outline import outline
from player.preview.question import put, scored, shown
from player.preview.sitting import Sittings
from player.preview.writing.routes import init_writing
from player.services import Services
from player.sessions import carry
from scenarios.errors import PackageError
from scenarios.load.files import inside
from scenarios.model import Case, Key

TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""Media that a page may load: nothing among them can hold a script."""


def init_preview(app: Flask, folder: Path, token: str, *, writes: bool = False) -> str:
    """Add the preview of a package to an application.

    Args:
        app: the application.
        folder: the package.
        token: what nobody else can guess; all addresses hold it.
        writes: whether what is set on an image may be written into the package.

    Returns:
        Where it begins.
    """
    services: Services = app.extensions["sonocase"]
    desk = Desk(folder)
    pages = Pages(desk, Sittings(folder, services), writes=writes)
    blueprint = Blueprint("preview", __name__, url_prefix=f"/preview/{token}")
    blueprint.get("/")(pages.home)
    # no case can be called this
    blueprint.get("/-/stamp")(pages.stamp)
    blueprint.get("/<case>")(pages.case)
    blueprint.get("/<case>/media/<path:name>")(pages.medium)
    blueprint.get("/<case>/captions/<scene>")(pages.captions)
    blueprint.get("/<case>/items/<item>")(pages.item)
    blueprint.post("/<case>/items/<item>")(pages.answer)
    blueprint.get("/<case>/exhibits/<exhibit>")(pages.exhibit)
    blueprint.post("/<case>/sit")(pages.sit)
    if writes:
        init_writing(blueprint, desk)
    app.register_blueprint(blueprint)
    return f"/preview/{token}/"


class Pages:
    """What is answered to each address."""

    def __init__(self, desk: Desk, sittings: Sittings, *, writes: bool) -> None:
        self._desk, self._sittings, self._writes = desk, sittings, writes

    def home(self) -> Any:
        """The first case; where none can be read, what is wrong."""
        look = self._desk.look()
        package = look.draft.package
        if package and package.cases:
            return redirect(url_for("preview.case", case=package.cases[0].id))
        return self._page(look, None)

    def stamp(self) -> dict[str, str]:
        """What changes whenever a file of the package does."""
        return {"stamp": self._desk.stamp()}

    def case(self, case: str) -> Any:
        """A case as a time line; one that cannot be read at the moment shows what is wrong."""
        return self._page(self._desk.look(), case)

    def medium(self, case: str, name: str) -> Any:
        """A medium that the case names, whole or in part."""
        found = self._case(case)
        known = {facts.media for facts in found.media.values()}
        known |= {facts.media for facts in found.sidecars.values()}
        path = inside(self._desk.folder / case, name) if name in known else None
        mime = TYPES.get(PurePosixPath(name).suffix)
        if path is None or mime is None:
            raise NotFound("There is no such medium in the case.")
        response = send_file(path.resolve(), mimetype=mime, conditional=True, max_age=0)
        response.headers["Cache-Control"] = "no-store"
        return response

    def captions(self, case: str, scene: str) -> Any:
        """The captions of a scene, for the browser's own track."""
        found = self._case(case)
        path = inside(self._desk.folder / case, found.captions_path(scene, self._language()))
        if scene not in found.media or path is None:
            raise NotFound("There are no captions of this scene.")
        return send_file(path.resolve(), mimetype="text/vtt", max_age=0)

    def item(self, case: str, item: str) -> Any:
        """An item with its exhibits and what is right."""
        found = self._case(case)
        self._known(item, found.items)
        return put(found, item, self._key(case, item), lambda name: self._address(case, name))

    def exhibit(self, case: str, exhibit: str) -> Any:
        """An exhibit for the viewer."""
        found = self._case(case)
        self._known(exhibit, found.sidecars)
        return shown(found, exhibit, lambda name: self._address(case, name))

    def answer(self, case: str, item: str) -> Any:
        """What an answer earns."""
        found, given = self._case(case), request.get_json()
        self._known(item, found.items)
        key = self._key(case, item)
        if key is None:
            raise NotFound("This item has no key yet that can score it.")
        if not isinstance(given, dict):
            raise InvalidResponse("An answer is an object.")
        try:
            return scored(found, item, key, given)
        except PlayerError as error:
            return {"problem": str(error)}, error.status

    def sit(self, case: str) -> Any:
        """Begin a sitting at a point of the case."""
        try:
            begun = self._sittings.begin(self._desk.look(), case, request.form.get("point", ""))
        except PackageError as error:
            return render_template("preview/refused.html", problems=error.problems, case=case), 409
        except KeyError:
            raise NotFound("There is no such case.") from None
        return carry(redirect(url_for("sitting.play", attempt=begun.attempt)), begun.session)

    def _page(self, look: Look, name: str | None) -> Any:
        package = look.draft.package
        cases = package.cases if package else ()
        case = next((one for one in cases if one.id == name), None)
        if name is not None and case is None and not look.draft.problems:
            raise NotFound("There is no such case in the package.")
        stretches = outline(self._desk.folder, case, self._language(), look) if case else ()
        return render_template(
            "preview/case.html",
            folder=self._desk.folder,
            look=look,
            about=package.about if package else None,
            cases=cases,
            case=case,
            asked=name,
            stretches=stretches,
            writes=self._writes,
            keys=look.draft.keys.get(case.id, {}) if case else {},
        )

    def _case(self, name: str) -> Case:
        case = self._desk.case(name)
        if case is None:
            raise NotFound("There is no such case that can be read.")
        return case

    def _key(self, case: str, item: str) -> Key | None:
        return self._desk.look().draft.keys.get(case, {}).get(item)

    def _language(self) -> str:
        package = self._desk.look().draft.package
        return package.about.languages[0] if package else "en"

    def _address(self, case: str, name: str) -> str:
        return url_for("preview.medium", case=case, name=name)

    def _known(self, name: str, names: Mapping[str, Any]) -> None:
        if name not in names:
            abort(404)
