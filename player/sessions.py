"""Who is behind a request: the session cookie, read once for each request."""

from dataclasses import dataclass
from typing import Any

from flask import g, request

from player.accounts import Session
from player.errors import NotAllowed, SignInRefused
from player.services import services
from player.store import Role, User


@dataclass(frozen=True)
class Visitor:
    """Somebody at the door: their token, and the user behind it if they are signed in."""

    token: str
    user: User | None


def cookie_name() -> str:
    """The name of the session cookie; over https its prefix binds it to this host alone."""
    return "__Host-sonocase" if services().config.secure else "sonocase"


def token_of_request() -> str:
    """The session's token that this request brings; empty where it brings none. Whether it is good, the database knows."""
    return request.cookies.get(cookie_name(), "")


def visitor() -> Visitor:
    """Who sent this request."""
    if "visitor" not in g:
        token = token_of_request()
        user = services().accounts.user_of(token) if token else None
        g.visitor = Visitor(token, user)
    seen: Visitor = g.visitor
    return seen


def signed_in(*roles: Role) -> User:
    """The user behind this request.

    Raises:
        SignInRefused: nobody is signed in.
        NotAllowed: somebody is, in none of these roles.
    """
    user = visitor().user
    if user is None:
        raise SignInRefused("Sign in to go on.")
    if roles and user.role not in roles:
        raise NotAllowed("Your account is not for this page.")
    return user


def carry(response: Any, session: Session) -> Any:
    """Give the browser its session."""
    response.set_cookie(
        cookie_name(),
        session.token,
        expires=session.expires,
        secure=services().config.secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    g.visitor = Visitor(session.token, session.user)
    return response


def drop(response: Any) -> Any:
    """Take the session from the browser."""
    secure = services().config.secure
    # a browser heeds a __Host- cookie only where it is marked Secure, its removal included
    response.delete_cookie(cookie_name(), path="/", secure=secure, httponly=True, samesite="Lax")
    return response
