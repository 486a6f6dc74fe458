"""Signing in: how often it may be tried, where it leads, and what a guest may do."""

from typing import Any

import pytest
from receptions import HTTP, HTTPS, PASSWORD, Guest, Reception, reopened, token_in, without_token
from tiny import AREA
from werkzeug.test import TestResponse

from player.store import Role


def sign_in(visitor: Guest, email: str, password: str = PASSWORD, **form: str) -> TestResponse:
    return visitor.post("/sign-in", {"email": email, "password": password, **form})


# --- how often ---


def test_an_address_can_be_tried_ten_times_in_five_minutes_from_one_machine(reception: Reception) -> None:
    reception.somebody("guessed")
    visitor = reception.nobody()
    tried = [sign_in(visitor, "guessed@example.org", f"wrong password {n}").status_code for n in range(10)]
    assert tried == [401] * 10
    # not even the right one, in any spelling of the address, from any browser
    for address in ("guessed@example.org", " GUESSED@example.org "):
        assert sign_in(reception.nobody(), address).status_code == 429
    assert sign_in(visitor, "somebody-else@example.org").status_code == 401


def guess(reception: Reception, machine: str, times: int) -> list[int]:
    """Wrong passwords for the owner's account, all from one machine."""
    stranger, header = reception.nobody(), {"X-Forwarded-For": machine}
    token = stranger.csrf()
    fields = {"email": "owner@example.org", "password": "wrong", "csrf_token": token}
    return [
        stranger.client.post("/sign-in", base_url=HTTP, data=fields, headers=header).status_code
        for _ in range(times)
    ]


def enter(owner: Guest, machine: str, password: str = PASSWORD) -> int:
    fields = {"email": "Owner@example.org", "password": password}
    return owner.post("/sign-in", fields, **{"X-Forwarded-For": machine}).status_code


def test_a_stranger_cannot_lock_an_owner_out_of_their_account(reception: Reception) -> None:
    reception.somebody("owner")
    house = reopened(reception, proxies=1)
    assert guess(house, "198.51.100.1", 11) == [401] * 10 + [429]
    assert enter(house.nobody(), "203.0.113.1") == 302


def test_many_strangers_together_are_slow_and_keep_no_owner_out_of_a_browser_that_they_know(
    reception: Reception,
) -> None:
    reception.somebody("owner")
    house = reopened(reception, proxies=1)
    owner = house.nobody()
    assert enter(owner, "203.0.113.1") == 302
    assert [guess(house, f"198.51.100.{n}", 10) for n in range(10)] == [[401] * 10] * 10
    assert guess(house, "198.51.100.99", 1) == [429]
    # from where the owner has never been, they wait like anybody else
    assert enter(house.nobody(), "203.0.113.1") == 429
    assert enter(owner, "203.0.113.2") == 302
    # and what their own browser may try is bounded, too
    assert [enter(owner, "203.0.113.3", "wrong") for _ in range(10)] == [401] * 9 + [429]


def test_a_known_browser_of_one_account_is_a_stranger_to_all_others(reception: Reception) -> None:
    for who in ("owner", "other"):
        reception.somebody(who)
    visitor = reception.nobody()
    assert sign_in(visitor, "other@example.org").status_code == 302
    assert guess(reception, "", 10) == [401] * 10
    assert sign_in(visitor, "owner@example.org").status_code == 429
    forged = reception.nobody()
    forged.client.set_cookie("sonocase-device", "0" * 32 + "." + "0" * 64)
    assert sign_in(forged, "owner@example.org").status_code == 429


def test_one_machine_can_try_thirty_times_in_five_minutes(reception: Reception) -> None:
    reception.somebody("patient")
    visitor = reception.nobody()
    tried = [sign_in(visitor, f"nobody-{n}@example.org").status_code for n in range(30)]
    assert set(tried) == {401}
    assert sign_in(visitor, "patient@example.org").status_code == 429
    assert visitor.get("/sign-in").status_code == 200


def test_a_room_of_candidates_behind_one_address_may_sign_in_at_once(reception: Reception) -> None:
    for number in range(40):
        reception.somebody(f"in-the-room-{number}")
        assert sign_in(reception.nobody(), f"in-the-room-{number}@example.org").status_code == 302


def test_even_right_tries_of_one_machine_have_an_end(reception: Reception) -> None:
    for number in range(30):
        reception.somebody(f"often-{number}")
    codes = [
        sign_in(reception.nobody(), f"often-{number}@example.org").status_code
        for number in range(30)
        for _ in range(10)
    ]
    assert set(codes) == {302}
    reception.somebody("too-late")
    assert sign_in(reception.nobody(), "too-late@example.org").status_code == 429


def tries(reception: Reception, *senders: str) -> list[int]:
    """Wrong passwords for ever new accounts, each with what its sender says of where it comes from."""
    return [
        reception.nobody()
        .post(
            "/sign-in", {"email": f"nobody-{n}@example.org", "password": "x"}, **{"X-Forwarded-For": sender}
        )
        .status_code
        for n, sender in enumerate(senders)
    ]


def test_nobody_gets_more_tries_by_saying_that_they_are_somebody_else(reception: Reception) -> None:
    assert tries(reception, *(f"198.51.100.{n}" for n in range(31)))[-1] == 429


def test_behind_a_proxy_each_machine_has_its_own_tries(reception: Reception) -> None:
    behind = reopened(reception, proxies=1)
    assert tries(behind, *["198.51.100.1"] * 31)[-1] == 429
    assert tries(behind, "198.51.100.2") == [401]
    # what stands before the proxy's own word is the sender's, and worth nothing
    assert tries(behind, "203.0.113.9, 198.51.100.1") == [429]


def test_behind_a_proxy_with_tls_forms_are_taken_from_its_address_alone(reception: Reception) -> None:
    visitor = reopened(reception, origins=(HTTPS,), proxies=1).nobody()
    # the proxy speaks plain http with the server, and says what the browser spoke
    proxied: dict[str, Any] = {
        "base_url": HTTPS.replace("https", "http"),
        "headers": {"X-Forwarded-Proto": "https"},
    }
    for referer, status in ((f"{HTTPS}/sign-in", 401), ("https://elsewhere.example.org/", 400)):
        page = visitor.client.get("/sign-in", **proxied)
        token = token_in(page.text)
        assert token
        fields = {"email": "nobody@example.org", "password": "x", "csrf_token": token}
        sent = proxied | {"headers": proxied["headers"] | {"Referer": referer}}
        assert visitor.client.post("/sign-in", data=fields, **sent).status_code == status


def test_a_refusal_does_not_tell_whether_there_is_an_account(reception: Reception) -> None:
    reception.somebody("known")
    visitor = reception.nobody()
    pages = [
        without_token(sign_in(visitor, email, password).text.replace(email, "..."))
        for email, password in (
            ("known@example.org", "not the password"), ("unknown@example.org", PASSWORD), ("", ""), ("x\u0000", "y"),
        )
    ]  # fmt: skip
    assert pages[0] == pages[1]
    assert all("Traceback" not in page for page in pages)


@pytest.mark.parametrize("email", ["' OR 1=1 --", "known@example.org'--", "%00", "\u202e", "a" * 100_000])
def test_odd_addresses_are_refused_like_any_other(reception: Reception, email: str) -> None:
    assert sign_in(reception.nobody(), email).status_code == 401


# --- where it leads ---

ELSEWHERE = [
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
    "http:evil.example", "https:/evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example",
    "/\n/evil.example", "\t//evil.example", " //evil.example", "/%09/evil.example", "/\r\nSet-Cookie: a=b", "evil.example",
    "http://localhost@evil.example/", "//localhost:80@evil.example/", "/..//evil.example", "/.//evil.example", "/%5Cevil.example",
]  # fmt: skip


def leads_away(answer: TestResponse) -> bool:
    """Whether a browser would leave the site: a backslash is a slash for it, tabs and line breaks are nothing."""
    where = answer.headers["Location"].replace("\\", "/")
    where = "".join(c for c in where if c not in "\t\r\n").strip()
    return not where.startswith("/") or where.startswith("//")


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(reception: Reception, wanted: str) -> None:
    reception.somebody("wanderer")
    fresh = reception.nobody()
    answer = sign_in(fresh, "wanderer@example.org", next=wanted)
    assert answer.status_code == 302
    assert not leads_away(answer)
    assert "Set-Cookie: a" not in str(answer.headers)
    # who is signed in already is led on at once
    again = fresh.client.get("/sign-in", base_url=HTTP, query_string={"next": wanted})
    assert again.status_code == 302
    assert not leads_away(again)


def test_signing_in_leads_to_what_was_asked_for(reception: Reception) -> None:
    attempt = reception.somebody("returning").create()
    fresh = reception.nobody()
    asked = fresh.get(f"/sit/{attempt}")
    assert asked.status_code == 302
    page = fresh.get(asked.headers["Location"])
    assert f'value="/sit/{attempt}"' in page.text
    answer = sign_in(fresh, "returning@example.org", next=f"/sit/{attempt}")
    assert answer.headers["Location"] == f"/sit/{attempt}"


# --- guests and roles ---


def test_on_a_demonstration_practice_needs_no_account(reception: Reception) -> None:
    visitor = reception.nobody()
    answer = visitor.post(f"/practise/{AREA}")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("/briefing")
    assert visitor.get(answer.headers["Location"]).status_code == 200
    # pressed again, it is the same sitting
    assert visitor.post(f"/practise/{AREA}").headers["Location"] == answer.headers["Location"]


def test_one_machine_makes_sixty_guests_in_an_hour_and_whoever_is_somebody_goes_on(
    reception: Reception,
) -> None:
    somebody = reception.guest()
    made = [reception.nobody().post(f"/practise/{AREA}").status_code for _ in range(61)]
    assert made == [302] * 60 + [429]
    assert somebody.post(f"/practise/{AREA}").status_code == 302


def test_elsewhere_practice_needs_an_account(formal: Reception) -> None:
    visitor = formal.nobody()
    answer = visitor.post(f"/practise/{AREA}")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")
    assert visitor.client.get_cookie("__Host-sonocase", domain="exam.example.org") is None


@pytest.mark.parametrize(("who", "mode", "status"), [
    ("candidate", "exam", 302), ("candidate", "practice", 302), ("guest", "practice", 302), ("guest", "exam", 403),
    ("author", "exam", 403), ("reviewer", "exam", 403), ("registrar", "exam", 403), ("author", "practice", 403),
    ("candidate", "annulled", 400), ("candidate", "", 400), ("candidate", "EXAM", 400),
])  # fmt: skip
def test_an_exam_is_for_candidates_with_an_account(
    reception: Reception, who: str, mode: str, status: int
) -> None:
    visitor = reception.everybody()[who]
    answer = visitor.post("/sit", {"area": AREA, "mode": mode})
    assert answer.status_code == status
    if status == 302:
        assert answer.headers["Location"].endswith("/briefing")


def test_nobody_is_asked_to_sign_in_for_an_exam(reception: Reception) -> None:
    answer = reception.nobody().post("/sit", {"area": AREA, "mode": "exam"})
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/sign-in")


@pytest.mark.parametrize("area", ["nothing", "", "../tiny", "tiny/../tiny", "TINY", "%", "a" * 10_000])
def test_what_is_not_offered_cannot_be_sat(reception: Reception, area: str) -> None:
    visitor = reception.somebody("curious")
    assert visitor.post("/sit", {"area": area, "mode": "practice"}).status_code == 404
    assert visitor.post(f"/practise/{area}").status_code in {308, 404, 405}


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("candidate", "/"),
        ("author", "/"),
        ("reviewer", "/review"),
        ("registrar", "/certification/office"),
    ],
)
def test_who_signs_in_comes_to_where_their_work_is(reception: Reception, role: Role, place: str) -> None:
    member = reception.somebody(f"working-{role}", role)
    fresh = reception.nobody()
    assert sign_in(fresh, f"working-{role}@example.org").headers["Location"] == place
    assert member.get("/sign-in").headers["Location"] == place
    # a page that was asked for goes before
    asked = sign_in(reception.nobody(), f"working-{role}@example.org", next="/sit/x")
    assert asked.headers["Location"] == "/sit/x"
