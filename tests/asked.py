"""An item of every type with its key, and answers to it: right ones by hand, any by Hypothesis.

All images have 640 x 480 pixels, 30 frames and 0.25 mm for each pixel across, 0.5 mm down: who mixes up the two
axes, or takes the one for the other, measures something else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from scenarios.model.item import (
    CaliperItem,
    ChoiceItem,
    ConcordanceItem,
    Item,
    LabellingItem,
    MatchingItem,
    NumericItem,
    OrderingItem,
    Pairing,
    PointItem,
    ProbeItem,
    TextItem,
)
from scenarios.model.key import Key, key_model

Raw = dict[str, Any]
ITEM: TypeAdapter[Item] = TypeAdapter(Item)
SIZE, FRAMES, CALIBRATION = (640, 480), 30, (0.25, 0.5)


@dataclass(frozen=True)
class Image:
    """What a key has to know of an image."""

    size: tuple[int, int] = SIZE
    frames: int = FRAMES
    mm_per_px: tuple[float, float] | None = CALIBRATION


IMAGES = {"plax": Image(), "a4c": Image(), "still": Image(frames=1)}


def mark(kind: str, *where: str) -> str:
    """A text that is found nowhere else."""
    return f"[{kind} of {' '.join(where)}]"


NAMES = {
    "choice": "why",
    "numeric": "depth",
    "ordering": "steps",
    "matching": "sides",
    "labelling": "parts",
    "text": "finding",
    "point": "spot",
    "caliper": "width",
    "probe": "place",
    "concordance": "doubt",
}
"""The name of the item of each type in `every_type`."""


def every_type(case: str = "one") -> dict[str, Item]:
    """An item of every type, by name; its texts are marks."""
    return {name: of_type(kind, case, name) for kind, name in NAMES.items()}


def of_type(kind: str, case: str, name: str, **fields: Any) -> Item:
    """An item of a type; its texts are marks."""
    given = {"type": kind, "stem": mark("stem", case, name), "domain": "interpretation"}
    return ITEM.validate_python(given | _fields(kind, case, name) | fields)


def _fields(kind: str, case: str, name: str) -> Raw:
    def texts(what: str, ids: str) -> dict[str, str]:
        return {one: mark(what, case, name, one) for one in ids}

    labels = {"labels": texts("label", "abc")}
    fields: Mapping[str, Raw] = {
        "choice": {"choices": texts("choice", "abc")},
        "numeric": {"unit": "mm", "units": ["cm"]},
        "ordering": {"choices": texts("step", "abcd")},
        "matching": {**labels, "targets": texts("target", "pq"), "max_per_target": 2},
        "labelling": {**labels, "exhibit": "plax", "frame": 12, "spots": SPOTS},
        "text": {"max_length": 60},
        "point": {"exhibit": "plax", "max": 2, "frames": [5, 20]},
        "caliper": {"exhibit": "plax", "unit": "cm", "lines": 2, "names": ["Widest", "Narrowest"]},
        "probe": {"outline": "torso-front", "transducers": ["phased", "linear"]},
        "concordance": {
            "hypothesis": mark("hypothesis", case, name),
            "finding": mark("finding", case, name),
        },
    }
    return fields[kind]


SPOTS = {"p": [100, 200], "q": [300.5, 220], "r": [639, 479]}
_ENDS = [{"circle": [100, 100, 10]}, {"circle": [100, 300, 10]}]
KEYS: Mapping[str, Raw] = {
    "numeric": {"value": 14, "tolerance": 3},
    "ordering": {"order": ["d", "a", "c", "b"], "scoring": "absolute"},
    "matching": {"pairs": {"a": "p", "b": "p", "c": "q"}, "wrong": 0.5},
    "labelling": {"pairs": {"a": "q", "b": "r", "c": "p"}},
    "text": {"accepted": "zqacceptedqz effusion", "synonyms": {"effusion": ["fluid", "free fluid"]}},
    "point": {
        "regions": [
            {"circle": [313.37, 209.11, 20], "name": "zqregionqz", "frames": [0, 29]},
            {"rectangle": [420, 90, 460, 130]},
        ],
        "default": -0.5,
    },
    "caliper": {
        "lines": [{"value": 10, "tolerance": 1, "ends": _ENDS}, {"value": 5, "tolerance": "10%"}],
        "ratio": {"of": "collapse", "value": 50, "tolerance": 5},
        "scoring": "parts",
    },
    "probe": {
        "position": [{"rectangle": [317.37, 230.11, 380, 300]}],
        "direction": {"degrees": 350, "tolerance": 20},
        "transducer": "phased",
        "scoring": "parts",
    },
    "concordance": {"panel": {"-2": 0, "-1": 3, "0": 6, "1": 1}},
}
"""What is right in the items of `every_type`, without rationales; of a choice, its first are right."""

RIGHT: Mapping[str, Raw] = {
    "numeric": {"value": 1.4, "unit": "cm"},
    "ordering": {"order": ["d", "a", "c", "b"]},
    "matching": {"pairs": [["c", "q"], ["b", "p"], ["a", "p"]]},
    "labelling": {"pairs": [["a", "q"], ["b", "r"], ["c", "p"]]},
    "text": {"text": "  Zqacceptedqz free FLUID. "},
    "point": {"points": [{"x": 440, "y": 100, "frame": 20}, {"x": 313, "y": 215.5, "frame": 5}]},
    "caliper": {
        "lines": [
            {"x1": 101, "y1": 299, "x2": 100, "y2": 99, "frame": 3},
            {"x1": 300, "y1": 200, "x2": 500, "y2": 200, "frame": 9},
        ]
    },
    "probe": {"at": [350, 260], "direction": 5, "transducer": "phased"},
    "concordance": {"value": 0},
}
"""A right answer to each; of a choice, its correct ones."""


def key_of(case: str, name: str, item: Item) -> Key:
    """The key of an item of `every_type`; of any choice its first ones, of any number 14."""
    first = list(item.options)[: max(1, item.min)] if isinstance(item, ChoiceItem) else ()
    right = {"correct": first} if isinstance(item, ChoiceItem) else KEYS[item.type]
    return key_model(item).model_validate({**right, "rationale": mark("rationale", case, name)})


def right_to(item: Item, key: Key) -> Raw:
    """The answer that earns everything."""
    return {"choices": list(key.correct)} if key.type == "choice" else dict(RIGHT[item.type])


def answer_to(item: Item, pick: int = 0) -> Raw:
    """An answer that fits an item; `pick` tells which."""
    if isinstance(item, NumericItem):
        return {"value": pick, "unit": (item.unit, *item.units)[pick % (1 + len(item.units))]}
    if isinstance(item, ChoiceItem):
        options = list(item.options)
        return {"choices": [options[(pick + i) % len(options)] for i in range(max(1, item.min))]}
    if isinstance(item, OrderingItem):
        choices = list(item.choices)
        return {"order": choices[pick % len(choices) :] + choices[: pick % len(choices)]}
    return {"text": f"answer {pick}"} if isinstance(item, TextItem) else dict(RIGHT[item.type])


# --- any answer that fits ---

DEGREES = st.integers(0, 359) | st.floats(0, 359.9)


def _places(size: tuple[float, float] = SIZE) -> tuple[st.SearchStrategy[float], st.SearchStrategy[float]]:
    x, y = (st.integers(0, int(side)) | st.floats(0, side, allow_subnormal=False) for side in size)
    return x, y


def _frames(item: PointItem | CaliperItem) -> st.SearchStrategy[int]:
    return st.integers(*(item.frames or (0, FRAMES - 1)))


def _points(item: PointItem) -> st.SearchStrategy[Raw]:
    x, y = _places()
    point = st.fixed_dictionaries({"x": x, "y": y, "frame": _frames(item)})
    return st.fixed_dictionaries({"points": st.lists(point, min_size=item.min, max_size=item.max)})


def _calipers(item: CaliperItem) -> st.SearchStrategy[Raw]:
    x, y = _places()
    line = st.fixed_dictionaries({"x1": x, "y1": y, "x2": x, "y2": y, "frame": _frames(item)})
    apart = line.filter(lambda one: (one["x1"], one["y1"]) != (one["x2"], one["y2"]))
    return st.fixed_dictionaries({"lines": st.lists(apart, min_size=item.lines, max_size=item.lines)})


def _placements(item: ProbeItem) -> st.SearchStrategy[Raw]:
    return st.fixed_dictionaries(
        {
            "at": st.tuples(*_places((600, 800))).map(list),
            "direction": DEGREES if item.direction else st.none(),
            "transducer": st.sampled_from(item.transducers) if item.transducers else st.none(),
        }
    )


def _pairs(item: Pairing) -> st.SearchStrategy[Raw]:
    every = [[label, target] for label in item.labels for target in item.target_names]
    drawn = st.permutations(every).flatmap(
        lambda pairs: st.integers(item.min, item.most_pairs).map(lambda count: _allowed(item, pairs, count))
    )
    return drawn.filter(lambda pairs: len(pairs) >= item.min).map(lambda pairs: {"pairs": pairs})


def _allowed(item: Pairing, pairs: list[list[str]], count: int) -> list[list[str]]:
    kept: list[list[str]] = []
    for pair in pairs:
        if len(kept) < count and item.allows([(one[0], one[1]) for one in (*kept, pair)]):
            kept.append(pair)
    return kept


_ANSWERS: Mapping[type, Callable[[Any], st.SearchStrategy[Raw]]] = {
    ChoiceItem: lambda item: st.lists(
        st.sampled_from(list(item.options)), min_size=item.min, max_size=item.max, unique=True
    ).map(lambda choices: {"choices": choices}),
    OrderingItem: lambda item: st.permutations(list(item.choices)).map(lambda order: {"order": order}),
    MatchingItem: _pairs,
    LabellingItem: _pairs,
    NumericItem: lambda item: st.fixed_dictionaries(
        {
            "value": st.integers(-(10**15), 10**15) | st.floats(-1e15, 1e15),
            "unit": st.sampled_from((item.unit, *item.units)),
        }
    ),
    TextItem: lambda item: st.text(max_size=item.max_length - 1).map(lambda text: {"text": f"{text}a"}),
    PointItem: _points,
    CaliperItem: _calipers,
    ProbeItem: _placements,
    ConcordanceItem: lambda _: st.integers(-2, 2).map(lambda value: {"value": value}),
}


def answers(item: Item) -> st.SearchStrategy[Raw]:
    """Any answer that fits an item, right or wrong."""
    return _ANSWERS[type(item)](item)
