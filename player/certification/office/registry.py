"""Decisions, certificates, and the replay that shows years later why a decision was taken."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal

from player.certification.application import command as cmd
from player.certification.application.deciding import (
    conflicts_in,
    conflicts_in_appeal,
    inputs_of,
    lapsed,
)
from player.certification.application.event import Decided
from player.certification.application.state import Application, rebuild
from player.certification.errors import NotIndependent, NotReady
from player.certification.office.desk import Desk, File
from player.certification.rules.decision import Inputs, Party, Recommendation, recommend
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


@dataclass(frozen=True)
class Weighing:
    """What a registrar has before them.

    Attributes:
        inputs: what the recommendation rests on.
        conflicts: why this registrar may not decide; none where they may.
        lapsed: whether the first registrar's word counts no more, as they have come to have a part in it.
    """

    file: File
    target: str
    inputs: Inputs
    recommendation: Recommendation
    conflicts: tuple[str, ...]
    lapsed: bool = False


class Registry:
    """The use cases of registrars, and of everybody who verifies a certificate.

    `authors_of` gives the names of the authors of a published version, `user_of` an account by its identifier.
    """

    def __init__(
        self,
        desk: Desk,
        authors_of: Callable[[str], tuple[str, ...]],
        user_of: Callable[[str], User | None],
    ) -> None:
        self._desk = desk
        self._user_of = user_of
        self._authors_of = authors_of

    def recommend(self, application: str, target: str) -> Recommendation:
        """What the rules recommend now.

        Raises:
            NotFound: there is no such application, or the target is not of it.
        """
        return self._advise(self._desk.look(application), target)[1]

    def weigh(self, registrar: User, file: File, target: str) -> Weighing:
        """What a registrar has before them when they decide.

        Raises:
            NotFound: the target is not of the application.
        """
        inputs, advice = self._advise(file, target)
        authors, proposal = self._authors(file.state, target), file.state.proposals.get(target)
        conflicts = conflicts_in(file.state, target, _party(registrar), authors)
        gone = proposal and lapsed(file.state, proposal, self._proposer(file.state, target), authors)
        return Weighing(file, target, inputs, advice, conflicts, bool(gone))

    def _proposer(self, state: Application, target: str) -> Party | None:
        """Who has proposed a decision, as their account is now."""
        proposal = state.proposals.get(target)
        user = self._user_of(proposal.by) if proposal else None
        return _party(user) if user else None

    def conflicts_in_appeal(self, registrar: User, file: File, target: str) -> tuple[str, ...]:
        """Why a registrar may not answer an appeal; nothing where they may."""
        return conflicts_in_appeal(file.state, target, _party(registrar), self._authors(file.state, target))

    def _advise(self, file: File, target: str) -> tuple[Inputs, Recommendation]:
        if target not in file.state.targets:
            raise NotFound("There is nothing to decide under this name.")
        with self._desk.store.read() as unit:
            held = self._held(unit, file)
        inputs = inputs_of(file.policy, file.state, target, file.now, held)
        return inputs, recommend(file.policy, inputs)

    def _authors(self, state: Application, target: str) -> tuple[Party, ...]:
        """The authors of the assessments that were taken in an area."""
        taken = [each.result for each in state.assessments if each.result and each.area == target]
        return tuple(_author(said) for each in taken for said in self._authors_of(each.version))

    def decide(
        self,
        registrar: User,
        application: str,
        target: str,
        outcome: Literal["award", "refuse"],
        *,
        signed: str,
        said: str = "",
        involved: bool = False,
        seen: int | None = None,
    ) -> File:
        """Take a decision, or, where the policy asks for two registrars, propose or confirm it.

        Args:
            registrar: who decides.
            application: its identifier.
            target: a content area, or the certification.
            outcome: what is decided.
            signed: their name, typed under the statement about independence.
            said: why, in their own words; needed where they depart from what the rules recommend.
            involved: whether they say that they taught, examined or evaluated the candidate.
            seen: how many events the application had when they looked at it; where it has more now, they look again.

        Raises:
            NotReady: the parts are not all there, the statement is not signed, a reason is missing, or something
                has come in since they looked.
            NotIndependent: they had a part in what is decided, or are no registrar.
        """
        _check_registrar(registrar)

        def make(unit: Unit, file: File) -> cmd.Decide:
            if seen is not None and seen != file.state.seq:
                raise NotReady(["Something has come in since you opened this page. Look at it again."])
            return cmd.Decide(
                by=registrar.id,
                target=target,
                outcome=outcome,
                decider=_party(registrar),
                signed=signed,
                said=said,
                involved=involved,
                decision=secrets.token_hex(16),
                code=plain_code(new_code()),
                authors=self._authors(file.state, target),
                certificates=self._held(unit, file),
                proposer=self._proposer(file.state, target),
            )

        return self._desk.ask(application, make)

    def answer(self, registrar: User, application: str, target: str, words: str, *, upheld: bool) -> File:
        """Answer an appeal; where it is upheld, what it was about is decided anew by somebody else.

        Args:
            registrar: who answers.
            application: its identifier.
            target: what was decided; empty where it is about eligibility.
            words: the answer, which the applicant reads.
            upheld: whether the appeal is right.

        Raises:
            IllegalTransition: there is no appeal to answer.
            NotIndependent: they took the decision or had a part in it, or are no registrar.
        """
        _check_registrar(registrar)

        def make(_: Unit, file: File) -> cmd.AnswerAppeal:
            authors = self._authors(file.state, target)
            return cmd.AnswerAppeal(registrar.id, target, upheld, words, _party(registrar), authors)

        return self._desk.ask(application, make)

    def revoke(self, registrar: User, application: str, target: str, reason: str) -> File:
        """Take back what was awarded; the public page says so from this moment on.

        Raises:
            IllegalTransition: nothing is awarded under this name.
            NotIndependent: they are no registrar.
        """
        _check_registrar(registrar)
        return self._desk.act(application, cmd.Revoke(registrar.id, target, reason))

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


def _party(user: User) -> Party:
    return Party(user.name, user.email or "", user.id)


def _author(said: str) -> Party:
    """An author as a package names them: `Ada Vale`, or `Ada Vale <ada@example.org>`."""
    name, email = parseaddr(said)
    return Party(name, email) if name and "@" in email else Party(said)


def _check_registrar(user: User) -> None:
    if user.role != "registrar":
        raise NotIndependent(["A registrar takes decisions."])
