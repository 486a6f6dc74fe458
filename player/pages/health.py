"""Is the server well?"""

from typing import Any

from flask import Blueprint

from player.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Any:
    """`{"status": "ok", "database": "ok"}`, or status 503 with what is wrong."""
    database = services().store.state()
    status = "ok" if database == "ok" else "unwell"
    return {"status": status, "database": database}, 200 if status == "ok" else 503
