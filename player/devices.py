"""Browsers that an account has been signed in from: whoever tries its password elsewhere cannot lock them out.

After a right password a browser is given a token that proves it for this one address of e-mail, and nothing else: it
signs nobody in (after OWASP's "device cookies"). Nothing is kept on the server.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any

from flask import request

from player.services import services

LASTS = timedelta(days=180)
"""How long a browser is known after a sign-in."""


def _cookie_name() -> str:
    return "__Host-sonocase-device" if services().config.secure else "sonocase-device"


def _token(nonce: str, email: str) -> str:
    said = f"device/{nonce}/{email.casefold()}".encode()
    return f"{nonce}.{hmac.new(services().config.secret_key.encode(), said, hashlib.sha256).hexdigest()}"


def known_device(email: str) -> str:
    """The name of the browser that sent this request, if this account was signed in from it before; else empty."""
    token = request.cookies.get(_cookie_name(), "")
    nonce = token.partition(".")[0]
    return nonce if hmac.compare_digest(token.encode(), _token(nonce, email).encode()) else ""


def know_device(response: Any, email: str) -> Any:
    """Let this browser prove later that an account was signed in from it."""
    response.set_cookie(
        _cookie_name(),
        _token(known_device(email) or secrets.token_hex(16), email),
        max_age=LASTS,
        secure=services().config.secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response
