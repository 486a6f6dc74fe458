"""What registrars do on a real database: decisions with two pairs of eyes, appeals, revocations, and who may not."""

from typing import Literal

import pytest
from applicants import answers
from offices import Office

from player.certification.application import command as cmd
from player.certification.errors import NotIndependent, NotReady
from player.errors import IllegalTransition
from player.store import User


@pytest.fixture
def candidate(office: Office) -> User:
    """Somebody whose address is confirmed."""
    return office.candidate()


@pytest.fixture
def registrars(office: Office) -> list[User]:
    """Three who decide."""
    return [office.account(name, "registrar") for name in ("Ann Lee", "Bo Yu", "Cy Orr")]


def complete(office: Office, candidate: User, rating: int = 4) -> str:
    """An application in which everybody has answered."""
    office.publish()
    application = office.opened(candidate)
    office.sit(candidate, application)
    for token in office.named(candidate, application):
        office.companion.peers.submit(token, answers(office.policy, rating))
    return application


def refused(office: Office, candidate: User, registrars: list[User]) -> str:
    """An application that two registrars have refused."""
    application = complete(office, candidate, rating=2)
    for each in registrars[:2]:
        office.companion.registry.decide(each, application, "cardiac", "refuse", signed=each.name)
    return application


def test_a_refusal_needs_a_second_registrar_whose_silence_takes_over_the_first_ones_words(
    office: Office, candidate: User, registrars: list[User]
) -> None:
    ann, bo, _ = registrars
    application, registry = complete(office, candidate, rating=2), office.companion.registry
    file = registry.decide(ann, application, "cardiac", "refuse", signed="Ann Lee", said="See domain two.")
    assert (file.state.stage, file.state.proposals["cardiac"].by) == ("open", ann.id)
    with pytest.raises(IllegalTransition, match="a second registrar has to agree"):
        registry.decide(ann, application, "cardiac", "refuse", signed="Ann Lee")
    decided = registry.decide(bo, application, "cardiac", "refuse", signed="Bo Yu").state.decisions["cardiac"]
    assert (decided.by, decided.proposed_by, decided.said) == (bo.id, ann.id, "See domain two.")
    assert registry.replay(decided.decision).differences == ()


@pytest.mark.parametrize("outcome", ["refuse", "award"])
def test_the_first_registrars_word_counts_no_more_once_they_are_named_as_an_evaluator(
    office: Office, candidate: User, registrars: list[User], outcome: Literal["award", "refuse"]
) -> None:
    ann, bo, cy = registrars
    office.publish()
    application, registry = office.opened(candidate), office.companion.registry
    office.sit(candidate, application)
    office.evaluated(candidate, application)
    registry.decide(ann, application, "cardiac", "refuse", signed="Ann Lee", said="See the log.")
    assert not registry.weigh(bo, office.companion.desk.look(application), "cardiac").lapsed
    office.wait(days=office.policy.evaluators.silent_days)
    silent = next(e for e in office.companion.desk.look(application).state.evaluators if e.may_answer)
    address = (ann.email or "").replace("@", "+me@")
    file = office.companion.peers.replace(candidate.id, application, silent.id, "A. Lee", address)
    assert registry.weigh(bo, file, "cardiac").lapsed
    after = registry.decide(bo, application, "cardiac", outcome, signed="Bo Yu", said="I see it so.")
    if outcome == "award":
        # the policy asks for a second registrar at refusals alone, and there is no first word any more
        decided = after.state.decisions["cardiac"]
        assert (decided.by, decided.proposed_by) == (bo.id, None)
        return
    assert (after.state.proposals["cardiac"].by, after.state.decisions) == (bo.id, {})
    last = registry.decide(cy, application, "cardiac", "refuse", signed="Cy Orr", said="So do I.").state
    decided = last.decisions["cardiac"]
    assert (decided.by, decided.proposed_by) == (cy.id, bo.id)
    assert registry.replay(decided.decision).differences == ()


def test_who_wrote_the_assessment_does_not_decide_on_it(
    office: Office, candidate: User, registrars: list[User]
) -> None:
    application = complete(office, candidate)
    registry, file = office.companion.registry, office.companion.desk.look(application)
    assert registry.weigh(registrars[0], file, "cardiac").conflicts == ()
    # by name, and by address
    for author in (
        office.account("ada  VALE", "registrar"),
        office.account("A. V.", "registrar", "ada@example.org"),
    ):
        why = ("You are an author of an assessment that the candidate took.",)
        assert registry.weigh(author, file, "cardiac").conflicts == why
        with pytest.raises(NotIndependent, match="You are an author"):
            registry.decide(author, application, "cardiac", "award", signed=author.name)


def test_who_taught_the_candidate_and_says_so_does_not_decide(
    office: Office, candidate: User, registrars: list[User]
) -> None:
    application = complete(office, candidate)
    with pytest.raises(NotIndependent, match="You taught, examined or evaluated this candidate"):
        office.companion.registry.decide(
            registrars[0], application, "cardiac", "award", signed="Ann Lee", involved=True
        )
    assert not office.companion.desk.look(application).state.decisions


def test_nobody_decides_on_what_they_have_not_seen(
    office: Office, candidate: User, registrars: list[User]
) -> None:
    office.publish()
    application = office.opened(candidate)
    office.sit(candidate, application)
    *first, late = office.named(candidate, application)
    for token in first:
        office.companion.peers.submit(token, answers(office.policy))
    seen = office.companion.desk.look(application).state.seq
    office.companion.peers.submit(late, answers(office.policy, 1))
    ann, registry = registrars[0], office.companion.registry
    with pytest.raises(NotReady, match="Something has come in since you opened this page"):
        registry.decide(ann, application, "cardiac", "award", signed="Ann Lee", seen=seen)
    seen = office.companion.desk.look(application).state.seq
    registry.decide(ann, application, "cardiac", "award", signed="Ann Lee", said="One outlier.", seen=seen)


def test_an_appeal_is_answered_by_somebody_without_a_part_and_upheld_it_is_decided_anew(
    office: Office, candidate: User, registrars: list[User]
) -> None:
    application, registry = refused(office, candidate, registrars), office.companion.registry
    ann, bo, cy = registrars
    office.companion.desk.act(application, cmd.Appeal(candidate.id, "results", "cardiac", "Look again."))
    evaluator = office.companion.desk.look(application).state.evaluators[0].person
    own = office.account("An Evaluator", "registrar", evaluator.email)
    for each, why in ((ann, "You took the decision"), (bo, "You took the decision"), (own, "an evaluator")):
        assert registry.conflicts_in_appeal(each, office.companion.desk.look(application), "cardiac")
        with pytest.raises(NotIndependent, match=why):
            registry.answer(each, application, "cardiac", "Yes.", upheld=True)
    with pytest.raises(NotIndependent, match="A registrar takes decisions"):
        registry.answer(office.account("Ed", "author"), application, "cardiac", "Yes.", upheld=True)
    file = registry.answer(cy, application, "cardiac", "The third one is right.", upheld=True)
    assert (file.state.undecided, file.state.stage) == (("cardiac",), "open")
    for each in (ann, bo):
        with pytest.raises(NotIndependent, match="the appeal has overturned"):
            registry.decide(each, application, "cardiac", "award", signed=each.name, said="So be it.")
    decided = registry.decide(cy, application, "cardiac", "award", signed="Cy Orr", said="Two were too new.")
    assert decided.state.awarded == ("cardiac",)
    letters = office.companion.store
    with letters.read() as unit:
        told = [each.template for each in unit.letters.in_states({"waiting", "sent"}, 100)]
    assert {"refused", "appeal-lodged", "appeal-answered", "awarded"} <= set(told)


def test_an_appeal_on_eligibility_makes_eligible(office: Office, registrars: list[User]) -> None:
    candidate = office.candidate("Iris Cole")
    application, registry = office.filled(candidate), office.companion.registry
    office.companion.desk.act(application, cmd.Submit(candidate.id, draw=0.0))
    ann, bo, _ = registrars
    office.companion.desk.act(application, cmd.FindIneligible(ann.id, ("The log has gaps.",)))
    office.companion.desk.act(application, cmd.Appeal(candidate.id, "ineligibility", "", "It has not."))
    with pytest.raises(NotIndependent, match="You found the applicant ineligible"):
        registry.answer(ann, application, "", "No.", upheld=False)
    assert registry.answer(bo, application, "", "It has not.", upheld=True).state.stage == "eligible"


def test_a_revocation_is_a_registrars_and_happens_once(
    office: Office, candidate: User, registrars: list[User]
) -> None:
    application, registry = complete(office, candidate), office.companion.registry
    ann = registrars[0]
    file = registry.decide(ann, application, "cardiac", "award", signed="Ann Lee")
    with pytest.raises(NotIndependent):
        registry.revoke(office.account("Ed", "author"), application, "cardiac", "No.")
    registry.revoke(ann, application, "cardiac", "The log was false.")
    found = registry.certificate(file.state.decisions["cardiac"].code or "")
    assert found.status(file.now) == "revoked"
    with pytest.raises(IllegalTransition, match="no award to revoke"):
        registry.revoke(ann, application, "cardiac", "Again.")
    assert office.companion.keeper.verify().broken is None
