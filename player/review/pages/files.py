"""Files of a review: the whole medium of a scene, what its items show, and suggestions as a patch."""

from typing import Any

from flask import Response, send_file

from player.engine.form import Rendition
from player.errors import NotFound
from player.review.pages.access import blueprint, desk, reader
from player.review.texts import patch_of
from player.services import services


@blueprint.get("/<version>/<case>/<scene>/medium")
def medium(version: str, case: str, scene: str) -> Any:
    """The whole medium of a scene, with ranges."""
    reader()
    return _send(desk().look(version, (case, scene)).scene.material.medium)


@blueprint.get("/<version>/<case>/<scene>/exhibits/<exhibit>")
def exhibit(version: str, case: str, scene: str, exhibit: str) -> Any:
    """An exhibit that opens in a scene."""
    reader()
    shown = dict(desk().look(version, (case, scene)).scene.exhibits)
    if exhibit not in shown:
        raise NotFound("This scene shows no such picture.")
    return _send(shown[exhibit].renditions[0])


@blueprint.get("/<version>/<case>/<scene>/suggestions.patch")
def patch(version: str, case: str, scene: str) -> Response:
    """What reviewers suggest, as a file that `git apply` or `patch -p1` takes in the folder of the package."""
    reader()
    file = desk().look(version, (case, scene))
    text = patch_of(file.scene.material, [made for made, _ in file.review.suggestions.values()])
    if not text:
        raise NotFound("Nothing is suggested for this scene.")
    name = f"{case}-{scene}.patch"
    return Response(
        text, mimetype="text/x-diff", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _send(rendition: Rendition) -> Any:
    path = services().library.blob(rendition.digest)
    if not path.is_file():
        raise NotFound("This medium is not in the instance any more.")
    response = send_file(path, mimetype=rendition.mime, conditional=True, etag=rendition.digest, max_age=0)
    response.headers["Cache-Control"] = "private, no-store"
    return response
