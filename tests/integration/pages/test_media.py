"""Media over HTTP: in parts, under an address of one's own, and only while they are released."""

import hashlib
from typing import Any

import pytest
from receptions import HTTP, Guest, Reception
from tiny import TAKES

from player.addresses import MediaAddresses
from player.engine import command as cmd


@pytest.fixture(scope="module")
def visitor(reception: Reception) -> Guest:
    """Somebody who watches."""
    return reception.somebody("watcher")


@pytest.fixture(scope="module")
def film(visitor: Guest) -> str:
    """The address of the first segment of a video, released to this visitor."""
    state = visitor.play(visitor.begin("practice"), "arrival/0")
    found: str = state["segments"][-1]["media"][0]["src"]
    return found


# --- parts ---


def test_a_medium_comes_whole_with_its_type_and_without_a_trace_in_caches(visitor: Guest, film: str) -> None:
    answer = visitor.get(film)
    assert (answer.status_code, answer.mimetype) == (200, "video/mp4")
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.get_etag()[0] == hashlib.sha256(answer.data).hexdigest()


@pytest.mark.parametrize(("wanted", "start", "end"), [
    ("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-50", -50, None), ("bytes=0-0", 0, 1),
    ("bytes=0-99999999", 0, None), ("bytes=500-500", 500, 501),
])  # fmt: skip
def test_a_part_is_exactly_what_was_asked_for(
    visitor: Guest, film: str, wanted: str, start: int, end: int | None
) -> None:
    whole, answer = visitor.get(film).data, visitor.get(film, Range=wanted)
    assert answer.status_code == 206
    assert answer.data == whole[start:end]
    first = start % len(whole)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(answer.data) - 1}/{len(whole)}"
    assert int(answer.headers["Content-Length"]) == len(answer.data)


@pytest.mark.parametrize("wanted", ["bytes=99999999-", "bytes=99999998-99999999", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(visitor: Guest, film: str, wanted: str) -> None:
    answer = visitor.get(film, Range=wanted)
    assert answer.status_code == 416
    assert len(answer.data) < 20_000


@pytest.mark.parametrize("wanted", ["bytes=abc", "seconds=0-1", "bytes=10-5", "", "bytes=", "bytes=1-2,5-6"])
def test_a_part_that_cannot_be_understood_gives_the_whole_or_a_refusal(
    visitor: Guest, film: str, wanted: str
) -> None:
    answer = visitor.get(film, Range=wanted)
    assert answer.status_code in {200, 416}
    if answer.status_code == 200:
        assert answer.data == visitor.get(film).data


def test_a_part_depends_on_what_a_browser_has_already(visitor: Guest, film: str) -> None:
    whole = visitor.get(film)
    same, other = whole.headers["ETag"], '"something else"'
    assert visitor.get(film, **{"Range": "bytes=0-9", "If-Range": same}).status_code == 206
    changed = visitor.get(film, **{"Range": "bytes=0-9", "If-Range": other})
    assert (changed.status_code, changed.data) == (200, whole.data)
    assert visitor.get(film, **{"If-None-Match": same}).status_code == 304


def test_only_the_head_can_be_asked_for(visitor: Guest, film: str) -> None:
    answer = visitor.client.head(film, base_url=HTTP)
    assert (answer.status_code, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(visitor.get(film).data)


# --- whose, and when ---


def addresses(visitor: Guest, attempt: str) -> dict[str, str]:
    """The addresses of all media of the form in one attempt, as only the server can know them."""
    services = visitor.reception.services
    sitting = services.delivery.look(attempt, visitor.token).sitting
    make = MediaAddresses(services.config.secret_key.encode()).of(sitting).media
    found = {}
    for case in sitting.form.cases:
        for segment in case.segments:
            found[f"{case.id}/{segment.id}"] = make(segment.renditions[0])
        for name, exhibit in case.exhibits.items():
            found[f"{case.id}/{name}"] = make(exhibit.renditions[0])
    assert len(set(found.values())) == len(found)
    return found


def fetchable(visitor: Guest, attempt: str) -> set[str]:
    """What can be had now, tried one by one in every way."""
    had = set()
    for name, address in addresses(visitor, attempt).items():
        ways = [
            visitor.get(address).status_code == 200,
            visitor.get(address, Range="bytes=0-9").status_code == 206,
            visitor.client.head(address, base_url=HTTP).status_code == 200,
        ]
        assert len(set(ways)) == 1, name
        had |= {name} if ways[0] else set()
    return had


def order() -> list[str]:
    """The segments of case one in the order in which they are released."""
    return [f"one/{take.name}/{i}" for take in TAKES["one"] for i in range(len(take.edges) - 1)]


def listed(state: dict[str, Any], visitor: Guest, attempt: str) -> set[str]:
    """The media whose addresses stand in a state."""
    names = {address: name for name, address in addresses(visitor, attempt).items()}
    entries = (*state["segments"], *state["exhibits"])
    return {names[source["src"]] for entry in entries for source in entry["media"]}


def test_in_practice_everything_that_was_released_stays_and_nothing_else_is_there(
    reception: Reception,
) -> None:
    visitor = reception.somebody("practising")
    attempt = visitor.create("practice")
    assert fetchable(visitor, attempt) == set()
    visitor.begin("practice")
    for number, name in enumerate(order()):
        state = visitor.play(attempt, name.removeprefix("one/"))
        assert fetchable(visitor, attempt) == set(order()[: number + 1]) == listed(state, visitor, attempt)
    state = visitor.play(attempt, "intermission")
    everything = {*order(), "one/plax", "one/late", "one/still"}
    assert fetchable(visitor, attempt) == everything == listed(state, visitor, attempt)


def test_an_exhibit_is_there_while_its_question_is_open(reception: Reception) -> None:
    visitor = reception.somebody("looking")
    attempt = visitor.begin("exam")
    expected = {
        "arrival/0": {"one/arrival/0"}, "why": {"one/plax"}, "arrival/1": {"one/arrival/1"},
        "depth": {"one/plax", "one/still"}, "side": set(), "arrival/2": {"one/arrival/2"}, "seen": {"one/late"},
    }  # fmt: skip
    for place, media in expected.items():
        state = visitor.play(attempt, place)
        # no replay in this exam: behind its end a segment is gone
        assert fetchable(visitor, attempt) == media == listed(state, visitor, attempt), place


@pytest.mark.parametrize("how", ["suspended", "closed", "signed out"])
def test_after_a_pause_or_an_end_nothing_can_be_fetched(reception: Reception, how: str) -> None:
    visitor = reception.somebody(f"pausing-{how.replace(' ', '-')}")
    attempt = visitor.begin("practice")
    visitor.play(attempt, "why")
    known = addresses(visitor, attempt)
    assert "one/arrival/0" in fetchable(visitor, attempt)
    if how == "suspended":
        visitor.pause(attempt)
    if how == "closed":
        reception.services.delivery.order(attempt, cmd.Close("withdrawn"))
    if how == "signed out":
        reception.services.accounts.sign_out(visitor.token)
    for address in known.values():
        assert visitor.get(address).status_code == (302 if how == "signed out" else 404)
    if how == "suspended":
        reception.services.delivery.handle(attempt, visitor.token, cmd.Resume(0))
        assert "one/arrival/0" in fetchable(visitor, attempt)


def test_an_address_is_good_for_one_attempt_and_one_person(reception: Reception) -> None:
    one, other = reception.somebody("one-person"), reception.somebody("other-person")
    mine, theirs = one.begin("practice"), other.begin("practice")
    film = one.play(mine, "arrival/0")["segments"][-1]["media"][0]["src"]
    other.play(theirs, "arrival/0")
    token = film.split("/")[-1]
    assert one.get(film).status_code == 200
    assert other.get(film).status_code == 404
    assert other.get(f"/media/{theirs}/{token}").status_code == 404
    assert one.get(f"/media/{theirs}/{token}").status_code == 404
    # another sitting of the same person
    again = one.begin("exam")
    one.play(again, "arrival/0")
    assert one.get(f"/media/{again}/{token}").status_code == 404


@pytest.mark.parametrize("change", [
    lambda t: t[:-1], lambda t: t + "0", lambda t: t[:-1] + ("0" if t[-1] != "0" else "1"), lambda t: t.upper() + "G",
    lambda _: "", lambda _: "é" * 32, lambda _: "%00", lambda t: t + "/", lambda t: f"../{t}", lambda t: t + "%20",
])  # fmt: skip
def test_an_address_that_is_not_exact_leads_nowhere(visitor: Guest, film: str, change: Any) -> None:
    token = film.rsplit("/", maxsplit=1)[-1]
    answer = visitor.get(film.replace(token, change(token)))
    assert answer.status_code in {400, 404}
    assert b"ftyp" not in answer.data


def test_an_address_says_nothing_of_what_it_leads_to(visitor: Guest, film: str) -> None:
    digest = hashlib.sha256(visitor.get(film).data).hexdigest()
    token = film.rsplit("/", maxsplit=1)[-1]
    assert len(token) == 32
    assert token not in digest


def test_a_medium_that_is_gone_from_the_instance_is_a_missing_page(reception: Reception) -> None:
    visitor = reception.somebody("unlucky")
    address = visitor.play(visitor.begin("practice"), "arrival/0")["segments"][-1]["media"][0]["src"]
    digest = visitor.get(address).get_etag()[0]
    assert digest
    blob = reception.services.library.blob(digest)
    content = blob.read_bytes()
    blob.unlink()
    try:
        assert visitor.get(address).status_code == 404
    finally:
        blob.write_bytes(content)
