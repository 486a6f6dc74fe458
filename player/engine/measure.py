"""What was measured on an image: the lengths that a candidate read while the caliper was set.

They are recorded with the answer, so that what counts is what was shown, whatever rounds it later. An answer from
before they were recorded counts as it did then: by its calibration, unrounded.
"""

import math
from dataclasses import dataclass
from typing import Any

from player.engine.response import Calibration, Raw, calibration_of
from player.engine.state import Response
from scenarios.model.item import CaliperItem, Item, conversion
from scenarios.model.key import Images, Ratio, reading


@dataclass(frozen=True)
class Measured:
    """How long each line is, in the item's unit; `exact` where they are not rounded as they were shown."""

    lengths: tuple[float, ...] = ()
    exact: bool = False

    def ratio(self, ratio: Ratio) -> float | None:
        """What two lengths come to; None where they come to nothing."""
        if not self.lengths:
            return None
        found = ratio.calculate(*self.lengths)
        return found if found is None or self.exact else ratio.reading(found)


NOTHING = Measured()


def read_off(item: Item, raw: Raw, images: Images) -> Measured:
    """What is shown of an answer that fits; nothing where nothing is measured."""
    exact = _exactly(item, raw, calibration_of(item, images))
    unit = item.unit if isinstance(item, CaliperItem) else ""
    return Measured(tuple(reading(length, unit) for length in exact))


def measured_in(item: Item, response: Response, images: Images) -> Measured:
    """What was measured in an answer, as it was recorded."""
    if response.measured is not None:
        return Measured(response.measured)
    calibration = response.calibration or calibration_of(item, images)
    return Measured(_exactly(item, response.raw, calibration), exact=True)


def _exactly(item: Item, raw: Raw, calibration: Calibration | None) -> tuple[float, ...]:
    if calibration is None or not isinstance(item, CaliperItem):
        return ()
    across, down = calibration
    factor = conversion("mm", item.unit)
    lines: Any = raw["lines"]
    return tuple(
        math.hypot((line["x2"] - line["x1"]) * across, (line["y2"] - line["y1"]) * down) * factor
        for line in lines
    )
