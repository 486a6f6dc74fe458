"""Contact sheets: frames of every scene in its examples, one picture for each content area.

The reference of scenes in the folder's `README.md`, where there is one, is brought up to date too.

python -m media_tools.phantom.sheet docs/phantom
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from media_tools.encode import Frame, whole
from media_tools.phantom.catalogue import CATALOGUE
from media_tools.phantom.clip import render_clip
from media_tools.phantom.entry import Entry
from media_tools.phantom.recipe import Recipe
from media_tools.phantom.reference import renew

_WIDTH, _HEIGHT = 360, 270
_BAND = 26
"""Pixels above each row for its name."""
_SHARES = (0.0, 0.17, 0.45)
"""Where in the loop the frames of a row are taken."""
_QUALITY = 52


def draw_sheets(folder: Path) -> list[Path]:
    """Write `<area>.jpg` for each content area into a folder; gives their paths."""
    written = []
    for area in sorted({name.split(".")[0] for name in CATALOGUE}):
        rows = [
            row for entry in CATALOGUE.values() if entry.name.startswith(f"{area}.") for row in _rows(entry)
        ]
        target = folder / f"{area}.jpg"
        with whole(target) as part:
            Image.fromarray(np.vstack(rows)).save(part, quality=_QUALITY, optimize=True)
        written.append(target)
    return written


def _rows(entry: Entry) -> Iterator[Frame]:
    for name, settings in entry.examples.items():
        clip = render_clip(Recipe(entry.name, settings, seconds=4.0))
        frames = list(clip.frames())
        shown = [frames[round(share * len(frames))] for share in _SHARES]
        yield np.vstack([_band(f"{entry.name}   {name}"), np.hstack([_shrink(frame) for frame in shown])])


def _shrink(frame: Frame) -> Frame:
    return np.asarray(Image.fromarray(frame).resize((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS), np.uint8)


def _band(text: str) -> Frame:
    image = Image.new("RGB", (_WIDTH * len(_SHARES), _BAND), (28, 30, 36))
    ImageDraw.Draw(image).text((10, 4), text, fill=(225, 225, 230), font=ImageFont.load_default(15))
    return np.asarray(image, np.uint8)


def main(arguments: list[str]) -> int:
    """Draw the sheets into the folder that is named, and print what was written."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m media_tools.phantom.sheet FOLDER\n")
        return 2
    for path in draw_sheets(Path(arguments[0])):
        sys.stdout.write(f"{path} {path.stat().st_size // 1024} KB\n")
    page = Path(arguments[0]) / "README.md"
    if page.exists():
        renew(page)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
