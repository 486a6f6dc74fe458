"""Keys of points, calipers and transducers: where, how far, which way."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from scenarios.model.item import CaliperItem, FrameRange, PointItem, ProbeItem
from scenarios.model.key.base import ImageFacts, Images, InParts, KeyBase, Target, Worth
from scenarios.model.outline import HEIGHT, WIDTH
from scenarios.model.scene import Transducer
from scenarios.model.shape import Shape
from scenarios.model.text import Frozen, Text


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


Shapes = Annotated[tuple[Shape, ...], Field(min_length=1, max_length=12)]


class CaliperLine(Target):
    """A distance that is right.

    Attributes:
        ends: where its two ends lie, in either order; none where the distance alone counts.
    """

    ends: tuple[Shape, Shape] | None = None


class Ratio(Target):
    """What is calculated from two distances.

    Attributes:
        of: `quotient`: the first divided by the second; `collapse`: by how many per cent the second is less than the
            first.
    """

    of: Literal["quotient", "collapse"]


def _one_line(value: Any) -> Any:
    """`value`, `tolerance` and `ends` on their own are short for `lines` with one entry."""
    fields = set(CaliperLine.model_fields)
    if not isinstance(value, dict) or "lines" in value or not fields & set(value):
        return value
    line = {name: part for name, part in value.items() if name in fields}
    return {**{name: part for name, part in value.items() if name not in fields}, "lines": (line,)}


class CaliperKey(KeyBase):
    """The key of distances. For a single one, `value`, `tolerance` and `ends` need no `lines` around them.

    Attributes:
        lines: what is right for each line, in their order; none where only the ratio counts.
        ratio: what the two distances have to come to.
        scoring: whether all of it has to be right, or each line and the ratio earn a share of their own.
    """

    type: Literal["caliper"] = "caliper"
    lines: Annotated[tuple[CaliperLine, ...], Field(max_length=2)] = ()
    ratio: Ratio | None = None
    scoring: InParts = "all"

    _short = model_validator(mode="before")(_one_line)


class Direction(Frozen):
    """Where the transducer's marker points: degrees clockwise from up, and how many it may be off on either side."""

    degrees: Annotated[float, Field(ge=0, lt=360)]
    tolerance: Annotated[float, Field(gt=0, lt=180)]


class Weights(Frozen):
    """What the parts of a placement are worth, relative to one another."""

    position: Annotated[float, Field(ge=0, le=100)] = 1
    direction: Annotated[float, Field(ge=0, le=100)] = 1
    transducer: Annotated[float, Field(ge=0, le=100)] = 1


class ProbeKey(KeyBase):
    """The key of a transducer's placement.

    Attributes:
        position: where it belongs, in units of the outline; it is right in any of these shapes.
        direction: where its marker points, where that is asked.
        transducer: which one it is, where that is asked; several may be right.
        scoring: whether all of it has to be right, or each part earns its share.
        weights: the shares, with `scoring: parts`.
    """

    type: Literal["probe"] = "probe"
    position: Annotated[Shapes, BeforeValidator(lambda value: (value,) if isinstance(value, dict) else value)]
    direction: Direction | None = None
    transducer: Annotated[
        tuple[Transducer, ...], BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
    ] = ()
    scoring: InParts = "all"
    weights: Weights = Weights()

    @model_validator(mode="after")
    def _weighed(self) -> Self:
        if self.scoring == "all" and self.weights != Weights():
            raise ValueError("has 'weights', which count with 'scoring: parts' alone: write that too")
        return self


def point_faults(item: PointItem, key: PointKey, images: Images) -> Iterator[str]:
    """Why a key cannot score points."""
    if key.lower is not None and key.lower >= key.full:
        yield "gives every answer full credit, or none any: look at 'regions', 'lower' and 'upper'"
    elif key.full <= 0 or _most(item, key) < key.full - 1e-9:
        yield (
            f"asks for more than an answer of {item.max} points can reach: raise 'max' of the item, or set 'upper'"
        )
    image = images.get(item.exhibit)
    for region in key.regions:
        yield from _outside((region,), image)
        if region.frames:
            yield from _never_there(region.frames, item, image)


def _never_there(frames: tuple[int, int], item: PointItem, image: ImageFacts | None) -> Iterator[str]:
    first, last = item.frames or (0, image.frames - 1 if image else frames[1])
    if frames[1] < first or frames[0] > last or (image and frames[1] >= image.frames):
        yield "has a region in frames in which nothing can be marked"


def _most(item: PointItem, key: PointKey) -> float:
    """The highest sum that an answer can reach, found on points that stand for the regions."""
    hit = {hits for frame in _frames(item, key) for hits in _hits(key, frame)}
    reached = {frozenset[int]()}
    best = -math.inf
    for count in range(1, item.max + 1):
        reached |= {known | hits for known in reached for hits in hit}
        if count >= item.min:
            best = max(best, *(math.fsum(key.regions[i].value for i in known) for known in reached))
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


def caliper_faults(item: CaliperItem, key: CaliperKey, images: Images) -> Iterator[str]:
    """Why a key cannot score distances."""
    if not key.lines and key.ratio is None:
        yield "says neither how long a line is nor what their ratio is"
    if key.lines and len(key.lines) != item.lines:
        yield f"has another number of lines than the item, which has {item.lines}"
    if key.ratio and item.lines == 1:
        yield "has a ratio, and the item has one line only"
    if any(target.empty or target.value + target.width < 0 for target in _targets(key)):
        yield "allows no value at all"
    ends = [end for line in key.lines for end in line.ends or ()]
    yield from _outside(ends, images.get(item.exhibit))


def _targets(key: CaliperKey) -> Sequence[Target]:
    return (*key.lines, *((key.ratio,) if key.ratio else ()))


def probe_faults(item: ProbeItem, key: ProbeKey, _: Images) -> Iterator[str]:
    """Why a key cannot score a placement."""
    if item.direction != (key.direction is not None):
        yield "'direction' has to be there if the item asks for it, and only then"
    if bool(item.transducers) != bool(key.transducer) or set(key.transducer) - set(item.transducers):
        yield "'transducer' has to name some of those that the item offers, and only if it offers any"
    asked = {"position": True, "direction": item.direction, "transducer": bool(item.transducers)}
    if not any(getattr(key.weights, part) for part, there in asked.items() if there):
        yield "'weights' gives no answer any credit"
    yield from _beyond(key.position, WIDTH, HEIGHT, "outline")


def _outside(shapes: Iterable[Shape], image: ImageFacts | None) -> Iterator[str]:
    if image:
        yield from _beyond(shapes, *image.size, "image")


def _beyond(shapes: Iterable[Shape], width: float, height: float, what: str) -> Iterator[str]:
    """A circle may reach over the edge; its centre, like every corner, may not."""
    for shape in shapes:
        left, top, right, bottom = shape.bounds
        x, y = (shape.circle[0], shape.circle[1]) if shape.circle else (right, bottom)
        if x > width or y > height or left > width or top > height:
            yield f"has a shape outside the {what}, which is {width:g} wide and {height:g} high"
