"""Right answers, read off the keys, for an attempt that takes itself."""

from collections.abc import Callable, Mapping
from typing import Any

from player.engine.form import FormCase
from player.engine.response import calibration_of
from scenarios.model import Case
from scenarios.model.item import conversion
from scenarios.model.key import Key
from scenarios.model.shape import Shape

Raw = dict[str, Any]
_CORNER = (100.0, 100.0)
"""Where a line begins for which the key names no place."""


def right_answer(case: FormCase | Case, name: str, key: Key) -> Raw | None:
    """The answer to an item that its key calls right, with the author's names; None where it does not say one."""
    return _RIGHT[key.type](case, case.items[name], key)


def _number(_: FormCase | Case, item: Any, key: Any) -> Raw:
    return {"value": key.value, "unit": item.unit}


def _pairs(_: FormCase | Case, __: Any, key: Any) -> Raw:
    return {"pairs": [list(pair) for pair in key.right]}


def _points(_: FormCase | Case, item: Any, key: Any) -> Raw:
    wanted = [region for region in key.regions if region.value > 0][: item.max]
    first = item.frames[0] if item.frames else 0
    places = ((*_middle(region), region.frames[0] if region.frames else first) for region in wanted)
    return {"points": [{"x": x, "y": y, "frame": frame} for x, y, frame in places]}


def _lines(case: FormCase | Case, item: Any, key: Any) -> Raw | None:
    scale = calibration_of(item, case.images)
    if scale is None or not key.lines:
        return None
    frame = item.frames[0] if item.frames else 0
    lines = []
    for line in key.lines:
        x, y = _middle(line.ends[0]) if line.ends else _CORNER
        length = line.value * conversion(item.unit, "mm") / scale[1]
        lines.append({"x1": x, "y1": y, "x2": x, "y2": y + length, "frame": frame})
    return {"lines": lines}


def _placement(_: FormCase | Case, __: Any, key: Any) -> Raw:
    return {
        "at": list(_middle(key.position[0])),
        "direction": key.direction.degrees if key.direction else None,
        "transducer": key.transducer[0] if key.transducer else None,
    }


def _middle(shape: Shape) -> tuple[float, float]:
    """A point inside a shape: the middle of its bounds, or the first of those that stand for it."""
    left, top, right, bottom = shape.bounds
    middle = (left + right) / 2, (top + bottom) / 2
    return middle if shape.contains(middle) else next(shape.samples())


_RIGHT: Mapping[str, Callable[[FormCase | Case, Any, Any], Raw | None]] = {
    "choice": lambda _, __, key: {"choices": list(key.correct)},
    "ordering": lambda _, __, key: {"order": list(key.order)},
    "matching": _pairs,
    "labelling": _pairs,
    "numeric": _number,
    "text": lambda _, __, key: {"text": key.accepted[0]},
    "point": _points,
    "caliper": _lines,
    "probe": _placement,
    "concordance": lambda _, __, key: {"value": max(key.panel, key=key.panel.__getitem__)},
}
