"""The evaluator's pages, as a browser without scripts sees them: the link, the questionnaire, and how it ends."""

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from threading import Barrier, Thread
from typing import Any

import pytest
from receptions import Guest, Reception
from walks import Walk, token_of, words
from werkzeug.test import TestResponse

from player.certification.application.event import Evaluated, EvaluatorTurnedDown
from player.certification.pages.evaluator.door import HEADERS
from player.certification.questionnaire import NOT_OBSERVED
from player.certification.rules.evaluation import MAX_REMARK, Answers
from player.limits import limiter

CANARY = "ZQXJV"


@pytest.fixture
def walk(reception: Reception) -> Walk:
    """A candidate who has named three evaluators."""
    walk = Walk.of(reception, f"asking-{len(reception.people)}").opened()
    assert walk.name_evaluators().status_code == 302
    return walk


class Link:
    """An evaluator before a browser of their own, with the link of their letter."""

    def __init__(self, walk: Walk, number: int = 0, visitor: Guest | None = None) -> None:
        self.walk, self.visitor = walk, visitor or walk.reception.nobody()
        self.token = token_of(walk, number)

    def path(self, page: str = "") -> str:
        """The address of a page behind the link."""
        return f"/evaluate/{self.token}" + (f"/{page}" if page else "")

    def get(self, page: str = "") -> TestResponse:
        """Open a page behind the link."""
        return self.visitor.get(self.path(page))

    def post(self, page: str = "", form: dict[str, Any] | None = None) -> TestResponse:
        """Send a form behind the link."""
        return self.visitor.post(self.path(page), form)

    def begun(self) -> "Link":
        """With consent given."""
        assert self.post(form={"consent": "on"}).headers["Location"] == self.path("questions")
        return self

    def reviewed(self, **changes: str) -> dict[str, str]:
        """With everything answered and looked at; gives the form that sends it."""
        whole = whole_form(self.walk) | changes
        assert self.post("questions", whole | {"then": "review"}).headers["Location"] == self.path("review")
        page = self.get("review").text
        return {"seen": page.partition('name="seen" value="')[2].partition('"')[0]}

    def sent(self, **changes: str) -> "Link":
        """With the answers sent."""
        assert self.begun().post("review", self.reviewed(**changes)).status_code == 302
        return self


def whole_form(walk: Walk) -> dict[str, str]:
    """Everything answered."""
    form = {"basis": "observed", "recency": "months-3", "conflict": "none"}
    return form | {f"ratings.{item}": "4" for item in walk.companion.desk.policy.questionnaire.items}


def draft_of(link: Link) -> Answers:
    """What is kept of an evaluator's answers."""
    return link.walk.companion.peers.look(link.token).draft


def events(walk: Walk, kind: type) -> list[Any]:
    """What happened of one kind."""
    return [each for each in walk.companion.desk.history(walk.application) if isinstance(each, kind)]


def routes(reception: Reception) -> Iterator[tuple[str, str]]:
    """Every method and page of the evaluator, so that a new one is tested at once."""
    for rule in reception.app.url_map.iter_rules():
        if rule.endpoint.startswith("evaluator."):
            for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
                yield method, rule.rule.partition("<token>")[2].lstrip("/")


# --- the link ---


def test_whoever_opens_every_page_changes_nothing_and_no_page_leaks_its_address(
    reception: Reception, walk: Walk
) -> None:
    link = Link(walk).begun()
    before = walk.companion.desk.look(walk.application).state.seq, draft_of(link)
    pages = [page for method, page in routes(reception) if method == "GET"]
    assert len(pages) == 5
    for visitor in (reception.nobody(), reception.somebody("scanner")):
        for page in pages:
            answer = Link(walk, visitor=visitor).get(page)
            assert answer.status_code in {200, 302}
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS
            assert reception.nobody().client.head(link.path(page)).status_code in {200, 302}
    assert (walk.companion.desk.look(walk.application).state.seq, draft_of(link)) == before


def test_a_link_that_was_never_made_is_the_same_nothing_on_every_page_and_to_everybody(
    reception: Reception, walk: Walk
) -> None:
    real = token_of(walk, 0)
    near = [real[:-1] + ("0" if real[-1] != "0" else "1"), real.upper(), real[:40], "x" * 4000]
    said = set()
    for visitor in (*reception.everybody().values(), walk.guest):
        for method, page in routes(reception):
            for token in ["f" * 64, *(near if visitor is walk.guest else [])]:
                path = f"/evaluate/{token}/{page}".rstrip("/")
                answer = visitor.get(path) if method == "GET" else visitor.post(path, {"consent": "on"})
                assert answer.status_code == 404, (method, page)
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                said.add(words(answer).rpartition("There is nothing behind this link")[2])
        limits_forgotten(reception)
    assert len(said) == 1


def limits_forgotten(reception: Reception) -> None:
    """Guesses are many where they are not what a test is about."""
    with reception.app.app_context():
        limiter.reset()


def test_links_can_be_guessed_thirty_times_in_ten_minutes(reception: Reception, walk: Walk) -> None:
    guesser = reception.nobody()
    tried = [guesser.get(f"/evaluate/{n:064x}").status_code for n in range(31)]
    assert tried == [404] * 30 + [429]
    limits_forgotten(reception)
    assert [Link(walk, visitor=guesser).get().status_code for _ in range(40)] == [200] * 40


def test_a_form_needs_its_token_and_no_referrer_even_where_exams_count(formal: Reception) -> None:
    walk = Walk.of(formal, "formal-asking").opened()
    walk.name_evaluators()
    link = Link(walk)
    options: dict[str, Any] = {"base_url": formal.origin, "headers": {"Origin": "null"}}
    bare = link.visitor.client.post(link.path(), data={"consent": "on"}, **options)
    assert (bare.status_code, "grown old" in words(bare)) == (400, True)
    form = {"consent": "on", "csrf_token": link.visitor.csrf()}
    assert link.visitor.client.post(link.path(), data=form, **options).status_code == 302
    assert draft_of(link).consent


def test_a_failure_is_logged_without_the_token(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    link = Link(walk)

    def fail(_: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(walk.companion.peers, "look", fail)
    assert link.get("questions").status_code == 500
    assert "Exception on /evaluate/<token>/questions [GET]" in caplog.text
    assert link.token not in caplog.text


def test_one_link_shows_nothing_of_anothers_answers(walk: Walk) -> None:
    one, other = Link(walk, 0).begun(), Link(walk, 1).begun()
    one.post("questions", {"remarks.strengths": CANARY, "then": "later"})
    assert CANARY in one.get("questions").text
    assert CANARY not in other.get("questions").text
    assert draft_of(other) == Answers(consent=True)


# --- consent ---


def test_the_page_says_who_asks_what_for_and_what_becomes_of_it(walk: Walk) -> None:
    page = words(Link(walk).get())
    assert f"For Doctor 1 {walk.user.name} asks for your evaluation" in page
    assert "point-of-care ultrasound (Cardiac)" in page
    assert f"{walk.user.name} never sees them" in page
    assert walk.companion.desk.policy.questionnaire.consent in page
    assert "Sign in" not in page


def test_nothing_is_kept_before_consent(walk: Walk) -> None:
    link = Link(walk)
    refused = link.post()
    assert (refused.status_code, 'href="#consent"' in refused.text) == (400, True)
    assert "<title>Error: " in refused.text
    for page in ("questions", "draft"):
        assert link.post(page, whole_form(walk) | {"then": "review"}).headers["Location"] == link.path()
    assert link.get("questions").headers["Location"] == link.path()
    assert draft_of(link) == Answers()


# --- the questionnaire ---


def test_every_rating_shows_its_anchors_in_words_and_takes_not_observed(walk: Walk) -> None:
    questionnaire = walk.companion.desk.policy.questionnaire
    page = Link(walk).begun().get("questions")
    for item, asked in questionnaire.items.items():
        assert asked.text in words(page)
        for value in (*questionnaire.scale_of(item), NOT_OBSERVED):
            assert f'name="ratings.{item}" value="{value}"' in page.text
    for scale in questionnaire.scales.values():
        assert all(anchor in words(page) for anchor in scale.values())
    assert words(page).count("Not observed") == len(questionnaire.items)


def test_saved_on_one_machine_sent_from_another_once(walk: Walk, reception: Reception) -> None:
    here = Link(walk).begun()
    part = {"basis": "observed", "ratings.systematic": NOT_OBSERVED, "remarks.strengths": "Calm.\r\nKind."}
    saved = here.post("questions", part | {"then": "later"})
    assert saved.headers["Location"] == here.path()
    assert "Saved. Come back with the same link until" in words(here.get())
    there = Link(walk, visitor=reception.nobody())
    assert "You have begun: 1 of 9 rated." in words(there.get())
    page = there.get("questions").text
    assert 'name="basis" value="observed" id="basis"' not in page
    assert 'name="basis" value="observed" checked' in page
    assert f'name="ratings.systematic" value="{NOT_OBSERVED}" checked' in page
    assert "Calm.\nKind.</textarea>" in page
    form = there.reviewed(**{"ratings.systematic": NOT_OBSERVED, "remarks.strengths": "Calm.\r\nKind."})
    last = words(there.get("review"))
    assert "Scans systematically, through the whole region of interest Not observed" in last
    assert "I would not have to be there" in last
    assert events(walk, Evaluated) == []
    assert there.post("review", form).headers["Location"] == there.path()
    for again in (there, here):
        assert again.post("review", form).headers["Location"] == again.path()
        assert "your evaluation has come in" in words(again.get())
    (evaluated,) = events(walk, Evaluated)
    assert evaluated.answers.ratings["systematic"] == NOT_OBSERVED
    assert evaluated.answers.ratings["entrust"] == 4
    assert evaluated.answers.remarks == {"strengths": "Calm.\nKind."}
    assert evaluated.by == f"evaluator/{evaluated.evaluator}"


def test_what_is_missing_is_told_at_its_field_and_nothing_is_lost(walk: Walk) -> None:
    link = Link(walk).begun()
    whole = whole_form(walk)
    del whole["conflict"], whole["ratings.entrust"]
    answer = link.post("questions", whole | {"then": "review"})
    assert answer.status_code == 400
    assert "<title>Error: " in answer.text
    for field in ("conflict", "ratings.entrust"):
        assert f'href="#{field}"' in answer.text
        assert answer.text.count(f'id="{field}"') == 1
        assert f'aria-describedby="{field}-error"' in answer.text
    assert answer.text.count('href="#') - answer.text.count('href="#icon') == 3  # with the link to skip
    assert len(draft_of(link).ratings) == 8
    assert link.get("review").headers["Location"] == link.path("questions")
    assert link.post("review", {"seen": ""}).status_code == 400
    assert events(walk, Evaluated) == []


def test_a_remark_that_is_too_long_is_told_and_comes_back_whole(walk: Walk) -> None:
    link, most = Link(walk).begun(), "a\r\n" * (MAX_REMARK // 2)
    assert link.post("questions", {"remarks.concerns": most, "then": "later"}).status_code == 302
    answer = link.post("questions", {"remarks.concerns": "b" * (MAX_REMARK + 1), "then": "later"})
    assert (answer.status_code, "these are 4001." in words(answer)) == (400, True)
    assert "b" * (MAX_REMARK + 1) in answer.text
    assert 'href="#remarks.concerns"' in answer.text
    assert draft_of(link).remarks == {"concerns": "b" * MAX_REMARK}


@pytest.mark.parametrize("value", ["0", "6", "99", "-1", "4.0", "٤", "good", "<script>", "4" * 5000])
def test_what_is_on_no_scale_is_no_answer(walk: Walk, value: str) -> None:
    link = Link(walk).begun()
    form = whole_form(walk) | {"ratings.systematic": value, "basis": value, "ratings.luck": "5", "more": "x"}
    answer = link.post("questions", form | {"then": "review"})
    assert answer.status_code == 400
    assert [f'href="#{field}"' in answer.text for field in ("basis", "ratings.systematic")] == [True, True]
    assert "<script>" not in answer.text
    kept = draft_of(link)
    assert (kept.basis, kept.ratings.get("systematic"), kept.ratings.get("luck")) == (None, None, None)


def test_what_was_changed_in_another_window_is_looked_at_once_more(walk: Walk) -> None:
    link = Link(walk).begun()
    form = link.reviewed()
    link.post("draft", whole_form(walk) | {"ratings.entrust": "1"})
    answer = link.post("review", form)
    assert (answer.status_code, "have changed since you looked" in words(answer)) == (400, True)
    assert "I would have to do it myself" in words(answer)
    assert events(walk, Evaluated) == []


def test_saving_as_one_goes_is_acknowledged_and_ends_with_the_link(walk: Walk) -> None:
    link = Link(walk).begun()
    assert link.post("draft", {"basis": "reviewed", "ratings.systematic": "2"}).json == {"saved": True}
    assert draft_of(link) == Answers(consent=True, basis="reviewed", ratings={"systematic": 2})
    link.post("decline")
    assert link.post("draft", {"basis": "observed"}).status_code == 302
    with walk.companion.store.read() as unit:
        invitation = unit.invitations.by_token(walk.companion.desk.tokens.digest_link(link.token))
    assert invitation
    assert invitation.draft is None


def test_sent_from_many_windows_at_once_it_is_one_evaluation(walk: Walk) -> None:
    form = Link(walk).begun().reviewed()
    links = [Link(walk) for _ in range(4)]
    forms = [form | {"csrf_token": link.visitor.csrf()} for link in links]
    barrier, answers = Barrier(len(links)), []

    def send(link: Link, given: dict[str, str]) -> None:
        barrier.wait()
        answers.append(link.visitor.client.post(link.path("review"), data=given).status_code)

    threads = [Thread(target=send, args=pair) for pair in zip(links, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * 4
    assert len(events(walk, Evaluated)) == 1


# --- how it ends ---


@pytest.mark.parametrize(
    ("page", "how", "told"),
    [("decline", "declined", "You have declined"), ("unknown", "unknown", "Thank you")],
)
def test_who_turns_it_down_ends_calmly_and_their_reason_is_for_staff_alone(
    walk: Walk, page: str, how: str, told: str
) -> None:
    link = Link(walk).begun()
    link.post("questions", {"remarks.concerns": CANARY, "then": "later"})
    assert "so that somebody else can be asked" in words(link.get(page))
    assert link.post(page, {"reason": f" {CANARY}\r\nNo time. "}).headers["Location"] == link.path()
    assert told in words(link.get())
    (turned,) = events(walk, EvaluatorTurnedDown)
    assert (turned.how, turned.said) == (how, f"{CANARY}\nNo time.")
    assert_hidden_from_candidate(walk)
    # the other way round it is too late
    assert link.post("review").status_code == 302
    assert told in words(link.get("decline"))


def test_a_reason_may_be_missing_and_has_a_bound(walk: Walk) -> None:
    link = Link(walk)
    answer = link.post("decline", {"reason": "y" * (MAX_REMARK + 1)})
    assert (answer.status_code, "4000 characters at most" in words(answer)) == (400, True)
    assert "y" * (MAX_REMARK + 1) in answer.text
    assert events(walk, EvaluatorTurnedDown) == []
    link.post("decline")
    assert events(walk, EvaluatorTurnedDown)[0].said == ""


def test_a_link_that_is_over_says_so_and_names_nobody(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    silent, late = Link(walk, 0), Link(walk, 1).begun()
    monkeypatch.setattr(
        walk.companion.desk, "clock", lambda: datetime.now(UTC) + timedelta(days=14, minutes=1)
    )
    gone = walk.companion.desk.look(walk.application).state.evaluators[0].id
    new = {"name": "Doctor New", "email": f"new-{gone}@example.org"}
    assert walk.post(f"evaluators/{gone}/replace", new).status_code == 302
    monkeypatch.setattr(walk.companion.desk, "clock", lambda: datetime.now(UTC) + timedelta(days=180))
    for link, said in ((silent, "Somebody else has been asked"), (late, "The time for answers is over")):
        for page in ("", "questions", "review", "decline"):
            answer = link.get(page)
            assert (answer.status_code, said in words(answer)) == (410, True)
            assert not [name for name in ("Doctor", walk.user.name, "Cardiac") if name in words(answer)]
        assert link.post("decline").headers["Location"] == link.path()
    assert events(walk, EvaluatorTurnedDown) == []
    with walk.companion.store.read() as unit:
        found = [
            unit.invitations.by_token(walk.companion.desk.tokens.digest_link(each.token))
            for each in (silent, late)
        ]
    assert [each.draft for each in found if each] == [None, None]


# --- the candidate's side ---


def test_a_candidate_replaces_who_declined_and_who_stays_silent_and_the_new_ones_answer(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Link(walk, 0).post("decline")
    first, second, _ = walk.companion.desk.look(walk.application).state.evaluators
    new = {"name": "Doctor New", "email": f"new-{first.id}@example.org"}
    assert "Name somebody else" in words(walk.get("areas/cardiac/evaluators"))
    assert walk.post(f"evaluators/{first.id}/replace", new).status_code == 302
    assert walk.post(f"evaluators/{second.id}/replace", new).status_code == 400
    monkeypatch.setattr(
        walk.companion.desk, "clock", lambda: datetime.now(UTC) + timedelta(days=14, minutes=1)
    )
    again = walk.post(f"evaluators/{second.id}/replace", new)
    assert (again.status_code, "is the address of Doctor New" in words(again)) == (400, True)
    newer = {"name": "Doctor Newer", "email": f"newer-{second.id}@example.org"}
    assert walk.post(f"evaluators/{second.id}/replace", newer).status_code == 302
    for number in (3, 4):
        Link(walk, number).sent()
    page = words(walk.get("areas/cardiac/evaluators"))
    assert page.count("Has answered") == 2
    assert "Has declined" not in page


def test_a_candidate_replaces_whom_no_letter_reaches(walk: Walk) -> None:
    link = Link(walk, 1).begun()
    gone = walk.companion.desk.look(walk.application).state.evaluators[1]
    with walk.companion.store.read() as unit:
        letters = unit.letters.in_states({"waiting", "sent"}, 1000)
    walk.companion.peers.bounce(next(each for each in letters if each.recipient == gone.person.email))
    assert "Doctor 2" in words(walk.get("areas/cardiac/evaluators"))
    assert "Could not be reached" in words(walk.get("areas/cardiac/evaluators"))
    over = link.get()
    assert (over.status_code, "A letter to you came back" in words(over)) == (410, True)
    new = {"name": "Doctor New", "email": f"new-{gone.id}@example.org"}
    assert walk.post(f"evaluators/{gone.id}/replace", new).status_code == 302
    Link(walk, 3).sent()
    assert "Has answered" in words(walk.get("areas/cardiac/evaluators"))


def test_the_candidate_never_sees_an_answer_by_any_route(walk: Walk) -> None:
    Link(walk, 0).sent(**{"remarks.strengths": CANARY, "remarks.concerns": CANARY, "conflict": "supervisor"})
    Link(walk, 1).begun().post("questions", {"remarks.strengths": CANARY, "then": "later"})
    Link(walk, 2).post("decline", {"reason": CANARY})
    assert_hidden_from_candidate(walk)


def assert_hidden_from_candidate(walk: Walk) -> None:
    """No page, no export and no letter of the candidate holds a word of an evaluator's, nor a way to their pages."""
    evaluators = walk.companion.desk.look(walk.application).state.evaluators
    links = [token_of(walk, number) for number in range(len(evaluators))]
    seen = [content(answer) for answer in every_page(walk, evaluators[-1].id)]
    assert [b'"history": [' in page for page in seen].count(True) == 1
    with walk.companion.store.read() as unit:
        letters = unit.letters.in_states({"waiting", "sent"}, 1000)
    seen += [
        walk.companion.sender.compose(letter).as_bytes()
        for letter in letters
        if letter.recipient == walk.user.email
    ]
    assert len(seen) > 15
    for secret in (CANARY, "supervisor", "supervise the candidate", "Sound in most", *links):
        assert not [page for page in seen if secret.encode() in page], secret


def content(answer: TestResponse) -> bytes:
    """What an answer says; of an archive, what is packed in it."""
    if answer.mimetype != "application/zip":
        return answer.data
    with zipfile.ZipFile(BytesIO(answer.data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def every_page(walk: Walk, evaluator: str) -> Iterator[TestResponse]:
    """Every page that the candidate can open."""
    for rule in walk.reception.app.url_map.iter_rules():
        if rule.endpoint.startswith("candidate.") and "GET" in (rule.methods or set()):
            path = rule.rule.replace("<application>", walk.application).replace("<area>", "cardiac")
            yield walk.guest.get(path.replace("<evaluator>", evaluator).replace("<document>", "0" * 32))


def test_two_candidates_who_evaluate_one_another_are_flagged_to_staff_and_not_to_them(
    reception: Reception,
) -> None:
    one, other = Walk.of(reception, "mutual-one").opened(), Walk.of(reception, "mutual-two").opened()
    for asks, asked in ((one, other), (other, one)):
        address = (asked.user.email or "").replace("@", "+ultrasound@").upper()
        people = {f"name-{n}": f"Doctor {n}" for n in (1, 2)} | {
            "name-3": asked.user.name,
            "email-3": address,
        }
        people |= {f"email-{n}": f"doctor-{n}@{asks.application}.example.org" for n in (1, 2)}
        assert asks.post("areas/cardiac/evaluators", people).status_code == 302
    for candidate, its in ((one, other), (other, one)):
        flags = [each.flags for each in candidate.companion.desk.look(candidate.application).state.evaluators]
        assert [len(each) for each in flags] == [0, 0, 1]
        assert its.application in flags[2][0]
        for page in every_page(candidate, "0" * 32):
            assert its.application.encode() not in content(page)
            assert b"evaluates this person" not in content(page)
