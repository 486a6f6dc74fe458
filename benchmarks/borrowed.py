"""What the benchmarks share with the tests, whose folder is no package."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

_TESTS = str(Path(__file__).parents[1] / "tests")


def borrow(name: str) -> Any:
    """A module of the tests."""
    sys.path.insert(0, _TESTS)
    try:
        return import_module(name)
    finally:
        sys.path.remove(_TESTS)
