"""Media, under an authorisation check on every request, ranges included."""

from typing import Any

from flask import Blueprint, send_file

from player.errors import NotFound
from player.services import services
from player.sessions import visitor

blueprint = Blueprint("media", __name__)


@blueprint.get("/media/<attempt>/<token>")
def medium(attempt: str, token: str) -> Any:
    """The bytes behind an address, whole or in part, if they are released to whoever asks."""
    sitting = services().delivery.look(attempt, visitor().token).sitting
    rendition = services().addresses.resolve(sitting, token)
    path = services().library.blob(rendition.digest)
    if not path.is_file():
        raise NotFound("This medium is not in the instance any more.")
    response = send_file(path, mimetype=rendition.mime, conditional=True, etag=rendition.digest, max_age=0)
    # what was released once may not stay behind on a shared machine
    response.headers["Cache-Control"] = "private, no-store"
    return response
