"""The server is killed again and again while several candidates answer at once: nothing is lost, nothing comes twice."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa
from candidates import Candidate
from forms import case, choice, form, numeric
from houses import House
from servers import Server, until

from player.engine.event import ResponseSubmitted
from player.engine.form import Form
from player.store import Store

KILLS = 5
CANDIDATES = 6
QUESTIONS = 24
EACH = QUESTIONS * 3 + QUESTIONS // 2 + 1
"""Messages of one candidate: two drafts and an answer to each question, and the steps between them."""


def long_form() -> Form:
    """A case with many questions, two at each timepoint."""
    pairs = [(f"choice-{n}", f"length-{n}") for n in range(QUESTIONS // 2)]
    plan = {f"scan/{n}": pair for n, pair in enumerate(pairs)} | {"end/1": ()}
    items = {a: choice("one", a, shuffle=True) for a, _ in pairs} | {b: numeric("one", b) for _, b in pairs}
    return form(case("one", plan, items))


@pytest.fixture
def frail(database_url: str, tmp_path: Path) -> Iterator[House]:
    """A server of this test's own, on each kind of database."""
    server = Server(tmp_path / "instance", database_url).start()
    store = Store.open(database_url)
    yield House(server, store)
    store.close()
    server.stop()


def kill_under_load(house: House, candidates: Sequence[Candidate], serving: Event) -> None:
    """Kill the server at equal parts of all that is to be said, and start it again."""
    for kill in range(1, KILLS + 1):
        wanted = CANDIDATES * EACH * kill // (KILLS + 1)
        until(lambda wanted=wanted: sum(len(each.acknowledged) for each in candidates) >= wanted)
        serving.clear()
        house.server.kill()
        house.server.start()
        serving.set()


def recorded(house: House, attempt: str) -> dict[str, tuple[int, dict[str, object]]]:
    """What the database has of each message: its number, and the event it gave rise to."""
    query = "SELECT message_id, seq, body FROM events WHERE attempt_id = :attempt AND message_id IS NOT NULL"
    with house.store._engine.connect() as connection:
        rows = connection.execute(sa.text(query), {"attempt": attempt}).all()
    assert len({name for name, _, _ in rows}) == len(rows)
    return {name: (seq, json.loads(body)) for name, seq, body in rows}


def test_every_acknowledged_answer_is_there_once_however_often_the_server_dies(frail: House) -> None:
    candidates = [Candidate(frail.seat(long_form())) for _ in range(CANDIDATES)]
    serving = Event()
    serving.set()
    with ThreadPoolExecutor(CANDIDATES) as room:
        sitting = [room.submit(each.sit, serving) for each in candidates]
        kill_under_load(frail, candidates, serving)
        for done in sitting:
            done.result(60)
    assert sum(each.repeats for each in candidates) >= KILLS, "the server died while nobody waited for it"
    for candidate in candidates:
        assert candidate.refusals == []
        assert_nothing_lost(frail, candidate)
        assert_nothing_twice(candidate)
        assert_replayed(candidate)


def assert_nothing_lost(house: House, candidate: Candidate) -> None:
    """Each message was acknowledged, and is in the database under the number it was acknowledged with."""
    kept = recorded(house, candidate.seat.attempt)
    assert set(kept) == set(candidate.said) == set(candidate.acknowledged)
    for name, numbers in candidate.acknowledged.items():
        seq, event = kept[name]
        assert set(numbers) == {seq}
        said = candidate.said[name]
        if "response" in said:
            shown = candidate.seat.sat.shown("one", said["item"], event["response"])
            assert (event["item"], shown) == (said["item"], said["response"])


def assert_nothing_twice(candidate: Candidate) -> None:
    """Each question was answered once, and each draft was kept once."""
    kinds = Counter(event.type for event in candidate.seat.events())
    assert kinds["response-submitted"] == QUESTIONS
    assert len({event.item for event in candidate.seat.of(ResponseSubmitted)}) == QUESTIONS
    assert kinds["draft-saved"] == 2 * QUESTIONS
    assert kinds["segment-reached"] == QUESTIONS // 2 + 1
    assert kinds["started"] == kinds["closed"] == 1
    # a connection may have been recorded and have died before its welcome
    assert kinds["connected"] >= candidate.lives
    assert kinds["disconnected"] <= kinds["connected"]


def assert_replayed(candidate: Candidate) -> None:
    """The events alone give the report that was given out."""
    delivery = candidate.seat.sat.clinic.server()
    assert len(delivery.reports(candidate.seat.attempt)) == 1
    _, (again,) = delivery.replay(candidate.seat.attempt)
    assert (again.number, again.differences) == (1, ())
