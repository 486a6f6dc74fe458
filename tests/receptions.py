"""A reception: the application with the small package published, and people of every role at its door."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, get_args

from flask import Flask
from flask.testing import FlaskClient
from houses import next_step
from packages import package
from presses import Press
from tiny import AREA
from werkzeug.test import TestResponse

from player import create_app
from player.config import Config
from player.engine import command as cmd
from player.engine.command import Command
from player.errors import IllegalTransition
from player.services import Services
from player.store import Role, User
from scenarios.model.package import Mode

PASSWORD = "a long test password"
HTTP, HTTPS = "http://localhost", "https://exam.example.org"
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def token_in(page: str) -> str | None:
    """The token of a page's forms."""
    found = _TOKEN.search(page)
    return found[1] if found else None


def without_token(page: str) -> str:
    """A page without its forms' token, which is another one with each second."""
    return _TOKEN.sub("", page)


@dataclass
class Reception:
    """The application of an instance, asked without a network."""

    app: Flask
    origin: str = HTTP
    people: dict[str, User] = field(default_factory=dict)

    @property
    def services(self) -> Services:
        """What stands behind the pages."""
        found: Services = self.app.extensions["sonocase"]
        return found

    def somebody(self, who: str, role: Role = "candidate") -> "Guest":
        """A signed-in person; `who` is made an account the first time."""
        if who not in self.people:
            address = f"{who}@example.org"
            self.people[who] = self.services.accounts.add(address, who.title(), role, PASSWORD)
        return Guest(self, self.services.accounts.sign_in(f"{who}@example.org", PASSWORD).token)

    def guest(self) -> "Guest":
        """Somebody who practises without an account."""
        return Guest(self, self.services.accounts.sign_in_guest().token)

    def nobody(self) -> "Guest":
        """Somebody who is not signed in."""
        return Guest(self, "")

    def everybody(self) -> dict[str, "Guest"]:
        """One of every kind."""
        staff: Mapping[str, Guest] = {role: self.somebody(role, role) for role in get_args(Role)}
        return {"nobody": self.nobody(), "guest": self.guest(), **staff}


def open_reception(
    folder: Path, *, origin: str = HTTP, demo: bool = True, database: str = "", signed: bool = True
) -> Reception:
    """An instance of its own in a folder, in which everything is signed off unless `signed` says otherwise."""
    press = Press.below(folder)
    version, _ = press.publish(package())
    if signed:
        press.sign_off(version)
    config = Config(press.instance, database or press.url, "s" * 40, (origin,), demo=demo)
    return Reception(create_app(config), origin)


def reopened(reception: Reception, **changes: Any) -> Reception:
    """The same instance under another configuration."""
    config = replace(reception.services.config, **changes)
    return Reception(create_app(config), config.origins[0], reception.people)


class Guest:
    """A person before a browser without JavaScript; `token` is their session."""

    def __init__(self, reception: Reception, token: str) -> None:
        self.reception, self.token = reception, token
        self.client: FlaskClient = reception.app.test_client()
        if token:
            secure = reception.origin.startswith("https")
            name = "__Host-sonocase" if secure else "sonocase"
            host = reception.origin.partition("://")[2]
            self.client.set_cookie(name, token, domain=host, secure=secure)

    def get(self, path: str, **headers: str) -> TestResponse:
        """Fetch something."""
        return self.client.get(path, base_url=self.reception.origin, headers=headers)

    def post(self, path: str, form: Mapping[str, str] | None = None, **headers: str) -> TestResponse:
        """Send a form as a browser does, with its token and where it was filled in."""
        fields = {**(form or {}), "csrf_token": self.csrf()}
        given = {"Referer": f"{self.reception.origin}/", **headers}
        return self.client.post(path, base_url=self.reception.origin, data=fields, headers=given)

    def csrf(self) -> str:
        """The token of this browser's forms."""
        for page in ("/sign-in", "/"):
            if found := token_in(self.get(page).text):
                return found
        raise AssertionError("no page has a form")

    # --- a sitting, taken behind the pages ---

    def create(self, mode: Mode = "practice", area: str = AREA) -> str:
        """An attempt that has not begun; gives its identifier."""
        services = self.reception.services
        user = services.accounts.user_of(self.token)
        with services.store.read() as unit:
            version = unit.versions.offered(area)
        assert user
        assert version
        return services.delivery.create(user, version, mode)

    def begin(self, mode: Mode = "practice", area: str = AREA) -> str:
        """An attempt that has begun; gives its identifier."""
        attempt = self.create(mode, area)
        with suppress(IllegalTransition):
            self.reception.services.delivery.handle(attempt, self.token, cmd.Start())
        return attempt

    def state(self, attempt: str) -> dict[str, Any]:
        """What this person's browser is told of a sitting."""
        services = self.reception.services
        said: dict[str, Any] = services.view(services.delivery.look(attempt, self.token)).model_dump(
            mode="json"
        )
        return said

    def send(self, attempt: str, command: Command) -> dict[str, Any]:
        """A command, and the state after it."""
        self.reception.services.delivery.handle(attempt, self.token, command)
        return self.state(attempt)

    def pause(self, attempt: str) -> None:
        """Suspend a sitting."""
        self.reception.services.delivery.handle(attempt, self.token, cmd.Suspend(0))

    def play(self, attempt: str, until: str) -> dict[str, Any]:
        """Go on until a segment, an item or a stage is the current one; gives the state there."""
        state = self.state(attempt)
        while until not in {state["stage"], *_current(state)}:
            state = self.send(attempt, _command(next_step(state)))
        return state


def _current(state: Mapping[str, Any]) -> tuple[str, ...]:
    if state["stage"] == "asking":
        return (state["question"]["item"],)
    return (state["segments"][-1]["id"],) if state["stage"] == "playing" else ()


def _command(step: Mapping[str, Any]) -> Command:
    if step["kind"] == "submit":
        return cmd.Submit(0, step["item"], step["response"])
    return cmd.Reach(0, step["segment"]) if step["kind"] == "reached" else cmd.Continue(0)
