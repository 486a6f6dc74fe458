"""A candidate's walk through the pages of certification, form by form, as a browser without scripts sends them."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any, Literal

from applicants import answers, result
from receptions import Guest, Reception
from werkzeug.test import TestResponse

from player.certification.application import command as cmd
from player.certification.companion import EXTENSION, Companion
from player.certification.office.vouchers import Order
from player.certification.rules.decision import Party
from player.certification.tokens import new_code, plain_code
from player.store import User

_ADDRESS = re.compile(r"/certification/applications/([0-9a-f]{32})")
_TAG = re.compile(r"<(script|style|svg).*?</\1>|<[^>]+>", re.DOTALL)


def words(answer: TestResponse) -> str:
    """What a page says, without its markup."""
    return " ".join(unescape(_TAG.sub(" ", answer.text)).split())


def companion_of(reception: Reception) -> Companion:
    """The companion behind the pages."""
    found: Companion = reception.app.extensions[EXTENSION]
    return found


@dataclass
class Walk:
    """A candidate before the pages, and the application that they are at."""

    reception: Reception
    guest: Guest
    user: User
    application: str = ""

    @classmethod
    def of(cls, reception: Reception, who: str, *, confirmed: bool = True) -> "Walk":
        """A candidate with an account, whose address is confirmed."""
        guest = reception.somebody(who)
        walk = cls(reception, guest, reception.people[who])
        if confirmed:
            office = companion_of(reception)
            office.registration.person(walk.user)
            with office.store.write() as unit:
                unit.people.confirm(walk.user.id, walk.user.email or "", datetime.now(UTC))
        return walk

    @property
    def companion(self) -> Companion:
        """The companion behind the pages."""
        return companion_of(self.reception)

    def path(self, page: str = "") -> str:
        """The address of a page of the application."""
        return f"/certification/applications/{self.application}" + (f"/{page}" if page else "")

    def get(self, page: str = "") -> TestResponse:
        """Open a page of the application."""
        return self.guest.get(self.path(page))

    def post(self, page: str, form: Mapping[str, Any] | None = None) -> TestResponse:
        """Send a form of the application."""
        return self.guest.post(self.path(page), form)

    def begin(self) -> "Walk":
        """A new application."""
        answer = self.guest.post("/certification/applications")
        found = _ADDRESS.search(answer.headers["Location"])
        assert found
        self.application = found[1]
        return self

    def choose(self, areas: Sequence[str] = ("cardiac",)) -> "Walk":
        """Choose what to earn."""
        assert self.post("choice", {"area": list(areas)}).status_code == 302
        return self

    def declare(self, areas: Sequence[str] = ("cardiac",), **changes: str) -> TestResponse:
        """State prerequisites that are met, but for what is changed."""
        today = datetime.now(UTC).date()
        return self.post("prerequisites", {**stated(areas, today), **changes})

    def sign(self) -> TestResponse:
        """Sign all attestations."""
        names = list(self.companion.desk.policy.attestations)
        return self.post("attestations", {"statement": names, "typed": self.user.name})

    def filled(self, areas: Sequence[str] = ("cardiac",)) -> "Walk":
        """An application that can be submitted."""
        self.begin().choose(areas).declare(areas)
        assert self.sign().status_code == 302
        return self

    def eligible(self, areas: Sequence[str] = ("cardiac",)) -> "Walk":
        """An application that waits for its voucher; chance draws no audit."""
        self.filled(areas)
        self.companion.desk.act(self.application, cmd.Submit(self.user.id, draw=0.99))
        return self

    def opened(self, areas: Sequence[str] = ("cardiac",)) -> "Walk":
        """An application with an open window."""
        self.eligible(areas)
        assert self.post("voucher", {"code": code_of(self.companion)}).status_code == 302
        return self

    def name_evaluators(self, area: str = "cardiac") -> TestResponse:
        """Name three people."""
        return self.post(f"areas/{area}/evaluators", people(self.user.id[:8]))


def token_of(walk: Walk, number: int) -> str:
    """The token of the link in the letter to an evaluator."""
    evaluators = walk.companion.desk.look(walk.application).state.evaluators
    invitation = walk.companion.peers.invitation(evaluators[number].id)
    assert invitation
    return walk.companion.desk.tokens.link("evaluator", invitation.nonce)


def stated(areas: Sequence[str], today: date) -> dict[str, str]:
    """A form of prerequisites that are met, whatever the area asks for."""
    form = {
        "credential": "spi", "dated": str(today - timedelta(days=700)), "practising": "on", "good-standing": "on",
    }  # fmt: skip
    for area in areas:
        form |= {
            f"{area}.practising": "on",
            f"{area}.cases": "40",
            f"{area}.first": str(today - timedelta(days=300)),
            f"{area}.last": str(today - timedelta(days=10)),
        }
    return form


def people(at: str) -> dict[str, str]:
    """A form that names three evaluators, each with an address of this test's own."""
    named = {f"name-{n}": f"Doctor {n}" for n in (1, 2, 3)}
    return named | {f"email-{n}": f"doctor-{n}@{at}.example.org" for n in (1, 2, 3)}


def code_of(office: Companion, areas: Sequence[str] = ()) -> str:
    """The code of a fresh voucher."""
    order = Order(tuple(areas), datetime.now(UTC) + timedelta(days=90), "Course 12")
    return office.vouchers.issue("r1", [order])[0].code


def complete(walk: Walk) -> Walk:
    """An application with everything that a decision needs."""
    walk.opened()
    walk.post("agreement", {"typed": walk.user.name})
    attempt, desk = secrets.token_hex(16), walk.companion.desk
    desk.act(walk.application, cmd.Begin(walk.user.id, "cardiac", attempt))
    desk.act(walk.application, cmd.RecordResult(result(attempt, "cardiac", datetime.now(UTC))))
    walk.name_evaluators()
    for number in range(2):
        walk.companion.peers.submit(token_of(walk, number), answers(desk.policy))
    return walk


def decided(walk: Walk, outcome: Literal["award", "refuse"]) -> Walk:
    """A decision by as many registrars as the policy asks for."""
    complete(walk)
    for by in ("r1", "r2"):
        made = cmd.Decide(
            by=by,
            target="cardiac",
            outcome=outcome,
            decider=Party(by.title(), f"{by}@example.org", by),
            signed=by.title(),
            said="The log of cases does not hold.",
            decision=secrets.token_hex(16),
            code=plain_code(new_code()),
        )
        if "cardiac" not in walk.companion.desk.look(walk.application).state.decisions:
            walk.companion.desk.act(walk.application, made)
    return walk
