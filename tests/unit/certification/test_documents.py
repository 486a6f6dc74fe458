"""Documents: told by their content, whatever they claim to be, and kept by their digest."""

import io
import struct
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from applicants import policy_of
from PIL import Image

from player.certification import documents
from player.certification.documents import MEGABYTE, Documents, clean_name, kind_of
from player.certification.errors import DocumentRefused
from player.errors import NotFound

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(kind: str, size: tuple[int, int] = (8, 6)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, kind)
    return file.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that claims to have 10,000 megapixels."""
    header = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "kind"),
    [(PDF, "application/pdf"), (picture("PNG"), "image/png"), (picture("JPEG"), "image/jpeg")],
)
def test_what_may_be_attached_is_told_by_its_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "none of them"),
        (b"<svg onload=alert(1)>", "none of them"),
        (b"<!doctype html>%PDF-1.7 %%EOF", "none of them"),
        (b"MZ" + PDF, "none of them"),
        (picture("GIF"), "none of them"),
        (PDF[:-8], "not complete"),
        (picture("PNG")[:45], "cannot be opened"),
        (picture("JPEG")[:60], "cannot be opened"),
        (b"\x89PNG\r\n\x1a\n" + picture("JPEG"), "cannot be opened"),
        (bomb(), "cannot be opened"),
    ],
)
def test_whatever_else_is_refused_and_nothing_is_kept(tmp_path: Path, data: bytes, told: str) -> None:
    with pytest.raises(DocumentRefused, match=told):
        Documents(tmp_path).look(data, policy_of())
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_pictures_are_unpacked_one_at_a_time_and_where_they_hold_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[str, bool]] = []
    opened = Image.open

    def apart(work: Callable[[], None]) -> None:
        beside = threading.Thread(target=work, name="beside")
        beside.start()
        beside.join()

    def watched(*given: Any, **more: Any) -> Image.Image:
        seen.append((threading.current_thread().name, documents._ONE.locked()))
        return opened(*given, **more)

    monkeypatch.setattr(documents, "in_real_thread", apart)
    monkeypatch.setattr(documents.Image, "open", watched)
    assert [kind_of(picture("PNG")), kind_of(picture("JPEG"))] == ["image/png", "image/jpeg"]
    assert seen == [("beside", True)] * 2
    assert not documents._ONE.locked()


@pytest.mark.parametrize(("extra", "taken"), [(0, True), (1, False)])
def test_a_file_may_be_as_large_as_the_policy_says(tmp_path: Path, extra: int, *, taken: bool) -> None:
    policy = policy_of(documents_megabytes=1)
    data = PDF[:-6] + b" " * (MEGABYTE - len(PDF) + extra) + PDF[-6:]
    if taken:
        assert len(Documents(tmp_path).look(data, policy).data) == MEGABYTE
        return
    with pytest.raises(DocumentRefused, match="larger than 1 MB"):
        Documents(tmp_path).look(data, policy)


def test_a_file_is_kept_once_by_its_digest_and_given_back_as_it_was(tmp_path: Path) -> None:
    documents = Documents(tmp_path)
    kept = documents.look(PDF, policy_of())
    assert not list(tmp_path.iterdir())
    documents.keep(kept)
    documents.keep(documents.look(PDF, policy_of()))
    assert documents.read(kept.digest) == PDF
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in files] == [kept.digest]
    files[0].write_bytes(b"%PDF-changed %%EOF")
    with pytest.raises(NotFound, match="was changed after it was attached"):
        documents.read(kept.digest)
    documents.remove(kept.digest)
    documents.remove(kept.digest)
    with pytest.raises(NotFound, match="not in the instance"):
        documents.read(kept.digest)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\a b.png", "a b.png"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("", "document"),
        ("///", "document"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(name: str, clean: str) -> None:
    assert clean_name(name) == clean
