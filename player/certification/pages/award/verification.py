"""The public page on a certificate: what it is worth now, and nothing beyond name, area and dates."""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for

from player.certification.companion import companion
from player.certification.store import Certificate
from player.certification.tokens import GROUP, GROUPS, plain_code, show_code
from player.errors import NotFound
from player.limits import limiter
from player.services import services

blueprint = Blueprint("verification", __name__, url_prefix="/verify")
LENGTH = GROUPS * GROUP
MOST_SHOWN = 40
"""Characters of what was typed that the page repeats."""


@blueprint.get("")
def form() -> Any:
    """The form for a code; what was typed becomes an address that can be kept and passed on."""
    typed = request.args.get("code", "").strip()
    if not typed:
        return _page("")
    return redirect(url_for("verification.certificate", code=plain_code(typed)[:MOST_SHOWN] or "-"))


@blueprint.get("/<code>")
@limiter.limit("30 per minute")
@limiter.limit("300 per hour")
def certificate(code: str) -> Any:
    """What a certificate is worth now."""
    found = _find(code)
    answer = make_response(_page(code, found), HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _find(code: str) -> Certificate | None:
    if len(plain_code(code)) != LENGTH:
        return None
    try:
        return companion().registry.certificate(code)
    except NotFound:
        return None


def _page(code: str, found: Certificate | None = None) -> str:
    now = companion().desk.clock()
    status = found.status(now) if found else "unknown" if code else ""
    return render_template(
        "certification/award/verify.html",
        status=status,
        found=found,
        code=show_code(found.code if found else plain_code(code)[:MOST_SHOWN]),
        length=LENGTH,
        now=now,
        simulated=services().config.demo,
    )
