"""What a PDF says to a reader and to a screen reader."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """The text of all pages, with single spaces."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def read(pdf: bytes) -> PdfReader:
    """A PDF that can be asked."""
    return PdfReader(io.BytesIO(pdf), strict=True)


def tags_of(pdf: bytes) -> list[str]:
    """The tags of the structure tree in their order, such as `Title`, `H1`, `P`."""
    return [str(each["/S"]).removeprefix("/") for each in _elements(_tree(pdf))]


def alternatives_of(pdf: bytes) -> list[str]:
    """The words that stand in for pictures."""
    return [str(each["/Alt"]) for each in _elements(_tree(pdf)) if "/Alt" in each]


def claims_ua(pdf: bytes) -> bool:
    """Whether a PDF says of itself that it is PDF/UA-1, is tagged, and names its language and title."""
    root = read(pdf).trailer["/Root"]
    said = root["/Metadata"].get_data().decode()
    told = "pdfuaid:part>1<" in said and root["/ViewerPreferences"]["/DisplayDocTitle"].value
    return bool(told and root["/MarkInfo"]["/Marked"].value and root["/Lang"])


def _tree(pdf: bytes) -> Any:
    return read(pdf).trailer["/Root"]["/StructTreeRoot"]


def _elements(node: Any) -> Iterator[Any]:
    found = node.get_object()
    if isinstance(found, list):
        for each in found:
            yield from _elements(each)
    elif isinstance(found, dict):
        if "/S" in found and "/K" in found:
            yield found
        if "/K" in found:
            yield from _elements(found["/K"])
