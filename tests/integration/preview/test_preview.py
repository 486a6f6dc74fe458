"""The author's preview: it shows the package as it is now, changes nothing in it, and is open to nobody else."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from commands import Desk
from previews import Shown
from spoilers import edit
from tiny import EXHIBITS, ITEMS, TAKES, key_of, mark
from werkzeug.serving import BaseWSGIServer

from player.engine.disguise import alias
from player.preview.question import SEED
from player.preview.serve import opened
from player.services import Services


def footprint(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


# --- the time line ---


def test_a_case_is_a_time_line_of_everything_that_is_in_it(shown: Shown) -> None:
    assert shown.get("").headers["Location"] == f"{shown.path}one"
    page = shown.page()
    for take in (one for one in TAKES["one"] if one.phase):
        assert f'data-scene="{take.name}"' in page
        assert f'media/{take.name}.mp4"' in page
        for number, start in enumerate(take.edges[:-1]):
            assert mark("cue", "one", take.name, number, "en") in page
            assert f'data-at="{start}" data-point="{take.name}/{number}"' in page
    for name, item in ITEMS["one"].items():
        assert item["stem"] in page
        assert f'data-item="{name}"' in page
    assert "Timepoint at 0:01.0" in page
    assert all(mark("view", "one", name) in page for name in EXHIBITS["one"])
    assert mark("title", "two") in page, "the other case is a link away"
    assert not any(mark("rationale", "one", name) in page for name in ITEMS["one"])


def test_what_is_saved_is_seen_and_what_is_wrong_is_told_with_file_and_line(shown: Shown) -> None:
    stamp = shown.get("-/stamp").json
    before = shown.page()
    path = shown.package.folder / "one" / "case.yaml"
    good = path.read_text()
    edit(shown.package, "one/case.yaml", lambda case: case.update(title="A new title"))
    assert shown.get("-/stamp").json != stamp
    assert "A new title" in shown.page()
    path.write_text(good.replace('"patient"', '"pateint"'))
    broken = shown.get("one")
    line = next(number for number, text in enumerate(good.splitlines(), 1) if '"patient"' in text)
    assert broken.status_code == 200
    assert f"<code>one/case.yaml:{line}</code> <code>pateint</code>" in broken.text
    assert "did you mean &#39;patient&#39;?" in broken.text
    assert mark("stem", "two", "why") in shown.page("two"), "the other case is as good as before"
    path.write_text(good)
    assert shown.page().replace(str(shown.get("-/stamp").json), "") != broken.text
    assert re.sub(r'data-(stamp|token)="[^"]+"|value="[^"]+"', "", shown.page()) == re.sub(
        r'data-(stamp|token)="[^"]+"|value="[^"]+"', "", before
    )


def test_a_case_may_be_called_as_it_likes(shown: Shown) -> None:
    folder = shown.package.folder
    (folder / "two").rename(folder / "stamp")
    edit(shown.package, "package.yaml", lambda about: about.update(cases=["one", "stamp"]))
    assert mark("stem", "two", "why") in shown.page("stamp")


def test_a_package_that_cannot_be_read_at_all_shows_why(shown: Shown) -> None:
    shown.package.write("package.yaml", "format: [")
    told = shown.get("")
    assert told.status_code == 200
    assert "<code>package.yaml:1</code>" in told.text


def test_media_that_are_not_built_are_told_and_nothing_is_broken(shown: Shown) -> None:
    for name in ("arrival.mp4", "plax.mp4", "plax.json"):
        (shown.package.folder / "one" / "media" / name).unlink()
    (shown.package.folder / "one" / "captions" / "scan.en.vtt").unlink()
    page = shown.page()
    assert page.count("Not built yet") == 2, "the scene and the exhibit"
    assert f"sonocase media build {shown.package.folder}" in page
    assert 'one/media/arrival.mp4"' not in page
    assert "captions/scan.en.vtt does not exist in the package" in page
    item = shown.get("one/items/why").json or {}
    assert (item["unbuilt"], item["exhibits"]) == (["plax"], [])
    assert shown.get("one/media/media/arrival.mp4").status_code == 404
    refused = shown.post("one/sit", data={"point": "arrival/0"})
    assert refused.status_code == 409
    assert "one/media/arrival.mp4" in refused.text


# --- questions ---


def test_an_item_is_put_and_scored_as_a_candidate_has_it(shown: Shown) -> None:
    item: Any = shown.get("one/items/why").json
    assert item["question"]["stem"] == ITEMS["one"]["why"]["stem"]
    assert item["explanation"]["rationale"] == mark("rationale", "one", "why")
    assert [one["id"] for one in item["exhibits"]] == ["plax"]
    answers = {
        choice: shown.post("one/items/why", json={"choices": [alias(SEED, "why", choice)]}).json or {}
        for choice in "ab"
    }
    assert {choice: told["fraction"] for choice, told in answers.items()} == {"a": 1, "b": 0}
    assert answers["a"]["points"] == 2
    depth = shown.post("one/items/depth", json={"value": 1.4, "unit": "cm"}).json or {}
    assert (depth["fraction"], depth["provisional"]) == (1, False)


@pytest.mark.parametrize("answer", [{"choices": ["a"]}, {}, {"choices": ["?"] * 50}, {"value": "x"}])
def test_an_answer_that_does_not_fit_is_told_in_words(shown: Shown, answer: dict[str, Any]) -> None:
    told = shown.post("one/items/why", json=answer)
    assert 400 <= told.status_code < 500
    assert (told.json or {})["problem"]


def test_an_item_without_a_key_can_be_seen_and_not_be_scored(shown: Shown) -> None:
    edit(shown.package, "one/key.yaml", lambda keys: keys.pop("why"))
    assert "no key" in shown.page()
    assert (shown.get("one/items/why").json or {})["explanation"] is None
    assert shown.post("one/items/why", json={"choices": []}).status_code == 404


def test_a_key_that_cannot_score_is_told_without_what_it_holds(shown: Shown) -> None:
    edit(
        shown.package, "one/key.yaml", lambda keys: keys.update(why={**key_of("one", "why"), "correct": "z"})
    )
    page = shown.page()
    assert "one/key.yaml" in page
    assert mark("rationale", "one", "why") not in page


# --- as a candidate ---


@pytest.mark.parametrize(("point", "stage"), [
    ("briefing/0", "playing"), ("arrival/2", "playing"), ("side", "asking"), ("seen", "asking"), ("closing/0", "playing"),
])  # fmt: skip
def test_a_case_can_be_sat_from_any_point_as_a_candidate_would(shown: Shown, point: str, stage: str) -> None:
    edit(shown.package, "package.yaml", lambda about: about.update(modes=["exam"]))
    before = footprint(shown.package.folder)
    told = shown.post("one/sit", data={"point": point})
    assert told.status_code == 302
    attempt = told.headers["Location"].rsplit("/", 1)[1]
    services: Services = shown.client.application.extensions["sonocase"]
    session = shown.client.get_cookie("sonocase", domain="127.0.0.1")
    assert session
    sitting = services.delivery.look(attempt, session.value).sitting
    assert sitting.state.stage == stage
    assert point in {sitting.state.segment, sitting.state.item}
    assert [case.id for case in sitting.form.cases] == ["one"]
    assert footprint(shown.package.folder) == before


def test_a_point_that_is_not_there_is_refused(shown: Shown) -> None:
    assert shown.post("one/sit", data={"point": "nowhere/0"}).status_code == 404
    assert shown.post("three/sit", data={"point": "arrival/0"}).status_code == 404
    shown.client.application.config["WTF_CSRF_ENABLED"] = True
    assert shown.post("one/sit", data={"point": "briefing/0"}).status_code == 400


# --- whom it is open to ---


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Where somebody types commands."""
    return Desk(tmp_path / "instance")


def test_without_the_address_nothing_can_be_had(shown: Shown) -> None:
    for path in ("preview/", "preview/x/", "preview/x/one", f"{shown.path[1:-3]}AA/one"):
        assert shown.client.get(f"/{path}", headers={"Host": shown.host}).status_code == 404
    assert len(shown.path.split("/")[2]) >= 32
    assert shown.address.startswith("http://127.0.0.1:")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost.evil.example"])
def test_a_site_that_takes_the_address_under_its_own_name_is_refused(shown: Shown, host: str) -> None:
    assert shown.get("one", headers={"Host": host}).status_code == 400


def test_every_answer_carries_the_policy_that_runs_no_script_of_a_package(shown: Shown) -> None:
    for path in ("one", "one/items/why", "one/media/media/plax.mp4", "one/captions/arrival"):
        told = shown.get(path)
        assert told.status_code == 200
        assert "script-src 'self'" in told.headers["Content-Security-Policy"]
        assert told.headers["X-Content-Type-Options"] == "nosniff"


def test_a_medium_comes_in_parts_and_nothing_but_the_media_of_the_case_comes_at_all(shown: Shown) -> None:
    part = shown.get("one/media/media/arrival.mp4", headers={"Host": shown.host, "Range": "bytes=0-9"})
    assert (part.status_code, len(part.data), part.mimetype) == (206, 10, "video/mp4")
    for path in (
        "key.yaml",
        "case.yaml",
        "media/plax.json",
        "../package.yaml",
        "..%2fpackage.yaml",
        "/etc/passwd",
    ):
        assert shown.get(f"one/media/{path}", follow_redirects=True).status_code == 404


def test_a_port_that_is_taken_is_told_in_one_line(desk: Desk, shown: Shown) -> None:
    port = shown.host.split(":")[1]
    told = desk.run("preview", shown.package.folder, "--port", port)
    assert (told.code, told.out) == (1, "")
    assert told.error == f"Port {port} cannot be used: Address already in use. Choose another with --port."


# --- hostile packages ---

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def test_markup_in_texts_stays_text(shown: Shown) -> None:
    def spoil(case: Any) -> None:
        case["items"]["why"]["stem"] = MARKUP
        case["exhibits"]["plax"]["description"] = MARKUP
        case["title"] = MARKUP

    edit(shown.package, "one/case.yaml", spoil)
    script = shown.package.folder / "one/scripts/arrival.en.md"
    script.write_text(script.read_text() + f"\n*{MARKUP}*\n")
    page = shown.page()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 3


@pytest.mark.parametrize(
    "media", ["media/evil.svg", "media/evil.html", "media/../../package.yaml", "/etc/passwd", "C:\\x.mp4"]
)
def test_a_file_that_could_run_a_script_or_leads_out_of_the_package_is_not_served(
    shown: Shown, media: str
) -> None:
    (shown.package.folder / "one/media/evil.svg").write_text(
        f"<svg xmlns='http://www.w3.org/2000/svg'>{MARKUP}</svg>"
    )
    (shown.package.folder / "one/media/evil.html").write_text(MARKUP)
    facts = json.loads((shown.package.folder / "one/media/plax.json").read_text())
    (shown.package.folder / "one/media/evil.json").write_text(json.dumps(facts | {"media": media}))
    edit(shown.package, "one/case.yaml", lambda case: case["exhibits"]["plax"].update(media=media))
    page = shown.get("one")
    assert page.status_code == 200
    assert shown.get(f"one/media/{media}", follow_redirects=True).status_code == 404
    assert ("things are wrong" in page.text or "thing is wrong" in page.text) == (
        ".." in media or ":" in media or media[0] == "/"
    )


def test_a_link_out_of_the_package_is_told_and_not_followed(shown: Shown, tmp_path: Path) -> None:
    secret = tmp_path / "secret.mp4"
    secret.write_text("what lies outside")
    medium = shown.package.folder / "one/media/plax.mp4"
    medium.unlink()
    medium.symlink_to(secret)
    assert "is a symbolic link" in shown.page()
    assert shown.get("one/media/media/plax.mp4").status_code == 404


@pytest.mark.parametrize("file", [
    "one/captions/arrival.en.vtt", "one/captions/arrival.en.descriptions.vtt", "one/scripts/arrival.en.md", "one/case.yaml",
])  # fmt: skip
def test_a_text_of_ten_million_lines_is_told_and_not_read(shown: Shown, file: str) -> None:
    shown.package.write(file, b"WEBVTT\n" + b"\n" * 10_000_000)
    words = re.sub(r"<[^>]+>", " ", shown.get("one").text)
    assert f"{file} is larger than 2 MB" in " ".join(words.split())


@pytest.mark.parametrize(
    "text", ["a: &x [*x]", "[" * 5000, "\0", "a: !!python/object:os.system x", "- a\n- b", "1"]
)
def test_a_case_that_is_no_case_shows_an_error(shown: Shown, text: str) -> None:
    shown.package.write("one/case.yaml", text)
    shown.package.write("one/key.yaml", text)
    page = shown.get("one")
    assert page.status_code == 200
    assert "one/case.yaml" in page.text


def test_captions_that_are_no_captions_show_an_error_where_they_belong(shown: Shown) -> None:
    shown.package.write("one/captions/arrival.en.vtt", b"\xff\xfe\x00nothing")
    assert '<p class="problem">' in shown.page()
    shown.package.write("one/captions/arrival.en.vtt", "no captions at all")
    assert '<p class="problem">' in shown.page()


def test_while_a_case_cannot_be_read_its_media_stay_and_when_it_is_gone_they_go(shown: Shown) -> None:
    shown.page()
    good = (shown.package.folder / "one/case.yaml").read_text()
    shown.package.write("one/case.yaml", "")
    assert shown.get("one/media/media/plax.mp4").status_code == 200
    assert shown.get("one/captions/arrival").status_code == 200
    shown.package.write("one/case.yaml", good)
    edit(shown.package, "package.yaml", lambda about: about.update(cases=["two"]))
    assert shown.get("one/media/media/plax.mp4").status_code == 404


def test_a_connection_that_fails_is_told_and_one_that_the_end_cuts_off_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(server: BaseWSGIServer) -> str:
        try:
            int("a connection")
        except ValueError:
            server.handle_error(None, ("127.0.0.1", 1))
        return capsys.readouterr().err

    with opened(tmp_path) as begun:
        assert "ValueError: invalid literal" in fail(begun.server)
    assert fail(begun.server) == ""
