"""Typesets documents as accessible PDF: tagged, PDF/UA-1 (ISO 14289-1), the same bytes of the same data.

A template is a Typst file beside the module that asks for it. It reads its data with
`json(bytes(sys.inputs.data))`, so that what people write is text and never markup, and it may read no file
outside of its own folder.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from player.errors import TypesetRefused
from player.native import in_real_thread


def typeset(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """A PDF of a template and its data.

    The letters come from the fonts that the library brings. Where they lack one that somebody's name needs,
    the fonts of the machine help out.

    Args:
        template: the Typst file.
        data: what it reads, as JSON.
        at: the time at which the document says that it was made, to the second.

    Raises:
        TypesetRefused: no font here has a letter of the data, or the template is wrong.
    """
    import typst  # 40 MB that no other page needs

    def compile_with(*, machine: bool) -> bytes:
        made: bytes | list[bytes] | None = typst.compile(
            template,
            root=template.parent,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": json.dumps(data)},
            timestamp=at.replace(microsecond=0),
            ignore_system_fonts=not machine,
        )
        assert isinstance(made, bytes)  # noqa: S101 (a PDF is one piece)
        return made

    try:
        return in_real_thread(lambda: compile_with(machine=False))
    except typst.TypstError:
        pass
    try:
        return in_real_thread(lambda: compile_with(machine=True))
    except typst.TypstError as error:
        why = error.message.removeprefix("PDF/UA-1 error: ")
        raise TypesetRefused(f"The document cannot be typeset: {why}.") from None
