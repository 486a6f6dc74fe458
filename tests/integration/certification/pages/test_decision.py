"""Deciding in the pages: what stands before a registrar, what they say, appeals and revocations, and who may not."""

import pytest
from applicants import answers
from receptions import Guest, Reception
from walks import Walk, complete, decided, token_of, words
from werkzeug.test import TestResponse

from player.certification.application import command as cmd


@pytest.fixture
def walk(reception: Reception) -> Walk:
    """A candidate of this test's own."""
    return Walk.of(reception, f"decision-{len(reception.people)}")


def ann(reception: Reception) -> Guest:
    """A registrar, whose name is Ann."""
    return reception.somebody("ann", "registrar")


def bo(reception: Reception) -> Guest:
    """A second one."""
    return reception.somebody("bo", "registrar")


def address(walk: Walk, page: str = "decision") -> str:
    """A page of the office about the candidate's application."""
    return f"/certification/office/applications/{walk.application}/{page}"


def decide(walk: Walk, by: Guest, **changes: str) -> TestResponse:
    """Fill in the form and send it."""
    seq = walk.companion.desk.look(walk.application).state.seq
    form = {"target": "cardiac", "outcome": "award", "involved": "no", "signed": "Ann", "seen": str(seq)}
    return by.post(address(walk), form | changes)


def outcome(walk: Walk) -> str:
    """What was decided."""
    found = walk.companion.desk.look(walk.application).state.decisions.get("cardiac")
    return found.outcome if found else ""


def test_a_registrar_sees_the_reasons_and_everything_they_rest_on(reception: Reception, walk: Walk) -> None:
    complete(walk)
    said = words(ann(reception).get(address(walk)))
    for part in (
        "The rules recommend Award",
        "Met Eligibility",
        "Met Assessment Passed with 80.00 % of the points; the cut score is 70 %.",
        "Policy: evaluators.needed",
        "Decided on 23 November 2026. Panel: p.",
        "Doctor 1",
        "Counted",
        "I would not have to be there",
        "Cardiac: 40 cases of the 30 that are needed",
        "Sign with your name: Ann",
    ):
        assert part in said, part


def test_an_award_is_recorded_told_and_can_be_verified(reception: Reception, walk: Walk) -> None:
    complete(walk)
    by = ann(reception)
    assert decide(walk, by).status_code == 302
    page = by.get(address(walk))
    said = words(page)
    assert "Awarded: Cardiac. The candidate is told by e-mail." in said
    assert "Decided by Ann Decided on" in said
    assert "The same inputs, under the same rules and policy, give the same recommendation." in said
    code = walk.companion.desk.look(walk.application).state.decisions["cardiac"].code
    assert f"/certification/certificates/{code}.pdf" in page.text
    assert "This certificate is valid" in words(reception.nobody().get(f"/verify/{code}"))
    # nothing more to decide
    assert decide(walk, ann(reception)).status_code == 400


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"outcome": ""}, "Choose one: award or refuse."),
        ({"outcome": "wait"}, "Choose one: award or refuse."),
        ({"involved": ""}, "Say whether you had a part."),
        (
            {"involved": "yes"},
            "You taught, examined or evaluated this candidate; somebody else has to decide.",
        ),
        ({"signed": ""}, "Enter your name."),
        ({"signed": "Bo"}, "Sign the statement with your name: Ann."),
        ({"outcome": "refuse"}, "The rules recommend to award; say why you decide otherwise."),
        ({"said": "x" * 3000}, "Write less."),
        ({"seen": "3"}, "Something has come in since you opened this page."),
        ({"seen": "-"}, "Something has come in since you opened this page."),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_decided(
    reception: Reception, walk: Walk, changes: dict[str, str], told: str
) -> None:
    complete(walk)
    answer = decide(walk, ann(reception), **changes)
    assert (answer.status_code, told in words(answer)) == (400, True)
    assert outcome(walk) == ""


def test_a_refusal_needs_a_second_registrar_and_the_candidate_sees_why(
    reception: Reception, walk: Walk
) -> None:
    complete(walk)
    refuse = {"outcome": "refuse", "said": "The log of cases does not hold, ZQX."}
    decide(walk, ann(reception), **refuse)
    assert outcome(walk) == ""
    assert "ZQX" not in walk.get().text
    own = words(ann(reception).get(address(walk)))
    assert "You have decided already. A second registrar has to agree." in own
    assert "Sign with your name" not in own
    second = words(bo(reception).get(address(walk)))
    assert "A first registrar has decided Refuse Ann" in second
    assert "ZQX" in second
    decide(walk, bo(reception), **refuse, signed="Bo")
    assert outcome(walk) == "refuse"
    said = words(walk.get())
    for part in (
        "Cardiac: refused",
        "ZQX",
        "You may appeal in writing until",
        "You may apply for it again from",
    ):
        assert part in said, part


def test_what_is_not_complete_cannot_be_decided(reception: Reception, walk: Walk) -> None:
    walk.opened()
    said = words(ann(reception).get(address(walk)))
    assert "The rules recommend Not everything is there yet" in said
    assert "It can be taken when everything is there, or when the window closes on" in said
    assert "Not taken yet." in words(decide(walk, ann(reception)))
    assert outcome(walk) == ""


def test_before_the_window_there_is_nothing_to_decide(reception: Reception, walk: Walk) -> None:
    walk.eligible()
    for page in ("decision", "decision?target=cardiac", "appeal?target=cardiac", "revocation?target=cardiac"):
        assert ann(reception).get(address(walk, page)).status_code == 409, page
    walk.post("voucher", {"code": "x"})
    assert ann(reception).get(address(walk, "decision?target=lung")).status_code == 409


def test_who_evaluated_sees_that_somebody_else_has_to_decide(reception: Reception, walk: Walk) -> None:
    complete(walk)
    people = walk.companion.desk.look(walk.application).state.evaluators
    own = reception.services.accounts.add(people[0].person.email, "Ev", "registrar", "a long test password")
    token = reception.services.accounts.sign_in(own.email or "", "a long test password").token
    evaluator = Guest(reception, token)
    said = words(evaluator.get(address(walk)))
    assert "Somebody else has to decide You were named as an evaluator of this candidate." in said
    assert "Sign with your name" not in said
    assert decide(walk, evaluator, signed="Ev").status_code == 400
    assert outcome(walk) == ""


def test_an_evaluation_that_is_not_counted_says_why(reception: Reception, walk: Walk) -> None:
    complete(walk)
    companion = walk.companion
    heard = answers(companion.desk.policy, basis="reputation", remarks={"strengths": "<b>Kind</b>"})
    companion.peers.submit(token_of(walk, 2), heard)
    page = ann(reception).get(address(walk))
    assert "Not counted: basis: I know of the candidate's work from others only" in words(page)
    assert "&lt;b&gt;Kind&lt;/b&gt;" in page.text


# --- appeals ---


def test_an_appeal_is_answered_and_the_candidate_reads_the_answer(reception: Reception, walk: Walk) -> None:
    decided(walk, "refuse")
    walk.post("appeal", {"target": "cardiac", "words": "Look at page 3."})
    assert "Answer the appeal" in words(ann(reception).get(address(walk)))
    page = address(walk, "appeal?target=cardiac")
    assert "Look at page 3." in words(ann(reception).get(page))
    form = {"target": "cardiac", "outcome": "reject", "words": "Page 3 is of another year."}
    for lacking, told in (("outcome", "Choose one."), ("words", "Write the answer")):
        answer = ann(reception).post(address(walk, "appeal"), {**form, lacking: ""})
        assert (answer.status_code, told in words(answer)) == (400, True)
    assert ann(reception).post(address(walk, "appeal"), form).status_code == 302
    assert "Your appeal was not upheld: Page 3 is of another year." in words(walk.get())
    assert ann(reception).get(page).status_code == 409


def test_an_appeal_that_is_upheld_opens_the_decision_again(reception: Reception, walk: Walk) -> None:
    decided(walk, "refuse")
    walk.post("appeal", {"target": "cardiac", "words": "Look at page 3."})
    form = {"target": "cardiac", "outcome": "uphold", "words": "It shows the cases."}
    answer = ann(reception).post(address(walk, "appeal"), form)
    assert "Decide: Cardiac" in words(ann(reception).get(answer.headers["Location"]))
    assert decide(walk, ann(reception)).status_code == 302
    assert outcome(walk) == "award"


def test_an_appeal_on_eligibility_is_answered_here_too(reception: Reception, walk: Walk) -> None:
    walk.filled()
    desk = walk.companion.desk
    desk.act(walk.application, cmd.Submit(walk.user.id, draw=0.0))
    desk.act(walk.application, cmd.FindIneligible("r1", ("The log has gaps.",)))
    walk.post("appeal", {"target": "", "words": "It has none."})
    said = words(ann(reception).get(address(walk)))
    assert "Found ineligible" in said
    assert "Answer the appeal" in said
    assert "The log has gaps." in words(ann(reception).get(address(walk, "appeal")))
    form = {"target": "", "outcome": "uphold", "words": "It has none."}
    assert ann(reception).post(address(walk, "appeal"), form).status_code == 302
    assert desk.look(walk.application).state.stage == "eligible"


# --- revocations ---


def test_a_revocation_asks_for_a_reason_and_is_said_everywhere(reception: Reception, walk: Walk) -> None:
    decided(walk, "award")
    page = address(walk, "revocation")
    assert ann(reception).get(f"{page}?target=cardiac").status_code == 200
    form = {"target": "cardiac", "reason": "The log was false, ZQX.", "understood": "on"}
    for lacking, told in (("reason", "Say why"), ("understood", "Tick the box")):
        answer = ann(reception).post(page, {name: said for name, said in form.items() if name != lacking})
        assert (answer.status_code, told in words(answer)) == (400, True)
    assert ann(reception).post(page, form).status_code == 302
    said = words(ann(reception).get(address(walk)))
    assert "Revoked The log was false, ZQX." in said
    code = walk.companion.desk.look(walk.application).state.decisions["cardiac"].code
    assert "This certificate was revoked" in words(reception.nobody().get(f"/verify/{code}"))
    assert "Cardiac: revoked The log was false, ZQX." in words(walk.get())
    assert ann(reception).post(page, form).status_code == 409


# --- whose it is ---


def test_nobody_but_registrars_comes_in(reception: Reception, walk: Walk) -> None:
    decided(walk, "award")
    before = walk.companion.desk.look(walk.application).state.seq
    form = {"target": "cardiac", "outcome": "refuse", "reason": "x", "words": "x", "understood": "on"}
    rules = [rule for rule in reception.app.url_map.iter_rules() if rule.endpoint.startswith("decision.")]
    assert len(rules) == 6
    visitors = {**reception.everybody(), "the owner": walk.guest}
    del visitors["registrar"]
    for who, visitor in visitors.items():
        for rule in rules:
            page = rule.rule.replace("<application>", walk.application)
            answer = visitor.post(page, form) if "POST" in (rule.methods or ()) else visitor.get(page)
            assert answer.status_code == (302 if who == "nobody" else 403), (who, rule)
            assert b"Doctor" not in answer.data
    assert walk.companion.desk.look(walk.application).state.seq == before
    assert ann(reception).get(f"/certification/office/applications/{'0' * 32}/decision").status_code == 404
