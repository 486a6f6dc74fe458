"""The storyboard: everything that is in a case, with what is right, for authors alone; as a page, and as accessible PDF."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asked import every_type, key_of
from click.testing import CliRunner
from packages import copy_below, package
from spoilers import edit
from tiny import ITEMS, TAKES, mark
from tiny import key_of as tiny_key

from player.cli.storyboard import storyboard
from player.errors import ConfigError, NotFound
from player.preview.storyboard.board import FOR_AUTHORS
from player.preview.storyboard.words import offered, right
from player.preview.storyboard.write import write_storyboard

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
MARKUP = "<script>alert(1)</script> *not bold* #strong[x] $x$ @x"


def page(folder: Path, target: Path) -> str:
    write_storyboard(folder, "one", target, AT)
    return target.read_text("utf-8")


def test_everything_of_a_case_is_on_it_with_a_picture_for_each_segment_that_can_be_seen(
    tmp_path: Path,
) -> None:
    shown = page(package(), tmp_path / "board.html")
    own = [take for take in TAKES["one"] if take.phase]
    assert shown.count('src="data:image/jpeg;base64,') == sum(
        len(take.edges) - 1 for take in own if take.video
    )
    assert len(set(re.findall(r'src="(data:[^"]+)"', shown))) > 3, "each shows another moment"
    for take in own:
        for number in range(len(take.edges) - 1):
            assert mark("said", "one", take.name, number, "en") in shown
    for name, item in ITEMS["one"].items():
        assert item["stem"] in shown
        assert mark("rationale", "one", name) in shown
    assert f"{mark('choice', 'one', 'why', 'a')} (right)" in shown
    assert f"{mark('choice', 'one', 'why', 'b')} (right)" not in shown
    assert f"Right: {tiny_key('one', 'depth')['value']} mm, give or take 3" in shown
    assert FOR_AUTHORS in shown
    assert "2026-03-02" in shown


def test_it_is_written_of_a_case_that_is_not_built_and_of_texts_that_would_be_markup(tmp_path: Path) -> None:
    spoilt = copy_below(tmp_path)
    for path in (spoilt.folder / "one" / "media").glob("*.mp4"):
        path.unlink()
    edit(spoilt, "one/case.yaml", lambda case: case["items"]["why"].update(stem=MARKUP))
    shown = page(spoilt.folder, tmp_path / "board.html")
    assert "Not built yet." in shown
    assert "<script>alert" not in shown
    write_storyboard(spoilt.folder, "one", tmp_path / "board.pdf", AT)
    assert (tmp_path / "board.pdf").read_bytes().startswith(b"%PDF-")


def test_the_pdf_is_tagged_accessible_and_the_same_of_the_same_case(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        write_storyboard(package(), "one", tmp_path / name, AT)
    made = (tmp_path / "a.pdf").read_bytes()
    assert made == (tmp_path / "b.pdf").read_bytes()
    assert b"/MarkInfo" in made
    assert b"/StructTreeRoot" in made
    assert b"pdfuaid:part" in made


@pytest.mark.parametrize(
    ("case", "target", "kind"), [("three", "a.pdf", NotFound), ("one", "a.docx", ConfigError)]
)
def test_what_cannot_be_written_is_told_and_leaves_nothing(
    tmp_path: Path, case: str, target: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        write_storyboard(package(), case, tmp_path / target, AT)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_where_it_is_and_whom_it_is_for(tmp_path: Path) -> None:
    target = tmp_path / "board.html"
    told = CliRunner().invoke(storyboard, [str(package()), "one", "-o", str(target)])
    assert (told.exit_code, told.output) == (0, f"{target}: for authors only, it tells the answers\n")


@pytest.mark.parametrize("name", every_type())
def test_a_question_of_every_type_says_what_is_offered_and_what_is_right(name: str) -> None:
    item = every_type()[name]
    key = key_of("one", name, item)
    lines = offered(item, key)
    assert any(good for _, good in lines) or right(item, key)
    assert not any(good for _, good in offered(item, None))
    assert right(item, None) == "No key yet."
