"""How long simulated ultrasound takes to draw: processor time on one core, with the limits of a real rendering.

A frame is all that makes a picture on the screen: echoes, image, scan conversion, overlay. Encoding is
not in it. The budget of 20 ms a frame holds for the common scenes.
"""

import json
import statistics
import subprocess
import sys
import time
from typing import Any

BUDGET = 20.0
"""Milliseconds that a frame may take."""
_FRAMES = 40


def measure() -> list[dict[str, Any]]:
    """A row for each scene: seconds to set up, milliseconds a frame (median and slowest tenth)."""
    from media_tools.reproduce import environment

    done = subprocess.run(
        [sys.executable, __file__, "--rows"], env=environment(), capture_output=True, text=True, check=True
    )
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def _measure_here() -> list[dict[str, Any]]:
    from media_tools.phantom.catalogue import CATALOGUE

    return [_row(name) for name in CATALOGUE]


def _row(name: str) -> dict[str, Any]:
    from media_tools.phantom.catalogue import find
    from media_tools.phantom.overlay import compose, draw_overlay
    from media_tools.phantom.probe import Beams, Screen
    from media_tools.phantom.render import Renderer
    from media_tools.phantom.rhythm import Clock

    began = time.process_time()
    entry = find(name)
    scene = entry.make({}, Clock(5.0), 1)
    beams, screen = Beams(scene.probe), Screen(scene.probe)
    renderer = Renderer(beams, scene.optics, 1)
    convert, overlay = screen.converter(beams), draw_overlay(screen, entry.marker)
    ready = time.process_time()
    times = []
    for index in range(_FRAMES):
        start = time.process_time()
        image = renderer.compress(renderer.envelope(scene.echo(beams, index / 25)), index)
        compose(convert(renderer.shade(image)), overlay)
        times.append(1000 * (time.process_time() - start))
    slow = statistics.quantiles(times, n=10)[-1]
    return {
        "scene": name,
        "set-up s": round(ready - began, 2),
        "frame ms": round(statistics.median(times), 1),
        "slowest tenth ms": round(slow, 1),
        "budget ms": BUDGET,
    }


def main(arguments: list[str]) -> int:
    """Print the table, or with `--rows` the rows as JSON."""
    if arguments == ["--rows"]:
        json.dump(_measure_here(), sys.stdout)
        return 0
    rows = measure()
    columns = list(rows[0])
    widths = [max(len(str(row[column])) for row in [*rows, dict.fromkeys(columns, "")]) for column in columns]
    widths = [max(width, len(column)) for width, column in zip(widths, columns, strict=True)]
    for row in ({column: column for column in columns}, *rows):
        sys.stdout.write(
            "  ".join(str(row[c]).ljust(w) for c, w in zip(columns, widths, strict=True)).rstrip() + "\n"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
