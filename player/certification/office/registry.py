"""Decisions, certificates, and the replay that shows years later why a decision was taken."""

import secrets
from dataclasses import dataclass
from typing import Literal

from player.certification.application import command as cmd
from player.certification.application.deciding import inputs_of
from player.certification.application.event import Decided
from player.certification.application.state import rebuild
from player.certification.errors import NotIndependent
from player.certification.office.desk import Desk, File
from player.certification.rules.decision import Party, Recommendation, recommend
from player.certification.store import Certificate, Unit
from player.certification.tokens import new_code, plain_code
from player.errors import NotFound
from player.store import User


@dataclass(frozen=True)
class Replay:
    """A decision taken again.

    Attributes:
        differences: what is not as it was recorded; none where everything is.
    """

    decided: Decided
    recommendation: Recommendation
    differences: tuple[str, ...]


class Registry:
    """The use cases of registrars, and of everybody who verifies a certificate."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def recommend(self, application: str, target: str) -> Recommendation:
        """What the rules recommend now.

        Raises:
            NotFound: there is no such application, or the target is not of it.
        """
        file = self._desk.look(application)
        if target not in file.state.targets:
            raise NotFound("There is nothing to decide under this name.")
        with self._desk.store.read() as unit:
            held = self._held(unit, file)
        return recommend(file.policy, inputs_of(file.policy, file.state, target, file.now, held))

    def decide(
        self,
        registrar: User,
        application: str,
        target: str,
        outcome: Literal["award", "refuse"],
        *,
        signed: str,
        said: str = "",
        authors: tuple[str, ...] = (),
    ) -> File:
        """Take a decision, or, where the policy asks for two registrars, propose or confirm it.

        Args:
            registrar: who decides.
            application: its identifier.
            target: a content area, or the certification.
            outcome: what is decided.
            signed: their name, typed under the statement about independence.
            said: why, in their own words; needed where they depart from what the rules recommend.
            authors: names of the authors of the assessments that were taken.

        Raises:
            NotReady: the parts are not all there, the statement is not signed, or a reason is missing.
            NotIndependent: they had a part in what is decided, or are no registrar.
        """
        if registrar.role != "registrar":
            raise NotIndependent(["A registrar takes decisions."])
        decider = Party(registrar.name, registrar.email or "", registrar.id)

        def make(unit: Unit, file: File) -> cmd.Decide:
            return cmd.Decide(
                by=registrar.id,
                target=target,
                outcome=outcome,
                decider=decider,
                signed=signed,
                said=said,
                decision=secrets.token_hex(16),
                code=plain_code(new_code()),
                authors=tuple(Party(name) for name in authors),
                certificates=self._held(unit, file),
            )

        return self._desk.ask(application, make)

    def _held(self, unit: Unit, file: File) -> tuple[str, ...]:
        """Areas in which the candidate holds a certificate that is valid now."""
        return unit.awards.held_by(file.record.user_id, file.now)

    def replay(self, decision: str) -> Replay:
        """Take a decision again, from the record alone.

        The application is rebuilt as it was, the inputs are gathered from it anew, and the rules of that time
        recommend under the policy of that time.

        Raises:
            NotFound: there is no such decision.
        """
        with self._desk.store.read() as unit:
            row = unit.awards.decision(decision)
            if row is None:
                raise NotFound(f"There is no decision {decision!r}.")
            application = unit.applications.get(row.application_id)
            policy = self._desk.policy_of(unit, application.policy) if application else None
        events = self._desk.history(row.application_id)
        found = [i for i, e in enumerate(events) if isinstance(e, Decided) and e.decision == decision]
        if not found or policy is None:
            raise NotFound(f"The decision {decision!r} is not in the record.")
        decided = events[found[0]]
        assert isinstance(decided, Decided)  # noqa: S101 (it was chosen by its type)
        before, held = rebuild(events[: found[0]]), decided.inputs.certificates
        inputs = inputs_of(policy, before, decided.target, decided.at, held)
        advice = recommend(policy, decided.inputs)
        pairs = {
            "inputs": (decided.inputs, inputs),
            "recommendation": (decided.recommendation, advice),
            "outcome": (row.outcome, decided.outcome),
            "decider": (row.by, decided.by),
            "time": (row.at, decided.at),
        }
        return Replay(decided, advice, tuple(name for name, (old, new) in pairs.items() if old != new))

    def certificate(self, typed: str) -> Certificate:
        """A certificate by its verification code, however it was typed.

        Raises:
            NotFound: there is none with this code.
        """
        with self._desk.store.read() as unit:
            found = unit.awards.certificate(plain_code(typed))
        if found is None:
            raise NotFound("There is no certificate with this code. Check it letter by letter.")
        return found

    def certificate_for(self, user: User, typed: str) -> Certificate:
        """A certificate as its owner and registrars may have it.

        Raises:
            NotFound: there is none with this code, or it is not for this account.
        """
        found = self.certificate(typed)
        if not (user.id == found.user_id or user.role == "registrar"):
            raise NotFound("There is no certificate with this code. Check it letter by letter.")
        return found
