"""`sonocase check`, `publish` and `media` as real processes: what they say, how they end, and what they leave."""

import json
import re
import shutil
import signal
from pathlib import Path
from typing import Any

from commands import Desk
from packages import copy_below, package
from presses import Press
from servers import until
from spoilers import edit
from tiny import AREA, EXHIBITS


def spoilt(folder: Path) -> Path:
    """A package with two things wrong with it."""
    bad = copy_below(folder)
    edit(bad, "one/case.yaml", lambda case: case.update(colour=1))
    edit(bad, "two/case.yaml", lambda case: case.update(flavour=1))
    return bad.folder


def test_a_package_with_nothing_wrong_is_told_to_be_so(desk: Desk) -> None:
    told = desk.run("check", package())
    assert (told.code, told.err) == (0, "")
    assert str(package()) in told.out
    assert not desk.instance.exists()


def test_every_problem_is_told_in_its_line_and_the_good_package_beside_it(desk: Desk, tmp_path: Path) -> None:
    bad = spoilt(tmp_path)
    told = desk.run("check", package(), bad)
    assert told.code == 1
    lines = [line for line in told.out.splitlines() if line.startswith(f"{bad}/")]
    assert [re.search(r"(one|two)/case\.yaml:\d+: (\w+)", line)[0] for line in lines] == [
        "one/case.yaml:146: colour",
        "two/case.yaml:47: flavour",
    ]
    assert any(line.startswith(str(package())) for line in told.out.splitlines())


def test_problems_are_told_to_machines_as_json(desk: Desk, tmp_path: Path) -> None:
    bad = spoilt(tmp_path)
    told = desk.run("check", package(), bad, "--json")
    assert told.code == 1
    found: dict[str, Any] = json.loads(told.out)
    assert set(found) == {str(package()), str(bad)}
    assert "one/case.yaml" in json.dumps(found[str(bad)])


def test_the_same_content_published_twice_changes_nothing(desk: Desk) -> None:
    first = desk.run("publish", package())
    assert (first.code, "published as version" in first.out) == (0, True)
    press = Press(desk.instance, desk.database())
    offered, before = press.offered(), blobs_and_versions(press)
    second = desk.run("publish", package())
    assert (second.code, second.out) == (0, first.out.replace("published as", "is already published as"))
    assert (press.offered(), blobs_and_versions(press)) == (offered, before)


def test_whoever_publishes_an_exam_whose_key_practice_hands_out_is_warned(desk: Desk, tmp_path: Path) -> None:
    exam = copy_below(tmp_path)
    edit(exam, "package.yaml", lambda about: about.update(modes=["exam"]))
    assert "Warning" not in desk.run("publish", exam.folder).err
    # at once, or one after the other
    for modes in (["practice", "exam"], ["practice"]):
        edit(exam, "package.yaml", lambda about, modes=modes: about.update(modes=modes))
        told = desk.run("publish", exam.folder)
        assert told.code == 0
        assert "Warning: tiny has an exam whose key is handed out by practice" in told.err
    edit(exam, "one/key.yaml", lambda keys: keys["why"].update(rationale="Other cases, other keys."))
    assert "Warning" not in desk.run("publish", exam.folder).err


def test_whoever_publishes_what_was_changed_since_it_was_built_is_warned(desk: Desk, tmp_path: Path) -> None:
    package = copy_below(tmp_path)
    media, recipe = EXHIBITS["one"]["plax"], {"scene": "cardiac.plax", "depth": 150}
    edit(package, "one/case.yaml", lambda case: case["exhibits"]["plax"].update(synth=recipe))
    sidecar = (package.folder / "one" / media).with_suffix(".json")
    sidecar.write_text(json.dumps({**json.loads(sidecar.read_text()), "sources": "0" * 64}))
    told = desk.run("publish", package.folder)
    assert told.code == 0
    assert "Warning: the clip 'plax' was made from another recipe" in told.err
    assert f"run 'sonocase media build {package.folder}', and publish again." in told.err


def blobs_and_versions(press: Press) -> dict[str, tuple[int, int, int]]:
    found = press.footprint()
    return {
        name: stat for name, stat in found.items() if name.startswith(("blobs/", "versions/", "sources/"))
    }


def test_a_refused_package_leaves_nothing_and_keeps_none_before_it_from_being_published(
    desk: Desk, tmp_path: Path
) -> None:
    told = desk.run("publish", package(), spoilt(tmp_path))
    assert told.code == 1
    *_, head, one, two = told.err.splitlines()
    assert head == "Error: the package is refused"
    assert ("one/case.yaml" in one, "two/case.yaml" in two) == (True, True)
    press = Press(desk.instance, desk.database())
    assert len(press.versions()) == 1
    assert press.leftovers() == []
    assert press.offered(AREA)


def test_publishing_that_is_stopped_leaves_nothing_half_done(desk: Desk) -> None:
    # a second rendition of everything takes long enough to be stopped in its midst
    process = desk.begin("publish", "--webm", package())
    until(lambda: any((desk.instance / "blobs").glob("*/*")))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1] == "Stopped."
    press = Press(desk.instance, desk.database())
    assert (press.offered(), press.versions(), press.leftovers()) == (None, [], [])


def test_the_media_commands_are_there_and_say_what_is_wrong_in_one_line(desk: Desk, tmp_path: Path) -> None:
    listed = desk.run("media", "synth", "--list")
    assert (listed.code, listed.err) == (0, "")
    assert "lung" in listed.out
    shutil.copytree(package(), tmp_path / AREA)
    refused = desk.run("media", "narrate", tmp_path / AREA / "nowhere-else")
    assert refused.code == 2
    told = desk.run("media", "synth", "no-such-scene", "-o", tmp_path / "a.mp4")
    assert (told.code, "no-such-scene" in told.error) == (1, True)
    assert not desk.instance.exists()
