"""What would be written of a clip: what was found in it, and what a person chose. Pure."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from media_tools.errors import NotConfirmed
from media_tools.importing import mask as masks
from media_tools.importing.analysis import Analysis
from media_tools.importing.calibration import (
    Calibration,
    Verdict,
    from_numbers,
    from_points,
    is_plausible,
    judge,
    whole_boxes,
)
from media_tools.importing.choices import Choices
from media_tools.importing.geometry import Geometry, fit
from media_tools.importing.mask import Area, Mask
from media_tools.importing.shapes import Polygon, Size
from media_tools.importing.source import Limits, Source
from media_tools.importing.timing import Timeline, lay_out

SMALLEST_SIDE = 32
"""Pixels: what is kept is at least so wide and so high, or it is no image."""


@dataclass(frozen=True)
class Kept:
    """What is kept of the picture.

    Attributes:
        mask: as it is shown and confirmed.
        proposed: from what moves, and not given by a person.
        area: its pixels.
        suspicious: those of them that are bright and never move.
        geometry: how they become a written frame.
        code: by which the mask is confirmed.
    """

    mask: Mask
    proposed: bool
    area: Area
    suspicious: Area
    geometry: Geometry
    code: str


@dataclass(frozen=True)
class Plan:
    """What would be written. Whatever is None is still to be decided by a person.

    Attributes:
        frames: of the source.
        kept: None for a picture without a proposal.
        timeline: None where the file does not say how fast its frames follow each other.
        calibration: None where there is none to trust and none was given.
        verdict: what the file's own calibration is worth.
        uncalibrated: a person decided that there is none.
        marker: the side on which the probe's marker is drawn.
        zero_depth: y of the source frame at which the depth is 0.
    """

    frames: int
    kept: Kept | None
    timeline: Timeline | None
    calibration: Calibration | None
    verdict: Verdict
    uncalibrated: bool = False
    marker: Literal["left", "right"] | None = None
    zero_depth: float | None = None

    @property
    def still(self) -> bool:
        """Whether a picture is written, and no clip."""
        return self.timeline is not None and self.timeline.rate is None

    @property
    def scale_is_open(self) -> bool:
        """Whether a person has yet to say how large a pixel is."""
        return self.calibration is None and not self.uncalibrated


@dataclass(frozen=True)
class Confirmed:
    """A plan about which everything was decided.

    Attributes:
        kept: what is kept of the picture, as a person has seen it.
        timeline: when frames are shown.
        frames: that are written.
        calibration: None where the clip is to carry none.
        marker: the side on which the probe's marker is drawn.
        zero_depth: y of the source frame at which the depth is 0; None where nobody has said it.
    """

    kept: Kept
    timeline: Timeline
    frames: int
    calibration: Calibration | None
    marker: Literal["left", "right"] | None
    zero_depth: float | None


def make_plan(source: Source, analysis: Analysis, choices: Choices, limits: Limits) -> Plan:
    """The plan for a clip.

    Raises:
        NotConfirmed: what a person gave cannot be used on this clip.
        UnreadableMedia: the times of its frames make no sense.
    """
    kept = _keep(source, analysis, choices)
    verdict = judge(source.regions, source.size, masks.bounds(kept.area) if kept else None)
    return Plan(
        frames=analysis.frames,
        kept=kept,
        timeline=lay_out(
            source.name, analysis.frames, analysis.clock(source), rate=choices.rate, limits=limits
        ),
        calibration=_calibrate(source, choices, verdict, kept),
        verdict=verdict,
        uncalibrated=choices.uncalibrated,
        marker=choices.marker,
        zero_depth=choices.zero_depth,
    )


def _keep(source: Source, analysis: Analysis, choices: Choices) -> Kept | None:
    outline = choices.keep or masks.propose(analysis.deviation, whole_boxes(source.regions, source.size))
    if outline is None:
        return None
    _ensure_inside(source, outline)
    mask = Mask(outline, choices.drop)
    area = mask.area(source.size)
    _ensure_large(source.name, area)
    return Kept(
        mask=mask,
        proposed=choices.keep is None,
        area=area,
        suspicious=masks.unmoved(analysis.deviation, analysis.brightest, area),
        geometry=fit(masks.bounds(area), source.pixel_aspect, choices.longest),
        code=masks.code(mask, analysis.digest),
    )


def _ensure_inside(source: Source, outline: Polygon) -> None:
    width, height = source.size
    if stray := next(((x, y) for x, y in outline if not (0 <= x < width and 0 <= y < height)), None):
        raise NotConfirmed(
            f"{source.name}: the point {stray[0]},{stray[1]} of what to keep lies outside the frame, "
            f"whose points go from 0,0 to {width - 1},{height - 1}; give points inside it"
        )


def _ensure_large(name: str, area: Area) -> None:
    _, _, width, height = masks.bounds(area) if area.any() else (0, 0, 0, 0)
    if min(width, height) < SMALLEST_SIDE:
        raise NotConfirmed(
            f"{name}: the mask keeps {width} x {height} pixels, less than {SMALLEST_SIDE} x {SMALLEST_SIDE}; "
            "give a larger --keep-rect or --keep-polygon"
        )


def _calibrate(source: Source, choices: Choices, verdict: Verdict, kept: Kept | None) -> Calibration | None:
    given = _give(source, choices)
    if given and kept:
        _ensure_plausible(source.name, given, masks.bounds(kept.area)[2:])
    return given or (None if choices.uncalibrated else verdict.calibration)


def _give(source: Source, choices: Choices) -> Calibration | None:
    if choices.scale:
        points, mm = choices.scale
        _ensure_points(source.name, points, source.size)
        return from_points(points, mm, source.pixel_aspect)
    return from_numbers(choices.mm_per_px, source.pixel_aspect) if choices.mm_per_px else None


def _ensure_plausible(name: str, given: Calibration, kept: Size) -> None:
    if not is_plausible(given, kept):
        across, down = (mm * side for mm, side in zip(given.mm_per_px, kept, strict=True))
        raise NotConfirmed(
            f"{name}: at the given scale the kept image is {across:.3g} x {down:.3g} mm, which no scan is; "
            "measure again, in millimetres"
        )


def _ensure_points(name: str, points: tuple[float, float, float, float], size: Size) -> None:
    ends = np.array(points).reshape(2, 2)
    if np.any(ends < 0) or np.any(ends > size) or np.hypot(*(ends[1] - ends[0])) < SMALLEST_SIDE:
        raise NotConfirmed(
            f"{name}: --scale wants two points of the {size[0]} x {size[1]} frame, at least {SMALLEST_SIDE} pixels "
            "apart: the further apart, the more exact"
        )


def ensure_confirmed(name: str, plan: Plan, code: str | None) -> Confirmed:
    """The plan, if a person has decided everything that is theirs to decide.

    Args:
        name: of the file, for messages.
        plan: as it is now.
        code: with which the mask was confirmed; None if it was not.

    Raises:
        NotConfirmed: something is still open, or another mask was confirmed than this one; nothing may be written.
    """
    kept = _ensure_seen(name, plan.kept, code)
    if plan.timeline is None:
        raise NotConfirmed(
            f"{name}: nothing was written: it does not say how fast its frames follow each other; "
            "give --rate, such as --rate 30"
        )
    if plan.scale_is_open:
        raise NotConfirmed(
            f"{name}: nothing was written: its scale is open ({plan.verdict.why}); "
            "give --scale, --mm-per-px or --uncalibrated"
        )
    frames = plan.timeline.length(plan.frames)
    return Confirmed(kept, plan.timeline, frames, plan.calibration, plan.marker, plan.zero_depth)


def _ensure_seen(name: str, kept: Kept | None, code: str | None) -> Kept:
    if kept is None:
        raise NotConfirmed(
            f"{name}: nothing was written: it does not move, so no mask can be proposed; "
            "give what to keep with --keep-rect or --keep-polygon, and look at it with --preview"
        )
    if code is None:
        raise NotConfirmed(
            f"{name}: nothing was written: no one has confirmed its mask; look at it with --preview, "
            "then give the code that is shown there with --confirm-mask"
        )
    if code.strip().lower() != kept.code:
        raise NotConfirmed(
            f"{name}: nothing was written: the code belongs to another mask or another file; "
            "look at this one with --preview"
        )
    return kept
