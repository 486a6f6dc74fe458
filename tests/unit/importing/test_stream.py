"""Fragments of a file read as one stream."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.importing.dicom.stream import Joined

pieces = st.lists(st.binary(max_size=40), max_size=8)
steps = st.lists(
    st.tuples(st.sampled_from([0, 1, 2]), st.integers(-60, 400), st.integers(-1, 90)), max_size=20
)


@given(pieces, steps)
def test_it_reads_and_seeks_like_the_joined_bytes(
    tmp_path_factory: pytest.TempPathFactory, fragments: list[bytes], ways: list[tuple[int, int, int]]
) -> None:
    path = tmp_path_factory.mktemp("joined") / "file"
    content, spans = b"HEAD", []
    for fragment in fragments:
        spans.append((len(content) + 8, len(fragment)))
        content += b"ITEMITEM" + fragment
    path.write_bytes(content)
    plain = b"".join(fragments)
    with Joined(path, tuple(spans)) as joined:
        at = 0
        for whence, offset, size in ways:
            at = max(0, {0: 0, 1: at, 2: len(plain)}[whence] + offset)
            assert joined.seek(offset, whence) == at
            wanted = plain[at:] if size < 0 else plain[at : at + size]
            assert joined.read(size) == wanted
            at += len(wanted)
            assert joined.tell() == at


def test_it_can_be_buffered(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abcdefghij")
    with io.BufferedReader(Joined(path, ((6, 3), (0, 2)))) as stream:
        assert stream.peek(2)[:5] == b"ghiab"
        assert stream.read() == b"ghiab"
