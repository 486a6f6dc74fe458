"""What every answer carries: headers, cookies, pages without inline script, forms with their tokens."""

import re
from html.parser import HTMLParser

import pytest
from receptions import HTTP, HTTPS, Guest, Reception
from tiny import AREA
from werkzeug.test import TestResponse

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def answers(visitor: Guest, attempt: str, finished: str) -> dict[str, TestResponse]:
    """An answer of every route, and of everything that can go wrong."""
    medium = visitor.play(attempt, "why")["exhibits"][0]["media"][0]["src"]
    pages = [
        "/",
        "/sign-in",
        f"/sit/{attempt}",
        f"/sit/{attempt}/briefing",
        f"/sit/{finished}/result",
        "/healthz",
    ]
    others = [medium, "/static/js/player.js", "/static/css/base.css", "/static/mark.svg", "/favicon.ico"]
    wrong = [
        "/nothing",
        "/sit",
        f"/live/{attempt}",
        f"/media/{attempt}/x",
        "/sit/%00",
        "/static/../secret-key",
    ]
    found = {path: visitor.get(path) for path in [*pages, *others, *wrong]}
    found["416"] = visitor.get(medium, Range="bytes=99999999-")
    found["no token"] = visitor.client.post("/sign-out", base_url=visitor.reception.origin)
    found["405"] = visitor.client.delete("/", base_url=visitor.reception.origin)
    found["413"] = visitor.client.post(
        "/sign-in", base_url=visitor.reception.origin, data={"x": "y" * 2_000_000}
    )
    found["post"] = visitor.post(f"/sit/{attempt}/begin")
    return found


@pytest.fixture(scope="module")
def every_answer(reception: Reception, formal: Reception) -> dict[str, TestResponse]:
    """Every answer there is, under http and under https."""
    found = {}
    for name, place in (("http", reception), ("https", formal)):
        visitor = place.somebody(f"safe-{name}")
        finished = visitor.begin()
        visitor.play(finished, "closed")
        found |= {
            f"{name} {path}": answer
            for path, answer in answers(visitor, visitor.begin("exam"), finished).items()
        }
    return found


def test_the_answers_are_of_every_kind(every_answer: dict[str, TestResponse]) -> None:
    assert {answer.status_code for answer in every_answer.values()} == {200, 302, 400, 404, 405, 413, 416}


def test_every_answer_has_the_strict_policy(every_answer: dict[str, TestResponse]) -> None:
    for name, answer in every_answer.items():
        policy = dict(
            part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";")
        )
        assert policy == POLICY, name
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_every_answer_has_the_other_headers(every_answer: dict[str, TestResponse]) -> None:
    for name, answer in every_answer.items():
        assert {key: answer.headers.get(key) for key in HEADERS} == HEADERS, name
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert ("Strict-Transport-Security" in answer.headers) == name.startswith("https"), name
        if answer.mimetype == "text/html":
            assert answer.headers["Cache-Control"] == "no-store", name


def test_no_answer_tells_what_runs_behind_it(every_answer: dict[str, TestResponse]) -> None:
    for name, answer in every_answer.items():
        assert not re.search(
            r"Traceback|werkzeug|sqlalchemy|site-packages",
            answer.text if answer.is_json or answer.mimetype == "text/html" else "",
            re.IGNORECASE,
        ), name
        assert "X-Powered-By" not in answer.headers


class Strict(HTMLParser):
    """Notes what the policy would not let a page do."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inside = tag
        self.faults += [f"{tag} has {name}" for name in given if name.startswith("on") or name == "style"]
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            address = given.get(name) or "/"
            if not address.startswith(("/", "#")) or address.startswith("//"):
                self.faults.append(f"{tag} leads to {address}")
        if tag in {"iframe", "object", "embed", "base", "style"}:
            self.faults.append(f"there is a {tag}")

    def handle_data(self, data: str) -> None:
        if self.inside == "script" and data.strip():
            self.faults.append("a script stands in the page")

    def handle_endtag(self, _: str) -> None:
        self.inside = ""


def test_no_page_needs_what_the_policy_forbids(every_answer: dict[str, TestResponse]) -> None:
    seen = 0
    for name, answer in every_answer.items():
        if answer.mimetype == "text/html" and answer.status_code != 302:
            page = Strict()
            page.feed(answer.text)
            assert page.faults == [], name
            seen += 1
    assert seen > 15


# --- cookies ---


def cookies(answer: TestResponse) -> dict[str, set[str]]:
    """The attributes of each cookie that is set, dates left out."""
    found = {}
    for header in answer.headers.getlist("Set-Cookie"):
        first, *rest = (part.strip() for part in header.split(";"))
        found[first.split("=")[0]] = {part for part in rest if not part.startswith(("Expires", "Max-Age"))}
    return found


BARE = {"HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.mark.parametrize(("origin", "prefix", "attributes"), [
    (HTTP, "", BARE), (HTTPS, "__Host-", BARE | {"Secure"}),
])  # fmt: skip
def test_cookies_are_for_this_host_and_no_script(
    reception: Reception, formal: Reception, origin: str, prefix: str, attributes: set[str]
) -> None:
    place = formal if origin == HTTPS else reception
    place.somebody("baker")
    visitor = place.nobody()
    assert cookies(visitor.get("/sign-in")) == {f"{prefix}sonocase-form": attributes}
    answer = visitor.post("/sign-in", {"email": "baker@example.org", "password": "a long test password"})
    assert answer.status_code == 302
    assert cookies(answer) == dict.fromkeys([f"{prefix}sonocase", f"{prefix}sonocase-device"], attributes)
    # what takes the cookie away has to be as it was, or a browser keeps it
    left = visitor.post("/sign-out")
    assert cookies(left)[f"{prefix}sonocase"] == attributes


def test_under_https_a_cookie_without_the_prefix_is_nobodys(reception: Reception, formal: Reception) -> None:
    reception.somebody("prefix")
    token = reception.services.accounts.sign_in("prefix@example.org", "a long test password").token
    visitor = formal.nobody()
    visitor.client.set_cookie("sonocase", token, domain="exam.example.org", secure=True)
    assert visitor.get("/sign-in").status_code == 200
    visitor.client.set_cookie("__Host-sonocase", token, domain="exam.example.org", secure=True)
    assert visitor.get("/sign-in").status_code == 302


def test_who_signs_in_gets_another_session_and_the_one_before_is_over(reception: Reception) -> None:
    visitor = reception.guest()
    before = visitor.token
    reception.somebody("renewed")
    answer = visitor.post("/sign-in", {"email": "renewed@example.org", "password": "a long test password"})
    assert answer.status_code == 302
    after = visitor.client.get_cookie("sonocase")
    assert after is not None
    assert after.value != before
    assert reception.services.accounts.user_of(before) is None
    assert reception.services.accounts.user_of(after.value).email == "renewed@example.org"  # type: ignore[union-attr]


# --- forms ---


def posts(reception: Reception) -> list[str]:
    """Every address that takes a form."""
    rules = [rule for rule in reception.app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    return sorted(rule.rule for rule in rules)


@pytest.mark.parametrize("forged", ["none", "wrong", "of another browser", "empty"])
def test_no_form_is_taken_without_its_token(reception: Reception, forged: str) -> None:
    visitor = reception.somebody("forger")
    attempt = visitor.create("exam")
    token = {"wrong": "x" * 60, "of another browser": reception.guest().csrf(), "empty": ""}.get(forged)
    assert len(posts(reception)) >= 5
    before = visitor.state(attempt)["seq"]
    for address in posts(reception):
        path = address.replace("<attempt>", attempt).replace("<area>", AREA)
        form = {} if token is None else {"csrf_token": token}
        answer = visitor.client.post(path, base_url=HTTP, data=form, headers={"Referer": f"{HTTP}/"})
        assert answer.status_code == 400, path
    assert visitor.state(attempt)["seq"] == before
    assert reception.services.accounts.user_of(visitor.token)


@pytest.mark.parametrize("referer", [None, "https://evil.example/", "http://exam.example.org/", ""])
def test_under_https_a_form_has_to_come_from_here(formal: Reception, referer: str | None) -> None:
    visitor = formal.somebody("referrer")
    form = {"csrf_token": visitor.csrf()}
    headers = {} if referer is None else {"Referer": referer}
    answer = visitor.client.post("/sign-out", base_url=HTTPS, data=form, headers=headers)
    assert answer.status_code == 400
    assert formal.services.accounts.user_of(visitor.token)
    assert visitor.post("/sign-out").status_code == 302
    assert formal.services.accounts.user_of(visitor.token) is None
