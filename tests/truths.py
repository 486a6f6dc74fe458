"""Right answers to the bundled items: where the image is asked about, what its sidecar says of it; else what the key says.

An answer from the sidecar knows nothing of the key, so that one that earns everything shows the key to be right.
"""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.model import Case, ExhibitMedia
from scenarios.model.item import LabellingItem
from scenarios.model.key import Key, PairsKey, TextKey

Raw = dict[str, Any]
Where = tuple[float, float]


def right_answer(case: Case, name: str, key: Key) -> Raw:
    """The right answer to an item, with the author's names."""
    item = case.items[name]
    if name in TRUTHS:
        return TRUTHS[name](item, case.sidecars[item.exhibits[0]])
    return _KEYED[key.type](key)


def _depth(_: Any, sidecar: ExhibitMedia) -> Raw:
    return {"value": _measured(sidecar, "effusion")["mm"], "unit": "mm"}


def _count(_: Any, sidecar: ExhibitMedia) -> Raw:
    found: Any = sidecar.truth["findings"]
    return {"value": found["b-lines"], "unit": ""}


def _diameters(_: Any, sidecar: ExhibitMedia) -> Raw:
    return {"lines": [_line(_measured(sidecar, name)) for name in ("expiration", "inspiration")]}


def _line(measured: Any) -> Raw:
    (x1, y1), (x2, y2) = measured["from"], measured["to"]
    return {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "frame": measured["frame"]}


def _pleura(_: Any, sidecar: ExhibitMedia) -> Raw:
    marks: Any = sidecar.truth["landmarks"]
    x, y = marks["pleural-line"]["at"]
    return {"points": [{"x": x, "y": y, "frame": marks["pleural-line"]["frame"]}]}


def _chambers(item: LabellingItem, sidecar: ExhibitMedia) -> Raw:
    """Ventricles and fluid lie where they are measured; of the two spots that remain, the right atrium is nearer."""
    spots = dict(item.spots)
    middles = {"rv": "rv-diastole", "lv": "lv-diastole", "fluid": "effusion"}
    pairs = []
    for label, measured in middles.items():
        spot = _nearest(spots, _middle(_measured(sidecar, measured)))
        del spots[spot]
        pairs.append([label, spot])
    near, far = sorted(spots, key=lambda spot: spots[spot][1])
    return {"pairs": [*pairs, ["ra", near], ["la", far]]}


def _measured(sidecar: ExhibitMedia, name: str) -> Any:
    measurements: Any = sidecar.truth["measurements"]
    return measurements[name]


def _middle(measured: Any) -> Where:
    (x1, y1), (x2, y2) = measured["from"], measured["to"]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _nearest(spots: Mapping[str, Where], to: Where) -> str:
    return min(spots, key=lambda spot: (spots[spot][0] - to[0]) ** 2 + (spots[spot][1] - to[1]) ** 2)


TRUTHS: Mapping[str, Callable[[Any, ExhibitMedia], Raw]] = {
    "plax-depth": _depth,
    "chambers": _chambers,
    "ivc-size": _diameters,
    "focus-level": _pleura,
    "front-count": _count,
}
"""Items that ask for what the sidecar of their exhibit knows."""


def _pairs(key: PairsKey) -> Raw:
    return {"pairs": [list(pair) for pair in key.right]}


def _probe(key: Any) -> Raw:
    left, top, right, bottom = key.position[0].rectangle
    return {
        "at": [(left + right) / 2, (top + bottom) / 2],
        "direction": key.direction.degrees,
        "transducer": key.transducer[0],
    }


def _text(key: TextKey) -> Raw:
    return {"text": key.accepted[0]}


_KEYED: Mapping[str, Callable[[Any], Raw]] = {
    "choice": lambda key: {"choices": list(key.correct)},
    "ordering": lambda key: {"order": list(key.order)},
    "matching": _pairs,
    "text": _text,
    "probe": _probe,
    "concordance": lambda key: {"value": max(key.panel, key=key.panel.__getitem__)},
}
