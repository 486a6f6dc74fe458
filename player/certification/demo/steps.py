"""What somebody of the demonstration can do; each does it through the use cases of the office."""

import io
from collections.abc import Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from PIL import Image, ImageDraw

from player.certification.application import command as cmd
from player.certification.application.command import Command
from player.certification.application.event import Grounds, Turndown
from player.certification.demo.sitting import Given, take
from player.certification.demo.town import NOWHERE, Someone, Step, address_of
from player.certification.rules.eligibility import AreaPractice, Credential, Declaration
from player.certification.rules.evaluation import Answers
from player.engine import command as engine

AUDITED, NOT_AUDITED = 0.0, 0.99
"""What chance gives: below the rate of the policy, an application is audited."""


def register(who: Someone) -> None:
    """Make an account, and confirm its address."""
    office = who.office
    who.user = who.town.add_account(who.name, "candidate")
    office.registration.send_confirmation(who.account)
    with office.store.read() as unit:
        letters = unit.letters.in_states(["waiting"])
    nonce = next(each.context["ticket"] for each in letters if each.recipient == who.email)
    # before the link is used, or the letter would find nothing to carry
    who.town.sender.send_due()
    office.registration.confirm(office.desk.tokens.link("confirm", nonce))


def fill(*areas: str, cases: int = 40, certification: bool = False, sign: bool = True) -> Step:
    """Begin an application and fill it in."""

    def step(who: Someone) -> None:
        register(who)
        who.application = who.office.applicants.open(who.account).id
        _do(who, cmd.Choose(who.account.id, areas, certification))
        _do(who, cmd.Declare(who.account.id, _stated(areas, cases, who.town.clock.now.date())))
        for statement in who.office.desk.policy.attestations if sign else ():
            _do(who, cmd.Sign(who.account.id, statement, who.name))

    return step


def _stated(areas: Sequence[str], cases: int, today: date) -> Declaration:
    first, last = today - timedelta(days=400), today - timedelta(days=9)
    practice = AreaPractice(practising=True, cases=cases, first=first, last=last)
    held = Credential(kind="spi", number="204 117", dated=today - timedelta(days=800))
    return Declaration(
        credential=held, practising=True, good_standing=True, areas=dict.fromkeys(areas, practice)
    )


def _do(who: Someone, command: Command) -> None:
    who.office.desk.act(who.application, command)


def attach(name: str, about: str) -> Step:
    """Attach a picture of a document that is none."""

    def step(who: Someone) -> None:
        picture, data = Image.new("RGB", (640, 400), "white"), io.BytesIO()
        drawing = ImageDraw.Draw(picture)
        drawing.rectangle((20, 20, 620, 380), outline="black", width=3)
        drawing.multiline_text(
            (60, 80), f"Sample, made up\n\n{about}\n{address_of(who.name)}", fill="black", font_size=26
        )
        picture.save(data, "PNG")
        who.office.applicants.attach(who.account, who.application, data.getvalue(), name, about)

    return step


def submit(*, audited: bool = False, insist: bool = False) -> Step:
    """Hand the application in."""
    draw = AUDITED if audited else NOT_AUDITED
    return lambda who: _do(who, cmd.Submit(who.account.id, draw, insist))


def apply_for(*areas: str, certification: bool = False) -> Step:
    """An application from nothing to eligible."""

    def step(who: Someone) -> None:
        fill(*areas, certification=certification)(who)
        submit()(who)

    return step


def enter_voucher(who: Someone) -> None:
    """Enter the next voucher, and sign the agreement."""
    who.office.vouchers.redeem(who.account.id, who.application, who.town.codes.pop(0))
    _do(who, cmd.Sign(who.account.id, "agreement", who.name))


def sit(area: str, given: Given = MappingProxyType({})) -> Step:
    """Take the assessment of an area; right throughout, but for what is given instead."""

    def step(who: Someone) -> None:
        attempt = who.office.assessments.begin(who.account, who.application, area)
        take(who.town.delivery, attempt, who.town.clock.wait, given)
        who.office.assessments.sync(who.application)

    return step


def fail(area: str) -> Step:
    """Begin the assessment of an area, and leave it without an answer."""

    def step(who: Someone) -> None:
        attempt = who.office.assessments.begin(who.account, who.application, area)
        who.town.delivery.order(attempt, engine.Start())
        who.town.clock.wait(300)
        who.town.delivery.order(attempt, engine.Close("completed"))
        who.office.assessments.sync(who.application)

    return step


def begin(area: str) -> Step:
    """Open an assessment, and read its briefing."""

    def step(who: Someone) -> None:
        who.office.assessments.begin(who.account, who.application, area)

    return step


def name(area: str, *names: str, lost: str = "") -> Step:
    """Name evaluators; one who is `lost` has an address that nobody reads."""

    def step(who: Someone) -> None:
        people = [(each, address_of(each)) for each in names]
        people += [(lost, f"{address_of(lost).partition('@')[0]}@{NOWHERE}")] if lost else []
        who.office.peers.name(who.account.id, who.application, area, people)

    return step


def replace(old: str, new: str) -> Step:
    """Name somebody else in the place of an evaluator."""

    def step(who: Someone) -> None:
        evaluator = _evaluator(who, old)
        who.office.peers.replace(who.account.id, who.application, evaluator, new, address_of(new))

    return step


def _evaluator(who: Someone, named: str) -> str:
    state = who.office.desk.look(who.application).state
    return next(each.id for each in state.evaluators if each.person.name == named)


def _token(who: Someone, named: str) -> str:
    invitation = who.office.peers.invitation(_evaluator(who, named))
    assert invitation  # noqa: S101 (whoever was named has one)
    return who.office.desk.tokens.link("evaluator", invitation.nonce)


def answer(named: str, rating: int = 4, *, remark: str = "", concern: str = "") -> Step:
    """An evaluator answers."""

    def step(who: Someone) -> None:
        items = who.office.desk.policy.questionnaire.items
        remarks = {name: said for name, said in (("strengths", remark), ("concerns", concern)) if said}
        given = Answers(
            consent=True,
            basis="observed",
            recency="months-3",
            conflict="none",
            ratings=dict.fromkeys(items, rating),
            remarks=remarks,
        )
        who.office.peers.submit(_token(who, named), given)

    return step


def turn_down(named: str, how: Turndown = "declined", said: str = "") -> Step:
    """An evaluator declines, or does not know the candidate."""
    return lambda who: _turned_down(who, named, how, said)


def _turned_down(who: Someone, named: str, how: Turndown, said: str) -> None:
    who.office.peers.turn_down(_token(who, named), how, said)


def withdraw(who: Someone) -> None:
    """The applicant does not go on."""
    who.office.assessments.withdraw(who.account.id, who.application)


def appeal(words: str, target: str = "") -> Step:
    """The applicant appeals."""
    grounds: Grounds = "results" if target else "ineligibility"
    return lambda who: _do(who, cmd.Appeal(who.account.id, grounds, target, words))


# --- the staff ---


def review(number: int, reason: str = "") -> Step:
    """A registrar looks at a document; with a reason, it is not accepted."""

    def step(who: Someone) -> None:
        documents = list(who.office.desk.look(who.application).state.documents)
        _do(who, cmd.ReviewDocument(_staff(who), documents[number], not reason, reason))

    return step


def _staff(who: Someone, number: int = 0) -> str:
    return who.town.registrars[number].id


def give_back(reason: str) -> Step:
    """A registrar gives the application back."""
    return lambda who: _do(who, cmd.Return(_staff(who), reason))


def pass_audit(words: str) -> Step:
    """A registrar finds the application in order."""
    return lambda who: _do(who, cmd.PassAudit(_staff(who), words))


def accommodate(multiplier: float, reason: str) -> Step:
    """A registrar grants more time, and breaks."""

    def step(who: Someone) -> None:
        who.office.assessments.accommodate(
            _staff(who),
            who.application,
            multiplier,
            breaks=True,
            reason=reason,
            approver="Committee on access",
        )

    return step


def decide(target: str, outcome: Literal["award", "refuse"], *, by: int = 0) -> Step:
    """A registrar decides."""

    def step(who: Someone) -> None:
        registrar = who.town.registrars[by]
        who.office.registry.decide(registrar, who.application, target, outcome, signed=registrar.name)

    return step


def revoke(target: str, reason: str) -> Step:
    """A registrar revokes what was awarded."""
    return lambda who: _do(who, cmd.Revoke(_staff(who, 1), target, reason))
