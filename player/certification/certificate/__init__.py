"""The certificate as an accessible PDF: what it says, and how it is set.

    typeset_certificate(certificate, "https://exam.example.org/verify/...", simulated=False)

What was revoked, or has expired, still looks the same on paper: that is what the verification address is for.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from player.certification.certificate.matrix import draw_matrix
from player.certification.store import Certificate
from player.certification.text import say_day
from player.certification.tokens import show_code
from player.pdf import typeset

TEMPLATE = Path(__file__).with_name("certificate.typ")
SIMULATED = "Simulated programme. This certificate is part of a demonstration and attests to nothing."


def typeset_certificate(certificate: Certificate, address: str, *, simulated: bool) -> bytes:
    """The PDF of a certificate; the same certificate always gives the same bytes.

    Args:
        certificate: what was awarded.
        address: where anybody can verify it.
        simulated: whether it belongs to a demonstration, and has to say so.

    Raises:
        TypesetRefused: no font here has a letter of the name.
    """
    return typeset(TEMPLATE, _said(certificate, address, simulated=simulated), at=certificate.awarded_at)


def _said(certificate: Certificate, address: str, *, simulated: bool) -> dict[str, Any]:
    return {
        "simulated": SIMULATED if simulated else None,
        "heading": "Certificate",
        "field": "Point-of-care ultrasound",
        "before": "This is to certify that",
        "name": certificate.name,
        "after": "has met all requirements of the programme for",
        "title": certificate.title,
        "facts": [
            ["Awarded on", say_day(certificate.awarded_at)],
            ["Valid until", say_day(certificate.expires_at)],
        ],
        "verify": "Verify with the code",
        "code": show_code(certificate.code),
        "address": address,
        "issuer": urlsplit(address).netloc,
        "qr": draw_matrix(address),
        "qr_alt": f"QR code of the address {address}",
    }
