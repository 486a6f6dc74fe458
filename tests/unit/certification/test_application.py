"""The application's transition table, and each rule of the road that a handler keeps."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import get_args

import pytest
from applicants import ANN, AUDIT, BO, NAME, NO_AUDIT, T0, USER, Road, answers, policy_of, result

from player.certification.application import command as cmd
from player.certification.application import event as ev
from player.certification.application.command import Command
from player.certification.application.deciding import inputs_of
from player.certification.application.event import EVENT
from player.certification.application.state import Stage, rebuild
from player.certification.application.transitions import TRANSITIONS, apply, settle
from player.certification.application.work import work_of
from player.certification.errors import (
    AnswersRefused,
    DocumentRefused,
    EvaluatorsRefused,
    NotIndependent,
    NotReady,
    VoucherRefused,
)
from player.certification.office.applicants import shown
from player.certification.policy import CERTIFICATION
from player.certification.rules.decision import Party, recommend
from player.certification.rules.evaluators import Flag, Person
from player.errors import IllegalTransition, PlayerError

STAGES = get_args(Stage)
COMMANDS = get_args(Command)
SECOND = timedelta(seconds=1)


def at(stage: Stage) -> Road:
    """An application in a stage, in which most commands have something to act on."""
    road = Road(("cardiac", "lung"))
    made: dict[Stage, Callable[[], Road]] = {
        "draft": road.fill,
        "returned": lambda: road.submit(AUDIT).do(cmd.Return("r1", "A date is missing.")),
        "audit": lambda: road.submit(AUDIT),
        "ineligible": lambda: ineligible(road),
        "eligible": road.submit,
        "open": lambda: road.open().name(),
        "ended": lambda: road.open().name().wait(days=180).settle(),
        "closed": lambda: decided(road),
        "withdrawn": lambda: road.do(cmd.Withdraw(USER)),
        "expired": lambda: road.submit().wait(days=365).settle(),
    }
    return made[stage]()


def ineligible(road: Road) -> Road:
    return road.submit(AUDIT).do(cmd.FindIneligible("r1", ("The credential could not be confirmed.",)))


def decided(road: Road) -> Road:
    road.open().sit().evaluated().wait(days=181)
    return road.decide().decide("refuse", "lung").decide("refuse", "lung", BO)


def command(kind: type, road: Road) -> Command:
    """A command of a kind that is right in as many respects as the application allows."""
    state = road.state
    evaluator = next((e.id for e in state.evaluators if e.may_answer), "e0")
    waiting = next((e.id for e in state.evaluators if e.standing == "named"), "e0")
    attempt = state.assessments[0].attempt if state.assessments else "attempt-0"
    refused = next((t for t, d in state.decisions.items() if d.outcome == "refuse"), "")
    made: dict[type, Callable[[], Command]] = {
        cmd.Choose: lambda: cmd.Choose(USER, ("cardiac",), certification=True),
        cmd.Declare: lambda: cmd.Declare(USER, state.declaration),
        cmd.Attach: lambda: cmd.Attach(USER, "d1", "0" * 64, "a.pdf", "credential"),
        cmd.Detach: lambda: cmd.Detach(USER, "d1"),
        cmd.ReviewDocument: lambda: cmd.ReviewDocument("r1", "d1", accepted=False, reason="It is cut off."),
        cmd.Sign: lambda: cmd.Sign(
            USER, "accuracy" if state.stage in {"draft", "returned"} else "agreement", NAME
        ),
        cmd.Submit: lambda: cmd.Submit(USER, 0.5),
        cmd.PassAudit: lambda: cmd.PassAudit("r1", "In order."),
        cmd.Return: lambda: cmd.Return("r1", "A date is missing."),
        cmd.FindIneligible: lambda: cmd.FindIneligible("r1", ("Why.",)),
        cmd.Redeem: lambda: cmd.Redeem(USER, "voucher-1", ()),
        cmd.Accommodate: lambda: cmd.Accommodate(
            "r1", 1.5, breaks=True, reason="Dyslexia", approver="Dr Roe"
        ),
        cmd.Begin: lambda: cmd.Begin(USER, "lung", "attempt-9"),
        cmd.RecordResult: lambda: cmd.RecordResult(result(attempt, "cardiac", road.now, number=2)),
        cmd.NameEvaluators: lambda: cmd.NameEvaluators(USER, "lung", tuple(road.person() for _ in range(3))),
        cmd.ReplaceEvaluator: lambda: cmd.ReplaceEvaluator(USER, "cardiac", evaluator, road.person()),
        cmd.FlagEvaluator: lambda: cmd.FlagEvaluator(Flag(evaluator, "Both evaluate one another.")),
        cmd.SettleFlags: lambda: cmd.SettleFlags("r1", evaluator, "They work in one hospital."),
        cmd.Contact: lambda: cmd.Contact("r1", waiting),
        cmd.Resend: lambda: cmd.Resend("r1", evaluator),
        cmd.Remind: lambda: cmd.Remind(evaluator, 5),
        cmd.ReturnLetter: lambda: cmd.ReturnLetter(evaluator),
        cmd.TurnDown: lambda: cmd.TurnDown(f"evaluator/{evaluator}", evaluator, "declined"),
        cmd.Evaluate: lambda: cmd.Evaluate(f"evaluator/{evaluator}", evaluator, answers(road.policy)),
        cmd.RemindCandidate: lambda: cmd.RemindCandidate(60),
        cmd.Decide: lambda: cmd.Decide("r1", "lung", "award", ANN, ANN.name, "Why.", "decision-9", "CODE9"),
        cmd.Appeal: lambda: cmd.Appeal(
            USER, "results" if refused else "ineligibility", refused, "I was there."
        ),
        cmd.AnswerAppeal: lambda: cmd.AnswerAppeal("r9", refused, upheld=True, words="You are right."),
        cmd.Revoke: lambda: cmd.Revoke("r1", "cardiac", "A false statement."),
        cmd.Withdraw: lambda: cmd.Withdraw(USER),
    }
    return made[kind]()


def prepared(stage: Stage, kind: type) -> Road:
    """An application in a stage, with what a command of this kind acts on."""
    if kind is cmd.ReviewDocument:
        return with_document(stage)
    if stage in {"open", "ended"}:
        return prepared_window(stage, kind)
    road = at(stage)
    if kind is cmd.Detach:
        road.do(command(cmd.Attach, road))
    if kind is cmd.AnswerAppeal:
        road.do(command(cmd.Appeal, road))
    return road


def with_document(stage: Stage) -> Road:
    """An application that was handed in with a document."""
    road = Road(("cardiac", "lung")).do(cmd.Attach(USER, "d1", "0" * 64, "a.pdf", "credential"))
    made: dict[Stage, Callable[[], Road]] = {
        "audit": lambda: road.submit(AUDIT),
        "eligible": road.submit,
        "open": road.open,
        "ended": lambda: road.open().wait(days=180).settle(),
    }
    return made[stage]()


def prepared_window(stage: Stage, kind: type) -> Road:
    """A window, open or over, with what a command of this kind acts on."""
    road = window_for(kind)
    if stage == "ended":
        road.now = road.state.closes or road.now
        road.settle()
    if kind is cmd.AnswerAppeal:
        road.do(command(cmd.Appeal, road))
    return road


def window_for(kind: type) -> Road:
    """An open window with what a command of this kind acts on."""
    if kind in {cmd.Appeal, cmd.AnswerAppeal}:
        return refused_in_window()
    policy = policy_of(evaluators_contacted=2, decision_four_eyes="never")
    road = Road(("cardiac", "lung"), policy=policy)
    if kind is cmd.Sign:
        return road.submit().do(cmd.Redeem(USER, "voucher-1", ()))
    road.open().sit()
    if kind is cmd.Revoke:
        return road.evaluated().decide()
    if kind is cmd.Decide:
        return road.sit("lung").evaluated("lung")
    if kind is not cmd.NameEvaluators:
        road.name()
    if kind is cmd.SettleFlags:
        road.do(command(cmd.FlagEvaluator, road))
    return road.wait(days=14)


def refused_in_window() -> Road:
    """Refused in one area because all attempts were used, three weeks before the window closes."""
    policy = policy_of(evaluators_contacted=2, decision_four_eyes="never", assessment_attempts=1)
    road = Road(("cardiac", "lung"), policy=policy).open().wait(days=170)
    return road.sit(passed=False).name().decide("refuse", by=BO)


def test_every_command_and_every_stage_is_known_to_the_table() -> None:
    assert {stage for stage, _ in TRANSITIONS} == set(STAGES) - {"withdrawn", "expired"}
    assert {kind for _, kind in TRANSITIONS} == set(COMMANDS)


@pytest.mark.parametrize(("stage", "kind"), sorted(TRANSITIONS, key=str))
def test_what_is_in_the_table_gives_events_and_ends_where_the_table_says(stage: Stage, kind: type) -> None:
    road = prepared(stage, kind)
    assert road.state.stage == stage
    before = road.state.seq
    road.do(command(kind, road))
    assert road.state.stage in TRANSITIONS[stage, kind].leads_to
    assert road.state.seq > before
    assert rebuild(road.events) == road.state


PAIRS = set(product(STAGES, COMMANDS)) - set(TRANSITIONS)


@pytest.mark.parametrize(("stage", "kind"), sorted(PAIRS, key=str))
def test_what_is_not_in_the_table_is_refused_and_changes_nothing(stage: Stage, kind: type) -> None:
    road = at(stage)
    before, asked = list(road.events), command(kind, road)
    with pytest.raises(IllegalTransition):
        road.do(asked)
    assert road.events == before


def test_every_event_is_read_back_from_its_json_as_it_was() -> None:
    road = decided(Road(("cardiac", "lung"), certification=True))
    road.do(cmd.Appeal(USER, "results", "lung", "I was there."))
    road.do(cmd.AnswerAppeal("r9", "lung", upheld=False, words="No."))
    assert [EVENT.validate_json(event.model_dump_json()) for event in road.events] == road.events


# --- filing ---


def test_what_is_missing_is_told_all_at_once_and_nothing_is_submitted() -> None:
    road = Road()
    with pytest.raises(NotReady) as told:
        road.do(cmd.Submit(USER, 0.5))
    assert len(told.value.reasons) == 1 + len(road.policy.attestations) + 3
    assert road.state.stage == "draft"


def test_areas_are_kept_in_the_order_of_the_catalogue_and_once() -> None:
    road = Road().do(cmd.Choose(USER, ("lung", "cardiac", "lung"), certification=True))
    assert road.state.targets == ("cardiac", "lung", CERTIFICATION)
    with pytest.raises(NotReady, match="no content area 'ocular'"):
        road.do(cmd.Choose(USER, ("ocular",), certification=False))


def test_the_exact_words_that_were_signed_are_kept() -> None:
    road = Road(("cardiac", "lung")).fill()
    signed = road.state.signed["practice"]
    assert signed.words.endswith("in these clinical areas: Cardiac and Lung.")
    assert signed.typed == NAME


@pytest.mark.parametrize("typed", ["", "G. Hale", "Grace"])
def test_a_signature_is_the_name_of_the_account(typed: str) -> None:
    road = Road().do(cmd.Choose(USER, ("cardiac",), certification=False))
    with pytest.raises(NotReady, match="Sign with your name"):
        road.do(cmd.Sign(USER, "accuracy", typed))
    road.do(cmd.Sign(USER, "accuracy", "  grace   HALE "))
    assert set(road.state.signed) == {"accuracy"}


@pytest.mark.parametrize("kind", [cmd.Choose, cmd.Declare])
def test_whatever_was_signed_is_signed_anew_after_a_change(kind: type) -> None:
    road = Road().fill()
    road.do(command(kind, road))
    assert road.state.signed == {}


def test_the_draw_decides_on_the_audit_at_the_rate_of_the_policy() -> None:
    rate = policy_of().eligibility.audit_rate
    assert Road().submit(rate).state.stage == "eligible"
    assert Road().submit(rate - 1e-9).state.stage == "audit"
    assert Road(policy=policy_of(eligibility_audit_rate=0.0)).submit(0.0).state.stage == "eligible"
    assert Road(policy=policy_of(eligibility_audit_rate=1.0)).submit(0.999).state.stage == "audit"


@pytest.mark.parametrize("draw", [0.0, 0.05, 0.999_999])
def test_what_was_given_back_in_an_audit_is_audited_to_its_end_whatever_chance_says(draw: float) -> None:
    road = at("returned").do(cmd.Submit(USER, draw))
    assert road.state.stage == "audit"
    drawn = road.events[-1]
    assert isinstance(drawn, ev.AuditDrawn)
    assert (drawn.draw, drawn.rate) == (draw, 1.0)


def test_whoever_withdrew_from_an_audit_is_audited_whatever_chance_says() -> None:
    road = Road().fill().do(cmd.Submit(USER, NO_AUDIT, evaded=True))
    assert road.state.stage == "audit"


def test_what_was_refused_may_be_applied_for_again_from_its_date_on_to_the_second() -> None:
    road = Road(("cardiac", "lung")).fill()
    start = road.now + timedelta(hours=1)
    again = cmd.Submit(USER, NO_AUDIT, insist=True, barred={"lung": start, "renal-genitourinary": start})
    with pytest.raises(NotReady) as refused:
        road.wait(hours=1, microseconds=-1).do(again)
    assert refused.value.reasons == ("Lung: you may apply for it again from 24 November 2026, 13:00 UTC on.",)
    assert road.wait(microseconds=1).do(again).state.stage == "eligible"


def test_who_insists_is_told_so_in_a_form_that_can_be_appealed() -> None:
    road = Road().fill()
    short = road.state.declaration.model_copy(update={"good_standing": False})
    road.do(cmd.Declare(USER, short)).sign()
    with pytest.raises(NotReady, match="Good standing"):
        road.do(cmd.Submit(USER, 0.5))
    road.do(cmd.Submit(USER, 0.5, insist=True))
    assert road.state.stage == "ineligible"
    assert road.state.ineligible
    assert road.state.ineligible.reasons == ("Good standing has to be stated.",)
    road.do(cmd.Appeal(USER, "ineligibility", "", "I am."))
    road.do(cmd.AnswerAppeal("r1", "", upheld=True, words="You are."))
    assert road.state.stage == "eligible"


def test_an_appeal_on_ineligibility_has_thirty_days_to_the_second() -> None:
    road = ineligible(Road()).wait(days=30)
    with pytest.raises(IllegalTransition, match="could be lodged until"):
        road.do(cmd.Appeal(USER, "ineligibility", "", "Late."))
    road.now -= SECOND
    road.do(cmd.Appeal(USER, "ineligibility", "", "In time."))
    with pytest.raises(IllegalTransition, match="waits for its answer"):
        road.do(cmd.Appeal(USER, "ineligibility", "", "Again."))
    with pytest.raises(NotIndependent, match="You found the applicant ineligible"):
        road.do(cmd.AnswerAppeal("r1", "", upheld=False, words="No."))
    road.do(cmd.AnswerAppeal("r2", "", upheld=False, words="No."))
    assert road.state.stage == "ineligible"
    with pytest.raises(IllegalTransition, match="has one only"):
        road.do(cmd.Appeal(USER, "ineligibility", "", "Again."))


def test_there_is_an_end_to_documents() -> None:
    road = Road(policy=policy_of(documents_most=2))
    for number in range(2):
        road.do(cmd.Attach(USER, f"d{number}", "0" * 64, "a.pdf", "credential"))
    with pytest.raises(DocumentRefused, match="2 documents at most"):
        road.do(cmd.Attach(USER, "d9", "0" * 64, "a.pdf", "credential"))
    road.do(cmd.Detach(USER, "d0")).do(cmd.Attach(USER, "d9", "0" * 64, "a.pdf", "credential"))
    assert set(road.state.documents) == {"d1", "d9"}
    with pytest.raises(IllegalTransition, match="not in the application"):
        road.do(cmd.Detach(USER, "d0"))


def test_what_was_never_handed_in_is_removed_with_its_file_and_what_staff_have_seen_is_kept() -> None:
    def attach(document: str) -> cmd.Attach:
        return cmd.Attach(USER, document, "0" * 64, "a.pdf", "credential")

    road = Road().do(attach("draft")).do(attach("first")).do(cmd.Detach(USER, "draft"))
    assert isinstance(road.events[-1], ev.Detached)
    assert road.events[-1].removed
    road.submit(AUDIT).do(attach("asked-for")).do(cmd.Return("r1", "A date.")).do(attach("late"))
    for document, removed in (("first", False), ("asked-for", False), ("late", True)):
        road.do(cmd.Detach(USER, document))
        assert road.events[-1] == ev.Detached(at=road.now, by=USER, document=document, removed=removed)


def test_a_document_is_accepted_or_not_with_a_reason_and_staff_may_change_their_mind() -> None:
    road = with_document("audit")
    with pytest.raises(NotReady, match="Say why"):
        road.do(cmd.ReviewDocument("r1", "d1", accepted=False, reason="  "))
    road.do(cmd.ReviewDocument("r1", "d1", accepted=False, reason="It is cut off."))
    with pytest.raises(IllegalTransition, match="said of the document already"):
        road.do(cmd.ReviewDocument("r2", "d1", accepted=False, reason=" It is cut off. "))
    road.do(cmd.ReviewDocument("r2", "d1", accepted=True, reason="never kept"))
    assert (road.state.reviews["d1"].accepted, road.state.reviews["d1"].reason) == (True, "")
    with pytest.raises(IllegalTransition, match="not in the application"):
        road.do(cmd.ReviewDocument("r1", "d2", accepted=True))


# --- the window ---


@pytest.mark.parametrize(
    ("areas", "certification", "voucher", "lacking"),
    [
        (("cardiac",), False, ("cardiac", "lung"), ""),
        (("cardiac", "lung"), False, ("cardiac",), "Lung"),
        ((), True, ("cardiac",), "POCUS certification"),
        (("cardiac",), True, ("cardiac",), "POCUS certification"),
        (("cardiac",), True, ("cardiac", "certification"), ""),
        ((), True, ("certification",), ""),
        (("cardiac",), False, ("certification",), "Cardiac"),
        (("cardiac",), True, (), ""),
        (("cardiac",), False, ("gone",), "Cardiac"),
    ],
)
def test_a_voucher_opens_what_it_was_issued_for_and_nothing_else(
    areas: tuple[str, ...], voucher: tuple[str, ...], lacking: str, *, certification: bool
) -> None:
    road = Road(areas, certification=certification).submit()
    entered = cmd.Redeem(USER, "voucher-1", voucher)
    if not lacking:
        assert road.do(entered).state.stage == "open"
        return
    with pytest.raises(VoucherRefused, match=f"your application also has {lacking}"):
        road.do(entered)


def test_eligibility_lasts_until_its_end_to_the_second() -> None:
    road = Road().submit().wait(days=365)
    assert settle(road.state, road.now - SECOND) == ()
    with pytest.raises(IllegalTransition, match="no voucher was entered in time"):
        road.do(cmd.Redeem(USER, "voucher-1", ()))
    assert road.state.stage == "expired"
    assert road.events[-1].at == T0 + timedelta(days=365)


def test_the_window_closes_to_the_second_however_late_that_is_noticed() -> None:
    road = Road().open()
    closes = road.state.opened_at + timedelta(days=180)
    assert settle(road.state, closes - SECOND) == ()
    late = Road().open().wait(days=500).settle()
    assert late.state.stage == "ended"
    assert late.events[-1].at == closes
    assert isinstance(late.events[-1], ev.WindowClosed)


def test_nothing_works_on_a_state_that_is_not_settled() -> None:
    road = Road().open().wait(days=180)
    with pytest.raises(IllegalTransition, match="has to be settled first"):
        apply(road.policy, road.state, cmd.Begin(USER, "cardiac", "a"), road.now)


def test_nothing_works_under_another_policy() -> None:
    road = Road()
    with pytest.raises(IllegalTransition, match="another policy"):
        apply(policy_of(window_days=90), road.state, cmd.Withdraw(USER), road.now)


@pytest.mark.parametrize(
    ("voucher", "works"),
    [
        ((), True),
        (("cardiac", "lung"), True),
        (("cardiac", "lung", "msk-soft-tissue"), True),
        (("cardiac",), False),
    ],
)
def test_a_voucher_covers_all_areas_or_is_refused(voucher: tuple[str, ...], *, works: bool) -> None:
    road = Road(("cardiac", "lung")).submit()
    if works:
        assert road.do(cmd.Redeem(USER, "v", voucher)).state.stage == "open"
        return
    with pytest.raises(VoucherRefused, match="for Cardiac; your application also has Lung"):
        road.do(cmd.Redeem(USER, "v", voucher))


def test_the_agreement_stands_before_the_first_assessment() -> None:
    road = Road().submit().do(cmd.Redeem(USER, "v", ()))
    with pytest.raises(NotReady, match="Sign first: Non-disclosure agreement"):
        road.begin()
    road.do(cmd.Sign(USER, "agreement", NAME))
    road.begin()
    with pytest.raises(IllegalTransition, match="nothing of this name left to sign"):
        road.do(cmd.Sign(USER, "agreement", NAME))


def test_one_attempt_at_a_time_and_then_the_rules_of_retakes() -> None:
    road = Road().open()
    attempt = road.begin()
    with pytest.raises(IllegalTransition, match="running already"):
        road.begin()
    road.do(cmd.RecordResult(result(attempt, "cardiac", road.now, passed=False)))
    with pytest.raises(NotReady, match="may begin on"):
        road.begin()
    road.wait(days=14).sit(passed=False).wait(days=14)
    with pytest.raises(NotReady, match="All 2 attempts have been used"):
        road.begin()


def test_a_result_is_recorded_once_and_a_later_report_takes_its_place() -> None:
    road = Road().open()
    attempt = road.begin()
    first = result(attempt, "cardiac", road.now, passed=None)
    road.do(cmd.RecordResult(first))
    with pytest.raises(IllegalTransition, match="has been recorded"):
        road.do(cmd.RecordResult(first))
    road.do(cmd.RecordResult(result(attempt, "cardiac", road.now, number=2)))
    assert [each.result.number for each in road.state.assessments if each.result] == [2]
    for stranger in (result("other", "cardiac", road.now), result(attempt, "lung", road.now)):
        with pytest.raises(IllegalTransition, match="not of the application"):
            road.do(cmd.RecordResult(stranger))


# --- evaluators ---


@pytest.mark.parametrize("contacted", [2, 3])
def test_all_or_some_are_contacted_and_chance_decides_who(contacted: int) -> None:
    road = Road(policy=policy_of(evaluators_contacted=contacted)).open()
    people = tuple(Person(id=i, name=f"Dr {i}", email=f"{i}@example.org") for i in ("c", "a", "b"))
    road.do(cmd.NameEvaluators(USER, "cardiac", people))
    assert sorted(road.asked()) == ["a", "b", "c"][:contacted]


def test_who_cannot_be_taken_is_refused_and_nobody_is_named() -> None:
    road = Road().open()
    people = (road.person(), road.person(), Person(id="x", name="Me", email="Grace+x@example.org"))
    with pytest.raises(EvaluatorsRefused, match="your own address"):
        road.do(cmd.NameEvaluators(USER, "cardiac", people))
    assert road.state.evaluators == ()


def test_the_next_who_was_named_is_asked_when_one_turns_down() -> None:
    road = Road(policy=policy_of(evaluators_contacted=2)).open().name()
    first, second = road.asked()
    road.do(cmd.TurnDown(f"evaluator/{first}", first, "unknown"))
    assert len(road.asked()) == 2
    assert second in road.asked()
    road.do(cmd.TurnDown("system", second, "bounced"))
    assert len(road.asked()) == 1


def test_an_evaluator_answers_once_and_not_after_turning_down_or_being_replaced() -> None:
    road = Road().open().name()
    one, two, three = road.asked()
    road.evaluate(one)
    road.do(cmd.TurnDown(f"evaluator/{two}", two, "declined"))
    road.wait(days=14).do(cmd.ReplaceEvaluator(USER, "cardiac", three, road.person()))
    for evaluator in (one, two, three):
        with pytest.raises(IllegalTransition, match="Nothing more is asked"):
            road.evaluate(evaluator)


def test_flags_are_ticked_off_with_a_reason_and_a_new_one_waits_again() -> None:
    road = Road().open().name()
    evaluator = road.asked()[0]

    def flagged() -> bool:
        return "flag" in work_of(road.policy, road.state, road.now)

    with pytest.raises(IllegalTransition, match="Nothing is flagged"):
        road.do(cmd.SettleFlags("r1", evaluator, "Nothing."))
    road.do(cmd.FlagEvaluator(Flag(evaluator, "One name.")))
    assert flagged()
    with pytest.raises(NotReady, match="Say what you found"):
        road.do(cmd.SettleFlags("r1", evaluator, " "))
    road.do(cmd.SettleFlags("r1", evaluator, " They are two people. "))
    assert not flagged()
    assert (road.events[-1].by, getattr(road.events[-1], "reason", "")) == ("r1", "They are two people.")
    with pytest.raises(IllegalTransition):
        road.do(cmd.SettleFlags("r1", evaluator, "Once more."))
    with pytest.raises(IllegalTransition, match="has been flagged"):
        road.do(cmd.FlagEvaluator(Flag(evaluator, "One name.")))
    road.do(cmd.FlagEvaluator(Flag(evaluator, "Both evaluate one another.")))
    assert flagged()
    found = next(each for each in road.state.evaluators if each.id == evaluator)
    assert (found.flags, found.unsettled) == (
        ("One name.", "Both evaluate one another."),
        ("Both evaluate one another.",),
    )
    told = shown(road.events[-2])
    assert (told["type"], {"flags", "reason"} & set(told)) == ("flags-settled", set())


def test_who_is_silent_may_be_replaced_after_fourteen_days_to_the_second() -> None:
    road = Road().open().name()
    silent = road.asked()[0]
    road.wait(days=14)
    road.now -= SECOND
    with pytest.raises(NotReady, match="may still answer"):
        road.do(cmd.ReplaceEvaluator(USER, "cardiac", silent, road.person()))
    road.wait(seconds=1).do(cmd.ReplaceEvaluator(USER, "cardiac", silent, road.person()))
    assert len(road.asked()) == 3
    assert silent not in road.asked()


def test_a_reminder_kills_no_link_and_goes_out_once() -> None:
    road = Road().open().name().wait(days=5)
    evaluator = road.asked()[0]
    road.do(cmd.Remind(evaluator, 5))
    with pytest.raises(IllegalTransition, match="has been sent"):
        road.do(cmd.Remind(evaluator, 5))
    assert road.evaluate(evaluator).state.evaluators[0].standing == "answered"


def test_a_letter_that_is_sent_once_more_changes_no_reminder_of_the_policy() -> None:
    road = Road().open().name().wait(days=5)
    evaluator = road.asked()[0]
    road.do(cmd.Remind(evaluator, 5)).do(cmd.Resend("r1", evaluator)).do(cmd.Resend("r1", evaluator))
    assert road.state.evaluators[0].reminded == 5
    assert [each.by for each in road.events if isinstance(each, ev.EvaluatorReminded)] == [
        "system",
        "r1",
        "r1",
    ]
    road.wait(days=5).do(cmd.Remind(evaluator, 10)).evaluate(evaluator)
    with pytest.raises(IllegalTransition, match="Nothing more is asked"):
        road.do(cmd.Resend("r1", evaluator))


def test_incomplete_answers_are_refused_with_everything_that_is_missing() -> None:
    road = Road().open().name()
    with pytest.raises(AnswersRefused) as told:
        road.evaluate(road.asked()[0], ratings={}, consent=False)
    assert len(told.value.reasons) == 1 + len(road.policy.questionnaire.items)


# --- decisions ---


def test_an_award_holds_five_years_and_closes_the_application() -> None:
    road = Road().complete().decide()
    decided = road.state.decisions["cardiac"]
    assert (decided.outcome, decided.recommendation.outcome, road.state.stage) == ("award", "award", "closed")
    assert decided.until == decided.at.replace(year=decided.at.year + 5)
    assert (decided.appeal_until, decided.retake_from) == (None, None)


def test_nothing_is_decided_before_all_parts_are_there() -> None:
    road = Road().open().sit()
    with pytest.raises(NotReady, match="2 are needed"):
        road.decide()
    assert road.state.decisions == {}


def test_a_refusal_takes_two_registrars_who_agree() -> None:
    road = Road().open().wait(days=180).decide("refuse")
    assert (road.state.stage, list(road.state.proposals)) == ("ended", ["cardiac"])
    with pytest.raises(IllegalTransition, match="a second registrar has to agree"):
        road.decide("refuse")
    road.decide("award", by=BO, said="The records were lost.")
    assert road.state.proposals["cardiac"].by == BO.id
    assert road.state.decisions == {}
    road.decide("refuse").decide("refuse", by=BO)
    decided = road.state.decisions["cardiac"]
    assert (decided.by, decided.proposed_by) == (BO.id, ANN.id)
    assert decided.appeal_until == road.now + timedelta(days=30)
    assert decided.code is None


def test_whoever_departs_from_the_rules_says_why() -> None:
    road = Road(policy=policy_of(decision_four_eyes="never")).complete()
    with pytest.raises(NotReady, match="say why you decide otherwise"):
        road.decide("refuse", said="  ")
    road.decide("refuse", said="The attempt was not taken alone.")
    assert road.state.decisions["cardiac"].said == "The attempt was not taken alone."


@pytest.mark.parametrize(
    ("decider", "why"),
    [
        (Party(NAME, "other@example.org", USER), "You are the candidate"),
        (Party("Peer", "E1@example.org", "r7"), "named as an evaluator"),
        (Party("An Author", "author@example.org", "r8"), "an author of an assessment"),
    ],
)
def test_who_had_a_part_decides_nothing(decider: Party, why: str) -> None:
    road = Road().complete()
    first = road.state.evaluators[0]
    if "evaluator" in why:
        decider = Party("Peer", first.person.email.upper(), "r7")
    with pytest.raises(NotIndependent, match=why):
        road.decide(by=decider, authors=(Party("an author"),))


def test_the_statement_is_signed_with_ones_own_name() -> None:
    with pytest.raises(NotReady, match="Sign the statement with your name: Ann Lee"):
        Road().complete().decide(signed="Bo Yu")


def test_an_appeal_that_is_upheld_is_decided_anew_by_somebody_else() -> None:
    road = Road().refused()
    with pytest.raises(IllegalTransition, match="results that led to a refusal only"):
        road.do(cmd.Appeal(USER, "ineligibility", "cardiac", "No."))
    road.do(cmd.Appeal(USER, "results", "cardiac", "An answer was not counted."))
    for own in (ANN, BO):
        with pytest.raises(NotIndependent, match="You took the decision"):
            road.do(cmd.AnswerAppeal(own.id, "cardiac", upheld=True, words="Yes."))
    road.do(cmd.AnswerAppeal("r3", "cardiac", upheld=True, words="Right."))
    assert (road.state.stage, road.state.undecided) == ("ended", ("cardiac",))
    for own in (ANN, BO):
        with pytest.raises(NotIndependent, match="overturned"):
            road.decide("refuse", by=own)
    cy, di = Party("Cy", "cy@example.org", "r3"), Party("Di", "di@example.org", "r4")
    road.decide("award", by=cy, said="Counted by hand.").settle()
    assert road.state.stage == "closed"
    again = Road().refused()
    again.do(cmd.Appeal(USER, "results", "cardiac", "Once."))
    again.do(cmd.AnswerAppeal("r3", "cardiac", upheld=True, words="Right."))
    again.decide("refuse", by=cy).decide("refuse", by=di)
    again.do(cmd.Appeal(USER, "results", "cardiac", "Against the new decision."))


def test_an_appeal_on_results_has_thirty_days_to_the_second() -> None:
    road = Road().refused().wait(days=30)
    with pytest.raises(IllegalTransition, match="could be lodged until"):
        road.do(cmd.Appeal(USER, "results", "cardiac", "Late."))
    road.now -= SECOND
    road.do(cmd.Appeal(USER, "results", "cardiac", "In time."))


def test_only_an_award_is_revoked_and_only_once() -> None:
    road = Road().complete().decide()
    road.do(cmd.Revoke("r1", "cardiac", "A false statement."))
    assert road.state.awarded == ()
    for target in ("cardiac", "lung"):
        with pytest.raises(IllegalTransition, match="no award to revoke"):
            road.do(cmd.Revoke("r1", target, "Again."))


def test_the_certification_waits_for_its_areas() -> None:
    policy = policy_of(certification_areas=2)
    road = Road(("cardiac", "lung"), certification=True, policy=policy).complete().decide()
    with pytest.raises(NotReady, match="1 valid certificate of 2"):
        road.decide(target=CERTIFICATION)
    road.decide(target="lung").decide(target=CERTIFICATION)
    assert set(road.state.awarded) == {"cardiac", "lung", CERTIFICATION}
    assert road.state.stage == "closed"


def test_certificates_of_other_applications_count_for_the_certification() -> None:
    policy = policy_of(certification_areas=2)
    road = Road(("cardiac",), certification=True, policy=policy).complete().decide()
    road.decide(target=CERTIFICATION, certificates=("lung",))
    assert CERTIFICATION in road.state.awarded


def test_a_decision_is_taken_again_from_the_events_alone() -> None:
    road = Road().complete().decide()
    decided = road.state.decisions["cardiac"]
    before = rebuild(road.events[:-1])
    inputs = inputs_of(road.policy, before, "cardiac", decided.at)
    assert inputs == decided.inputs
    assert recommend(road.policy, inputs) == decided.recommendation


def test_nobody_withdraws_from_what_was_decided() -> None:
    road = Road(("cardiac", "lung")).open().sit().evaluated().decide()
    with pytest.raises(IllegalTransition, match="cannot be withdrawn any more"):
        road.do(cmd.Withdraw(USER))


def test_a_refused_command_is_a_player_error_with_a_code() -> None:
    for error in (NotReady(["x"]), EvaluatorsRefused(["x"]), NotIndependent(["x"]), VoucherRefused("x")):
        assert isinstance(error, PlayerError)
        assert error.code != PlayerError.code
