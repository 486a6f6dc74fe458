"""Files of a package: none is missing, none leads out of the folder, and none is read that could do harm."""

import os
import time
from pathlib import Path

import pytest
from spoilt import ABOUT, CASE, KEY, TEMPLATE, Spoilt

from scenarios.errors import PackageError, Problem
from scenarios.load import load_sources
from scenarios.load.document import MAX_DEPTH, MAX_VALUES, parse
from scenarios.load.files import MAX_MEDIA_BYTES, MAX_TEXT_BYTES, inside

FOUR = "lines: [{patient: Four.}]"


def told(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.field


@pytest.mark.parametrize("file", [ABOUT, CASE, TEMPLATE])
def test_a_file_that_is_missing_is_named(package: Spoilt, file: str) -> None:
    (package.folder / file).unlink()
    assert [told(problem) for problem in package.problems()] == [(file, 0, "")]


def test_a_case_that_is_missing_hides_no_other(package: Spoilt) -> None:
    package.change(ABOUT, "[fever]", "[cold, fever]").change(CASE, "age: 40", "age: old")
    assert [problem.file for problem in package.problems()] == ["cold/case.yaml", CASE]


@pytest.mark.parametrize("content", ["", "- a\n", "text\n", "null\n"])
@pytest.mark.parametrize("file", [ABOUT, CASE])
def test_a_file_without_fields_is_refused(package: Spoilt, file: str, content: str) -> None:
    problems = package.write(file, content).problems()
    assert {problem.file for problem in problems} == {file}
    assert "below it" in problems[0].fix


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("file", "nothing"):
        with pytest.raises(PackageError, match=f"{name}: is no folder"):
            load_sources(tmp_path / name)


# --- paths ---

PATHS = ["../x.mp4", "media/../../x.mp4", "/etc/x.mp4", "//server/x.mp4", "C:/x.mp4", "c:x.mp4", "media\\x.mp4", "~/x.mp4", "media/x y.mp4", ""]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_could_leave_the_package_is_refused(package: Spoilt, path: str) -> None:
    quoted = path.replace("\\", "\\\\")
    (problem,) = package.change(CASE, FOUR, f'media: "{quoted}", duration: 10').problems()
    assert told(problem) == (CASE, 27, "interpretation.0.media")
    package.change(CASE, f'media: "{quoted}", duration: 10', FOUR)
    exhibit = f'exhibits: {{plax: {{media: "{quoted}", view: PLAX, description: d}}}}\nitems:'
    (problem,) = package.change(CASE, "items:", exhibit).problems()
    assert told(problem) == (CASE, 6, "exhibits.plax.media")


@pytest.mark.parametrize("target", ["/etc/passwd", "case.yaml", "..", "nowhere"])
def test_a_symbolic_link_is_refused_wherever_it_leads(package: Spoilt, target: str) -> None:
    (package.folder / "fever" / "link").symlink_to(target)
    (problem,) = package.problems()
    assert told(problem) == ("fever/link", 0, "")
    assert "symbolic link" in problem.what


@pytest.mark.parametrize("file", [ABOUT, CASE, KEY, TEMPLATE, "fever"])
def test_a_part_of_the_package_that_is_a_link_is_not_read(package: Spoilt, tmp_path: Path, file: str) -> None:
    (package.folder / file).rename(tmp_path / "elsewhere")
    (package.folder / file).symlink_to(tmp_path / "elsewhere")
    problems = package.problems(Spoilt.keys)
    assert (file, 0, "") in [told(problem) for problem in problems]
    assert any("symbolic link" in problem.what for problem in problems)


def test_a_link_is_not_followed_even_to_another_file_of_the_package(package: Spoilt) -> None:
    (package.folder / "link.yaml").symlink_to("package.yaml")
    (package.folder / "folder").symlink_to("fever")
    assert inside(package.folder, ABOUT) == package.folder / ABOUT
    assert inside(package.folder, "link.yaml") is None
    assert inside(package.folder, "folder/case.yaml") is None
    assert inside(package.folder, "../minimal.yaml") is None


def test_what_is_no_plain_file_is_refused(package: Spoilt) -> None:
    os.mkfifo(package.folder / "fever" / "pipe")
    (problem,) = package.problems()
    assert told(problem) == ("fever/pipe", 0, "")


# --- YAML that no package needs ---


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: A fever", "title: &a A fever", 1, "anchor or an alias"),
        ("title: A fever", "title: *a", 1, "anchor or an alias"),
        ("preparation: []", "preparation: &a [*a]", 23, "anchor or an alias"),
        ("title: A fever", "title: !!str A fever", 1, "uses a tag"),
        ("title: A fever", "title: ! A fever", 1, "uses a tag"),
        ("title: A fever", "title: !!python/object/apply:os.system [ls]", 1, "uses a tag"),
        ("title: A fever", "title: !!binary aGVsbG8=", 1, "uses a tag"),
        ("preparation: []", "preparation: !!seq []", 23, "uses a tag"),
        ("patient: {name", "patient: !!map {name", 2, "uses a tag"),
        ("title: A fever", "title: A fever\n---\ntitle: Again", 2, "a second document"),
        ("title:", "%YAML 1.1\n---\ntitle:", 2, "a directive"),
        ("title:", "%TAG ! tag:x,2000:\n---\ntitle:", 2, "a directive"),
        ("title: A fever", "title: A fever\ntitle: Again", 2, "has 'title' twice"),
        ("title: A fever", "title: A fever\n? [a]\n: 1", 2, "no word"),
        ("title: A fever", "title:\tA fever\n\tx: 1", 1, "not valid YAML"),
        ("title: A fever", "title: 'A fever", 30, "begins on line 1"),
        ("title: A fever", "title: A\x00fever", 0, "not valid YAML"),
        ("preparation: []", "preparation: [a", 24, "begins on line 23"),
    ],
)
def test_yaml_beyond_plain_values_is_refused_with_its_line(
    package: Spoilt, old: str, new: str, line: int, words: str
) -> None:
    (problem,) = package.change(CASE, old, new).problems()
    assert told(problem) == (CASE, line, "")
    assert words in problem.what
    assert problem.fix


LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
BOMBS = {
    "billion laughs": LAUGHS,
    "many values": "a:\n" + "- x\n" * MAX_VALUES,
    "many mappings": "{" * 100_000,
    "many lists": "a: " + "[" * 500_000,
    "nested by indentation": "".join(f"{' ' * i}a:\n" for i in range(1000)),
    "nested lines": "- " * 5000 + "a",
    "one long text": "a: " + "x" * 1_500_000,
    "larger than any case": "a: b\n" * 600_000,
    "long comments": "# x\n" * 200_000 + "a: 1",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(package: Spoilt, bomb: str) -> None:
    began = time.process_time()
    problems = package.write(CASE, BOMBS[bomb]).problems()
    assert time.process_time() - began < 10
    assert [problem.file for problem in problems]
    assert all(problem.file == CASE for problem in problems)


def test_nesting_is_taken_up_to_its_bound_and_not_further() -> None:
    assert not isinstance(parse("x", "[" * MAX_DEPTH + "]" * MAX_DEPTH), Problem)
    assert isinstance(parse("x", "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)), Problem)


@pytest.mark.parametrize("file", [ABOUT, CASE, TEMPLATE, KEY])
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"title: caf\xe9\n", b"\xed\xa0\x80"])
def test_text_that_is_not_utf_8_is_refused(package: Spoilt, file: str, content: bytes) -> None:
    problems = [
        problem for problem in package.write(file, content).problems(Spoilt.keys) if problem.file == file
    ]
    assert [told(problem) for problem in problems] == [(file, 0, "")]
    assert "UTF-8" in problems[0].what


def test_a_byte_order_mark_is_no_harm(package: Spoilt) -> None:
    for file in (ABOUT, CASE, KEY):
        package.write(file, b"\xef\xbb\xbf" + (package.folder / file).read_bytes())
    assert package.problems(Spoilt.keys) == []


def test_a_text_file_larger_than_any_text_is_not_even_read(package: Spoilt) -> None:
    with (package.folder / TEMPLATE).open("wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)
    (problem,) = package.problems()
    assert "larger than" in problem.what


@pytest.mark.parametrize("file", ["fever/media/clip.mp4", "notes.mov"])
def test_a_file_larger_than_any_medium_is_refused_whether_it_is_used_or_not(
    package: Spoilt, file: str
) -> None:
    (package.folder / "fever" / "media").mkdir(exist_ok=True)
    with (package.folder / file).open("wb") as stray:
        stray.truncate(MAX_MEDIA_BYTES + 1)
    problems = [problem for problem in package.problems() if "larger than 500 MB" in problem.what]
    assert [told(problem) for problem in problems] == [(file, 0, "")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", "yes"), ("2026-01-05", "2026-01-05"), ("12:30", "12:30"), ("0x10", 16), ("1_000", 1000), ("~", None), ("true", True), ("'1'", "1")],
)  # fmt: skip
def test_values_are_yaml_1_2_and_times_stay_text(text: str, value: object) -> None:
    read = parse("x", f"a: {text}")
    assert not isinstance(read, Problem)
    assert read.data == {"a": value}
