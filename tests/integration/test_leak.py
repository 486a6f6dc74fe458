"""Nothing of what comes later reaches a browser: every byte of whole sittings is searched for what it may not hold."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from browsers import Browser
from houses import fresh, next_step
from lines import Line, Said
from packages import package
from presses import Press
from secrets_of_tiny import disguises, everything, releases
from servers import Server
from tiny import AREA, ITEMS, TAKES, mark

from player.accounts import Accounts
from player.addresses import MediaAddresses
from player.delivery import Delivery
from player.engine.form import Form
from player.publish.library import Library
from player.store import Store
from scenarios.model.package import Mode

EMAIL, PASSWORD = "sitting@example.org", "a long test password"
REVIEWER = "reviewing@example.org"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Place"]:
    """A demonstration with the small package, on a real server."""
    instance = tmp_path_factory.mktemp("leak") / "instance"
    server = Server(instance, settings={"SONOCASE_DEMO": "1"}).start()
    store = Store.open(f"sqlite:///{instance}/sonocase.db")
    press = Press(instance, store)
    version = press.sign_off(press.publish(package())[0])
    accounts = Accounts(store, lambda: datetime.now(UTC))
    accounts.add(EMAIL, "Sitting", "candidate", PASSWORD)
    accounts.add(REVIEWER, "Reviewing", "reviewer", PASSWORD)
    yield Place(server, store, version.id, Library(instance).form(version.id))
    store.close()
    server.stop()


@dataclass
class Place:
    """A server, and what is known of it that no browser knows."""

    server: Server
    store: Store
    version: str
    form: Form

    def of_staff(self) -> list[str]:
        """The addresses of pages that belong to people who may know the whole version, or other people's affairs."""
        about, scenes = f"/review/{self.version}", []
        for case in self.form.cases:
            for segment in case.segments:
                scene = f"{about}/{case.id}/{segment.scene}"
                shown = [f"exhibits/{name}" for item in segment.asks for name in case.items[item].exhibits]
                scenes += [scene, *(f"{scene}/{file}" for file in ("medium", *shown))]
        office = [f"/certification/office{page}" for page in ("", "/applications", "/letters", "/vouchers")]
        return [
            "/review",
            f"{about}/conformance",
            f"{about}/conformance.pdf",
            *dict.fromkeys(scenes),
            *office,
        ]

    def addresses(self, attempt: str) -> dict[str, str]:
        """The address of every medium in an attempt, made with the server's own secret: digest -> address."""
        secret = (self.server.instance / "secret-key").read_text().strip()
        make, media = MediaAddresses(secret.encode()), {}
        for case in self.form.cases:
            for shown in (*case.segments, *case.exhibits.values()):
                for rendition in shown.renditions:
                    media[rendition.digest] = f"/media/{attempt}/{make.token(attempt, rendition)}"
        return media


@dataclass
class Walk:
    """A sitting, watched: `known` is all that may have come out until now."""

    place: Place
    browser: Browser
    known: set[str] = field(default_factory=set)
    attempt: str = ""
    searched: int = 0

    def look_around(self) -> None:
        """Ask for everything that can be asked for by an address, and more."""
        attempt = self.attempt or "f" * 32
        for page in ("", "/briefing", "/result", "/key", "/keys.json", "/form.json", "?case=two", "?debug=1"):
            self.browser.get(f"/sit/{attempt}{page}")
        for path in ("/", "/sign-in", "/nothing", f"/live/{attempt}", "/form.json", "/versions", "/static/"):
            self.browser.get(path)
        for path in self.place.of_staff():
            assert self.browser.get(path).status in {302, 403}, path
        self.browser.get("/demonstration/letters")
        for digest, address in self.place.addresses(attempt).items():
            if digest not in self.known:
                # who is not signed in is led to where what was asked for is repeated: the digest would be our own
                guesses = (
                    (f"/media/{attempt}/{digest}", f"/media/{attempt}/{digest[:32]}") if self.attempt else ()
                )
                for way in (address, *guesses):
                    assert self.browser.get(way, Range="bytes=0-").status in {404, 302}, way

    def try_ahead(self, line: Line, state: Said) -> None:
        """Say all that would bring the sitting further than it is, or elsewhere."""
        open_item = state["question"]["item"] if state["question"] else None
        playing = state["segments"][-1]["id"] if state["stage"] == "playing" else None
        for name in sorted({name for items in ITEMS.values() for name in items} - {open_item}):
            line.say("draft", fresh(), item=name, response={"choices": ["a"]})
            line.say("submit", fresh(), item=name, response={"choices": ["a"]})
        pieces = {f"{take.name}/{i}" for takes in TAKES.values() for take in takes for i in range(3)}
        for segment in sorted(pieces - {playing}):
            line.say("reached", fresh(), segment=segment)
        line.say("resume", fresh())
        line.say("ping")
        line.hear_until("pong")

    def search(self) -> None:
        """See that nothing has arrived that may not be known."""
        received = self.browser.all_bytes()
        self.browser.received.clear()
        for line in self.browser.lines:
            line.raw.clear()
        self.searched += len(received)
        forbidden = everything(self.place.form) - self.known
        assert forbidden
        found = [word for word in forbidden if any(way in received for way in disguises(word))]
        assert found == []

    def step(self) -> Said:
        """Connect anew, see what there is, try to see more, and do what comes next; gives the state before."""
        line = self.browser.open(self.attempt)
        line.hear_until("welcome")
        state = line.hear_until("state")
        self.fetch(state)
        self.search()
        self.try_ahead(line, state)
        self.look_around()
        self.search()
        message = next_step(state)
        assert line.ask(message.pop("kind"), fresh(), **message)["type"] == "ack"
        line.close()
        return state

    def fetch(self, state: Said) -> None:
        """Fetch all media that the state names, as a browser does."""
        for shown in (*state["segments"], *state["exhibits"]):
            for source in shown["media"]:
                assert self.browser.get(source["src"]).status == 200


def begun(place: Place, mode: Mode) -> Walk:
    """A sitting that has begun, with everything searched that came before."""
    walk = Walk(place, Browser(place.server))
    walk.look_around()
    if mode == "exam":
        walk.browser.sign_in(EMAIL, PASSWORD)
    opened = walk.browser.post("/sit" if mode == "exam" else f"/practise/{AREA}", area=AREA, mode=mode)
    assert opened.status == 302
    walk.attempt = opened.header("Location").split("/")[2]
    walk.look_around()
    walk.search()
    assert walk.browser.post(f"/sit/{walk.attempt}/begin").status == 302
    walk.search()
    return walk


def through(place: Place, mode: Mode) -> Walk:
    """A whole sitting, step by step; at each step nothing may arrive but what the plan says."""
    walk, steps = begun(place, mode), list(releases(place.form, mode))
    for number, words in enumerate(steps):
        walk.known |= words
        if number < len(steps) - 1 or mode == "practice":
            before = walk.step() if number < len(steps) - 1 else None
            assert before is None or before["seq"] > 0
    return walk


def acknowledged(place: Place, walk: Walk) -> int:
    """How many answers are in the database."""
    delivery = Delivery(place.store, Library(place.server.instance), lambda: datetime.now(UTC))
    return len(delivery.replay(walk.attempt)[0].state.responses)


QUESTIONS = sum(len(items) for items in ITEMS.values())
KEYS = {mark("rationale", case, name) for case, items in ITEMS.items() for name in items}


def test_in_practice_nothing_comes_before_its_time(place: Place) -> None:
    walk = through(place, "practice")
    assert acknowledged(place, walk) == QUESTIONS
    page = walk.browser.get(f"/sit/{walk.attempt}/result")
    assert page.status == 200
    assert all(word in page.text for word in KEYS)
    walk.look_around()
    walk.search()
    assert walk.searched > 1_000_000


def test_in_an_exam_nothing_comes_before_its_time_and_no_key_ever(place: Place) -> None:
    walk = through(place, "exam")
    assert acknowledged(place, walk) == QUESTIONS
    assert not KEYS & walk.known
    for page in (f"/sit/{walk.attempt}/result", "/", f"/sit/{walk.attempt}"):
        assert walk.browser.get(page).status in {200, 302}
    walk.look_around()
    walk.search()
    result = walk.browser.get(f"/sit/{walk.attempt}/result").text
    assert not [word for word in everything(place.form) if word in result]
    # a state that is over tells nothing any more
    line = walk.browser.open(walk.attempt)
    assert line.hear()["code"] == "closed"
    walk.search()


def test_what_a_paused_browser_is_told_is_nothing_new(place: Place) -> None:
    walk, steps = begun(place, "practice"), list(releases(place.form, "practice"))
    for words in steps[:3]:
        walk.known |= words
        walk.step()
    line = walk.browser.open(walk.attempt)
    state = line.hear_until("state")
    walk.known |= steps[3]
    walk.search()
    walk.known -= steps[3]
    assert line.ask("suspend", fresh())["type"] == "ack"
    paused = line.hear_until("state")
    assert (paused["question"], paused["segments"], paused["exhibits"]) == (None, [], [])
    walk.look_around()
    walk.search()
    assert state["stage"] != "suspended"
    assert json.dumps(paused).count("zq") <= 1


def test_the_search_finds_what_it_looks_for(place: Place) -> None:
    walk = Walk(place, Browser(place.server))
    word = mark("rationale", "one", "why")
    for way in disguises(word):
        walk.browser.received += b"<p>" + way + b"</p>"
        with pytest.raises(AssertionError):
            walk.search()
    walk.known |= everything(place.form) - {mark("truth", "one", "late")}
    walk.browser.received += word.encode()
    walk.search()
    walk.browser.received += mark("truth", "one", "late").encode()
    with pytest.raises(AssertionError):
        walk.search()


def test_the_pages_of_staff_are_there_and_would_give_everything_away(place: Place) -> None:
    walk = Walk(place, Browser(place.server).sign_in(REVIEWER, PASSWORD))
    for path in place.of_staff():
        if path.startswith("/review"):
            assert walk.browser.get(path).status == 200, path
    with pytest.raises(AssertionError):
        walk.search()
