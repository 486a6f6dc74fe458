"""`python -m docs.generate`: write those parts of the documents that come from the code.

Such a part stands between two comments, which a reader of the page does not see:

    <!-- from code: fields scenarios.model.case:Patient -->
    <!-- end -->

The JSON Schemas of what authors write (`schemas`) are written beside the documents.

With `--check` nothing is written: each part that is not as the code has it is named, and the exit code is 1.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from docs.schemas import schemas
from docs.sections import section

FOLDER = Path(__file__).parent
_PART = re.compile(r"(<!-- from code: (?P<name>[^\n]+?) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL)


def documents() -> list[Path]:
    """Every document that may have such parts."""
    return sorted(FOLDER.rglob("*.md"))


def renewed(text: str) -> str:
    """A document with all its parts as the code has them now."""
    return _PART.sub(lambda part: f"{part[1]}{_made(part)}{part[4]}", text)


def stale(text: str) -> Iterator[str]:
    """The names of a document's parts that are not as the code has them."""
    return (part["name"] for part in _PART.finditer(text) if part["text"] != _made(part))


def old_schemas() -> dict[str, str]:
    """The schemas that do not lie here as the code has them, by the names of their files."""
    return {name: text for name, text in schemas().items() if _there(FOLDER / name) != text}


def _there(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def _made(part: re.Match[str]) -> str:
    return f"\n{section(part['name'], part['text'])}\n\n"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a part is old.")
def main(*, check: bool) -> None:
    """Write the parts of the documents that come from the code, and the schemas."""
    old = [(path, name) for path in documents() for name in stale(path.read_text(encoding="utf-8"))]
    for path, name in old:
        click.echo(f"{path.relative_to(FOLDER)}: {name} {'is old' if check else 'is written anew'}")
    new = old_schemas()
    for name in new:
        click.echo(f"{name} {'is old' if check else 'is written anew'}")
    if check and (old or new):
        sys.exit(1)
    for name, text in new.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for path in {path for path, _ in old}:
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
