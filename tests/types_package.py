"""Builds the package in `packages/types`, which asks a question of every type, on a still and on a clip."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from media_tools.build.jobs import jobs_of
from media_tools.build.run import build
from scenarios.load import load_sources

SOURCES = Path(__file__).parent / "packages" / "types"
CASE = "every-type"


@cache
def types_package() -> Path:
    """The package with its media, built once for all tests of a run; nobody may change it."""
    home = Path(tempfile.mkdtemp(prefix="sonocase-types-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folder = Path(shutil.copytree(SOURCES, home / SOURCES.name))
    build(folder, list(jobs_of(load_sources(folder))), folder, lambda _: None)
    return folder


RIGHT: Mapping[str, Mapping[str, Any]] = {
    "first-steps": {"order": ["hands", "name", "consent", "gel"]},
    "placement": {"at": [300, 230], "direction": 285, "transducer": "curvilinear"},
    "structures": {"pairs": [["spine", "shadow"], ["aorta", "round"], ["cava", "flat"]]},
    "sides": {"pairs": [["cava", "right"], ["left-edge", "right"], ["right-edge", "left"]]},
    "front-wall": {"points": [{"x": 322, "y": 300.5, "frame": 0}, {"x": 322, "y": 178, "frame": 0}]},
    "diameter": {"lines": [{"x1": 322, "y1": 174.9, "x2": 322, "y2": 305.1, "frame": 0}]},
    "reading": {"choices": ["narrows"]},
    "collapse": {
        "lines": [
            {"x1": 256.5, "y1": 223.1, "x2": 256.5, "y2": 280.9, "frame": 0},
            {"x1": 271.3, "y1": 246.7, "x2": 271.3, "y2": 268.5, "frame": 36},
        ]
    },
    "opening": {"points": [{"x": 190, "y": 245, "frame": 3}]},
    "index": {"value": 63, "unit": "%"},
    "name-it": {"text": "AAA"},
    "doubt": {"value": 0},
}
"""The right answer to each item, with the author's names."""

WRONG: Mapping[str, Mapping[str, Any]] = {
    "first-steps": {"order": ["gel", "consent", "name", "hands"]},
    "placement": {"at": [20, 20], "direction": 90, "transducer": "linear"},
    "structures": {"pairs": [["gallbladder", "round"]]},
    "sides": {"pairs": [["cava", "left"], ["left-edge", "left"], ["right-edge", "right"]]},
    "front-wall": {"points": [{"x": 10, "y": 10, "frame": 0}, {"x": 20, "y": 20, "frame": 0}]},
    "diameter": {"lines": [{"x1": 322, "y1": 174.9, "x2": 322, "y2": 180, "frame": 0}]},
    "reading": {"choices": ["widens"]},
    "collapse": {
        "lines": [
            {"x1": 256.5, "y1": 100, "x2": 256.5, "y2": 101, "frame": 0},
            {"x1": 0, "y1": 0, "x2": 640, "y2": 480, "frame": 99},
        ]
    },
    "opening": {"points": [{"x": 600, "y": 20, "frame": 0}]},
    "index": {"value": -20, "unit": "%"},
    "name-it": {"text": "a stone"},
    "doubt": {"value": 2},
}
"""An answer to each item that fits and earns nothing."""
