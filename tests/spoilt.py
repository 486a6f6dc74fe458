"""A copy of the minimal package, for tests to spoil."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import PackageError, Problem
from scenarios.load import load_keys, load_sources
from scenarios.model import Keys, Package

MINIMAL = Path(__file__).parent / "packages" / "minimal"

CASE, KEY, TEMPLATE, ABOUT = "fever/case.yaml", "fever/key.yaml", "encounter.yaml.jinja", "package.yaml"


@dataclass(frozen=True)
class Spoilt:
    """A copy of the minimal package."""

    folder: Path

    @classmethod
    def below(cls, folder: Path) -> "Spoilt":
        """A fresh copy below a folder."""
        shutil.copytree(MINIMAL, folder / "minimal")
        return cls(folder / "minimal")

    def change(self, file: str, old: str, new: str) -> "Spoilt":
        """Put something else in the place of the first `old`, which has to be there."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def write(self, file: str, content: str | bytes) -> "Spoilt":
        """Write a file anew."""
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def load(self) -> Package:
        """The package."""
        return load_sources(self.folder)

    def keys(self) -> Keys:
        """Its keys."""
        return load_keys(self.folder, self.load())

    def problems(self, load: Callable[["Spoilt"], object] = load) -> list[Problem]:
        """What is wrong with it; nothing where it can be loaded."""
        try:
            load(self)
        except PackageError as error:
            return list(error.problems)
        return []
