"""Signing in and out."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_limiter.util import get_remote_address

from player.devices import know_device, known_device
from player.errors import SignInRefused
from player.limits import limiter
from player.services import services
from player.sessions import carry, drop, visitor
from player.store import Role, User

blueprint = Blueprint("account", __name__)


def _address() -> str:
    return request.form.get("email", "").strip().casefold()


def _known() -> bool:
    return bool(known_device(_address()))


def _address_here() -> str:
    """An account as it is tried from one place: a browser that it is known from, or else a machine."""
    return f"{_address()} from {known_device(_address()) or get_remote_address()}"


def _refused(response: Response) -> bool:
    """Whether a try was wrong.

    Those of one machine are few, but a room of candidates behind one address may all sign in within a minute. A
    refusal counts when it is given, so that tries made at once slip past; hence the second limit.
    """
    return response.status_code == SignInRefused.status


@blueprint.get("/sign-in")
def sign_in() -> Any:
    """The form to sign in with."""
    user = visitor().user
    if user and not user.guest:
        return redirect(_wanted() or _place_of(user))
    return render_template("pages/sign_in.html", email="", error=None, next=_wanted())


@blueprint.post("/sign-in")
@limiter.limit("30 per 5 minutes", deduct_when=_refused, exempt_when=_known)
@limiter.limit("300 per 5 minutes")
@limiter.limit("10 per 5 minutes", key_func=_address_here)
@limiter.limit("100 per hour", key_func=_address, deduct_when=_refused, exempt_when=_known)
def try_sign_in() -> Any:
    """Sign in; a refusal says nothing of which part was wrong.

    Tries count for an account and the place that they come from, so that a stranger cannot keep its owner out. Those of
    all strangers together are slow; a browser that the account is known from has its own count alone.
    """
    try:
        session = services().accounts.sign_in(_address(), request.form.get("password", ""))
    except SignInRefused as error:
        page = render_template("pages/sign_in.html", email=_address(), error=str(error), next=_wanted())
        return page, error.status
    # whoever was here before in this browser is signed out (ASVS 5.0, 7.2.4)
    if visitor().token:
        services().accounts.sign_out(visitor().token)
    return know_device(carry(redirect(_wanted() or _place_of(session.user)), session), _address())


@blueprint.post("/sign-out")
def sign_out() -> Any:
    """End the session."""
    if visitor().token:
        services().accounts.sign_out(visitor().token)
    return drop(redirect(url_for("front.home")))


def _place_of(user: User) -> str:
    """Where somebody works who asked for no page."""
    return url_for(_PLACES.get(user.role, "front.home"))


_PLACES: Mapping[Role, str] = {"registrar": "office.home", "reviewer": "review.queue"}
"""Where a role has its work; for the others that is the first page."""


def _wanted() -> str:
    """Where to go after signing in: a path of this site, never another; empty where none was asked for."""
    wanted = request.values.get("next", "")
    parts = urlsplit(wanted)
    # browsers take a backslash for a slash, and drop tabs and line breaks
    local = (
        wanted.startswith("/")
        and not wanted.startswith(("//", "/\\"))
        and not (parts.scheme or parts.netloc)
        and wanted.isprintable()
    )
    return wanted if local else ""
