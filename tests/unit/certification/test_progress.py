"""What comes next: one line, whose turn it is, until when; and the reminders that are due."""

from datetime import timedelta

import pytest
from applicants import ANN, AUDIT, BO, USER, Road, policy_of

from player.certification.application import command as cmd
from player.certification.application.progress import Step, next_step, tasks
from player.certification.application.reminders import due
from player.errors import IllegalTransition

SECOND = timedelta(seconds=1)


def step(road: Road) -> Step:
    return next_step(road.policy, road.settle().state, road.now)


def kinds(road: Road) -> list[str]:
    return [task.kind for task in tasks(road.policy, road.state, road.now)]


def test_the_way_to_the_window_is_told_step_by_step() -> None:
    road = Road()
    said = [step(road).said]
    road.do(cmd.Choose(USER, ("cardiac",), certification=False))
    said.append(step(road).said)
    road.fill()
    road.do(cmd.Declare(USER, road.state.declaration))
    said.append(step(road).said)
    said.append(step(road.sign()).said)
    said.append(step(road.submit()).said)
    assert said == [
        "Choose the certificates that you want to earn.",
        "Complete the prerequisites: 6 points to go.",
        "Sign 3 attestations.",
        "Submit your application.",
        "Enter your voucher by 24 November 2027, 12:00 UTC.",
    ]


def test_a_returned_application_says_why() -> None:
    road = Road().submit(AUDIT)
    assert step(road).who == "staff"
    assert "A date is missing." in step(road.do(cmd.Return("r1", "A date is missing."))).said


def test_who_was_found_ineligible_is_told_until_when_to_appeal() -> None:
    road = Road().submit(AUDIT).do(cmd.FindIneligible("r1", ("No.",)))
    assert step(road) == Step(
        "candidate",
        "You were found ineligible. You may appeal until 24 December 2026, 12:00 UTC.",
        road.now + timedelta(days=30),
    )
    assert step(road.do(cmd.Appeal(USER, "ineligibility", "", "Yes."))).who == "staff"
    answered = road.do(cmd.AnswerAppeal("r2", "", upheld=False, words="No."))
    assert step(answered).who == "nobody"
    late = Road().submit(AUDIT).do(cmd.FindIneligible("r1", ("No.",))).wait(days=30)
    assert step(late).who == "nobody"


def test_in_the_window_the_most_pressing_comes_first_with_the_days_left() -> None:
    road = Road(("cardiac", "lung")).submit().do(cmd.Redeem(USER, "v", ()))
    assert kinds(road) == ["agreement", "name", "name", "take", "take"]
    assert step(road).said.startswith("Sign the non-disclosure agreement. 180 days left")
    road.do(cmd.Sign(USER, "agreement", "Grace Hale"))
    assert step(road).said.startswith("Name 3 evaluators: Cardiac.")
    road.name().name("lung")
    assert step(road).said.startswith("Take the assessment: Cardiac. 2 attempts left.")
    road.begin("lung")
    assert step(road).said.startswith("Go on with the assessment: Lung.")


def test_a_retake_that_has_to_wait_is_a_task_for_later() -> None:
    road = Road().open().name().sit(passed=False)
    assert kinds(road) == ["later"]
    assert "the next attempt may begin on" in step(road).said
    road.wait(days=14).sit(passed=False)
    assert kinds(road) == []
    assert step(road).said == "Everything is there. The registrar decides."
    assert due(road.policy, road.state, road.now) == ()


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("declined", "has declined; name somebody else"),
        ("unknown", "says that they do not know you; name somebody else"),
        ("bounced", "could not be reached; name somebody else"),
    ],
)
def test_who_will_not_answer_is_to_be_replaced_as_long_as_answers_are_missing(how: str, said: str) -> None:
    road = Road().open().sit().name()
    gone, one, two = road.asked()
    road.do(cmd.TurnDown(f"evaluator/{gone}", gone, how))
    assert kinds(road) == ["replace"]
    assert said in step(road).said
    road.evaluate(one).evaluate(two)
    assert kinds(road) == []


def test_who_is_silent_may_be_replaced_from_the_day_of_the_policy_on() -> None:
    road = Road().open().sit().name().wait(days=14)
    road.now -= SECOND
    assert (kinds(road), step(road).who) == ([], "evaluators")
    road.wait(seconds=1)
    assert kinds(road) == ["silent"] * 3


def test_who_a_later_letter_did_not_reach_may_be_replaced_at_once_and_may_answer_still() -> None:
    road = Road().open().sit().name()
    unreached, one, _ = road.asked()
    road.do(cmd.ReturnLetter(unreached))
    assert kinds(road) == ["silent"]
    assert "came back; you may name somebody else" in step(road).said
    road.evaluate(one).evaluate(unreached)
    assert kinds(road) == []
    with pytest.raises(IllegalTransition):
        road.do(cmd.ReturnLetter(unreached))


def test_then_it_is_the_turn_of_the_evaluators_and_of_the_registrar() -> None:
    road = Road().open().sit().name()
    assert step(road).said == "Waiting for your evaluators: Cardiac."
    for evaluator in road.asked()[:2]:
        road.evaluate(evaluator)
    assert step(road) == Step("staff", "Everything is there. The registrar decides.")
    assert step(road.decide()) == Step("nobody", "Awarded: Cardiac.")


def test_the_certification_waits_behind_its_areas_and_marks_behind_the_staff() -> None:
    road = Road(certification=True, policy=policy_of(certification_areas=1)).open().sit(passed=None).name()
    assert step(road).said == "Waiting for your evaluators: Cardiac."
    for evaluator in road.asked()[:2]:
        road.evaluate(evaluator)
    assert step(road).said == "Your answers are being marked: Cardiac."


def test_after_the_window_the_registrar_decides_and_an_appeal_can_follow() -> None:
    road = Road().open().wait(days=180)
    assert step(road).said == "The window has closed. The registrar decides."
    road.decide("refuse").decide("refuse", by=BO)
    assert step(road).said.startswith("The application has been decided. You may appeal until ")
    road.do(cmd.Appeal(USER, "results", "cardiac", "Look again."))
    assert step(road).said == "Your appeal is being looked into."
    road.do(cmd.AnswerAppeal("r3", "cardiac", upheld=False, words="No."))
    assert step(road).who == "nobody"


def test_what_is_over_says_so() -> None:
    assert "withdrawn" in step(Road().do(cmd.Withdraw(USER))).said
    assert "No voucher was entered in time" in step(Road().submit().wait(days=365)).said


# --- reminders ---


def test_the_candidate_is_reminded_on_each_day_of_the_policy_once_while_something_is_to_do() -> None:
    road = Road().open().name()
    told = []
    for _ in range(181):
        for reminder in due(road.policy, road.settle().state, road.now):
            road.do(reminder)
            told += [reminder.days_left] if isinstance(reminder, cmd.RemindCandidate) else []
        road.wait(days=1)
    assert told == [60, 30, 14, 7, 1]


def test_a_reminder_that_was_missed_is_not_sent_late_behind_another() -> None:
    road = Road().open().name().wait(days=160)
    (candidate, *evaluators) = due(road.policy, road.state, road.now)
    assert candidate == cmd.RemindCandidate(30)
    assert {each.day for each in evaluators if isinstance(each, cmd.Remind)} == {20}


def test_nobody_is_reminded_who_has_nothing_to_do() -> None:
    road = Road().complete().wait(days=150)
    assert [type(each) for each in due(road.policy, road.state, road.now)] == [cmd.Remind]
    assert due(road.policy, road.decide(by=ANN).state, road.now) == ()
    assert due(road.policy, Road().submit().state, road.now) == ()


def test_evaluators_are_reminded_to_the_second() -> None:
    road = Road(policy=policy_of(reminders_window_days_left=())).open().name().wait(days=5)
    assert due(road.policy, road.state, road.now - SECOND) == ()
    assert due(road.policy, road.state, road.now) == tuple(cmd.Remind(each, 5) for each in road.asked())
