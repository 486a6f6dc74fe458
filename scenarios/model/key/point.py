"""The key of points on an image."""

import itertools
import math
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from scenarios.model.item import FrameRange, PointItem
from scenarios.model.key.area import outside
from scenarios.model.key.base import ImageFacts, Images, KeyBase, Worth
from scenarios.model.shape import Shape
from scenarios.model.text import Text


class Region(Shape):
    """A region of an image, and what hitting it is worth (QTI `areaMapEntry`).

    Attributes:
        value: added once, however many points lie in it; below 0 it takes away.
        name: what lies there, for who cannot see it; shown in practice after the case.
        frames: the part of a clip in which it is there; none for all of it, and for a still.
    """

    value: Worth = 1
    name: Text | None = None
    frames: FrameRange | None = None

    def holds(self, point: tuple[float, float], frame: int) -> bool:
        """Whether a point on a frame lies in it."""
        there = self.frames is None or self.frames[0] <= frame <= self.frames[1]
        return there and self.contains(point)


class PointKey(KeyBase):
    """The key of points (QTI `areaMapping`).

    Attributes:
        regions: where points belong.
        default: what each point is worth that lies in no region.
        lower, upper: bounds of the sum; the sum that earns all points is `upper`, or without it the sum of all
            regions above 0.
    """

    type: Literal["point"] = "point"
    regions: Annotated[tuple[Region, ...], Field(min_length=1, max_length=12)]
    default: Worth = 0
    lower: Worth | None = 0
    upper: Worth | None = None

    @property
    def full(self) -> float:
        """The sum that earns all points."""
        return (
            self.upper
            if self.upper is not None
            else math.fsum(max(0, region.value) for region in self.regions)
        )


def point_faults(item: PointItem, key: PointKey, images: Images) -> Iterator[str]:
    """Why a key cannot score points."""
    if key.lower is not None and key.lower >= key.full:
        yield "gives every answer full credit, or none any: look at 'regions', 'lower' and 'upper'"
    elif key.full <= 0 or _most(item, key, range(item.min, item.max + 1)) < key.full - 1e-9:
        yield (
            f"asks for more than an answer of {item.max} points can reach: raise 'max' of the item, or set 'upper'"
        )
    elif _most(item, key, range(item.min - 1, item.max)) + _least_loss(key) >= key.full - 1e-9:
        yield (
            "gives full credit to who adds points that hit nothing: set 'default' below 0, or lower 'max' of the item"
        )
    image = images.get(item.exhibit)
    for region in key.regions:
        yield from outside((region,), image)
        if region.frames:
            yield from _never_there(region.frames, item, image)


def _never_there(frames: tuple[int, int], item: PointItem, image: ImageFacts | None) -> Iterator[str]:
    first, last = item.frames or (0, image.frames - 1 if image else frames[1])
    if frames[1] < first or frames[0] > last or (image and frames[1] >= image.frames):
        yield "has a region in frames in which nothing can be marked"


def _least_loss(key: PointKey) -> float:
    """What a point adds that is wrong at the least cost: below 0, or nothing."""
    return max(key.default, *(region.value for region in key.regions if region.value <= 0), -math.inf)


def _most(item: PointItem, key: PointKey, counts: range) -> float:
    """The highest sum that so many points can reach which all hit, found on points that stand for the regions."""
    hit = {hits for frame in _frames(item, key) for hits in _hits(key, frame)}
    reached = {frozenset[int]()}
    best = -math.inf
    for count in range(counts.stop):
        if count in counts:
            best = max(best, *(math.fsum(key.regions[i].value for i in known) for known in reached))
        reached |= {known | hits for known in reached for hits in hit}
    return best


def _frames(item: PointItem, key: PointKey) -> set[int]:
    first, last = item.frames or (0, math.inf)
    edges = {edge for region in key.regions if region.frames for edge in region.frames}
    return {int(first), *(edge for edge in edges if first <= edge <= last)}


def _hits(key: PointKey, frame: int) -> Iterator[frozenset[int]]:
    for point in itertools.chain.from_iterable(region.samples() for region in key.regions):
        hits = frozenset(i for i, region in enumerate(key.regions) if region.holds(point, frame))
        if hits:
            yield hits
