"""The storyboard as a document: one page that needs nothing else, or accessible PDF."""

import base64
import shutil
import tempfile
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from media_tools.encode import whole
from player.errors import ConfigError
from player.pdf import typeset
from player.preview.storyboard.board import Board, make_board

_TEMPLATES = Path(__file__).parent
_STYLE = "storyboard.css"


def write_storyboard(folder: Path, case: str, target: Path, at: datetime) -> None:
    """Write the storyboard of a case.

    Args:
        folder: the package.
        case: its case.
        target: the file, `.html` or `.pdf`; written whole or not at all.
        at: when.

    Raises:
        ConfigError: the file is named as neither.
        NotFound: the package has no such case that can be read.
        TypesetRefused: no font here has a letter of the text.
    """
    makers = {".html": _page, ".pdf": _paper}
    if target.suffix not in makers:
        raise ConfigError(f"{target} is neither .html nor .pdf; name one of the two.")
    content = makers[target.suffix](make_board(folder, case), at)
    with whole(target) as part:
        part.write_bytes(content)


def _page(board: Board, at: datetime) -> bytes:
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, autoescape=True)
    pictures = {
        name: f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
        for name, jpeg in board.pictures.items()
    }
    style = (_TEMPLATES / _STYLE).read_text("utf-8")
    template = environment.get_template("storyboard.html.jinja")
    return template.render(board=board, pictures=pictures, style=style, made=f"{at:%Y-%m-%d}").encode()


def _paper(board: Board, at: datetime) -> bytes:
    """Typst reads no file outside of the folder of its template, so pictures and template meet in one of their own."""
    said = asdict(board) | {"pictures": list(board.pictures), "made": f"{at:%Y-%m-%d}"}
    with tempfile.TemporaryDirectory(prefix="sonocase-") as made:
        template = Path(shutil.copy(_TEMPLATES / "storyboard.typ", made))
        for name, jpeg in board.pictures.items():
            (Path(made) / name).write_bytes(jpeg)
        return typeset(template, said, at=at)
