"""An application for tests, driven through its state machine: steps in good order, a clock that obeys, and no I/O."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from player.certification.application import command as cmd
from player.certification.application.event import Event
from player.certification.application.state import Application, advance, rebuild
from player.certification.application.transitions import apply, open_application, settle
from player.certification.policy import CERTIFICATION, Policy, read_policy
from player.certification.rules.decision import Outcome, Party, Result
from player.certification.rules.eligibility import AreaPractice, Credential, Declaration
from player.certification.rules.evaluation import Answers
from player.certification.rules.evaluators import Person

T0 = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NAME, EMAIL, USER = "Grace Hale", "grace@example.org", "u" * 32
ANN = Party("Ann Lee", "ann@example.org", "r1")
BO = Party("Bo Yu", "bo@example.org", "r2")
NO_AUDIT, AUDIT = 0.99, 0.0


@lru_cache
def policy_of(**changes: Any) -> Policy:
    """The policy that comes with Sonocase, with some of its rules changed: `decision_four_eyes="never"`."""
    policy = read_policy()
    data = policy.model_dump()
    for name, value in changes.items():
        part, _, rule = name.partition("_")
        data[part][rule] = value
    return Policy.model_validate(data)


def declaration(areas: Sequence[str], policy: Policy, now: datetime = T0) -> Declaration:
    """Everything that these areas ask for, and no more."""
    practice = {
        area: AreaPractice(
            practising=True,
            cases=policy.areas[area].cases,
            first=now.date() - timedelta(days=300),
            last=now.date() - timedelta(days=10),
        )
        for area in areas
    }
    credential = Credential(kind="spi", dated=date(now.year - 2, 5, 4))
    return Declaration(credential=credential, practising=True, good_standing=True, areas=practice)


def answers(policy: Policy, rating: int = 4, **changes: Any) -> Answers:
    """Whole answers to the questionnaire, with one rating throughout."""
    whole = Answers(
        consent=True,
        basis="observed",
        recency="months-3",
        conflict="none",
        ratings=dict.fromkeys(policy.questionnaire.items, rating),
    )
    return whole.model_copy(update=changes)


def result(attempt: str, area: str, now: datetime, *, passed: bool | None = True, number: int = 1) -> Result:
    """What the player reports of an attempt."""
    return Result(
        attempt=attempt,
        area=area,
        version="v1",
        number=number,
        form="f" * 64,
        keys="k" * 64,
        scoring=1,
        closed_at=now,
        reason="completed",
        percent=80.0 if passed else 40.0,
        passed=passed,
        cut_score={"percent": 70.0, "method": "m", "decided": "2026-11-23", "panel": "p"},
    )


@dataclass
class Road:
    """One application on its way; each step is what the person whose turn it is would do."""

    areas: tuple[str, ...] = ("cardiac",)
    certification: bool = False
    policy: Policy = field(default_factory=policy_of)
    now: datetime = T0

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        opened = open_application(
            self.policy, person=USER, name=NAME, email=EMAIL, id_number="123456789", now=self.now
        )
        self.events: list[Event] = [opened]
        self.state: Application = rebuild(self.events)

    def do(self, command: cmd.Command) -> "Road":
        """Settle what is over, and apply a command."""
        self.settle()
        self._take(apply(self.policy, self.state, command, self.now))
        return self

    def settle(self) -> "Road":
        """Let time have its way."""
        self._take(settle(self.state, self.now))
        return self

    def _take(self, events: tuple[Event, ...]) -> None:
        self.events += events
        self.state = advance(self.state, events)

    def wait(self, **span: float) -> "Road":
        """Let time pass."""
        self.now += timedelta(**span)
        return self

    def number(self, kind: str) -> str:
        """An identifier that was not used before."""
        return f"{kind}{next(self._numbers)}"

    # --- the applicant ---

    def fill(self) -> "Road":
        """Choose, state the prerequisites, and sign."""
        self.do(cmd.Choose(USER, self.areas, self.certification))
        self.do(cmd.Declare(USER, declaration(self.areas, self.policy, self.now)))
        return self.sign()

    def sign(self) -> "Road":
        """Sign every attestation."""
        for name in self.policy.attestations:
            self.do(cmd.Sign(USER, name, NAME))
        return self

    def submit(self, draw: float = NO_AUDIT, *, insist: bool = False) -> "Road":
        """Fill in and hand in."""
        return self.fill().do(cmd.Submit(USER, draw, insist))

    def open(self) -> "Road":
        """On to an open window, with the agreement signed."""
        self.submit().do(cmd.Redeem(USER, "voucher-1", ()))
        return self.do(cmd.Sign(USER, "agreement", NAME))

    def begin(self, area: str = "cardiac") -> str:
        """Begin an attempt."""
        attempt = self.number("attempt-")
        self.do(cmd.Begin(USER, area, attempt))
        return attempt

    def sit(self, area: str = "cardiac", *, passed: bool | None = True) -> "Road":
        """Take an attempt to its end."""
        attempt = self.begin(area)
        self.wait(hours=1)
        return self.do(cmd.RecordResult(result(attempt, area, self.now, passed=passed)))

    def person(self) -> Person:
        """Somebody who was not named before."""
        name = self.number("e")
        return Person(id=name, name=f"Doctor {name}", email=f"{name}@example.org")

    def name(self, area: str = "cardiac") -> "Road":
        """Name the evaluators of an area."""
        people = tuple(self.person() for _ in range(self.policy.evaluators.named))
        return self.do(cmd.NameEvaluators(USER, area, people))

    # --- the evaluators ---

    def asked(self, area: str = "cardiac") -> list[str]:
        """The evaluators of an area who may answer."""
        return [each.id for each in self.state.evaluators_in(area) if each.may_answer]

    def evaluate(self, evaluator: str, rating: int = 4, **changes: Any) -> "Road":
        """One evaluator answers."""
        given = answers(self.policy, rating, **changes)
        return self.do(cmd.Evaluate(f"evaluator/{evaluator}", evaluator, given))

    def evaluated(self, area: str = "cardiac", rating: int = 4) -> "Road":
        """As many evaluations as are needed."""
        self.name(area)
        for evaluator in self.asked(area)[: self.policy.evaluators.needed]:
            self.evaluate(evaluator, rating)
        return self

    def complete(self) -> "Road":
        """Everything that a decision needs, in all areas."""
        self.open()
        for area in self.areas:
            self.sit(area).evaluated(area)
        return self

    # --- the staff ---

    def decide(
        self, outcome: Outcome = "award", target: str = "cardiac", by: Party = ANN, **changes: Any
    ) -> "Road":
        """A registrar decides."""
        whole: dict[str, Any] = {
            "by": by.id,
            "target": target,
            "outcome": outcome,
            "decider": by,
            "signed": by.name,
            "said": "",
            "decision": self.number("decision-"),
            "code": self.number("CODE"),
        }
        return self.do(cmd.Decide(**{**whole, **changes}))

    def refused(self) -> "Road":
        """On to a refusal by two registrars, after the window."""
        self.open().wait(days=self.policy.window.days)
        return self.decide("refuse").decide("refuse", by=BO)


__all__ = ["ANN", "AUDIT", "BO", "CERTIFICATION", "EMAIL", "NAME", "NO_AUDIT", "T0", "USER", "Road"]
