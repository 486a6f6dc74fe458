"""Bad packages: each is refused whole, the file and the reason are told, and nothing of it is anywhere."""

import json
import os
from pathlib import Path

import pytest
from packages import copy_below
from PIL import Image
from presses import Press
from spoilers import (
    ARRIVAL,
    Spoiler,
    arrival,
    asked_at,
    bomb,
    cut_off,
    edit,
    linked,
    linked_folder,
    recoded,
    recorded,
    replaced,
    silent,
    template,
    written,
)
from tiny import mark

from player.publish import sources
from player.store import Version
from scenarios.errors import PackageError

CASE, KEY, PLAX, LATE, STILL = (
    "one/case.yaml",
    "one/key.yaml",
    "one/media/plax",
    "one/media/late",
    "one/media/still",
)
HISTORY, CAPTIONS, SCRIPT = "one/media/history", "one/captions/arrival.en.vtt", "one/scripts/arrival.fr.md"
SEEN = "one/captions/arrival.fr.descriptions.vtt"

TEXTS = {
    "an unknown field": Spoiler(lambda p: edit(p, CASE, lambda c: c.update(colour=1)), CASE, "is not a field"),
    "a missing field": Spoiler(lambda p: edit(p, CASE, lambda c: c.pop("title")), CASE, "is missing"),
    "a name given twice": Spoiler(lambda p: p.change(CASE, '"title"', '"title": "T",\n"title"'), CASE, "twice"),
    "an item without a key": Spoiler(lambda p: edit(p, KEY, lambda k: k.pop("why")), KEY, "has no key"),
    "a key without an item": Spoiler(
        lambda p: edit(p, KEY, lambda k: k.update(ghost=k["why"])), KEY, "the key of no item"
    ),
    "a key that names no choice": Spoiler(lambda p: p.change(KEY, '"a"', '"z"'), KEY, "a choice that the item has not"),
    "a path that climbs out": Spoiler(
        lambda p: edit(p, CASE, lambda c: c["exhibits"]["plax"].update(media="../plax.mp4")), CASE, "leaves"
    ),
    "an absolute path": Spoiler(
        lambda p: edit(p, CASE, lambda c: c["exhibits"]["plax"].update(media="/etc/passwd")), CASE, "leaves"
    ),
    "a sidecar that leads out": Spoiler(
        lambda p: edit(p, f"{PLAX}.json", lambda s: s.update(media="../../package.yaml")), f"{PLAX}.json", "leaves"
    ),
    "a linked file": Spoiler(lambda p: linked(p, f"{PLAX}.mp4"), f"{PLAX}.mp4", "is a symbolic link"),
    "a linked folder": Spoiler(linked_folder, "one/scripts", "is a symbolic link"),
    "a pipe": Spoiler(lambda p: os.mkfifo(p.folder / "one/media/pipe"), "one/media/pipe", "no plain file"),
    "a YAML bomb": Spoiler(bomb, CASE, "an anchor or an alias"),
    "a loop of Jinja": Spoiler(template("{% for x in [1] %}{% endfor %}"), "encounter.yaml.jinja", "uses for"),
    "an attribute in Jinja": Spoiler(
        template("- scene: {{ patient.__class__ | q }}"), "encounter.yaml.jinja", "patient.__class__"
    ),
    "a template that includes the key": Spoiler(
        template('{% include "one/key.yaml" %}'), "encounter.yaml.jinja", "uses include"
    ),
    "a language without texts": Spoiler(
        lambda p: edit(p, "package.yaml", lambda a: a.update(languages=["en", "fr", "de"])),
        "two/scripts/closing.de.md",
        "does not exist",
    ),
    "a script that is missing": Spoiler(lambda p: (p.folder / SCRIPT).unlink(), SCRIPT, "does not exist"),
    "captions that are missing": Spoiler(lambda p: (p.folder / CAPTIONS).unlink(), CAPTIONS, "does not exist"),
    "a script in another encoding": Spoiler(lambda p: p.write(SCRIPT, b"\xff"), SCRIPT, "save it as UTF-8"),
    "captions that are no WebVTT": Spoiler(lambda p: p.write(CAPTIONS, "1\n00:00"), CAPTIONS, "WEBVTT"),
    "a cue that a browser drops": Spoiler(
        lambda p: p.change(CAPTIONS, "00:00:00.900", "00:00:0.9"), CAPTIONS, "is no timing"
    ),
    "descriptions in another encoding": Spoiler(
        lambda p: p.write(SEEN, b"WEBVTT\n\n00:00:00.100 --> 00:00:00.900\n\xff"), SEEN, "is not UTF-8"
    ),
    "one mark too many": Spoiler(lambda p: p.change(SCRIPT, "---", "---\n\n---"), SCRIPT, "3 lines '---'"),
    "one mark too few": Spoiler(lambda p: p.change(SCRIPT, "---\n\n", ""), SCRIPT, "1 lines '---'"),
    "a script that is no script": Spoiler(lambda p: p.write(SCRIPT, "Just words"), SCRIPT, "neither speech"),
    "a sidecar that is no JSON": Spoiler(lambda p: p.write(f"{PLAX}.json", "{"), f"{PLAX}.json", "JSON"),
    "a length that is no number": Spoiler(
        lambda p: p.change(f"{ARRIVAL}.json", '"3.000"', "NaN"), f"{ARRIVAL}.json", "duration"
    ),
    "timepoints that the recording does not have": Spoiler(
        lambda p: edit(p, CASE, lambda c: c["presentation"][0].update(timepoints=asked_at(1, 2.5))),
        CASE, "other timepoints",
    ),
}  # fmt: skip
MEDIA = {
    "a video that is none": Spoiler(lambda p: written(p, f"{ARRIVAL}.mp4", b"no video"), f"{ARRIVAL}.mp4", "decode"),
    "an empty file": Spoiler(lambda p: written(p, f"{HISTORY}.mp4", b""), f"{HISTORY}.mp4", "decode"),
    "half a video": Spoiler(lambda p: cut_off(p, f"{ARRIVAL}.mp4"), f"{ARRIVAL}.mp4", "does not decode"),
    "half a sound": Spoiler(lambda p: cut_off(p, f"{HISTORY}.mp4"), f"{HISTORY}.mp4", "does not decode"),
    "half a clip": Spoiler(lambda p: cut_off(p, f"{LATE}.mp4"), f"{LATE}.mp4", "does not decode"),
    "half a still": Spoiler(lambda p: cut_off(p, f"{STILL}.png"), f"{STILL}.png", "does not decode"),
    "a drawing as a still": Spoiler(
        lambda p: written(p, f"{STILL}.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>'), f"{STILL}.png", "decode"
    ),
    "another length": Spoiler(lambda p: arrival(p, duration="3.500"), f"{ARRIVAL}.mp4", "is stated to last 3.500"),
    "a timepoint outside": Spoiler(
        lambda p: arrival(p, duration="9.000", timepoints=asked_at(1, 8)), f"{ARRIVAL}.mp4", "lies outside"
    ),
    "a timepoint at the beginning": Spoiler(
        lambda p: arrival(p, timepoints=asked_at(0, 2)), f"{ARRIVAL}.mp4", "lies outside"
    ),
    "a timepoint that leaves no frame before it": Spoiler(
        lambda p: recorded(p, "history", "indication", timepoints=[{"at": "0.001", "ask": ["told"]}]),
        f"{HISTORY}.mp4", "between the beginning and the timepoint",
    ),
    "two timepoints at the end": Spoiler(
        lambda p: arrival(p, timepoints=asked_at(2.96, 3)), f"{ARRIVAL}.mp4", "only 0.040 s lie between"
    ),
    "a timepoint just before the end": Spoiler(
        lambda p: recorded(p, "history", "indication", timepoints=[{"at": "1.120", "ask": ["told"]}]),
        f"{HISTORY}.mp4", "and the end",
    ),
    "a timepoint on no key frame": Spoiler(
        lambda p: arrival(p, timepoints=asked_at(1.04, 2)), f"{ARRIVAL}.mp4", "is not on a key frame"
    ),
    "a timepoint inside a cue": Spoiler(
        lambda p: p.change(CAPTIONS, "00:00:00.900", "00:00:01.050"), CAPTIONS, "over the timepoint at 1.000 s"
    ),
    "a timepoint inside a description": Spoiler(
        lambda p: p.change(SEEN, "00:00:00.900", "00:00:01.050"), SEEN, "over the timepoint at 1.000 s"
    ),
    "a sidecar for another clip": Spoiler(
        lambda p: p.write(f"{PLAX}.mp4", (p.folder / "two/media/plax.mp4").read_bytes()),
        f"{PLAX}.mp4", "not the file that its sidecar describes",
    ),
    "a scene for another scene": Spoiler(
        lambda p: p.write(f"{ARRIVAL}.mp4", (p.folder / "one/media/scan.mp4").read_bytes()),
        f"{ARRIVAL}.mp4", "not the file that its sidecar describes",
    ),
    "other frames": Spoiler(
        lambda p: edit(p, f"{PLAX}.json", lambda s: s.update(frames=11)), f"{PLAX}.mp4", "other frames"
    ),
    "another rate": Spoiler(
        lambda p: edit(p, f"{PLAX}.json", lambda s: s.update(rate=50)), f"{PLAX}.mp4", "other frames"
    ),
    "another size": Spoiler(
        lambda p: edit(p, f"{STILL}.json", lambda s: s.update(size=[64, 64])), f"{STILL}.png", "other frames"
    ),
    "a region outside the picture": Spoiler(
        lambda p: edit(p, f"{PLAX}.json", lambda s: s.update(regions=[[100, 0, 100, 64]])),
        f"{PLAX}.mp4", "does not lie inside",
    ),
    "a scene without sound": Spoiler(silent, f"{ARRIVAL}.mp4", "has no sound"),
    "a video that is stated to be sound": Spoiler(
        lambda p: edit(p, f"{ARRIVAL}.json", lambda s: s.update(kind="audio")), f"{ARRIVAL}.mp4", "audio and is not"
    ),
    "a scene that browsers do not play": Spoiler(
        lambda p: recoded(p, f"{ARRIVAL}.mp4", vcodec="mpeg4", g=1, acodec="copy"), f"{ARRIVAL}.mp4", "mpeg4"
    ),
    "sound that browsers do not play": Spoiler(
        lambda p: recoded(p, f"{HISTORY}.mp4", acodec="libmp3lame"), f"{HISTORY}.mp4", "mp3"
    ),
    "colours that browsers do not play": Spoiler(
        lambda p: recoded(p, f"{LATE}.mp4", vcodec="libx264", pix_fmt="yuv444p"), f"{LATE}.mp4", "yuv444p"
    ),
    "pixels that are not square": Spoiler(
        lambda p: recoded(p, f"{LATE}.mp4", vcodec="libx264", vf="setsar=2"), f"{LATE}.mp4", "not square"
    ),
    "frames at no steady rate": Spoiler(
        lambda p: recoded(p, f"{LATE}.mp4", vcodec="libx264", vf="setpts=N*N/25/TB", fps_mode="vfr"),
        f"{LATE}.mp4", "at one rate",
    ),
}  # fmt: skip
ALL = TEXTS | MEDIA


@pytest.mark.parametrize("name", ALL)
def test_a_bad_package_is_refused_whole_with_the_file_and_the_reason(
    press: Press, tmp_path: Path, name: str
) -> None:
    spoiler, copy = ALL[name], copy_below(tmp_path)
    spoiler.spoil(copy)
    with pytest.raises(PackageError) as refused:
        press.publish(copy.folder)
    told = {
        problem.file: f"{problem.field}: {problem.what}; {problem.fix}" for problem in refused.value.problems
    }
    assert spoiler.file in told
    assert spoiler.told in told[spoiler.file]
    assert str(tmp_path) not in str(refused.value)
    assert press.footprint() == {}
    assert press.offered() is None


@pytest.mark.parametrize("name", ["a video that is none", "an item without a key"])
def test_a_bad_package_leaves_what_is_offered_as_it_is(
    printed: tuple[Press, Version], tmp_path: Path, name: str
) -> None:
    press, old = printed
    before, copy = press.footprint(), copy_below(tmp_path)
    ALL[name].spoil(copy)
    with pytest.raises(PackageError):
        press.publish(copy.folder)
    assert press.footprint() == before
    assert press.offered() == old.id


def test_every_problem_is_told_in_one_go(press: Press, tmp_path: Path) -> None:
    copy = copy_below(tmp_path)
    names = ["half a still", "a timepoint inside a cue", "one mark too many", "other frames", "half a sound"]
    for name in names:
        ALL[name].spoil(copy)
    with pytest.raises(PackageError) as refused:
        press.publish(copy.folder)
    assert {problem.file for problem in refused.value.problems} == {ALL[name].file for name in names}


def test_no_message_repeats_what_a_key_holds(press: Press, tmp_path: Path) -> None:
    copy = copy_below(tmp_path)
    secret = mark("secret")
    edit(copy, KEY, lambda k: k["why"].update(correct=secret, hint=secret, map={secret: secret}))
    edit(copy, KEY, lambda k: k["depth"].update(tolerance=secret))
    with pytest.raises(PackageError) as refused:
        press.publish(copy.folder)
    assert secret not in str(refused.value)
    assert secret not in json.dumps([problem.as_json() for problem in refused.value.problems])


def test_a_picture_that_would_fill_the_memory_is_refused(press: Press, tmp_path: Path) -> None:
    copy = copy_below(tmp_path)
    Image.new("1", (20_000, 20_000)).save(copy.folder / f"{STILL}.png")
    replaced(copy, f"{STILL}.png", copy.folder / f"{STILL}.png")
    with pytest.raises(PackageError, match="does not decode"):
        press.publish(copy.folder)


@pytest.mark.parametrize("name", ["a linked file", "a linked folder", "a pipe"])
def test_what_may_not_be_in_a_package_is_not_even_read(
    press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    bad = copy_below(tmp_path)
    TEXTS[name].spoil(bad)
    read: list[Path] = []
    monkeypatch.setattr(sources, "file_digest", read.append)
    with pytest.raises(PackageError, match=TEXTS[name].told):
        press.publish(bad.folder)
    assert read == []
