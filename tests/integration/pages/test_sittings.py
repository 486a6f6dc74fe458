"""The pages around a sitting: what can be sat, what is told before it, where each address leads, and the result."""

import re
from urllib.parse import urlsplit

import pytest
from receptions import Reception
from tiny import AREA, ITEMS, key_of, mark
from werkzeug.test import TestResponse

from player.engine import command as cmd
from player.engine.event import Started

RATIONALES = [mark("rationale", case, name) for case, items in ITEMS.items() for name in items]


def words(answer: TestResponse) -> str:
    """What can be read on a page, with single spaces."""
    body = answer.text.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("&nbsp;", " ").split())


def leads_to(answer: TestResponse) -> str:
    """Where a redirect leads to, or `page`."""
    if answer.status_code == 200:
        return "page"
    assert answer.status_code == 302
    return urlsplit(answer.headers["Location"]).path.rpartition("/")[2]


def reported(reception: Reception, attempt: str) -> int:
    """The per cent that were reported, as pages show them: rounded down, so that nobody seems to have reached what they missed."""
    (report,) = reception.services.delivery.reports(attempt)
    return int(report.plain()["percent"] + 1e-9)


# --- the first page ---


def test_the_first_page_offers_what_is_published_and_says_what_it_is(reception: Reception) -> None:
    told = words(reception.somebody("chooser").get("/"))
    questions = sum(len(items) for items in ITEMS.values())
    assert re.search(rf"2 cases\W+{questions} questions", told)
    assert "Simulated: patients, voices and images are made up." in told


def test_the_first_page_leads_on_to_what_is_open_and_to_what_is_over(reception: Reception) -> None:
    visitor = reception.somebody("regular")
    over = visitor.begin("practice")
    visitor.play(over, "intermission")
    visitor.play(over, "closed")
    going, waiting = visitor.begin("exam"), visitor.create("practice")
    page = visitor.get("/").text
    for attempt, address in (
        (over, f"/sit/{over}/result"),
        (going, f"/sit/{going}"),
        (waiting, f"/sit/{waiting}"),
    ):
        assert page.count(f'href="{address}"') == 1, attempt
    told = words(visitor.get("/"))
    assert f"{reported(reception, over)} %" in told
    assert "in progress" in told
    assert "not begun" in told


@pytest.mark.parametrize("role", ["author", "reviewer", "registrar"])
def test_only_candidates_are_offered_an_exam(reception: Reception, role: str) -> None:
    assert "Sit the exam" not in words(reception.somebody(role, role).get("/"))  # type: ignore[arg-type]
    assert "Sit the exam" in words(reception.somebody("examinee").get("/"))


# --- where each address leads ---

WHERE = {
    "initial": {"": "briefing", "/briefing": "page", "/result": "sit"},
    "playing": {"": "page", "/briefing": "page", "/result": "sit"},
    "suspended": {"": "page", "/briefing": "page", "/result": "sit"},
    "closed": {"": "result", "/briefing": "result", "/result": "page"},
}


@pytest.mark.parametrize("stage", WHERE)
def test_each_address_of_a_sitting_leads_to_where_it_is(reception: Reception, stage: str) -> None:
    visitor = reception.somebody(f"walker-{stage}")
    attempt = visitor.create("exam") if stage == "initial" else visitor.begin("exam")
    if stage == "suspended":
        visitor.pause(attempt)
    if stage == "closed":
        visitor.play(attempt, "closed")
    found = {path: leads_to(visitor.get(f"/sit/{attempt}{path}")) for path in WHERE[stage]}
    assert {path: "sit" if where == attempt else where for path, where in found.items()} == WHERE[stage]


def test_a_button_that_is_pressed_twice_begins_once(reception: Reception) -> None:
    visitor = reception.somebody("impatient")
    attempt = visitor.create("exam")
    for _ in range(2):
        assert leads_to(visitor.post(f"/sit/{attempt}/begin")) == attempt
    with reception.services.store.read() as unit:
        events = unit.attempts.events(attempt)
    assert len([event for event in events if isinstance(event, Started)]) == 1


# --- the briefing ---


def test_the_briefing_tells_the_limits_of_an_exam_and_that_practice_has_none(reception: Reception) -> None:
    visitor = reception.somebody("careful")
    exam = words(visitor.get(f"/sit/{visitor.create('exam')}/briefing"))
    assert "Each question has 3 minutes" in exam
    assert "Each case has 15 minutes in all." in exam
    assert "The clock goes on meanwhile." in exam
    assert "Each part of the recording plays once." in exam
    practice = words(visitor.get(f"/sit/{visitor.create('practice')}/briefing"))
    assert "There is no time limit." in practice
    assert "You can play everything of a case again" in practice


def test_the_briefing_tells_extra_time_and_breaks_that_were_granted(reception: Reception) -> None:
    visitor = reception.somebody("accommodated")
    attempt = visitor.create("exam")
    reception.services.delivery.order(attempt, cmd.Accommodate(1.5, breaks=True))
    told = words(visitor.get(f"/sit/{attempt}/briefing"))
    assert "Each question has 4 minutes 30 seconds" in told
    assert "Your extra time is already included." in told
    assert "The clock stops meanwhile." in told


# --- the result ---


def test_the_result_of_practice_explains_every_question(reception: Reception) -> None:
    visitor = reception.somebody("learner")
    attempt = visitor.begin("practice")
    visitor.play(attempt, "closed")
    page = visitor.get(f"/sit/{attempt}/result")
    assert page.status_code == 200
    assert [rationale for rationale in RATIONALES if rationale not in page.text] == []


def test_the_result_of_an_exam_tells_the_score_and_no_answer(reception: Reception) -> None:
    visitor = reception.somebody("examined")
    attempt = visitor.begin("exam")
    visitor.play(attempt, "closed")
    page = visitor.get(f"/sit/{attempt}/result")
    told = words(page)
    assert f"{reported(reception, attempt)} %" in told
    assert "The cut score is 60 %." in told
    for case, items in ITEMS.items():
        for name in items:
            assert key_of(case, name)["rationale"] not in page.text
            assert mark("stem", case, name) not in page.text


@pytest.mark.parametrize(("reason", "told"), [
    ("annulled", "This sitting was annulled."), ("withdrawn", "was ended before its last question"),
    ("window", "The time in which this sitting had to be finished ran out."),
])  # fmt: skip
def test_a_sitting_that_ended_early_says_why(reception: Reception, reason: str, told: str) -> None:
    visitor = reception.somebody(f"ended-{reason}")
    attempt = visitor.begin("exam")
    visitor.play(attempt, "depth")
    reception.services.delivery.order(attempt, cmd.Close(reason))  # type: ignore[arg-type]
    assert told in words(visitor.get(f"/sit/{attempt}/result"))


# --- signing out, and addresses that are none ---


def test_who_signs_out_is_nobody_and_keeps_their_sitting(reception: Reception) -> None:
    visitor = reception.somebody("leaving")
    attempt = visitor.begin("exam")
    answer = visitor.post("/sign-out")
    assert answer.status_code == 302
    assert visitor.client.get_cookie("sonocase", domain="localhost") is None
    assert reception.services.accounts.user_of(visitor.token) is None
    assert visitor.get(f"/sit/{attempt}").headers["Location"].startswith("/sign-in")
    assert leads_to(reception.somebody("leaving").get(f"/sit/{attempt}")) == "page"


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/sign-out", 405), ("GET", f"/practise/{AREA}", 405), ("GET", "/sit", 405), ("POST", "/", 405),
    ("GET", "/sit/", 404), ("GET", "/nowhere", 404), ("GET", "/sit/" + "f" * 32, 404),
])  # fmt: skip
def test_an_address_that_is_none_is_told_on_a_page_with_a_way_on(
    reception: Reception, method: str, path: str, status: int
) -> None:
    visitor = reception.somebody("wanderer")
    answer = visitor.post(path) if method == "POST" else visitor.get(path)
    assert answer.status_code == status
    assert "To the first page" in words(answer)
    assert f"Code {status}" in words(answer)


def test_more_than_a_form_is_refused_before_it_is_read(reception: Reception) -> None:
    answer = reception.somebody("verbose").post("/sit", {"area": "x" * 2_000_000, "mode": "exam"})
    assert answer.status_code == 413
    assert "To the first page" in words(answer)
