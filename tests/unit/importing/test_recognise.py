"""A file is what its content is; a name that says otherwise is refused."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.errors import MediaError, UnreadableMedia, UnsupportedMedia
from media_tools.importing.recognise import AVI, DICOM, GIF, ISO, WEBM, identify, recognise

HEADS = {
    DICOM: b"\0" * 128 + b"DICM" + b"\2\0\0\0",
    ISO: b"\0\0\0\x20ftypisom",
    AVI: b"RIFF\0\1\0\0AVI LIST",
    WEBM: b"\x1a\x45\xdf\xa3\x9f",
    GIF: b"GIF89a\x10\0\x10\0",
}
HONEST = [
    (DICOM, "scan.dcm"),
    (DICOM, "IM_0001"),
    (DICOM, "1.2.840.113619.2"),
    (DICOM, "scan.IMA"),
    (ISO, "clip.mp4"),
    (ISO, "CLIP.MOV"),
    (AVI, "clip.avi"),
    (WEBM, "clip.webm"),
    (GIF, "clip.gif"),
    (ISO, "clip.export"),
]


@pytest.mark.parametrize(("form", "name"), HONEST)
def test_an_honest_file_is_recognised(form: Any, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HEADS[form])
    assert recognise(path) is form


@pytest.mark.parametrize(
    ("form", "name", "said"),
    [
        (ISO, "scan.dcm", "an MP4 or MOV video"),
        (DICOM, "clip.mp4", "a DICOM file"),
        (WEBM, "clip.mp4", "a WebM video"),
    ],
)
def test_a_lying_name_is_refused(form: Any, name: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(HEADS[form])
    with pytest.raises(UnreadableMedia, match=f"the name ends in {path.suffix}, but the content is {said}"):
        recognise(path)


@pytest.mark.parametrize(
    ("head", "name", "advice"),
    [
        (b"PK\x03\x04rest", "scan.zip", "is a ZIP archive; unpack it, with its password"),
        (b"\x1f\x8b\x08rest", "scan", "is a gzip archive; unpack it"),
        (b"\x89PNG\r\n", "still.png", "is a PNG picture; import the DICOM file"),
        (b"\xff\xd8\xff\xe0", "still.jpg", "is a JPEG picture"),
        (b"\0\0\0\x18ftypheic", "still.heic", "is a HEIC or AVIF picture"),
        (b"%PDF-1.7", "report", "is a PDF; export the clip itself"),
        (
            b"\x30\x82\x10\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03",
            "scan",
            "is an encrypted envelope; decrypt it",
        ),
        (b"#EXTM3U\nfile:///etc/passwd", "list", "is no DICOM, MP4, MOV, AVI, WebM or GIF"),
        (b"ffconcat version 1.0\nfile a", "clip.mp4", "is no DICOM, MP4, MOV, AVI, WebM or GIF"),
    ],
)
def test_what_is_not_taken_is_refused_with_what_to_do(
    head: bytes, name: str, advice: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(head)
    with pytest.raises(UnsupportedMedia, match=advice):
        recognise(path)


def test_an_archive_under_another_name_is_called_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "scan.dcm"
    path.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(UnreadableMedia, match="the content is a ZIP archive"):
        recognise(path)


def test_a_missing_a_nameless_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.dcm"
    empty.touch()
    for path, said in (
        (tmp_path / "none.dcm", "no such file"),
        (tmp_path, "is no file; give the clip itself"),
        (empty, "is empty"),
    ):
        with pytest.raises(UnreadableMedia, match=said):
            recognise(path)


@given(st.binary(max_size=600))
def test_any_bytes_are_something_or_nothing(head: bytes) -> None:
    assert identify(head) is None or identify(head).name


@given(st.binary(min_size=1, max_size=300))
def test_any_file_is_recognised_or_refused_in_one_line(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "some.file"
    path.write_bytes(content)
    assert "\n" not in refusal(path)


def refusal(path: Path) -> str:
    """What is said of a file that is refused; nothing of one that is not."""
    try:
        recognise(path)
    except MediaError as error:
        return str(error)
    return ""
