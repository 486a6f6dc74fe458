"""Peer evaluators: named by candidates, and their own side behind the link of a letter.

Opening a link changes nothing, so that programs that follow every link in a mail do no harm. A link is good
until its evaluator has answered, turned down or been replaced, or the window has closed; reminders carry the
same link, and one that comes back does not end it.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from pydantic import ValidationError

from player.certification.application import command as cmd
from player.certification.application.event import SYSTEM, Turndown
from player.certification.application.state import Evaluator
from player.certification.errors import AnswersRefused, EvaluatorsRefused, LinkOver, LinkRefused
from player.certification.office.desk import Desk, File
from player.certification.rules.evaluation import MAX_REMARK, Answers, faults_in
from player.certification.rules.evaluators import Flag, Person, flags_of, mailbox, mutual
from player.certification.store import Invitation, Letter, Unit
from player.certification.text import MAX_LINE
from player.errors import IllegalTransition, NotFound


@dataclass(frozen=True)
class Asked:
    """An evaluator behind a link: the application, who they are in it, and what they have saved."""

    file: File
    evaluator: Evaluator
    draft: Answers


class Peers:
    """The use cases around evaluators."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def name(self, by: str, application: str, area: str, people: Sequence[tuple[str, str]]) -> File:
        """Name the evaluators of an area, each with a name and an address.

        Raises:
            EvaluatorsRefused: they cannot be taken; each reason in a line.
        """
        named = tuple(_person(*each) for each in people)

        def make(unit: Unit, file: File) -> cmd.NameEvaluators:
            return cmd.NameEvaluators(by, area, named, self._flags(unit, file, area, named))

        return self._flag_others(self._desk.ask(application, make), area)

    def replace(self, by: str, application: str, evaluator: str, name: str, email: str) -> File:
        """Name somebody else in the place of an evaluator.

        Raises:
            EvaluatorsRefused: the new one cannot be taken.
            NotReady: the old one may still answer.
        """
        person = _person(name, email)

        def make(unit: Unit, file: File) -> cmd.ReplaceEvaluator:
            area = next((each.area for each in file.state.evaluators if each.id == evaluator), "")
            others = [each.person for each in file.state.evaluators_in(area) if each.id != evaluator]
            flags = self._flags(unit, file, area, [person], others)
            return cmd.ReplaceEvaluator(by, area, evaluator, person, flags)

        file = self._desk.ask(application, make)
        return self._flag_others(file, file.state.evaluators[-1].area)

    def _flags(
        self, unit: Unit, file: File, area: str, people: Sequence[Person], beside: Sequence[Person] = ()
    ) -> tuple[Flag, ...]:
        known = unit.invitations.who_evaluates(area, mailbox(file.state.email))
        return flags_of(file.state.email, area, people, known, name=file.state.name, beside=beside)

    def _flag_others(self, file: File, area: str) -> File:
        """Flag it in both applications that two candidates evaluate one another: the other one came first."""
        own = mailbox(file.state.email)
        named = {mailbox(each.person.email) for each in file.state.evaluators_in(area)}
        with self._desk.store.read() as unit:
            known = unit.invitations.who_evaluates(area, own)
        for application in {each.application for each in known if each.candidate in named}:
            for evaluator in self._desk.look(application).state.evaluators_in(area):
                if mailbox(evaluator.person.email) == own:
                    # it is flagged already, or decided
                    with suppress(IllegalTransition):
                        self._desk.act(application, cmd.FlagEvaluator(mutual(evaluator.id, file.id)))
        return file

    def look(self, token: str) -> Asked:
        """What an evaluator sees; looking changes nothing.

        Raises:
            LinkOver: the link was good, and is not any more.
            LinkRefused: there is nothing behind it.
        """
        with self._desk.store.read() as unit:
            invitation = unit.invitations.by_token(self._desk.tokens.digest_link(token))
        # whoever is in reserve has not been sent a link yet
        if invitation is None or invitation.standing == "named":
            raise LinkRefused("There is nothing behind this link. Open it from the letter once more.")
        file = self._desk.look(invitation.application_id)
        evaluator = next(each for each in file.state.evaluators if each.id == invitation.evaluator_id)
        if not evaluator.may_answer:
            raise LinkOver(evaluator.standing)
        if file.state.stage != "open" or evaluator.area in file.state.decisions:
            raise LinkOver("over")
        draft = Answers.model_validate_json(invitation.draft) if invitation.draft else Answers()
        return Asked(file, evaluator, draft)

    def save(self, token: str, answers: Answers) -> None:
        """Keep unfinished answers, so that the evaluator can come back.

        Raises:
            AnswersRefused: something does not fit the questionnaire.
            LinkRefused: the link is not good any more.
        """
        asked = self.look(token)
        if faults := faults_in(asked.file.policy.questionnaire, answers, whole=False):
            raise AnswersRefused(faults.values())
        with self._desk.store.write() as unit:
            kept = unit.invitations.keep_draft(asked.evaluator.id, answers.model_dump_json())
        if not kept:
            # answered or turned down in another window meanwhile: what to say of it is found in the state
            self.look(token)

    def submit(self, token: str, answers: Answers) -> File:
        """Take an evaluator's answers, once.

        Raises:
            AnswersRefused: they are not complete or do not fit.
            LinkRefused: the link is not good any more.
        """
        asked = self.look(token)
        by = f"evaluator/{asked.evaluator.id}"
        return self._once(token, asked, cmd.Evaluate(by, asked.evaluator.id, answers))

    def turn_down(self, token: str, how: Turndown, said: str = "") -> File:
        """An evaluator declines, or does not know the candidate; what they say of it is for staff.

        Raises:
            AnswersRefused: it is too long.
            LinkRefused: the link is not good any more.
        """
        if len(said) > MAX_REMARK:
            raise AnswersRefused([f"Give the reason in {MAX_REMARK} characters at most."])
        asked = self.look(token)
        by = f"evaluator/{asked.evaluator.id}"
        return self._once(token, asked, cmd.TurnDown(by, asked.evaluator.id, how, said))

    def _once(self, token: str, asked: Asked, command: cmd.Evaluate | cmd.TurnDown) -> File:
        try:
            return self._desk.act(asked.file.id, command)
        except IllegalTransition:
            # somebody was faster: another press of the same button, a replacement, or the end of the window
            self.look(token)
            raise

    def bounce(self, letter: Letter) -> None:
        """A letter came back: an evaluator whom none has reached will not answer, and any other one still may."""
        evaluator = letter.context.get("evaluator")
        application = letter.context.get("application")
        if not evaluator or not application or letter.template == "evaluator-thanked":
            return

        def make(unit: Unit, _: File) -> cmd.ReturnLetter | cmd.TurnDown:
            if unit.letters.has_reached(evaluator):
                return cmd.ReturnLetter(evaluator)
            return cmd.TurnDown(SYSTEM, evaluator, "bounced")

        # nothing more may be asked of them, or it is known already
        with suppress(IllegalTransition, NotFound):
            self._desk.ask(application, make)

    def invitation(self, evaluator: str) -> Invitation | None:
        """An evaluator's invitation, for the letter that carries its link."""
        with self._desk.store.read() as unit:
            return unit.invitations.get(evaluator)


def _person(name: str, email: str) -> Person:
    try:
        return Person(id=secrets.token_hex(16), name=name, email=email)
    except ValidationError as error:
        wrong = {str(detail["loc"][0]) for detail in error.errors()}
        faults = {
            "name": f"Write the name of the evaluator in one line of {MAX_LINE} characters at most.",
            "email": f"'{email[:60]}' is no e-mail address.",
        }
        raise EvaluatorsRefused(faults[field] for field in faults if field in wrong) from None
