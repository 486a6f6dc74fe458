"""Creating an account, confirming its address, and setting a new password.

Every answer is the same whether an address has an account or not. A link of a letter does nothing when it is
opened, since programs that scan mail open all of them; it acts on the press of a button.
"""

from typing import Any

from flask import Blueprint, make_response, render_template, request
from pydantic import TypeAdapter, ValidationError

from player.accounts import MAX_PASSWORD, MIN_PASSWORD, check_password
from player.certification.companion import companion
from player.certification.pages.candidate.entries import Entries
from player.certification.text import Email, is_plain
from player.errors import ConfigError
from player.limits import limiter
from player.sessions import drop

blueprint = Blueprint("registration", __name__)
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)


def _address() -> str:
    return request.form.get("email", "").strip().casefold()


@blueprint.get("/sign-up")
def sign_up() -> str:
    """The form for an account."""
    return _form("sign_up", Entries({}))


@blueprint.post("/sign-up")
@limiter.limit("60 per hour")
@limiter.limit("5 per hour", key_func=_address)
def register() -> Any:
    """Make an account, and send the link that confirms its address."""
    entries = Entries(request.form)
    name, email, password = entries.needed("name", "your name"), _email(entries), _password(entries)
    if entries.errors:
        return _form("sign_up", entries), 400
    companion().registration.register(email, name, password)
    return _told("Look into your mail", "sign-up", email)


@blueprint.get("/confirm/<token>")
def confirm(token: str) -> str:
    """The button that confirms an address; opening this page changes nothing."""
    return render_template("certification/candidate/confirm.html", token=token)


@blueprint.post("/confirm/<token>")
@limiter.limit("60 per hour")
def use_confirmation(token: str) -> str:
    """Confirm an address."""
    companion().registration.confirm(token)
    return _told("Your address is confirmed", "confirmed")


@blueprint.get("/forgot-password")
def forgot() -> str:
    """The form to ask for a link that sets a new password."""
    return _form("forgot", Entries({}))


@blueprint.post("/forgot-password")
@limiter.limit("60 per hour")
@limiter.limit("5 per hour", key_func=_address)
def ask_reset() -> Any:
    """Send a link to set a new password, if the address has an account."""
    entries = Entries(request.form)
    email = _email(entries)
    if entries.errors:
        return _form("forgot", entries), 400
    companion().registration.ask_reset(email)
    return _told("Look into your mail", "forgot", email)


@blueprint.get("/reset/<token>")
@limiter.limit("60 per hour")
def reset(token: str) -> str:
    """The form to set a new password; opening it uses nothing."""
    companion().registration.check_reset(token)
    return _form("reset", Entries({}), token=token)


@blueprint.post("/reset/<token>")
@limiter.limit("60 per hour")
def use_reset(token: str) -> Any:
    """Set a new password, and end all sessions of the account."""
    entries = Entries(request.form)
    password = _password(entries)
    if entries.errors:
        return _form("reset", entries, token=token), 400
    companion().registration.reset(token, password)
    return drop(make_response(_told("Your new password is set", "reset")))


def _email(entries: Entries) -> str:
    try:
        email = _EMAIL.validate_python(entries.given.get("email", ""))
    except ValidationError:
        email = ""
    if not is_plain(email) or not email:
        entries.errors["email"] = "Enter an e-mail address such as name@example.org."
    return email


def _password(entries: Entries) -> str:
    password = entries.given.get("password", "")
    try:
        check_password(password)
    except ConfigError as error:
        entries.errors["password"] = str(error)
    return password


def _form(template: str, entries: Entries, **more: str) -> str:
    return render_template(
        f"certification/candidate/{template}.html",
        values=entries.given,
        errors=entries.errors,
        least=MIN_PASSWORD,
        most=MAX_PASSWORD,
        **more,
    )


def _told(title: str, what: str, email: str = "") -> str:
    return render_template("certification/candidate/told.html", title=title, what=what, email=email)
