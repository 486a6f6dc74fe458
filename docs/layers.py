"""The layers of a package as a Markdown table: their order from the import contract, what each is from its docstring."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]


def table(package: str) -> str:
    """The modules of a package, from the top layer down, as `make lint` holds them.

    Raises:
        LookupError: no contract has the layers of this package.
    """
    folder = ROOT.joinpath(*package.split("."))
    rows = [f"| {number} | `{name}` | {_about(folder / name)} |" for number, name in _modules(package)]
    return "\n".join(["| layer | module | what it is |", "|---|---|---|", *rows])


def _modules(package: str) -> Iterator[tuple[int, str]]:
    """Each module with the number of its layer."""
    for number, layer in enumerate(_layers(package), 1):
        yield from ((number, name) for name in layer.split(" | "))


def _layers(package: str) -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract.get("containers") == [package]:
            return list(contract["layers"])
    raise LookupError(f"no contract has the layers of {package}")


def _about(path: Path) -> str:
    """The first sentence of a module's docstring, without its full stop."""
    module = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    said = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return re.split(r"(?<=[.!?])\s|\n\n", said, maxsplit=1)[0].replace("\n", " ").rstrip(".")
