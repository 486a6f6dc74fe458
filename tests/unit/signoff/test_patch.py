"""Suggestions as a patch: what `patch` makes of it is what was suggested, and nothing else changes."""

import subprocess
from pathlib import Path

import pytest
from forms import rendition
from hypothesis import given, settings
from hypothesis import strategies as st

from player.publish.material import SceneMaterial, SourceText
from player.review.texts import passage_at, patch_of, track_of
from player.signoff.entry import Part, Suggestion

CAPTIONS = """WEBVTT

NOTE nobody reads this

first
00:00:00.600 --> 00:00:02.400
[monitor beep]

00:00:02.400 --> 00:00:06.200 line:0
<v Nurse>Mr Okafor fainted
on the stairs an hour ago.
"""
SCRIPT = """# On arrival

*He sits upright.*

[monitor beep]

**Nurse:** Mr Okafor fainted
on the stairs an hour ago.

---

**Nurse:** His left side."""
SEEN = "WEBVTT\r\n\r\n00:00.600 --> 00:02.400\r\nHe sits upright.\r\n"


def material(captions: str = CAPTIONS) -> SceneMaterial:
    return SceneMaterial(
        file="one/media/arrival.mp4",
        built=False,
        medium=rendition("scene"),
        duration=10,
        rate=25,
        timepoints=(6.5,),
        captions={"en": SourceText(file="one/captions/arrival.en.vtt", text=captions)},
        scripts={"en": SourceText(file="one/scripts/arrival.en.md", text=SCRIPT)},
        descriptions={"en": SourceText(file="one/captions/arrival.en.descriptions.vtt", text=SEEN)},
    )


def suggestion(part: Part, line: int, after: str, before: str = "") -> Suggestion:
    found = passage_at(material(), part, "en", line)
    given = before or (found.raw if found else "nothing")
    return Suggestion(key="a" * 16, part=part, language="en", line=line, before=given, after=after)


def test_passages_are_what_stands_in_the_files_and_where() -> None:
    track = track_of(material(), "en")
    assert [(p.line, p.raw) for _, p in track.cues] == [
        (7, "[monitor beep]"),
        (10, "<v Nurse>Mr Okafor fainted\non the stairs an hour ago."),
    ]
    assert [(line.kind, p.line) for line, p in track.script] == [
        ("seen", 3), ("sound", 5), ("speech", 7), ("timepoint", 10), ("speech", 12),
    ]  # fmt: skip
    assert track.script[2][1].raw == "**Nurse:** Mr Okafor fainted\non the stairs an hour ago."
    assert [(p.line, p.raw) for _, p in track.described] == [(4, "He sits upright.")]
    assert track_of(material(), "fr").cues == ()
    assert passage_at(material(), "captions", "en", 8) is None


def patched(folder: Path, patch: str) -> dict[str, str]:
    """The texts of a package after its author has applied a patch."""
    texts = material()
    files = [*texts.captions.values(), *texts.scripts.values(), *texts.descriptions.values()]
    for source in files:
        (folder / source.file).parent.mkdir(parents=True, exist_ok=True)
        (folder / source.file).write_bytes(source.text.encode())
    done = subprocess.run(
        ["git", "apply", "-"], cwd=folder, input=patch.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return {source.file: (folder / source.file).read_bytes().decode() for source in files}


def test_a_patch_changes_what_was_suggested_and_keeps_every_other_byte(tmp_path: Path) -> None:
    patch = patch_of(
        material(),
        [
            suggestion("captions", 10, "<v Nurse>Mr Okafor fell."),
            suggestion("scripts", 12, "**Nurse:** His right side."),
            suggestion("descriptions", 4, "He sits\nupright, pale."),
            suggestion("captions", 7, "[overwritten by the next]"),
            suggestion("captions", 7, "[monitor alarm]"),
        ],
    )
    files = patched(tmp_path, patch)
    assert files["one/captions/arrival.en.vtt"] == CAPTIONS.replace(
        "[monitor beep]", "[monitor alarm]"
    ).replace("Mr Okafor fainted\non the stairs an hour ago.", "Mr Okafor fell.")
    assert files["one/scripts/arrival.en.md"] == SCRIPT.replace("left", "right") + "\n"
    assert files["one/captions/arrival.en.descriptions.vtt"] == SEEN.replace(
        "He sits upright.", "He sits\r\nupright, pale."
    )


def test_what_fits_no_more_is_left_out() -> None:
    gone = suggestion("captions", 7, "[x]", before="[something that stands there no more]")
    assert patch_of(material(), [gone]) == ""
    assert patch_of(material(), []) == ""


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cs"]), min_size=1, max_size=30).filter(str.strip)  # fmt: skip


@settings(max_examples=25)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_any_words_go_through_a_patch_as_they_are(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    said = "\n".join(words).strip()
    files = patched(
        tmp_path_factory.mktemp("patch"), patch_of(material(), [suggestion("captions", 10, said)])
    )
    assert files["one/captions/arrival.en.vtt"].endswith(f"line:0\n{said}\n")


def test_blanks_that_end_a_line_lose_no_suggestion(tmp_path: Path) -> None:
    texts = material(CAPTIONS.replace("fainted\n", "fainted  \n").replace("hour ago.\n", "hour ago. \t\n"))
    found = passage_at(texts, "captions", "en", 10)
    assert found
    said = Suggestion(
        key="a" * 16, part="captions", language="en", line=10, before=found.raw, after="<v Nurse>He fell."
    )
    source = texts.captions["en"]
    file = tmp_path / source.file
    file.parent.mkdir(parents=True)
    file.write_text(source.text)
    patch = patch_of(texts, [said]).encode()
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, check=True)
    assert file.read_text().endswith("line:0\n<v Nurse>He fell.\n")
