"""No sequence of commands, clocks and people breaks a promise of the road.

Hypothesis plays applicants, evaluators, staff and the clock against the state machine. What must hold is read
from the events alone.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

from applicants import ANN, BO, NAME, USER, Road, answers, policy_of, result
from hypothesis import event as tell
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from player.certification.application import command as cmd
from player.certification.application import event as ev
from player.certification.application.deciding import inputs_of
from player.certification.application.progress import next_step, tasks
from player.certification.application.reminders import due
from player.certification.application.state import rebuild
from player.certification.rules.decision import Party, recommend
from player.certification.rules.evaluators import Person, mailbox
from player.certification.rules.retakes import Taken
from player.errors import PlayerError

AREAS = ("cardiac", "lung")
SELECTED = st.sampled_from(AREAS)
INDEX = st.integers(0, 8)
STAFF = st.sampled_from(
    [ANN, BO, Party("Cy Day", "cy@example.org", "r3"), Party(NAME, "x@example.org", USER)]
)
EMAILS = st.sampled_from(
    [*(f"doctor{i}@example.org" for i in range(6)), "GRACE+x@example.org", "Doctor1+y@example.org"]
)
OF_THE_WINDOW = (
    ev.AssessmentBegun,
    ev.EvaluatorNamed,
    ev.EvaluatorContacted,
    ev.EvaluatorReminded,
    ev.LetterReturned,
    ev.EvaluatorTurnedDown,
    ev.Evaluated,
    ev.CandidateReminded,
    ev.Accommodated,
)


class World(RuleBasedStateMachine):
    """Everyone around one application, doing what they like."""

    @initialize(
        contacted=st.integers(2, 3),
        four_eyes=st.sampled_from(["never", "refusals", "always"]),
        start=st.sampled_from(
            ["draft", "eligible", "open", "open", "asked", "asked", "sat", "complete", "over", "over"]
        ),
    )
    def create(self, contacted: int, four_eyes: str, start: str) -> None:
        policy = policy_of(
            evaluators_contacted=contacted,
            decision_four_eyes=four_eyes,
            certification_areas=1,
            assessment_wait_days=1,
        )
        self.road = Road(AREAS, certification=True, policy=policy)
        self.refusals: list[bool] = []
        self._start(start)

    def _start(self, start: str) -> None:
        """Some way along the road, so that its far end is seen too."""
        if start == "eligible":
            self.road.submit()
        elif start != "draft":
            self.road.open()
        for area in AREAS if start in {"asked", "sat", "complete", "over"} else ():
            self.road.name(area)
        for area in AREAS if start in {"sat", "complete"} else ():
            self.road.sit(area)
        if start in {"complete", "over"}:
            self._answer_all()
        if start == "over":
            self.road.sit("cardiac").wait(days=180).settle()

    @rule()
    def answer_all(self) -> None:
        self._answer_all()

    def _answer_all(self) -> None:
        for each in self.road.settle().state.evaluators:
            if each.may_answer and self.road.state.stage == "open":
                given = answers(self.road.policy)
                self.send(cmd.Evaluate(f"evaluator/{each.id}", each.id, given))

    def send(self, command: cmd.Command) -> bool:
        """Send a command; whether it was taken."""
        road = self.road.settle()
        before, state = list(road.events), road.state
        try:
            road.do(command)
        except PlayerError as error:
            self.refusals.append(road.events == before and road.state == state)
            tell(f"{type(command).__name__} is refused: {error.code}")
            return False
        tell(f"{type(command).__name__} leads to {road.state.stage}")
        return True

    @rule(draw=st.sampled_from([0.0, 0.5, 0.5, 0.5]))
    def hand_in(self, draw: float) -> None:
        if self.road.state.stage in {"draft", "returned"}:
            self.road.fill()
        self.send(cmd.Submit(USER, draw))

    @rule(how=st.integers(0, 3))
    def audit(self, how: int) -> None:
        made: list[cmd.Command] = [
            cmd.PassAudit("r1", "In order."),
            cmd.Return("r1", "A date."),
            cmd.FindIneligible("r1", ("No.",)),
            cmd.Appeal(USER, "ineligibility", "", "Yes."),
        ]
        self.send(made[how])

    @rule(areas=st.sampled_from([(), ("cardiac",), AREAS, (*AREAS, "certification")]))
    def redeem(self, areas: tuple[str, ...]) -> None:
        self.send(cmd.Redeem(USER, "voucher", areas))
        self.send(cmd.Sign(USER, "agreement", NAME))

    @rule(area=SELECTED, passed=st.sampled_from([True, True, False, None]))
    def sit(self, area: str, *, passed: bool | None) -> None:
        attempt = self.road.number("attempt-")
        if self.send(cmd.Begin(USER, area, attempt)) and passed is not None:
            self.send(cmd.RecordResult(result(attempt, area, self.road.now, passed=passed)))

    @rule(area=SELECTED, emails=st.lists(EMAILS, min_size=2, max_size=4))
    def name(self, area: str, emails: list[str]) -> None:
        people = tuple(Person(id=self.road.number("e"), name=email, email=email) for email in emails)
        self.send(cmd.NameEvaluators(USER, area, people))

    @rule(area=SELECTED)
    def name_well(self, area: str) -> None:
        self.send(cmd.NameEvaluators(USER, area, tuple(self.road.person() for _ in range(3))))

    @rule(area=SELECTED, index=INDEX, email=EMAILS)
    def replace(self, area: str, index: int, email: str) -> None:
        person = Person(id=self.road.number("e"), name=email, email=email)
        self.send(cmd.ReplaceEvaluator(USER, area, self._evaluator(index), person))

    @rule(index=INDEX, rating=st.sampled_from([5, 4, 4, 4, 2]), whole=st.booleans())
    def evaluate(self, index: int, rating: int, *, whole: bool) -> None:
        evaluator = self._evaluator(index)
        given = answers(self.road.policy, rating, consent=whole)
        self.send(cmd.Evaluate(f"evaluator/{evaluator}", evaluator, given))

    @rule(index=INDEX)
    def return_letter(self, index: int) -> None:
        self.send(cmd.ReturnLetter(self._evaluator(index)))

    @rule(index=INDEX, how=st.sampled_from(["declined", "unknown", "bounced"]))
    def turn_down(self, index: int, how: Any) -> None:
        evaluator = self._evaluator(index)
        self.send(cmd.TurnDown(f"evaluator/{evaluator}", evaluator, how))

    @rule(index=INDEX)
    def contact(self, index: int) -> None:
        self.send(cmd.Contact("r1", self._evaluator(index)))
        self.send(cmd.Resend("r1", self._evaluator(index)))

    def _evaluator(self, index: int) -> str:
        people = self.road.state.evaluators
        return people[index % len(people)].id if people else "nobody"

    @rule(
        of=st.sampled_from([*AREAS, "certification"]),
        by=STAFF,
        award=st.booleans(),
        said=st.sampled_from(["", "Why."]),
    )
    def decide(self, of: str, by: Party, said: str, *, award: bool) -> None:
        outcome: Any = "award" if award else "refuse"
        name, code = self.road.number("decision-"), self.road.number("CODE")
        self.send(cmd.Decide(by.id, of, outcome, by, by.name, said, name, code))

    @rule(of=st.sampled_from([*AREAS, "certification"]), by=STAFF)
    def decide_as_recommended(self, of: str, by: Party) -> None:
        road = self.road.settle()
        advice = recommend(road.policy, inputs_of(road.policy, road.state, of, road.now))
        name, code = road.number("decision-"), road.number("CODE")
        self.send(cmd.Decide(by.id, of, advice.outcome, by, by.name, "", name, code))

    @rule(of=SELECTED, by=STAFF, upheld=st.booleans())
    def appeal(self, of: str, by: Party, *, upheld: bool) -> None:
        self.send(cmd.Appeal(USER, "results", of, "Look again."))
        self.send(cmd.AnswerAppeal(by.id, of, upheld=upheld, words="So it is."))

    @rule(of=SELECTED, really=st.integers(0, 4))
    def revoke(self, of: str, really: int) -> None:
        if not really:
            self.send(cmd.Revoke("r1", of, "Why."))

    @rule(really=st.integers(0, 9))
    def withdraw(self, really: int) -> None:
        if not really:
            self.send(cmd.Withdraw(USER))

    @rule()
    def remind(self) -> None:
        for reminder in due(self.road.policy, self.road.settle().state, self.road.now):
            assert self.send(reminder)
        assert due(self.road.policy, self.road.state, self.road.now) == ()

    @rule(hours=st.sampled_from([1, 24, 24 * 6, 24 * 15, 24 * 70]))
    def wait(self, hours: int) -> None:
        self.road.wait(hours=hours)


class Promises(World):
    """What must hold after every step."""

    @property
    def events(self) -> list[ev.Event]:
        """Everything that happened."""
        return self.road.events

    def of(self, kind: type) -> list[Any]:
        """The events of a type."""
        return [event for event in self.events if isinstance(event, kind)]

    @invariant()
    def a_refused_command_leaves_nothing_behind(self) -> None:
        assert all(self.refusals)

    @invariant()
    def the_events_are_the_state(self) -> None:
        times = [event.at for event in self.events]
        assert times == sorted(times)
        assert rebuild(self.events) == self.road.state

    @invariant()
    def one_window_opens_and_nothing_of_it_happens_after_it(self) -> None:
        opened = self.of(ev.WindowOpened)
        assert len(opened) <= 1
        inside = [event for event in self.events if isinstance(event, OF_THE_WINDOW)]
        for window in opened:
            assert window.closes - window.at == timedelta(days=180)
            assert all(window.at <= event.at < window.closes for event in inside)
        assert opened or not inside

    @invariant()
    def nobody_evaluates_twice_or_after_having_gone(self) -> None:
        gone: set[str] = set()
        for event in self.events:
            if isinstance(event, ev.Evaluated):
                assert event.evaluator not in gone
            if isinstance(event, ev.Evaluated | ev.EvaluatorTurnedDown):
                gone.add(event.evaluator)
            if isinstance(event, ev.EvaluatorNamed) and event.instead_of:
                gone.add(event.instead_of)

    @invariant()
    def evaluators_are_other_people_each(self) -> None:
        for area in AREAS:
            boxes = [mailbox(e.person.email) for e in self.of(ev.EvaluatorNamed) if e.area == area]
            assert len(boxes) == len(set(boxes))
            assert mailbox("grace@example.org") not in boxes

    @invariant()
    def attempts_keep_to_the_policy(self) -> None:
        counted = Counter(event.area for event in self.of(ev.AssessmentBegun))
        assert all(count <= self.road.policy.assessment.attempts for count in counted.values())
        for area in AREAS:
            running: list[Taken] = [t for t in self.road.state.taken_in(area) if t.closed_at is None]
            assert len(running) <= 1

    @invariant()
    def every_decision_was_due_and_is_the_same_again(self) -> None:
        for index, event in enumerate(self.events):
            if isinstance(event, ev.Decided):
                before = rebuild(self.events[:index])
                inputs = inputs_of(
                    self.road.policy, before, event.target, event.at, event.inputs.certificates
                )
                assert inputs == event.inputs
                assert recommend(self.road.policy, inputs) == event.recommendation
                assert event.recommendation.outcome != "wait"
                assert event.outcome == event.recommendation.outcome or event.said

    @invariant()
    def who_decides_had_no_part(self) -> None:
        for event in self.of(ev.Decided):
            assert event.by != USER
            assert event.proposed_by != event.by
            rules = self.road.policy.decision.four_eyes
            needed = rules == "always" or (rules == "refusals" and event.outcome == "refuse")
            assert event.proposed_by or not needed

    @invariant()
    def what_was_decided_stands_until_an_appeal_is_upheld(self) -> None:
        standing: dict[str, set[str | None]] = {}
        overturned: dict[str, set[str | None]] = {}
        for event in self.events:
            if isinstance(event, ev.Decided):
                assert event.target not in standing
                standing[event.target] = {event.by, event.proposed_by} - {None}
                assert not standing[event.target] & overturned.get(event.target, set())
            if isinstance(event, ev.AppealAnswered) and event.upheld and event.target:
                assert event.by not in standing[event.target]
                overturned.setdefault(event.target, set()).update(standing.pop(event.target))
        assert set(self.road.state.decisions) == set(standing)

    @invariant()
    def there_is_always_one_line_of_what_comes_next(self) -> None:
        road = self.road.settle()
        step = next_step(road.policy, road.state, road.now)
        assert step.said.strip()
        assert "\n" not in step.said
        if road.state.stage == "open" and step.who == "candidate":
            assert tasks(road.policy, road.state, road.now)


TestPromises = Promises.TestCase
TestPromises.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
