"""`python -m docs.generate`: write those parts of the documents that come from the code.

Such a part stands between two comments, which a reader of the page does not see:

    <!-- from code: fields scenarios.model.case:Patient -->
    <!-- end -->

With `--check` nothing is written: each part that is not as the code has it is named, and the exit code is 1.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

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


def _made(part: re.Match[str]) -> str:
    return f"\n{section(part['name'], part['text'])}\n\n"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 where a part is old.")
def main(*, check: bool) -> None:
    """Write the parts of the documents that come from the code."""
    old = [(path, name) for path in documents() for name in stale(path.read_text(encoding="utf-8"))]
    for path, name in old:
        click.echo(f"{path.relative_to(FOLDER)}: {name} {'is old' if check else 'is written anew'}")
    if check and old:
        sys.exit(1)
    for path in {path for path, _ in old}:
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
