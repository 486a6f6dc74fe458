"""How long simulated ultrasound takes to draw: processor time on one core, with the limits of a real rendering.

A frame is all that makes a picture on the screen: echoes, image, scan conversion, overlay. Encoding is
not in it. The budget of 20 ms a frame holds for the common scenes.

    python -m benchmarks.phantom FRAMES

writes the rows as JSON: the limits hold for a process from its start, so `measure` starts one.
"""

import json
import statistics
import subprocess
import sys
import time
from typing import Any

from benchmarks.figures import percentile

BUDGET = 20.0
"""Milliseconds that a frame may take."""
FRAMES = 40
QUICK_FRAMES = 8
_RATE = 25
"""Frames a second."""


def measure(frames: int) -> list[dict[str, Any]]:
    """A row for each scene: seconds to set up, milliseconds a frame (median and slowest tenth)."""
    from media_tools.reproduce import environment

    command = [sys.executable, "-m", "benchmarks.phantom", str(frames)]
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=True)
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def _row(name: str, frames: int) -> dict[str, Any]:
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
    for index in range(frames):
        start = time.process_time()
        image = renderer.compress(renderer.envelope(scene.echo(beams, index / _RATE)), index)
        compose(convert(renderer.shade(image)), overlay)
        times.append(1000 * (time.process_time() - start))
    return {
        "scene": name,
        "set-up s": round(ready - began, 2),
        "frame ms": round(statistics.median(times), 1),
        "slowest tenth ms": round(percentile(times, 0.9), 1),
        "budget ms": BUDGET,
    }


def main(frames: int) -> None:
    """Measure here, and write the rows."""
    from media_tools.phantom.catalogue import CATALOGUE

    json.dump([_row(name, frames) for name in CATALOGUE], sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
