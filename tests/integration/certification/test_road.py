"""The whole road on a real database and with the real player: from an account to an award, and its replay."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from applicants import NAME, answers
from offices import Office

from player.certification.application import command as cmd
from player.certification.application.event import Decided, ResultRecorded
from player.certification.errors import LinkRefused, NotIndependent, NotReady
from player.certification.rules.evaluation import Answers
from player.engine import command as engine
from player.errors import AttemptClosed, Conflict, IllegalTransition, NotAllowed, NotFound
from player.store import User


@pytest.fixture
def candidate(office: Office) -> User:
    """Somebody whose address is confirmed."""
    return office.candidate()


@pytest.fixture
def registrar(office: Office) -> User:
    """Somebody who decides."""
    return office.account("Ann Lee", "registrar")


def complete(office: Office, candidate: User) -> str:
    """An application that has everything a decision needs."""
    office.publish()
    application = office.opened(candidate)
    office.sit(candidate, application)
    office.evaluated(candidate, application)
    return application


def test_from_an_application_to_an_award_that_anybody_can_verify(
    office: Office, candidate: User, registrar: User
) -> None:
    application = complete(office, candidate)
    registry = office.companion.registry
    assert registry.recommend(application, "cardiac").outcome == "award"
    file = registry.decide(registrar, application, "cardiac", "award", signed="Ann Lee")
    assert file.state.stage == "closed"
    code = file.state.decisions["cardiac"].code
    found = registry.certificate(f" {code[:5].lower()}-{code[5:]} ")
    assert (found.name, found.title, found.status(file.now)) == (NAME, "Cardiac", "valid")
    assert found.expires_at == file.now.replace(year=file.now.year + 5)
    assert found.status(found.expires_at - timedelta(seconds=1)) == "valid"
    assert found.status(found.expires_at) == "expired"
    office.companion.desk.act(application, cmd.Revoke(registrar.id, "cardiac", "A false statement."))
    assert registry.certificate(code).status(file.now) == "revoked"
    with pytest.raises(NotFound, match="Check it letter by letter"):
        registry.certificate("0" * 20)


def test_the_results_come_from_the_player_and_are_recorded_once(office: Office, candidate: User) -> None:
    office.publish()
    application = office.opened(candidate)
    attempt = office.sit(candidate, application, right=False)
    office.companion.assessments.sync(application)
    recorded = [e for e in office.companion.desk.history(application) if isinstance(e, ResultRecorded)]
    assert [(each.result.attempt, each.result.passed) for each in recorded] == [(attempt, False)]
    replayed = office.clinic.delivery.replay(attempt)[1][-1].made
    assert recorded[0].result.percent == replayed["percent"]
    assert recorded[0].result.keys == replayed["keys"]
    with pytest.raises(NotReady, match="may begin on"):
        office.companion.assessments.begin(candidate, application, "cardiac")


def test_a_running_attempt_is_given_back_however_often_it_is_begun(office: Office, candidate: User) -> None:
    office.publish()
    application = office.opened(candidate)
    first = office.companion.assessments.begin(candidate, application, "cardiac")
    assert office.companion.assessments.begin(candidate, application, "cardiac") == first


def test_two_windows_that_begin_at_once_come_to_one_attempt(
    office: Office, candidate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.publish()
    application, assessments = office.opened(candidate), office.companion.assessments
    others: list[str] = []
    make = assessments._make

    def make_beside(user: User, area: str) -> str:
        monkeypatch.setattr(assessments, "_make", make)
        others.append(assessments.begin(user, application, area))
        return make(user, area)

    monkeypatch.setattr(assessments, "_make", make_beside)
    assert [assessments.begin(candidate, application, "cardiac")] == others
    assert len(office.companion.desk.look(application).state.assessments) == 1


def test_an_attempt_of_an_application_that_is_withdrawn_in_the_same_moment_does_not_stay_open(
    office: Office, candidate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.publish()
    application, assessments = office.opened(candidate), office.companion.assessments
    make, made = assessments._make, []

    def make_and_withdraw(user: User, area: str) -> str:
        made.append(make(user, area))
        assessments.withdraw(user.id, application)
        return made[0]

    monkeypatch.setattr(assessments, "_make", make_and_withdraw)
    with pytest.raises(IllegalTransition):
        assessments.begin(candidate, application, "cardiac")
    assert office.clinic.delivery.settle(made[0]).sitting.state.stage == "closed"


def test_nothing_is_begun_without_a_published_assessment_or_after_the_window(
    office: Office, candidate: User
) -> None:
    application = office.opened(candidate)
    with pytest.raises(NotFound, match="not published yet"):
        office.companion.assessments.begin(candidate, application, "cardiac")
    with pytest.raises(IllegalTransition, match="not in the application"):
        office.companion.assessments.begin(candidate, application, "lung")
    office.publish()
    office.wait(days=180)
    with pytest.raises(IllegalTransition, match="while the window is open"):
        office.companion.assessments.begin(candidate, application, "cardiac")


def test_a_running_attempt_is_closed_at_the_end_of_the_window_with_what_was_acknowledged(
    office: Office, candidate: User
) -> None:
    office.publish()
    application = office.opened(candidate)
    attempt = office.companion.assessments.begin(candidate, application, "cardiac")
    office.clinic.delivery.order(attempt, engine.Start())
    sat = office.sitting(candidate, attempt).play("depth")
    acknowledged = dict(sat.state.responses)
    closes = office.companion.desk.look(application).state.closes
    assert closes
    office.clinic.clock.now = closes
    with pytest.raises(AttemptClosed):
        sat.step()
    office.companion.keeper.tick()
    state = office.companion.desk.look(application).state
    assert state.stage == "ended"
    assert state.assessments[0].result
    assert (state.assessments[0].result.reason, state.assessments[0].result.closed_at) == ("window", closes)
    sitting = office.clinic.delivery.replay(attempt)[0]
    assert {place: sitting.state.responses[place] for place in acknowledged} == acknowledged


def test_an_attempt_that_nobody_opened_again_is_closed_with_the_window_too(
    office: Office, candidate: User
) -> None:
    office.publish()
    application = office.opened(candidate)
    office.companion.assessments.begin(candidate, application, "cardiac")
    office.wait(days=200)
    office.companion.keeper.tick()
    state = office.companion.desk.look(application).state
    assert state.assessments[0].result
    assert state.assessments[0].result.closed_at == state.closes


def test_an_accommodation_reaches_running_attempts_and_those_to_come(office: Office, candidate: User) -> None:
    office.publish()
    office.publish("lung")
    application = office.opened(candidate, ("cardiac", "lung"))
    assessments = office.companion.assessments
    running = assessments.begin(candidate, application, "cardiac")
    assessments.accommodate("r1", application, 1.5, breaks=True, reason="Dyslexia", approver="Dr Roe")
    later = assessments.begin(candidate, application, "lung")
    for attempt in (running, later):
        state = office.clinic.delivery.replay(attempt)[0].state
        assert (state.multiplier, state.breaks) == (1.5, True)
    granted = office.companion.desk.look(application).state.accommodation
    assert granted
    assert (granted.by, granted.reason, granted.approver) == ("r1", "Dyslexia", "Dr Roe")
    with pytest.raises(ValueError, match="multiplier"):
        assessments.accommodate("r1", application, 0.5, breaks=False, reason="", approver="")


def test_who_withdraws_ends_what_is_running(office: Office, candidate: User) -> None:
    office.publish()
    application = office.opened(candidate)
    attempt = office.companion.assessments.begin(candidate, application, "cardiac")
    assert office.companion.assessments.withdraw(candidate.id, application).state.stage == "withdrawn"
    assert office.clinic.delivery.replay(attempt)[0].state.reason == "withdrawn"


# --- evaluators behind their links ---


def test_opening_a_link_changes_nothing_and_a_draft_waits_for_its_evaluator(
    office: Office, candidate: User
) -> None:
    application = office.opened(candidate)
    token = office.named(candidate, application)[0]
    before = office.companion.desk.history(application)
    for _ in range(3):
        assert office.companion.peers.look(token).draft == Answers()
    begun = Answers(consent=True, basis="observed")
    office.companion.peers.save(token, begun)
    assert office.companion.peers.look(token).draft == begun
    assert office.companion.desk.history(application) == before


def test_a_link_is_good_until_it_was_answered_turned_down_or_replaced(
    office: Office, candidate: User
) -> None:
    application = office.opened(candidate)
    peers = office.companion.peers
    one, two, three = office.named(candidate, application)
    peers.submit(one, answers(office.policy))
    peers.turn_down(two, "unknown")
    replaced = peers.look(three).evaluator.id
    office.wait(days=14)
    assert peers.look(three)
    peers.replace(candidate.id, application, replaced, "Doctor New", "new@example.org")
    for token in (one, two, three):
        with pytest.raises(LinkRefused, match="Nothing more is asked of you"):
            peers.submit(token, answers(office.policy))
    with pytest.raises(LinkRefused, match="nothing behind this link"):
        peers.look("f" * 64)


def test_a_link_is_not_good_after_the_window(office: Office, candidate: User) -> None:
    application = office.opened(candidate)
    token = office.named(candidate, application)[0]
    office.wait(days=180)
    with pytest.raises(LinkRefused):
        office.companion.peers.submit(token, answers(office.policy))


def test_the_database_holds_no_token(office: Office, candidate: User) -> None:
    application = office.opened(candidate)
    tokens = office.named(candidate, application)
    with office.companion.store.read() as unit:
        connection = unit._connection
        for table in sa.inspect(connection).get_table_names():
            rows = str(connection.execute(sa.select(sa.text("*")).select_from(sa.table(table))).all())
            assert not [token for token in tokens if token in rows], table


def test_two_who_evaluate_one_another_are_flagged_to_staff(office: Office) -> None:
    one, other = office.candidate(email="one@example.org"), office.candidate("Bo", email="other@example.org")
    peers = [(f"Doctor {i}", f"d{i}@example.org") for i in range(2)]
    first, second = office.opened(one), office.opened(other)
    office.companion.peers.name(one.id, first, "cardiac", [("Bo", "Other+x@example.org"), *peers])
    file = office.companion.peers.name(other.id, second, "cardiac", [("Grace", "one@example.org"), *peers])
    flagged = {each.person.name: each.flags for each in file.state.evaluators if each.flags}
    assert list(flagged) == ["Grace"]
    assert first in flagged["Grace"][0]
    # the other one came first, and is told to staff all the same, once
    earlier = office.companion.desk.look(first).state.evaluators
    assert [(each.person.name, second in each.flags[0]) for each in earlier if each.flags] == [("Bo", True)]
    office.companion.peers.turn_down(office.token(file.state.evaluators[1].id), "declined")
    office.companion.peers.replace(other.id, second, file.state.evaluators[1].id, "New", "new@example.org")
    assert [len(each.flags) for each in office.companion.desk.look(first).state.evaluators] == [1, 0, 0]


def test_a_replacement_with_the_name_of_another_evaluator_is_flagged_to_staff(
    office: Office, candidate: User
) -> None:
    application, peers = office.opened(candidate), office.companion.peers
    tokens = office.named(candidate, application)
    first, second, third = office.companion.desk.look(application).state.evaluators
    peers.turn_down(tokens[1], "declined")
    peers.turn_down(tokens[2], "declined")
    peers.replace(candidate.id, application, second.id, "doctor 0", "another@example.org")
    file = peers.replace(candidate.id, application, third.id, third.person.name, "right@example.org")
    flags = [each.flags for each in file.state.evaluators]
    assert flags == [(), (), (), ("Two people of this name are named in this area.",), ()]
    assert first.person.name == "Doctor 0"


# --- applications ---


def test_nobody_is_after_one_area_in_two_applications(office: Office, candidate: User) -> None:
    office.eligible(candidate)
    second = office.companion.applicants.open(candidate).id
    with pytest.raises(Conflict, match="another application already"):
        office.companion.desk.act(second, cmd.Choose(candidate.id, ("cardiac", "lung"), certification=False))
    office.companion.desk.act(second, cmd.Choose(candidate.id, ("lung",), certification=False))
    office.candidate("Somebody else")


def test_after_a_decision_the_area_is_free_again(office: Office, candidate: User) -> None:
    office.policy = office.policy.model_copy(
        update={"decision": office.policy.decision.model_copy(update={"four_eyes": "never"})}
    )
    application = office.opened(candidate)
    office.wait(days=180)
    registrar = office.account("Ann Lee", "registrar")
    bo = office.account("Bo Yu", "registrar")
    registry = office.companion.registry
    registry.decide(registrar, application, "cardiac", "refuse", signed="Ann Lee")
    registry.decide(bo, application, "cardiac", "refuse", signed="Bo Yu")
    assert office.eligible(candidate) != application


def test_another_persons_application_is_as_if_it_were_not_there(office: Office, candidate: User) -> None:
    application = office.eligible(candidate)
    stranger = office.candidate("Somebody else")
    with pytest.raises(NotFound, match="no such application"):
        office.companion.applicants.look(stranger, application)
    with pytest.raises(NotFound, match="no such application"):
        office.companion.desk.look("0" * 32)


def test_an_address_that_is_not_confirmed_submits_nothing(office: Office) -> None:
    user = office.account()
    application = office.filled(user)
    with pytest.raises(NotReady, match="Confirm your e-mail address"):
        office.companion.applicants.submit(user, application)
    assert office.companion.desk.look(application).state.stage == "draft"


def test_an_application_stays_under_the_policy_it_was_made_under(office: Office, candidate: User) -> None:
    application = office.eligible(candidate)
    shorter = office.policy.model_copy(
        update={"version": "2.0.0", "window": office.policy.window.model_copy(update={"days": 90})}
    )
    for name in ("body", "digest"):
        shorter.__dict__.pop(name, None)
    later = office.with_policy(shorter)
    assert later.companion.desk.policy.digest != office.policy.digest
    later.companion.vouchers.redeem(candidate.id, application, later.code())
    file = later.companion.desk.look(application)
    assert file.policy == office.policy
    assert file.state.closes == file.state.opened_at + timedelta(days=180)
    new = later.opened(later.candidate("Somebody else"))
    assert later.companion.desk.look(new).policy == shorter
    later.close()


# --- decisions ---


def test_a_decision_is_replayed_years_later_to_the_same(
    office: Office, candidate: User, registrar: User
) -> None:
    application = complete(office, candidate)
    office.companion.registry.decide(registrar, application, "cardiac", "award", signed="Ann Lee")
    office.wait(days=4000)
    decided = next(e for e in office.companion.desk.history(application) if isinstance(e, Decided))
    replay = office.server().registry.replay(decided.decision)
    assert replay.differences == ()
    assert replay.decided == decided
    assert decided.inputs.results[0].cut_score["method"] == "Provisional"
    with pytest.raises(NotFound, match="no decision"):
        office.companion.registry.replay("0" * 32)


def test_only_a_registrar_without_a_part_decides(office: Office, candidate: User) -> None:
    application = complete(office, candidate)
    registry = office.companion.registry
    evaluator = office.companion.desk.look(application).state.evaluators[0].person
    for name, role, email, why in (
        ("An Author", "author", "", "A registrar takes decisions"),
        ("Ev", "registrar", evaluator.email.upper(), "named as an evaluator"),
        ("Gr", "registrar", (candidate.email or "").replace("@", "+r@"), "You are the candidate"),
    ):
        user = office.account(name, role, email)
        with pytest.raises(NotIndependent, match=why) as told:
            registry.decide(user, application, "cardiac", "award", signed=name)
        assert isinstance(told.value, NotAllowed)


def test_a_tampered_decision_is_found_by_its_replay(office: Office, candidate: User, registrar: User) -> None:
    application = complete(office, candidate)
    file = office.companion.registry.decide(registrar, application, "cardiac", "award", signed="Ann Lee")
    decided = file.state.decisions["cardiac"]
    with office.companion.store.write() as unit:
        record = unit.awards.decision(decided.decision)
        assert record
        drop = {
            "sqlite": "DROP TRIGGER cert_contents_no_update",
            "postgresql": "DROP TRIGGER cert_contents_no_update ON cert_contents",
        }
        unit._connection.execute(sa.text(drop[unit._connection.dialect.name]))
        change = sa.text("UPDATE cert_contents SET body = replace(body, :old, :new) WHERE number = :n")
        old, new = '"passed":true', '"passed":false'
        assert unit._connection.execute(change, {"n": record.record, "old": old, "new": new}).rowcount == 1
    replay = office.companion.registry.replay(decided.decision)
    assert replay.differences == ("inputs", "recommendation")


# --- one's own data ---


def test_an_export_holds_everything_but_what_others_said_in_confidence(
    office: Office, candidate: User
) -> None:
    complete(office, candidate)
    export = office.companion.applicants.export(candidate)
    types = [event["type"] for event in export["applications"][0]["history"]]
    assert types[:2] == ["opened", "chosen"]
    assert "evaluated" in types
    assert "supervisor" not in str(export)
    assert not [event for event in export["applications"][0]["history"] if "answers" in event]
    assert export["account"]["id_number"]


def test_what_was_not_decided_is_erased_and_the_record_still_holds(office: Office, candidate: User) -> None:
    office.publish()
    draft = office.filled(candidate, ("lung",))
    running = office.opened(candidate, ("cardiac",))
    erased, kept = office.companion.applicants.erase(candidate)
    assert (erased, kept) == ([draft], [running])
    with pytest.raises(NotFound, match="has been erased"):
        office.companion.desk.look(draft)
    verdict = office.companion.keeper.verify()
    assert (verdict.broken, verdict.records > 10) == (None, True)
    assert office.companion.desk.look(running).state.stage == "open"
    office.companion.keeper.tick()
