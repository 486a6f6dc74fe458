"""A container that says it is longer than its file was cut off."""

from pathlib import Path
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.errors import UnreadableMedia
from media_tools.importing.containers import ensure_whole

PIXELS = 1 << 24


def box(kind: bytes, body: bytes, *, long: bool = False) -> bytes:
    return pack(">I4sQ", 1, kind, 16 + len(body)) + body if long else pack(">I4s", 8 + len(body), kind) + body


def refusal(path: Path, demuxer: str) -> str:
    """What is said of a file that is refused; nothing of one that is not."""
    try:
        ensure_whole(path, demuxer, PIXELS)
    except UnreadableMedia as error:
        return str(error)
    return ""


MP4 = box(b"ftyp", b"isom" * 4) + box(b"mdat", b"\0" * 300, long=True) + box(b"moov", b"\0" * 100)
AVI = b"RIFF" + pack("<I", 204) + b"AVI " + b"\0" * 200
WEBM = b"\x1a\x45\xdf\xa3\x84webm" + b"\x18\x53\x80\x67" + b"\x01\0\0\0\0\0\0\xc8" + b"\0" * 200
GIF = b"GIF89a" + pack("<HH", 16, 16) + b"\0" * 50 + b"\x3b"
WHOLE = {"mov": MP4, "avi": AVI, "matroska": WEBM, "gif": GIF}


@pytest.mark.parametrize(("demuxer", "content"), WHOLE.items())
def test_a_whole_file_passes(demuxer: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "clip"
    path.write_bytes(content)
    ensure_whole(path, demuxer, PIXELS)


@given(st.sampled_from(sorted(WHOLE)), st.floats(0.1, 0.999))
def test_a_file_that_was_cut_anywhere_is_refused(
    tmp_path_factory: pytest.TempPathFactory, demuxer: str, part: float
) -> None:
    content = WHOLE[demuxer]
    path = tmp_path_factory.mktemp("cut") / "clip"
    left = int(len(content) * part)
    path.write_bytes(content[:left])
    # between two boxes, and in the zeros that the next begins with, nothing shows; opening it does
    if not (demuxer == "mov" and left in {*range(24, 28), *range(340, 344)}):
        with pytest.raises(UnreadableMedia, match="cut off before its end"):
            ensure_whole(path, demuxer, PIXELS)


@pytest.mark.parametrize(
    ("demuxer", "content"),
    [
        ("matroska", WEBM.replace(b"\x01\0\0\0\0\0\0\xc8", b"\x01" + b"\xff" * 7)),
        ("avi", AVI.replace(pack("<I", 204), b"\0" * 4)),
        ("gif", GIF + b"\0\0"),
        ("mov", box(b"ftyp", b"isom") + b"\0\0\0\0mdat" + b"\1" * 99),
    ],
)
def test_a_recording_that_left_its_length_open_passes(demuxer: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "clip"
    path.write_bytes(content)
    ensure_whole(path, demuxer, PIXELS)


def test_a_gif_that_unfolds_to_gigabytes_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gif"
    path.write_bytes(b"GIF89a" + pack("<HH", 65535, 65535) + b"\0" * 20 + b"\x3b")
    with pytest.raises(UnreadableMedia, match="65535 x 65535 pixels is too large"):
        ensure_whole(path, "gif", PIXELS)


@given(st.sampled_from(sorted(WHOLE)), st.binary(max_size=200))
def test_any_bytes_pass_or_are_refused(
    tmp_path_factory: pytest.TempPathFactory, demuxer: str, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "clip"
    path.write_bytes(content)
    assert "\n" not in refusal(path, demuxer)
