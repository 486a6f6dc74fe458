"""Whose sitting it is: every route with an attempt in it, asked by everybody else, tells nothing."""

import re

import pytest
from receptions import Guest, Reception, without_token
from werkzeug.test import TestResponse

MARK = re.compile(r"zq[a-z0-9]+qz")


def routes(reception: Reception) -> list[tuple[str, str]]:
    """Every method and address with an attempt in it, so that a new route is tested from its first day."""
    rules = [rule for rule in reception.app.url_map.iter_rules() if "attempt" in rule.arguments]
    found = [
        (method, rule.rule) for rule in rules for method in sorted(rule.methods or ()) if method != "OPTIONS"
    ]
    assert {rule for _, rule in found} >= {
        "/sit/<attempt>", "/sit/<attempt>/briefing", "/sit/<attempt>/begin", "/sit/<attempt>/result",
        "/media/<attempt>/<token>", "/live/<attempt>",
    }  # fmt: skip
    return found


def ask(visitor: Guest, method: str, path: str) -> TestResponse:
    if method == "POST":
        return visitor.post(path)
    return visitor.client.open(path, method=method, base_url=visitor.reception.origin)


@pytest.mark.parametrize("stage", ["initial", "asking", "suspended", "closed"])
@pytest.mark.parametrize("mode", ["practice", "exam"])
def test_nobody_else_gets_anything_of_a_sitting(reception: Reception, mode: str, stage: str) -> None:
    owner = reception.somebody(f"owner-{mode}-{stage}")
    attempt = owner.create(mode)  # type: ignore[arg-type]
    media = {"x" * 32}
    if stage != "initial":
        state = owner.play(owner.begin(mode), "why")  # type: ignore[arg-type]
        media = {source["src"].split("/")[-1] for exhibit in state["exhibits"] for source in exhibit["media"]}
    if stage == "suspended":
        owner.pause(attempt)
    if stage == "closed":
        owner.play(attempt, "closed")
    before = owner.state(attempt)["seq"]
    strangers = {**reception.everybody(), "another candidate": reception.somebody("another")}
    for who, visitor in strangers.items():
        for method, rule in routes(reception):
            for token in media:
                path = rule.replace("<attempt>", attempt).replace("<token>", token)
                assert_nothing(ask(visitor, method, path), who, f"{method} {path}")
        assert attempt not in visitor.get("/").text
    assert owner.state(attempt)["seq"] == before


def assert_nothing(answer: TestResponse, who: str, what: str) -> None:
    """The answer sends somebody to sign in, or says that there is nothing; it holds no word of the sitting."""
    allowed = {302} if who == "nobody" else {404}
    # no route takes HTTP for a socket
    allowed |= {400, 403} if "/live/" in what else set()
    assert answer.status_code in allowed, (who, what)
    assert not MARK.search(answer.text), (who, what)
    assert "Example" not in answer.text, (who, what)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/sign-in")


def test_of_a_sitting_that_is_another_persons_and_one_that_is_none_the_same_is_told(
    reception: Reception,
) -> None:
    attempt = reception.somebody("first").begin()
    stranger = reception.somebody("second")
    for method, rule in routes(reception):
        pages = [
            ask(stranger, method, rule.replace("<attempt>", one).replace("<token>", "x"))
            for one in (attempt, "f" * 32)
        ]
        told = {
            (page.status_code, without_token(page.text).replace(attempt, "...").replace("f" * 32, "..."))
            for page in pages
        }
        assert len(told) == 1, (method, rule)


def test_no_page_tells_anything_of_a_package_to_who_has_not_begun(reception: Reception) -> None:
    for who, visitor in reception.everybody().items():
        for path in ("/", "/sign-in", "/healthz", "/nothing"):
            assert not MARK.search(visitor.get(path).text), (who, path)
    visitor = reception.somebody("reader")
    assert not MARK.search(visitor.get(f"/sit/{visitor.create('exam')}/briefing").text)


def test_a_session_that_is_over_is_nobodys(reception: Reception) -> None:
    owner = reception.somebody("leaver")
    attempt = owner.begin()
    reception.services.accounts.sign_out(owner.token)
    for method, rule in routes(reception):
        answer = ask(owner, method, rule.replace("<attempt>", attempt).replace("<token>", "x"))
        assert_nothing(answer, "nobody", f"{method} {rule}")


@pytest.mark.parametrize("path", [
    "/static/../instance/secret-key", "/static/..%2f..%2finstance%2fsecret-key", "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static//etc/passwd", "/static/js/../../pyproject.toml", "/static/..\\pyproject.toml", "/media/../blobs",
    "/versions", "/blobs", "/keys.json", "/form.json", "/sonocase.db", "/.git/config", "/static/", "/media/",
])  # fmt: skip
def test_no_address_leads_to_a_file_that_is_not_for_browsers(reception: Reception, path: str) -> None:
    answer = reception.somebody("prowler").get(path)
    # two slashes are led on to one, and end there
    assert answer.status_code == (308 if "//" in path else 404)
    assert b"SQLite" not in answer.data


def test_no_address_is_the_digest_of_a_medium(reception: Reception) -> None:
    visitor = reception.somebody("digger")
    attempt = visitor.begin()
    blobs = [
        path.name for path in (reception.services.config.instance / "blobs").rglob("*") if path.is_file()
    ]
    assert len(blobs) > 10
    for name in blobs:
        for path in (
            f"/media/{attempt}/{name}",
            f"/media/{attempt}/{name[:32]}",
            f"/blobs/{name[:2]}/{name}",
        ):
            assert visitor.get(path).status_code == 404
