"""Whether what is asked on an image can be asked there: places inside it, frames that it has, a calibration."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from scenarios.errors import Problem
from scenarios.load.document import Document
from scenarios.model.case import Case, ExhibitMedia
from scenarios.model.item import CaliperItem, ImageItem, LabellingItem, PointItem

Fault = tuple[str, str, str]
"""A field of the item, what is wrong there, and what would be right."""


def misplaced(document: Document, case: Case) -> Iterator[Problem]:
    """Every item of a case that its image, as far as it is built, cannot bear."""
    for name, item in case.items.items():
        image = case.sidecars.get(item.exhibit) if isinstance(item, ImageItem) else None
        if image and isinstance(item, ImageItem):
            for field, what, fix in _faults(item, image):
                yield document.problem(("items", name, field), what, fix)


def _faults(item: ImageItem, image: ExhibitMedia) -> Iterator[Fault]:
    if isinstance(item, LabellingItem):
        yield from _spots(item, image)
    if isinstance(item, PointItem | CaliperItem) and item.frames:
        yield from _frames(item.frames, image)
    if isinstance(item, CaliperItem) and image.mm_per_px is None:
        sidecar = PurePosixPath(image.media).with_suffix(".json")
        what = f"measures on '{item.exhibit}', which has no calibration"
        yield "exhibit", what, f"import it again with its scale, which writes 'mm_per_px' into {sidecar}"


def _spots(item: LabellingItem, image: ExhibitMedia) -> Iterator[Fault]:
    width, height = image.size
    for name, (x, y) in item.spots.items():
        if x > width or y > height:
            what = f"'{name}' lies outside the image, which is {width} wide and {height} high"
            yield "spots", what, "give x and y in pixels from its top left corner"
    if image.frames == 1 and item.frame is not None:
        yield "frame", "names a frame of a still", "remove it"
    elif image.frames > 1 and item.frame is None:
        yield "frame", "is missing", f"say which of the {image.frames} frames is held, counted from 0"
    elif item.frame is not None:
        yield from _frames((item.frame, item.frame), image, "frame")


def _frames(frames: tuple[int, int], image: ExhibitMedia, field: str = "frames") -> Iterator[Fault]:
    if image.frames == 1:
        yield field, "names frames of a still", "remove it"
    elif frames[1] >= image.frames:
        what = f"{frames[1]} is no frame of the clip, which has {image.frames}"
        yield field, what, f"count from 0 to {image.frames - 1}"
