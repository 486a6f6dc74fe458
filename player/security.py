"""What every answer of the server carries for safety's sake, and what no request may carry."""

from typing import Any

from flask import Flask, Response, abort, request

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
"""No inline script, no inline style, nothing from elsewhere, and no text that becomes markup."""

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


class Site(Flask):
    """An application whose log says what has failed, and holds no secret of an address (ASVS 5.0, 16.2.5)."""

    def log_exception(self, exc_info: Any) -> None:
        """Log a failure under its path, without the token of a link."""
        token = (request.view_args or {}).get("token")
        path = request.path.replace(token, "<token>") if token else request.path
        self.logger.error("Exception on %s [%s]", path, request.method, exc_info=exc_info)


def init_security(app: Flask, *, secure: bool) -> None:
    """Set the headers on every response, and refuse what no database takes."""
    headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if secure else {})

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    @app.before_request
    def refuse_nul() -> None:
        # PostgreSQL keeps no NUL in a text; no address has one, and nobody enters one
        if "\0" in request.path or any("\0" in value for value in request.values.values()):
            abort(400, "A request may hold no NUL character.")
