"""Applying again: what an audit, a refusal or a finding has begun cannot be shaken off by withdrawing or erasing."""

import secrets
from datetime import timedelta

import pytest
from offices import Office

from player.certification.application import command as cmd
from player.certification.errors import NotReady
from player.engine import command as engine
from player.store import User


@pytest.fixture
def candidate(office: Office) -> User:
    """Somebody whose address is confirmed."""
    return office.candidate()


def refused(office: Office, user: User) -> str:
    """An application of which two registrars have refused all, after its window."""
    application = office.opened(user)
    office.wait(days=181)
    for name in ("Ann Lee", "Bo Yu"):
        registrar = office.account(name, "registrar")
        office.companion.registry.decide(registrar, application, "cardiac", "refuse", signed=name)
    return application


def test_what_was_refused_is_applied_for_again_from_the_date_that_the_refusal_names(
    office: Office, candidate: User
) -> None:
    first = office.companion.desk.look(refused(office, candidate)).state.decisions["cardiac"]
    assert first.retake_from
    applicants = office.companion.applicants
    office.wait(days=89)
    with pytest.raises(NotReady, match=r"^Cardiac: you may apply for it again from "):
        applicants.submit(candidate, office.filled(candidate))
    other = applicants.submit(candidate, office.filled(candidate, ("lung",)))
    assert other.state.stage in {"eligible", "audit"}
    office.wait(days=1)
    draft = next(each for each in applicants.of(candidate) if each.stage == "draft")
    assert applicants.submit(candidate, draft.id).state.stage in {"eligible", "audit"}


def test_whoever_withdraws_from_an_audit_is_audited_when_they_apply_anew(
    office: Office, candidate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    applicants = office.companion.applicants
    monkeypatch.setattr(secrets, "randbelow", lambda _: 0)
    audited = applicants.submit(candidate, office.filled(candidate)).id
    monkeypatch.setattr(secrets, "randbelow", lambda most: most - 1)
    office.companion.assessments.withdraw(candidate.id, audited)
    assert applicants.erase(candidate) == ([], [audited])
    office.wait(minutes=1)
    again = applicants.submit(candidate, office.filled(candidate))
    assert again.state.stage == "audit"
    # once that audit has ended, chance decides again
    office.companion.desk.act(again.id, cmd.PassAudit("r1", "In order."))
    office.wait(minutes=1)
    assert applicants.submit(candidate, office.filled(candidate, ("lung",))).state.stage == "eligible"


def test_whoever_was_found_ineligible_cannot_withdraw_and_erase_why(office: Office, candidate: User) -> None:
    application = office.filled(candidate)
    office.companion.desk.act(application, cmd.Submit(candidate.id, draw=0.0))
    office.companion.desk.act(application, cmd.FindIneligible("r1", ("The certificate was forged.",)))
    office.companion.assessments.withdraw(candidate.id, application)
    assert office.companion.applicants.erase(candidate) == ([], [application])
    found = office.companion.desk.look(application).state.ineligible
    assert found
    assert found.reasons == ("The certificate was forged.",)


def test_letters_go_with_the_application_that_is_erased(office: Office, candidate: User) -> None:
    application, other = office.opened(candidate), office.opened(office.candidate("Bo Yu"))
    office.named(candidate, application)
    office.companion.assessments.withdraw(candidate.id, application)
    assert office.companion.applicants.erase(candidate) == ([application], [])
    with office.companion.store.read() as unit:
        left = {each.context.get("application") for each in unit.letters.in_states(["waiting", "sent"])}
    assert left == {other}


def test_a_decision_that_an_appeal_has_overturned_can_be_replayed_whatever_the_applicant_erases(
    office: Office, candidate: User
) -> None:
    office.publish()
    application, desk = office.opened(candidate), office.companion.desk
    for _ in range(office.policy.assessment.attempts):
        office.sit(candidate, application, right=False)
        office.wait(days=office.policy.assessment.wait_days)
    for name in ("Ann Lee", "Bo Yu"):
        registrar = office.account(name, "registrar")
        office.companion.registry.decide(registrar, application, "cardiac", "refuse", signed=name)
    decision = desk.look(application).state.decisions["cardiac"].decision
    desk.act(application, cmd.Appeal(candidate.id, "results", "cardiac", "The sound was missing."))
    desk.act(application, cmd.AnswerAppeal("r9", "cardiac", upheld=True, words="It was."))
    office.companion.assessments.withdraw(candidate.id, application)
    assert office.companion.applicants.erase(candidate) == ([], [application])
    assert office.companion.registry.replay(decision).differences == ()


@pytest.mark.parametrize("failed", [1, 2])
def test_whoever_withdraws_after_a_failure_waits_as_long_as_after_a_refusal(
    office: Office, candidate: User, failed: int
) -> None:
    office.publish()
    applicants, application = office.companion.applicants, office.opened(candidate, ("cardiac", "lung"))
    for _ in range(failed):
        office.wait(days=office.policy.assessment.wait_days)
        office.sit(candidate, application, right=False)
    ended = office.clinic.clock.now
    office.wait(days=30)
    office.companion.assessments.withdraw(candidate.id, application)
    assert applicants.erase(candidate) == ([], [application])
    draft = office.filled(candidate)
    again = ended + timedelta(days=office.policy.decision.retake_days)
    assert applicants.barred(candidate, draft) == {"cardiac": again}
    office.clinic.clock.now = again - timedelta(seconds=1)
    with pytest.raises(NotReady, match=r"^Cardiac: you may apply for it again from "):
        applicants.submit(candidate, draft)
    office.clinic.clock.now = again
    assert applicants.barred(candidate, draft) == {}
    assert applicants.submit(candidate, draft).state.stage in {"eligible", "audit"}
    assert applicants.erase(candidate) == ([application], [draft])


def test_leaving_in_the_middle_of_an_attempt_is_no_way_around_its_result(
    office: Office, candidate: User
) -> None:
    office.publish()
    application = office.opened(candidate)
    office.companion.assessments.begin(candidate, application, "cardiac")
    office.wait(minutes=5)
    office.companion.assessments.withdraw(candidate.id, application)
    barred = office.companion.applicants.barred(candidate, office.filled(candidate))
    assert barred == {"cardiac": office.clinic.clock.now + timedelta(days=office.policy.decision.retake_days)}


def test_whoever_has_passed_before_they_withdraw_is_not_barred(office: Office, candidate: User) -> None:
    office.publish()
    application = office.opened(candidate)
    attempt = office.companion.assessments.begin(candidate, application, "cardiac")
    office.clinic.delivery.order(attempt, engine.Start())
    office.sitting(candidate, attempt).play("closed")
    # nobody has looked at the application since, so that its result is recorded in leaving
    office.companion.assessments.withdraw(candidate.id, application)
    assert office.companion.applicants.barred(candidate, office.filled(candidate)) == {}
