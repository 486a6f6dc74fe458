"""The certificate to download, for its owner and for registrars."""

from typing import Any

from flask import Blueprint, make_response

from player.certification.certificate import typeset_certificate
from player.certification.companion import companion
from player.limits import limiter
from player.services import services
from player.sessions import signed_in, visitor

blueprint = Blueprint("certificates", __name__, url_prefix="/certification/certificates")


def _account() -> str:
    user = visitor().user
    return user.id if user else ""


@blueprint.get("/<code>.pdf")
@limiter.limit("60 per hour", key_func=_account)
def download(code: str) -> Any:
    """The certificate as a PDF."""
    office = companion()
    found = office.registry.certificate_for(signed_in("candidate", "registrar"), code)
    address = office.links.verification(found.code)
    answer = make_response(typeset_certificate(found, address, simulated=services().config.demo))
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f"attachment; filename=certificate-{found.target}.pdf"
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
