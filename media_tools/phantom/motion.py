"""How tissue moves: a rubber sheet, held at landmarks that are moved by modes.

The sheet is a thin-plate spline, so landmarks come to lie exactly where they are put, neighbours
never overlap as long as landmarks do not, and speckle moves with the tissue.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from media_tools.phantom.images import Floats, Maps, resize, shrink
from media_tools.phantom.probe import Beams, Point
from media_tools.phantom.rhythm import Amplitude
from media_tools.phantom.shapes import Curve, Raster

Amplitudes = Callable[[float], Mapping[str, float]]
"""Seconds -> how far each mode is taken."""
Move = Point | Sequence[Point]
"""A displacement in mm of all landmarks alike, or of each."""

_NODE = 12
"""Samples and beams from one node of the coarse field to the next."""


class Rig:
    """Landmarks at rest, and modes: how far each is moved, in mm, when the mode is taken to 1."""

    def __init__(self) -> None:
        self._rest: list[Point] = []
        self._modes: dict[str, dict[int, Point]] = {}

    def hold(self, landmarks: Iterable[Point], **moves: Move) -> "Rig":
        """Add landmarks, with their displacement in each mode; none for a fixed point."""
        first = len(self._rest)
        self._rest.extend((float(x), float(z)) for x, z in landmarks)
        count = len(self._rest) - first
        for mode, move in moves.items():
            each = _for_each(move, count)
            self._modes.setdefault(mode, {}).update(zip(range(first, first + count), each, strict=True))
        return self

    @property
    def rest(self) -> Curve:
        """Where the landmarks are at rest: count x 2, in mm."""
        return np.asarray(self._rest, np.float64)

    def moved(self, amplitudes: Mapping[str, float]) -> Curve:
        """Where they are with each mode taken to its amplitude."""
        out = self.rest
        for mode, amplitude in amplitudes.items():
            for index, (x, z) in self._modes.get(mode, {}).items():
                out[index] += (amplitude * x, amplitude * z)
        return out


def _for_each(move: Move, count: int) -> Sequence[Point]:
    if isinstance(move[0], tuple):
        return [(float(x), float(z)) for x, z in move]  # type: ignore[misc]  # a sequence of points, as just seen
    return [(float(move[0]), float(move[1]))] * count  # type: ignore[arg-type]


class Placing(Protocol):
    """What lays a sheet over the beams."""

    def maps(self, beams: Beams, raster: Raster, seconds: float) -> Maps:
        """For each sample, the column and row of the sheet's raster that it shows at a time."""


class Slide:
    """What slides along a surface, painted as if the surface were the flat line z = 0.

    Args:
        surface: the depth in mm of the surface at each x.
        way: seconds -> mm to the right by which it has slid.
        sink: seconds -> mm by which it has moved away from the surface.
    """

    def __init__(
        self,
        surface: Callable[[Floats], Floats],
        way: Amplitude,
        sink: Amplitude = lambda _: 0.0,
    ) -> None:
        self._surface, self._way, self._sink = surface, way, sink
        self._known: tuple[Beams, Floats] | None = None

    def maps(self, beams: Beams, raster: Raster, seconds: float) -> Maps:
        """For each sample, the column and row of the raster that it shows."""
        if self._known is None or self._known[0] is not beams:
            self._known = beams, beams.z - self._surface(beams.x)
        scale = np.float32(1 / raster.step)
        across = (beams.x - np.float32(self._way(seconds) + raster.left)) * scale
        down = (self._known[1] - np.float32(self._sink(seconds) + raster.top)) * scale
        return across, down


class Warp:
    """Where the tissue seen by each beam sample lies at rest."""

    def __init__(self, rig: Rig, amplitudes: Amplitudes, stiffness: float = 0.0) -> None:
        self._rest, self._rig, self._amplitudes = rig.rest, rig, amplitudes
        self._stiffness = stiffness

    def carry(self, points: npt.ArrayLike, seconds: float) -> Curve:
        """Where tissue that is at `points` at rest lies at a time; mm."""
        moved = self._rig.moved(self._amplitudes(seconds))
        return _spline(self._rest, moved, np.atleast_2d(np.asarray(points, np.float64)), self._stiffness)

    def maps(self, beams: Beams, raster: Raster, seconds: float) -> Maps:
        """For each sample, the column and row of the raster that it shows."""
        moved = self._rig.moved(self._amplitudes(seconds))
        rows, columns = (max(4, -(-size // _NODE)) for size in beams.shape)
        nodes = np.column_stack([_coarse(axis, rows, columns) for axis in (beams.x, beams.z)])
        shift = ((_spline(moved, self._rest, nodes, self._stiffness) - nodes) / raster.step).astype(
            np.float32
        )
        maps = still(beams, raster)
        for axis in (0, 1):
            field = shift[:, axis].reshape(rows, columns)
            np.add(
                maps[axis],
                resize(field, beams.shape, curved=True),
                out=maps[axis],
            )
        return maps


def still(beams: Beams, raster: Raster) -> Maps:
    """The maps of tissue that does not move."""
    return (
        (beams.x - np.float32(raster.left)) / np.float32(raster.step),
        (beams.z - np.float32(raster.top)) / np.float32(raster.step),
    )


def _coarse(image: Floats, rows: int, columns: int) -> npt.NDArray[np.float64]:
    # nodes lie at the centres of blocks, where the way back expects them
    return shrink(image, (rows, columns)).astype(np.float64).reshape(-1)


def _spline(known: Curve, values: Curve, asked: Curve, stiffness: float) -> Curve:
    """The thin-plate spline through `values` at `known` points, at the `asked` points."""
    count = len(known)
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _kernel(known, known) + stiffness * np.eye(count)
    system[:count, count] = system[count, :count] = 1
    system[:count, count + 1 :] = known
    system[count + 1 :, :count] = known.T
    weights = np.linalg.solve(system, np.vstack([values, np.zeros((3, 2))]))
    return np.asarray(
        _kernel(asked, known) @ weights[:count] + weights[count] + asked @ weights[count + 1 :], np.float64
    )


def _kernel(one: Curve, other: Curve) -> Curve:
    squared = (one[:, :1] - other[:, 0]) ** 2 + (one[:, 1:] - other[:, 1]) ** 2
    return np.asarray(squared * np.log(squared + 1e-9), np.float64)
