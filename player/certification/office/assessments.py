"""Attempts in the player: begun, accommodated, closed at the end of the window, and their results recorded."""

from contextlib import suppress
from dataclasses import asdict

from player.certification.application import command as cmd
from player.certification.application.candidature import check_begin
from player.certification.application.state import Application
from player.certification.office.desk import Desk, File
from player.certification.rules.decision import Result
from player.delivery import Delivery
from player.engine import command as engine
from player.errors import AttemptClosed, IllegalTransition, NotFound
from player.results import AttemptResult, results_of
from player.store import Store, User


class Assessments:
    """The use cases around attempts."""

    def __init__(self, desk: Desk, players: Store, delivery: Delivery) -> None:
        self._desk = desk
        self._players = players
        self._delivery = delivery

    def begin(self, user: User, application: str, area: str) -> str:
        """The attempt at an area that is running, else a new one with the accommodation that was granted.

        Raises:
            NotReady: no attempt may begin now; says why, and from when on one may.
            IllegalTransition: the window is not open, or the area is not in the application.
            NotFound: nothing has been published for the area.
            NotAdmitted: its scenes are not all signed off yet, or it is for practice alone.
        """
        file = self.sync(application)
        if running := _running(file.state, area):
            return running
        if file.state.stage != "open":
            raise IllegalTransition("Assessments can be taken while the window is open.")
        check_begin(file.policy, file.state, area, file.now)
        attempt = self._make(user, area)
        self._bound(file.state, attempt)
        self._grant(file.state, attempt)
        try:
            self._desk.act(application, cmd.Begin(user.id, area, attempt))
        except IllegalTransition:
            # another window may have begun the same attempt in this moment
            if _running(self._desk.look(application).state, area) != attempt:
                self._end(attempt, "withdrawn")
                raise
        return attempt

    def _make(self, user: User, area: str) -> str:
        with self._players.read() as unit:
            version = unit.versions.offered(area)
        if version is None:
            raise NotFound("The assessment of this area is not published yet; ask the staff.")
        return self._delivery.create(user, version, "exam", governed=True)

    def _bound(self, state: Application, attempt: str) -> None:
        """Have the attempt end with the window, to the second."""
        if state.closes:
            self._delivery.order(attempt, engine.Bound(state.closes))

    def accommodate(
        self, by: str, application: str, multiplier: float, *, breaks: bool, reason: str, approver: str
    ) -> File:
        """Grant an accommodation: for attempts that are running, and for all that will begin.

        Raises:
            ValueError: the multiplier would take time away, or gives it without bounds.
        """
        engine.Accommodate(multiplier, breaks)
        file = self._desk.act(application, cmd.Accommodate(by, multiplier, breaks, reason, approver))
        for assessment in file.state.assessments:
            if assessment.result is None:
                self._grant(file.state, assessment.attempt)
        return file

    def _grant(self, state: Application, attempt: str) -> None:
        granted = state.accommodation
        if granted:
            with suppress(AttemptClosed):
                self._delivery.order(attempt, engine.Accommodate(granted.multiplier, granted.breaks))

    def sync(self, application: str) -> File:
        """Record what the player reports of an application's attempts, where that is new."""
        file = self._desk.look(application)
        if file.state.stage not in {"open", "ended", "closed"} or not file.state.assessments:
            return file
        known = {each.attempt: each.result for each in file.state.assessments}
        for reported in results_of(self._players, file.record.user_id):
            if reported.attempt in known:
                result = _result(reported)
                if known[reported.attempt] != result:
                    # another process may have recorded it meanwhile
                    with suppress(IllegalTransition):
                        file = self._desk.act(application, cmd.RecordResult(result))
        return file

    def withdraw(self, by: str, application: str) -> File:
        """The applicant does not go on; an attempt that is running ends with what was acknowledged.

        Raises:
            IllegalTransition: something was decided already.
        """
        # what was passed or failed by now has its consequences
        self.sync(application)
        file = self._desk.act(application, cmd.Withdraw(by))
        for assessment in file.state.assessments:
            if assessment.result is None:
                self._end(assessment.attempt, "withdrawn")
        return file

    def _end(self, attempt: str, reason: engine.CloseReason) -> None:
        """Close an attempt that may be closed already."""
        with suppress(AttemptClosed):
            self._delivery.order(attempt, engine.Close(reason))

    def close_overdue(self, application: str) -> File:
        """After the window: close attempts that are running with what was acknowledged, and record their results."""
        file = self._desk.look(application)
        running = [each.attempt for each in file.state.assessments if each.result is None]
        if file.state.stage != "open":
            for attempt in running:
                with suppress(AttemptClosed, NotFound):
                    # it was bound to end by itself; only one that was not, or not in time, is closed here
                    if self._delivery.settle(attempt).sitting.state.stage != "closed":
                        self._delivery.order(attempt, engine.Close("window"))
        return self.sync(application)


def _running(state: Application, area: str) -> str | None:
    """The attempt at an area that nothing was reported of yet."""
    return next((a.attempt for a in state.assessments if a.area == area and a.result is None), None)


def _result(reported: AttemptResult) -> Result:
    facts = asdict(reported)
    return Result(**{name: facts[name] for name in Result.model_fields})
