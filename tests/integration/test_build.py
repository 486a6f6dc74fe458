"""`sonocase media build`: the same bytes everywhere, nothing touched without need, nothing left half done."""

import shutil
import signal
from pathlib import Path

import psutil
import pytest
from changes import at_change
from commands import Desk
from servers import until
from spoilt import Spoilt

from media_tools.build.jobs import jobs_of
from media_tools.build.run import _move

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "tests" / "packages" / "spoken"
ARRIVAL = [
    "fever/captions/arrival.en.vtt", "fever/media/arrival.json", "fever/media/arrival.m4a", "fever/scripts/arrival.en.md",
]  # fmt: skip
"""What hangs on the one scene that the case brings; three more come from the standard encounter."""

Footprint = dict[str, tuple[int, int, bytes]]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Somebody who builds; an instance is not needed for it."""
    return Desk(tmp_path_factory.mktemp("desk") / "instance")


@pytest.fixture(scope="module")
def made(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package, built once for all tests."""
    folder = Path(shutil.copytree(SOURCES, tmp_path_factory.mktemp("made") / SOURCES.name))
    told = desk.run("media", "build", folder)
    assert (told.code, sorted(told.out.splitlines())) == (
        0, [f"made fever/{scene}" for scene in ("arrival", "briefing", "closing", "ready")],
    )  # fmt: skip
    assert [each.name for each in folder.iterdir() if each.name.startswith(".")] == []
    return folder


@pytest.fixture
def built(made: Path, tmp_path: Path) -> Spoilt:
    """A copy of it to change."""
    return Spoilt(Path(shutil.copytree(made, tmp_path / made.name)))


def footprint(folder: Path) -> Footprint:
    """Every file with what would tell that it was written again."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def changed(before: Footprint, after: Footprint) -> list[str]:
    return sorted(name for name in before | after if before.get(name) != after.get(name))


# --- the bundled packages ---


@pytest.mark.parametrize("area", ["cardiac", "lung"])
def test_every_committed_file_is_what_its_sources_give_byte_for_byte(desk: Desk, area: str) -> None:
    told = desk.run("media", "build", "--check", ROOT / "scenarios" / area)
    assert told.code == 0, told.out
    assert told.out.endswith("every derived file is what its sources give\n")


# --- only what has to be made ---


def test_what_is_up_to_date_is_not_touched(desk: Desk, built: Spoilt) -> None:
    before = footprint(built.folder)
    told = desk.run("media", "build", built.folder)
    assert (told.code, told.out) == (0, f"{built.folder}: everything is up to date\n")
    assert changed(before, footprint(built.folder)) == []


def test_check_names_what_an_edited_line_changes_what_is_missing_and_what_comes_from_nothing(
    desk: Desk, built: Spoilt
) -> None:
    built.change("fever/case.yaml", "She is hot.", "She is cold.")
    built.write("fever/media/old.m4a", b"of a scene that was removed")
    (built.folder / "fever/scripts/ready.en.md").unlink()
    before = footprint(built.folder)
    told = desk.run("media", "build", "--check", built.folder)
    assert told.code == 1
    assert sorted(told.out.splitlines()) == sorted([
        *(f"{built.folder}/{name}: is not what its sources give" for name in ARRIVAL),
        f"{built.folder}/fever/scripts/ready.en.md: is missing",
        f"{built.folder}/fever/media/old.m4a: comes from no source; remove it",
    ])  # fmt: skip
    assert changed(before, footprint(built.folder)) == []


def test_an_edited_line_makes_only_the_files_of_its_scene_anew(desk: Desk, built: Spoilt) -> None:
    before = footprint(built.folder)
    built.change("fever/case.yaml", "She is hot.", "She is cold.")
    told = desk.run("media", "build", built.folder)
    assert (told.code, told.out) == (0, "made fever/arrival\n")
    after = footprint(built.folder)
    assert changed(before, after) == sorted(["fever/case.yaml", *ARRIVAL])
    assert b"cold" in after["fever/captions/arrival.en.vtt"][2]
    assert b"cold" in after["fever/scripts/arrival.en.md"][2]


def test_a_damaged_file_is_made_again_as_it_was(desk: Desk, built: Spoilt) -> None:
    before = footprint(built.folder)
    built.write("fever/media/arrival.m4a", b"half a fi")
    assert desk.run("media", "build", built.folder).out == "made fever/arrival\n"
    after = footprint(built.folder)
    assert {name: content for name, (_, _, content) in after.items()} == {
        name: content for name, (_, _, content) in before.items()
    }


def test_what_was_changed_or_removed_by_hand_is_put_right_and_nothing_else_is_touched(
    desk: Desk, built: Spoilt
) -> None:
    right = footprint(built.folder)
    built.change("fever/captions/arrival.en.vtt", "She is hot.", "She is cold.")
    (built.folder / "fever/scripts/briefing.en.md").unlink()
    built.change("fever/media/closing.json", '"duration": "', '"duration": "1')
    built.write("fever/media/ready.json", "[")
    wrong = footprint(built.folder)
    told = desk.run("media", "build", built.folder)
    assert (told.code, sorted(told.out.splitlines())) == (
        0, [f"made fever/{scene}" for scene in ("arrival", "briefing", "closing", "ready")],
    )  # fmt: skip
    after = footprint(built.folder)
    assert changed(wrong, after) == [
        "fever/captions/arrival.en.vtt", "fever/media/closing.json", "fever/media/ready.json", "fever/scripts/briefing.en.md",
    ]  # fmt: skip
    assert {name: content for name, (_, _, content) in after.items()} == {
        name: content for name, (_, _, content) in right.items()
    }


def test_not_one_byte_of_a_derived_file_can_be_changed_unnoticed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "scenarios/cardiac", tmp_path / "cardiac"))
    jobs = list(jobs_of(Spoilt(folder).load()))
    texts = [name for job in jobs for name in job.files if name.endswith((".vtt", ".md"))]
    assert {Path(name).parent.name for name in texts} == {"captions", "scripts"}
    assert any("descriptions" in name for name in texts)
    for job in jobs:
        for path in (folder / job.case / name for name in job.files):
            content = path.read_bytes()
            for spoilt in (content + b"\n", content[:-1], b"\xff" + content[1:], b"[]"):
                path.write_bytes(spoilt)
                assert not job.is_current(folder), (path, spoilt[:20])
            path.write_bytes(content)
        assert job.is_current(folder), job.label


# --- stopped, or failing ---


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_leaves_no_half_file_and_no_process(
    desk: Desk, built: Spoilt, how: signal.Signals, code: int
) -> None:
    before = footprint(built.folder)
    process = desk.begin("media", "build", "--force", built.folder)
    until(lambda: len(workers(built.folder)) > 0)
    process.send_signal(how)
    out, said = process.communicate()
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in said
    assert changed(before, footprint(built.folder)) == []
    assert sorted(path.name for path in built.folder.iterdir()) == [
        "encounter.yaml.jinja",
        "fever",
        "package.yaml",
    ]
    assert workers(built.folder) == []


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_clip_that_is_stopped_while_it_is_rendered_leaves_nothing(
    desk: Desk, tmp_path: Path, how: signal.Signals, code: int
) -> None:
    process = desk.begin("media", "synth", "cardiac.plax", "-o", tmp_path / "new" / "plax.mp4")
    # the second of the folders that only last is the renderer's own: it is writing
    until(lambda: len(list(tmp_path.rglob(".part-*/.part-*"))) > 0)
    process.send_signal(how)
    _, said = process.communicate()
    assert (process.returncode, "Traceback" in said) == (code, False)
    assert list(tmp_path.iterdir()) == []
    assert [
        each for each in psutil.process_iter(["cmdline"]) if str(tmp_path) in str(each.info["cmdline"])
    ] == []


def workers(folder: Path) -> list[psutil.Process]:
    """The processes that make media of a package."""
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if {"media_tools.build.process", str(folder)} <= set(process.info["cmdline"] or ())
    ]


class Cut(BaseException):
    """The power is gone."""


def cut() -> None:
    raise Cut


@pytest.mark.parametrize("number", range(1, len(ARRIVAL) + 1))
def test_files_whose_moving_is_cut_short_are_not_taken_for_up_to_date(
    built: Spoilt, tmp_path: Path, number: int
) -> None:
    job = next(job for job in jobs_of(built.load()) if job.name == "arrival")
    for name in ARRIVAL:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(built.folder / name, tmp_path / name)
        built.write(name, "{}")
    assert not job.is_current(built.folder)
    with at_change(tmp_path / "fever", number, cut), pytest.raises(Cut):
        _move(tmp_path / "fever", built.folder / "fever")
    assert not job.is_current(built.folder)
    _move(tmp_path / "fever", built.folder / "fever")
    assert job.is_current(built.folder)


def test_a_scene_that_cannot_be_made_is_named_in_one_line_and_leaves_the_others_as_they_were(
    desk: Desk, built: Spoilt
) -> None:
    built.change("package.yaml", "voice: slt", "voice: nobody")
    before = footprint(built.folder)
    told = desk.run("media", "build", built.folder)
    assert (told.code, told.out) == (1, "")
    assert told.err.splitlines()[-1].startswith("Error: ")
    assert "nobody" in told.err
    assert changed(before, footprint(built.folder)) == []


# --- what hangs on what ---

CASE = "faint-on-the-stairs"
HANGS: dict[str, tuple[str, str, str, set[str]]] = {
    "a recipe": (f"{CASE}/case.yaml", "effusion: 22", "effusion: 21", {"plax", "parasternal", "first-reading"}),
    "a person": (
        f"{CASE}/case.yaml", "name: Nurse", "name: Sister", {"arrival", "examination", "purpose", "turning-point"},
    ),
    "a question": (f"{CASE}/case.yaml", "stem: ", "stem: So, ", set()),
    "the version": ("package.yaml", "version: ", "version: 1", set()),
}  # fmt: skip


@pytest.mark.parametrize("name", HANGS)
def test_what_has_to_be_made_anew_is_what_hangs_on_the_edit(tmp_path: Path, name: str) -> None:
    file, old, new, expected = HANGS[name]
    package = Spoilt(Path(shutil.copytree(ROOT / "scenarios/cardiac", tmp_path / "cardiac")))
    assert stale(package) == set()
    assert stale(package.change(file, old, new)) == expected


def stale(package: Spoilt) -> set[str]:
    return {job.name for job in jobs_of(package.load()) if not job.is_current(package.folder)}
