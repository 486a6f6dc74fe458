"""The window in the pages: voucher, agreement, assessments, evaluators, decision, and leaving; and one's own data."""

import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from applicants import answers, result
from clinics import put_version
from forms import two_cases
from receptions import Guest, Reception
from signed import sign_off
from walks import Walk, code_of, companion_of, decided, people, token_of, words

from player.certification.application import command as cmd
from player.certification.text import say_moment


def publish(reception: Reception, area: str = "cardiac") -> None:
    """Offer an assessment of an area that is easily passed."""
    form = two_cases()
    cut = form.cut_score.model_copy(update={"percent": 1})
    form = form.model_copy(update={"area": area, "title": area.title(), "cut_score": cut})
    put_version(reception.services.library, reception.services.store, form)


@pytest.fixture
def walk(reception: Reception) -> Walk:
    """A candidate of this test's own."""
    return Walk.of(reception, f"window-{len(reception.people)}")


# --- voucher ---


def test_a_voucher_opens_the_window_once_and_the_days_are_seen(walk: Walk) -> None:
    walk.eligible()
    assert "everything has to be complete by" in words(walk.get("voucher"))
    code = code_of(walk.companion)
    assert walk.post("voucher", {"code": f" {code.lower()} "}).status_code == 302
    page = words(walk.get())
    assert "180 days left" in page
    closes = walk.companion.desk.look(walk.application).state.closes
    assert closes
    assert f"{closes:%H:%M} UTC" in page
    # the window is open, so there is nothing more to enter
    assert walk.get("voucher").status_code == 302


@pytest.mark.parametrize("code", ["", "7K3QF-01XWZ-9MPHT-CR5VE", "x" * 5000])
def test_a_code_that_is_none_is_told_and_stays_in_the_form(walk: Walk, code: str) -> None:
    walk.eligible()
    answer = walk.post("voucher", {"code": code})
    assert answer.status_code == 400
    assert ("There is no voucher with this code" if code else "Enter the code") in words(answer)
    assert code in answer.text
    assert walk.companion.desk.look(walk.application).state.stage == "eligible"


def test_a_voucher_for_other_areas_is_refused_and_not_spent(walk: Walk) -> None:
    walk.eligible()
    code = code_of(walk.companion, ["lung"])
    answer = walk.post("voucher", {"code": code})
    assert (answer.status_code, "This voucher is for Lung" in words(answer)) == (400, True)
    assert next(each for each in walk.companion.vouchers.all() if each.areas == ("lung",)).redeemed_at is None


def test_codes_can_be_tried_ten_times_in_ten_minutes(walk: Walk) -> None:
    walk.eligible()
    tried = [walk.post("voucher", {"code": f"WRONG{n}"}).status_code for n in range(11)]
    assert tried == [400] * 10 + [429]


# --- agreement and assessments ---


def test_an_assessment_begins_after_the_agreement_and_goes_on_where_it_was(
    reception: Reception, walk: Walk
) -> None:
    publish(reception)
    walk.opened()
    assert "Sign the non-disclosure agreement." in words(walk.get())
    assert walk.post("areas/cardiac/begin").headers["Location"] == walk.path()
    assert "Sign first: Non-disclosure agreement." in words(walk.get())
    assert walk.post("agreement", {"typed": "Nobody"}).status_code == 400
    assert walk.post("agreement", {"typed": walk.user.name}).status_code == 302
    assert "Signed as" in words(walk.get("agreement"))
    first = walk.post("areas/cardiac/begin").headers["Location"]
    assert first.endswith("/briefing")
    assert walk.post("areas/cardiac/begin").headers["Location"] == first
    assert "Go on with the assessment: Cardiac" in words(walk.get())
    assert walk.post("areas/lung/begin").status_code == 404


def test_an_area_that_nothing_is_published_for_is_told(walk: Walk) -> None:
    walk.opened(["renal-genitourinary"])
    walk.post("agreement", {"typed": walk.user.name})
    answer = walk.post("areas/renal-genitourinary/begin")
    assert (answer.status_code, "not published yet" in words(answer)) == (404, True)


def test_an_assessment_that_nobody_has_signed_off_does_not_begin_and_says_why(
    reception: Reception, walk: Walk
) -> None:
    form = two_cases()
    closing = form.cases[1].model_copy(
        update={"segments": tuple(s.model_copy(update={"title": "New"}) for s in form.cases[1].segments)}
    )
    changed = form.model_copy(update={"area": "lung", "title": "Lung", "cases": (form.cases[0], closing)})
    services = reception.services
    version = put_version(services.library, services.store, changed, signed=False)
    walk.opened(["lung"])
    walk.post("agreement", {"typed": walk.user.name})
    assert walk.post("areas/lung/begin").headers["Location"] == walk.path()
    assert "captions and scripts are still being reviewed" in words(walk.get())
    sign_off(services.store, services.library, version)
    assert walk.post("areas/lung/begin").headers["Location"].endswith("/briefing")


def test_where_exams_count_those_of_certification_begin_in_its_window_alone(formal: Reception) -> None:
    publish(formal)
    walk = Walk.of(formal, "early")
    refused = walk.guest.post("/sit", {"area": "cardiac", "mode": "exam"})
    assert (refused.status_code, "part of an application" in words(refused)) == (403, True)
    home = walk.guest.get("/").text
    assert 'aria-label="Certification: Cardiac"' in home
    assert 'aria-label="Sit the exam: Cardiac"' not in home
    assert walk.guest.post("/practise/cardiac").status_code == 302
    walk.eligible()
    walk.post("agreement", {"typed": walk.user.name})
    assert walk.post("areas/cardiac/begin").status_code == 409
    walk.post("voucher", {"code": code_of(walk.companion)})
    assert walk.post("areas/cardiac/begin").headers["Location"].endswith("/briefing")


# --- evaluators ---


def test_evaluators_are_named_once_all_together_and_seen_without_their_answers(walk: Walk) -> None:
    walk.opened()
    assert walk.name_evaluators().status_code == 302
    assert words(walk.get("areas/cardiac/evaluators")).count("Asked, no answer yet") == 3
    given = answers(walk.companion.desk.policy, remarks={"strengths": "ZQX"})
    walk.companion.peers.submit(token_of(walk, 0), given)
    page = walk.get("areas/cardiac/evaluators")
    assert "Has answered" in words(page)
    assert b"ZQX" not in page.data + walk.get().data
    assert walk.name_evaluators().status_code == 409


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name-2": ""}, "Enter the name of evaluator 2."),
        ({"email-3": ""}, "Enter the e-mail address of evaluator 3."),
        ({"email-1": "nobody"}, "is no e-mail address."),
        (
            {"email-2": "Doctor-1+x@same.example.org", "email-1": "doctor-1@same.example.org"},
            "is the address of",
        ),
    ],
)
def test_evaluators_that_cannot_be_taken_are_told_and_the_form_is_kept(
    walk: Walk, change: dict[str, str], told: str
) -> None:
    walk.opened()
    answer = walk.post("areas/cardiac/evaluators", people("kept") | change)
    assert (answer.status_code, told in words(answer)) == (400, True)
    assert 'value="Doctor 1"' in answer.text
    assert not walk.companion.desk.look(walk.application).state.evaluators


def test_nobody_names_themselves(walk: Walk) -> None:
    walk.opened()
    own = (walk.user.email or "").replace("@", "+me@").upper()
    answer = walk.post("areas/cardiac/evaluators", people("self") | {"email-3": own})
    assert "is your own address" in words(answer)


def test_who_declined_is_replaced_and_who_may_still_answer_is_not(walk: Walk) -> None:
    walk.opened()
    walk.name_evaluators()
    walk.companion.peers.turn_down(token_of(walk, 1), "declined", "No time.")
    state = walk.companion.desk.look(walk.application).state
    gone, waiting = state.evaluators[1], state.evaluators[2]
    page = words(walk.get("areas/cardiac/evaluators"))
    assert "Has declined" in page
    assert "you may name somebody else" in page
    new = {"name": "Doctor New", "email": "new@example.org"}
    assert walk.post(f"evaluators/{waiting.id}/replace", new).status_code == 400
    assert walk.post(f"evaluators/{gone.id}/replace", {"name": "", "email": ""}).status_code == 400
    assert walk.post(f"evaluators/{gone.id}/replace", new).status_code == 302
    assert "Doctor New" in words(walk.get("areas/cardiac/evaluators"))
    assert walk.get(f"evaluators/{'0' * 32}/replace").status_code == 404


# --- the decision ---


def test_an_award_shows_until_when_it_holds_and_where_it_is_verified(walk: Walk) -> None:
    decided(walk, "award")
    page = words(walk.get())
    code = walk.companion.desk.look(walk.application).state.decisions["cardiac"].code
    assert "Awarded: Cardiac." in page
    assert "Cardiac: awarded Valid until" in page
    assert f"/verify/{code}" in page
    walk.companion.desk.act(walk.application, cmd.Revoke("r1", "cardiac", "A false statement."))
    assert "Cardiac: revoked A false statement." in words(walk.get())


def test_a_refusal_shows_its_reasons_the_deadline_and_takes_one_appeal(walk: Walk) -> None:
    decided(walk, "refuse")
    page = words(walk.get())
    assert "Cardiac: refused" in page
    assert "The log of cases does not hold." in page
    assert "You may appeal in writing until" in page
    assert "You may apply for it again from" in page
    assert walk.get("appeal?target=lung").status_code == 409
    assert walk.post("appeal", {"target": "cardiac", "words": "x" * 3000}).status_code == 400
    assert walk.post("appeal", {"target": "cardiac", "words": "Look at page 3."}).status_code == 302
    assert "Your appeal of" in words(walk.get())
    assert walk.post("appeal", {"target": "cardiac", "words": "Again."}).status_code == 409


def test_what_was_refused_says_where_it_is_chosen_from_when_on_it_can_be_handed_in_again(walk: Walk) -> None:
    start = (
        decided(walk, "refuse").companion.desk.look(walk.application).state.decisions["cardiac"].retake_from
    )
    assert start
    walk.begin()
    said = f"You may hand it in again from {say_moment(start)} on."
    assert words(walk.get("choice")).count(said) == 1
    walk.choose(["cardiac", "lung"])
    walk.declare(["cardiac", "lung"])
    walk.sign()
    page = words(walk.get("submission"))
    assert f"Cardiac: from {say_moment(start)} on." in page
    assert "Submit the application" not in page
    # whoever presses a button that an older page has is told the same
    assert f"you may apply for it again from {say_moment(start)} on" in words(walk.post("submission"))
    walk.choose(["lung"])
    walk.declare(["lung"])
    walk.sign()
    assert "Submit the application" in words(walk.get("submission"))


# --- leaving, and one's own data ---


def test_leaving_asks_first_and_ends_the_application(walk: Walk) -> None:
    walk.opened()
    assert "Your voucher is spent" in words(walk.get("leave"))
    assert walk.post("leave").status_code == 400
    assert walk.post("leave", {"understood": "on"}).status_code == 302
    assert "You have withdrawn this application." in words(walk.get())
    assert walk.post("leave", {"understood": "on"}).status_code == 302


def test_leaving_says_first_what_it_bars_from_after_a_failure(walk: Walk) -> None:
    walk.opened(["cardiac", "lung"]).post("agreement", {"typed": walk.user.name})
    ended, desk = datetime.now(UTC) - timedelta(hours=1), walk.companion.desk
    desk.act(walk.application, cmd.Begin(walk.user.id, "cardiac", "a" * 32))
    desk.act(walk.application, cmd.RecordResult(result("a" * 32, "cardiac", ended, passed=False)))
    start = ended + timedelta(days=desk.policy.decision.retake_days)
    page = words(walk.get("leave"))
    assert f"Cardiac was not passed: you may apply for it again from {say_moment(start)} on." in page
    assert "Lung was not passed" not in page
    walk.post("leave", {"understood": "on"})
    assert "says from when on you may apply again" in words(walk.guest.get("/certification/account/erasure"))


def test_the_export_holds_everything_and_the_documents(walk: Walk) -> None:
    data = b"%PDF-1.7\nmine\n%%EOF\n"
    walk.filled()
    walk.post("documents", {"about": "Log", "file": (BytesIO(data), "log.pdf")})
    answer = walk.guest.get("/certification/account/export")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == "attachment; filename=sonocase-data.zip"
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        said = json.loads(archive.read("data.json"))
        documents = [name for name in archive.namelist() if name.startswith("documents/")]
        assert archive.read(documents[0]) == data
        assert archive.getinfo(documents[0]).compress_type == zipfile.ZIP_STORED
    assert said["account"]["email"] == walk.user.email
    kinds = [event["type"] for event in said["applications"][0]["history"]]
    assert kinds == ["opened", "chosen", "declared", "signed", "signed", "signed", "attached"]


def test_erasing_asks_first_removes_drafts_and_keeps_what_is_under_way(walk: Walk) -> None:
    walk.opened()
    kept = walk.application
    walk.begin().choose(["lung"])
    page = words(walk.guest.get("/certification/account/erasure"))
    assert "it is under way, or was audited or decided" in page
    assert walk.guest.post("/certification/account/erasure").status_code == 400
    done = walk.guest.post("/certification/account/erasure", {"understood": "on"})
    assert "1 application was erased with its documents. 1 had to be kept." in words(done)
    assert walk.get().status_code == 404
    assert kept in walk.guest.get("/certification").text
    assert walk.application not in walk.guest.get("/certification").text
    assert "Nothing: you have no application" in words(walk.guest.get("/certification/account/erasure"))


# --- whose it is ---


def routes(reception: Reception) -> list[tuple[str, str]]:
    """Every method and address of the candidate's pages about an object, so that a new one is tested at once."""
    found = [
        (method, rule.rule)
        for rule in reception.app.url_map.iter_rules()
        if rule.endpoint.startswith("candidate.") and rule.arguments
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})
    ]
    assert len(found) >= 25
    return found


def test_another_persons_application_and_documents_are_nothing_to_anybody(reception: Reception) -> None:
    owner = Walk.of(reception, "the-owner").opened()
    owner.name_evaluators()
    draft = Walk.of(reception, "the-drafter").filled()
    draft.post("documents", {"about": "Log", "file": (BytesIO(b"%PDF-1.7\n\n%%EOF\n"), "log.pdf")})
    document = next(iter(draft.companion.desk.look(draft.application).state.documents))
    evaluator = owner.companion.desk.look(owner.application).state.evaluators[0].id
    before = [owner.companion.desk.look(each.application).state.seq for each in (owner, draft)]
    strangers: dict[str, Guest] = {
        **reception.everybody(),
        "another candidate": reception.somebody("another"),
    }
    for who, stranger in strangers.items():
        for application in (owner.application, draft.application):
            for method, rule in routes(reception):
                path = rule.replace("<application>", application).replace("<document>", document)
                path = path.replace("<area>", "cardiac").replace("<evaluator>", evaluator)
                answer = stranger.get(path) if method == "GET" else stranger.post(path, {"understood": "on"})
                expected = allowed(who, rule)
                assert answer.status_code == expected, (who, method, rule)
                if expected != 200:
                    assert b"Doctor" not in answer.data
                    assert b"%PDF" not in answer.data
    after = [owner.companion.desk.look(each.application).state.seq for each in (owner, draft)]
    assert after == before


def allowed(who: str, rule: str) -> int:
    """What somebody is answered who is not the owner."""
    if who == "nobody":
        return 302
    if who in {"candidate", "another candidate"}:
        return 404
    if rule == "/certification/documents/<document>" and who == "registrar":
        return 200
    # a guest is a candidate without an account, and has no documents of their own
    return 404 if rule == "/certification/documents/<document>" and who == "guest" else 403


def test_nobody_applies_without_an_account_of_their_own(reception: Reception) -> None:
    for who, visitor in reception.everybody().items():
        expected = {"nobody": 302, "candidate": 200}.get(who, 403)
        assert visitor.get("/certification").status_code == expected, who
        linked = "Certification</a>" in visitor.get("/").text
        assert linked == (who == "candidate"), who


def test_times_are_told_in_words_and_in_utc(reception: Reception, walk: Walk) -> None:
    walk.eligible()
    until = companion_of(reception).desk.look(walk.application).state.eligible_until
    assert until
    assert until.tzinfo == UTC or until.utcoffset() == datetime.now(UTC).utcoffset()
    assert f"Enter your voucher by {until.day} {until:%B %Y}, {until:%H:%M} UTC." in words(walk.get())
