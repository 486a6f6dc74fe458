"""`sonocase preview --write`: one value of a file changes, the rest stays to the byte, and nothing else can be written."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from previews import Shown, shown_anew
from spoilt import Spoilt
from types_package import CASE, types_package

from player.errors import WriteRefused
from player.preview.serve import Preview, opened
from player.preview.writing import keeping

Json = dict[str, Any]
KEY_FILE, CASE_FILE = f"{CASE}/key.yaml", f"{CASE}/case.yaml"
FRONT = "front-wall, region 1: Front wall of the aorta"
CIRCLE = {"shape": {"circle": [300, 180, 12.5]}}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Preview]]:
    """A folder, and the preview that may write what is in it."""
    folder = tmp_path_factory.mktemp("preview") / types_package().name
    shutil.copytree(types_package(), folder)
    with opened(folder, writes=True) as begun:
        yield folder, begun


@pytest.fixture
def shown(preview: tuple[Path, Preview]) -> Shown:
    """The preview, the package as it was built."""
    return shown_anew(preview, types_package())


def places(shown: Shown, exhibit: str = "across") -> dict[tuple[str, str], Json]:
    """The places that are offered, by their words and what goes there."""
    told = shown.get(f"{CASE}/places/{exhibit}")
    assert told.status_code == 200, told.text
    return {(one["words"], one["kind"]): one for one in (told.json or {})["places"]}


def write(shown: Shown, place: Json, given: Json, exhibit: str = "across") -> tuple[int, str]:
    """Send what was set for a place; gives the status and what is told."""
    sent = {"place": place["id"], "digest": place["digest"], **given}
    told = shown.post(f"{CASE}/places/{exhibit}", json=sent)
    return told.status_code, "".join((told.json or {}).values())


def texts(shown: Shown) -> dict[str, bytes]:
    """Every YAML file of the package."""
    return {
        str(path.relative_to(shown.package.folder)): path.read_bytes()
        for path in shown.package.folder.rglob("*.yaml")
        if path.is_file()
    }


# --- what is offered ---


def test_each_place_for_something_of_an_image_is_offered_with_what_stands_there(shown: Shown) -> None:
    offered = places(shown)
    assert {(words, kind) for words, kind in offered} == {
        ("structures, its 3 spots", "spots"),
        ("structures, the frame that is held", "frame"),
        (FRONT, "shape"),
        (FRONT, "frames"),
        ("front-wall, region 2: Back wall of the aorta", "shape"),
        ("front-wall, region 2: Back wall of the aorta", "frames"),
        ("front-wall, a further region", "region"),
        ("front-wall, where it can be answered", "frames"),
        ("diameter, first end", "shape"),
        ("diameter, second end", "shape"),
        ("diameter, where it can be answered", "frames"),
    }
    assert offered[FRONT, "shape"]["now"] == {"rectangle": [290, 168, 356, 190]}
    assert offered["structures, its 3 spots", "spots"]["count"] == 3
    assert {one["file"] for one in offered.values()} == {KEY_FILE, CASE_FILE}
    assert {words for words, _ in places(shown, "cava")} == {
        "collapse, where it can be answered",
        "opening, region 1: Where the vena cava opens into the right atrium",
        "opening, a further region",
        "opening, where it can be answered",
    }


@pytest.mark.parametrize(
    "path", ["every-type/places/nothing", "nothing/places/across", "../places/across", "every-type/places/.."]
)
def test_what_is_no_exhibit_has_no_places(shown: Shown, path: str) -> None:
    assert shown.get(path).status_code == 404
    assert shown.post(path, json={"place": "x", "digest": "0" * 64}).status_code == 404


def test_without_the_option_there_is_nothing_to_write_with(tmp_path: Path) -> None:
    folder = shutil.copytree(types_package(), tmp_path / types_package().name)
    with opened(folder) as begun:
        app: Any = begun.server.app
        app.config["WTF_CSRF_ENABLED"] = False
        silent = Shown(Spoilt(folder), app.test_client(), begun.address)
        before = texts(silent)
        assert silent.get(f"{CASE}/places/across").status_code == 404
        assert silent.post(f"{CASE}/places/across", json={}).status_code == 404
        assert "data-places" not in silent.page(CASE)
        assert texts(silent) == before


# --- what is written ---


@pytest.mark.parametrize(("words", "kind", "given", "file", "old", "new"), [
    (FRONT, "shape", CIRCLE, KEY_FILE, "{rectangle: [290, 168, 356, 190], name: F", "{circle: [300, 180, 12.5], name: F"),
    (FRONT, "shape", {"shape": {"rectangle": [1, 2, 30.04, 40]}}, KEY_FILE, "[290, 168, 356, 190]", "[1, 2, 30, 40]"),
    ("front-wall, a further region", "region", {"shape": {"polygon": [[400, 400], [440, 400], [420, 440]]}}, KEY_FILE,
     "name: Back wall of the aorta}", "name: Back wall of the aorta}\n    - {polygon: [[400, 400], [440, 400], [420, 440]]}"),
    ("diameter, second end", "shape", {"shape": {"rectangle": [300, 290, 340, 320]}}, KEY_FILE,
     "{circle: [322, 304, 16]}", "{rectangle: [300, 290, 340, 320]}"),
    ("structures, its 3 spots", "spots", {"spots": [[1, 2], [3.5, 4], [5, 6]]}, CASE_FILE,
     "{round: [324, 243], flat: [209, 291], shadow: [306, 322]}", "{round: [1, 2], flat: [3.5, 4], shadow: [5, 6]}"),
])  # fmt: skip
def test_one_value_is_written_and_not_a_byte_of_the_rest(
    *, shown: Shown, words: str, kind: str, given: Json, file: str, old: str, new: str
) -> None:
    for name in (KEY_FILE, CASE_FILE):
        path = shown.package.folder / name
        path.write_bytes(
            b"\xef\xbb\xbf# by hand: \xc3\xa9\r\n" + path.read_bytes().replace(b"\n", b"   # kept\n", 1)
        )
        path.chmod(0o640)
    shown.package.change(CASE_FILE, "    max: 2", "    max: 3")
    before = texts(shown)
    status, told = write(shown, places(shown)[words, kind], given)
    assert (status, told) == (200, f"Written into {file}: {words}.")
    end = "\r\n" if "\n" in new else "\n"
    assert before[file].decode().count(old) == 1
    expected = before[file].decode().replace(old, new.replace("\n", end)).encode()
    assert texts(shown) == before | {file: expected}
    assert (shown.package.folder / file).stat().st_mode & 0o777 == 0o640
    assert "things are wrong" not in shown.page(CASE)
    assert not list(shown.package.folder.rglob(".*"))


def test_frames_are_put_where_some_are_and_where_none_were(shown: Shown) -> None:
    region = "opening, region 1: Where the vena cava opens into the right atrium"
    status, _ = write(shown, places(shown, "cava")[region, "frames"], {"frames": [2, 9]}, "cava")
    assert status == 200
    assert b"right atrium, frames: [2, 9]}]" in texts(shown)[KEY_FILE]
    status, _ = write(
        shown,
        places(shown, "cava")["opening, where it can be answered", "frames"],
        {"frames": [1, 11]},
        "cava",
    )
    assert status == 200
    status, _ = write(
        shown,
        places(shown, "cava")["collapse, where it can be answered", "frames"],
        {"frames": [0, 50]},
        "cava",
    )
    assert status == 200
    assert b"    frames: [1, 11]\n" in texts(shown)[CASE_FILE]
    assert b"    names: [Widest, Narrowest]\n    frames: [0, 50]\n" in texts(shown)[CASE_FILE]
    assert places(shown, "cava").keys() >= {(region, "shape")}


# --- what is not ---


def refused(shown: Shown, status: int, told: str, send: Callable[[], tuple[int, str]]) -> None:
    """What is sent is refused in one line, and nothing at all has changed."""
    before = texts(shown)
    found = send()
    assert found[0] == status, found
    assert told in found[1]
    assert "\n" not in found[1]
    assert texts(shown) == before
    assert not list(shown.package.folder.rglob(".*"))


def test_a_file_that_was_changed_meanwhile_is_left_alone(shown: Shown) -> None:
    place = places(shown)[FRONT, "shape"]
    shown.package.change(KEY_FILE, "first-steps:", "first-steps:   # by somebody else")
    refused(
        shown,
        409,
        f"{KEY_FILE} was changed since this page read it: nothing was written.",
        lambda: write(shown, place, CIRCLE),
    )


def test_a_file_that_is_saved_at_the_last_moment_is_left_alone(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, begin = places(shown)[FRONT, "shape"], keeping._write

    def meanwhile(*words: Any) -> None:
        begin(*words)
        shown.package.change(KEY_FILE, "first-steps:", "first-steps:   # by somebody else")

    monkeypatch.setattr(keeping, "_write", meanwhile)
    status, told = write(shown, place, CIRCLE)
    assert (status, "was changed" in told) == (409, True)
    assert b"by somebody else" in texts(shown)[KEY_FILE]
    assert b"300, 180" not in texts(shown)[KEY_FILE]


@pytest.mark.parametrize(("words", "kind", "given", "told"), [
    (FRONT, "shape", {"shape": {"circle": [5000, 5000, 3]}}, "would not load: every-type/key.yaml:"),
    ("structures, its 3 spots", "spots", {"spots": [[1, 2], [3, 4], [5000, 6]]}, "lies outside the image, which is 640 wide"),
    ("front-wall, where it can be answered", "frames", {"frames": [0, 3]}, "names frames of a still"),
    ("front-wall, a further region", "region", {"shape": {"circle": [500, 400, 12]}}, "would not load"),
    ("structures, its 3 spots", "spots", {"spots": [[1, 2]]}, "There are 3 spots in structures, and 1 points were set."),
    ("structures, the frame that is held", "frame", {"frames": [1, 2]}, "one frame alone is held"),
    (FRONT, "shape", {"frames": [1, 2]}, "a shape has to be written"),
    (FRONT, "frames", CIRCLE, "frames have to be written"),
])  # fmt: skip
def test_what_would_not_load_is_told_and_not_written(
    shown: Shown, words: str, kind: str, given: Json, told: str
) -> None:
    place = places(shown)[words, kind]
    refused(shown, 422, told, lambda: write(shown, place, given))


@pytest.mark.parametrize(("given", "told"), [
    ({}, "a shape has to be written"),
    ({"shape": {"circle": [1, 2, 3], "rectangle": [1, 2, 3, 4]}}, "is not one shape"),
    ({"shape": {"circle": [1, 2, 0]}}, "cannot be written"),
    ({"shape": {"polygon": [[1, 2], [3, 4]]}}, "cannot be written"),
    ({"shape": {"circle": ["1, 2, 3]\nx: [", 2, 3]}}, "cannot be written"),
    ({"shape": {"circle": [-1, 2, 3]}}, "cannot be written"),
    ({"frames": [5, 2]}, "cannot be written"),
    ({"text": "circle: [1, 2, 3]"}, "cannot be written"),
    ({"digest": "x"}, "cannot be written"),
    ({"place": "../../package.yaml/title/shape"}, "no such place"),
    ({"place": "key.yaml/front-wall/rationale/shape"}, "no such place"),
    ({"place": "package.yaml/title/shape"}, "no such place"),
])  # fmt: skip
def test_only_numbers_for_a_place_that_was_offered_are_taken(shown: Shown, given: Json, told: str) -> None:
    place = places(shown)[FRONT, "shape"]
    before = texts(shown)
    status, found = write(shown, place, given)
    assert status in {400, 404, 422}
    assert told in found
    assert texts(shown) == before


def test_what_is_wrong_elsewhere_does_not_stop_an_author(shown: Shown) -> None:
    shown.package.change(KEY_FILE, "name-it:", "nobody-asked:")
    assert "things are wrong" in shown.page(CASE)
    assert write(shown, places(shown)[FRONT, "shape"], CIRCLE)[0] == 200


def test_a_layout_that_has_no_place_is_told(shown: Shown) -> None:
    """A name without a colon is valid between braces, and beyond what is spliced."""
    shown.package.change(KEY_FILE, "name: Front", "frames, name: Front")
    shown.package.change(CASE_FILE, "exhibit: across\n    min: 2", "exhibit: cava\n    min: 2")
    place = places(shown, "cava")[FRONT, "frames"]
    told = f"The layout of {KEY_FILE} has no place for it: paste it in."
    refused(shown, 422, told, lambda: write(shown, place, {"frames": [1, 2]}, "cava"))


# --- where it may not be written ---


def test_a_link_is_neither_read_nor_written_through(shown: Shown, tmp_path: Path) -> None:
    place, outside = places(shown)[FRONT, "shape"], tmp_path / "key.yaml"
    path = shown.package.folder / KEY_FILE
    path.rename(outside)
    content = outside.read_bytes()
    path.symlink_to(outside)
    offered = shown.get(f"{CASE}/places/across").json
    assert offered == {"places": [], "problem": f"{KEY_FILE} cannot be read: a link leads elsewhere."}
    refused(
        shown, 422, f"{KEY_FILE} cannot be read: a link leads elsewhere.", lambda: write(shown, place, CIRCLE)
    )
    assert path.is_symlink()
    assert outside.read_bytes() == content


def test_a_folder_that_is_a_link_is_not_followed(shown: Shown, tmp_path: Path) -> None:
    place, folder = places(shown)[FRONT, "shape"], shown.package.folder / CASE
    outside = folder.rename(tmp_path / CASE)
    before = {path: path.read_bytes() for path in outside.rglob("*.yaml")}
    folder.symlink_to(outside)
    status, told = write(shown, place, CIRCLE)
    assert status in {404, 422}, told
    with pytest.raises(WriteRefused, match="a link leads elsewhere"):
        keeping.replace(shown.package.folder, CASE, "key.yaml", digest=place["digest"], content=b"x")
    assert {path: path.read_bytes() for path in outside.rglob("*.yaml")} == before


def test_a_file_that_has_gone_is_told_and_not_made(shown: Shown) -> None:
    place, path = places(shown)[FRONT, "shape"], shown.package.folder / KEY_FILE
    path.unlink()
    refused(
        shown,
        422,
        f"{KEY_FILE} cannot be read: no such file or directory.",
        lambda: write(shown, place, CIRCLE),
    )
    path.mkdir()
    refused(shown, 422, f"{KEY_FILE} cannot be read", lambda: write(shown, place, CIRCLE))
    path.rmdir()
    os.mkfifo(path)
    refused(shown, 422, f"{KEY_FILE} cannot be read", lambda: write(shown, place, CIRCLE))


def test_a_disk_that_is_full_leaves_the_file_as_it_was(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    place = places(shown)[FRONT, "shape"]

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping.os, "replace", full)
    refused(
        shown,
        422,
        f"{KEY_FILE} cannot be written: no space left on device.",
        lambda: write(shown, place, CIRCLE),
    )


@pytest.fixture
def anybody() -> Iterator[None]:
    """Whoever runs the test is nobody special meanwhile: permissions hold for them."""
    mighty = os.geteuid() == 0
    if mighty:
        os.seteuid(65534)
    yield
    if mighty:
        os.seteuid(0)


@pytest.fixture
def locked() -> Iterator[Path]:
    """A package whose case's folder takes no new file."""
    folder = Path(tempfile.mkdtemp(prefix="sonocase-locked-"))
    folder.chmod(0o755)
    (folder / CASE).mkdir()
    (folder / KEY_FILE).write_bytes(b"a: 1\n")
    (folder / CASE).chmod(0o555)
    yield folder
    (folder / CASE).chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.usefixtures("anybody")
def test_a_folder_that_takes_nothing_is_told(locked: Path) -> None:
    assert keeping.read(locked, CASE, "key.yaml") == b"a: 1\n"
    digest = keeping.digest_of(b"a: 1\n")
    with pytest.raises(WriteRefused, match=r"key\.yaml cannot be written: permission denied"):
        keeping.replace(locked, CASE, "key.yaml", digest=digest, content=b"a: 2\n")
    assert [path.name for path in (locked / CASE).iterdir()] == ["key.yaml"]
    assert (locked / KEY_FILE).read_bytes() == b"a: 1\n"


# --- who may write ---


def test_a_page_from_elsewhere_cannot_write(shown: Shown) -> None:
    place = places(shown)[FRONT, "shape"]
    sent = {"place": place["id"], "digest": place["digest"], **CIRCLE}
    before = texts(shown)
    for host in ("evil.example", "localhost"):
        path = f"{shown.path}{CASE}/places/across"
        assert shown.client.post(path, json=sent, headers={"Host": host}).status_code == 400
    shown.client.application.config["WTF_CSRF_ENABLED"] = True
    assert shown.post(f"{CASE}/places/across", json=sent).status_code == 400
    assert texts(shown) == before
    shown.client.application.config["WTF_CSRF_ENABLED"] = False
    assert shown.post(f"{CASE}/places/across", json=sent).status_code == 200
