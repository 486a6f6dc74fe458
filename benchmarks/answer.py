"""An answer to a question as a candidate is shown it: one that fits, whether it is right or not."""

from collections.abc import Callable, Mapping, Sequence
from math import lcm
from random import Random
from typing import Any

Question = Mapping[str, Any]
"""A question of the protocol."""

CORNER = 16
"""Pixels or units from the corner in which points are set: an image or outline is larger."""


def draw_answer(question: Question, draw: Random) -> dict[str, Any]:
    """An answer that the server has to take.

    Raises:
        ValueError: there is none yet for questions of this type.
    """
    kind = question["type"]
    if kind not in _ANSWERS:
        raise ValueError(
            f"no answer is drawn for questions of type '{kind}': add one to benchmarks/answer.py"
        )
    return _ANSWERS[kind](question, draw)


def _choice(question: Question, draw: Random) -> dict[str, Any]:
    names = _names(question["choices"])
    count = draw.randint(max(1, question["min"]), min(question["max"], len(names)))
    return {"choices": draw.sample(names, count)}


def _ordering(question: Question, draw: Random) -> dict[str, Any]:
    return {"order": _shuffled(question["choices"], draw)}


def _pairing(question: Question, draw: Random) -> dict[str, Any]:
    """As few pairs as are allowed: spread over labels and targets, so that no bound is ever passed."""
    labels, targets = _shuffled(question["labels"], draw), _shuffled(question["targets"], draw)
    cycle = lcm(len(labels), len(targets))
    numbers = range(question["min"])
    return {"pairs": [[labels[n % len(labels)], targets[(n + n // cycle) % len(targets)]] for n in numbers]}


def _numeric(question: Question, draw: Random) -> dict[str, Any]:
    return {"value": round(draw.uniform(0, 50), 1), "unit": draw.choice(question["units"])}


def _text(question: Question, draw: Random) -> dict[str, Any]:
    return {"text": draw.choice(("effusion", "consolidation", "free fluid"))[: question["max_length"]]}


def _point(question: Question, draw: Random) -> dict[str, Any]:
    count = draw.randint(question["min"], question["max"])
    places = (_place(draw) for _ in range(count))
    return {"points": [{"x": x, "y": y, "frame": _frame(question)} for x, y in places]}


def _caliper(question: Question, draw: Random) -> dict[str, Any]:
    starts = (_place(draw) for _ in range(question["lines"]))
    frame = _frame(question)
    return {"lines": [{"x1": x, "y1": y, "x2": x + 1, "y2": y + 2, "frame": frame} for x, y in starts]}


def _probe(question: Question, draw: Random) -> dict[str, Any]:
    transducers = _names(question["transducers"] or ())
    return {
        "at": _place(draw),
        "direction": draw.randrange(360) if question["direction"] else None,
        "transducer": draw.choice(transducers) if transducers else None,
    }


def _concordance(question: Question, draw: Random) -> dict[str, Any]:
    return {"value": int(draw.choice(_names(question["scale"])))}


def _names(shown: Sequence[Mapping[str, str]]) -> list[str]:
    return [one["id"] for one in shown]


def _shuffled(shown: Sequence[Mapping[str, str]], draw: Random) -> list[str]:
    return draw.sample(_names(shown), len(shown))


def _place(draw: Random) -> list[float]:
    return [round(draw.uniform(0, CORNER), 1) for _ in range(2)]


def _frame(question: Question) -> int:
    """The first frame that is asked about."""
    first: int = (question["frames"] or (0,))[0]
    return first


_ANSWERS: Mapping[str, Callable[[Question, Random], dict[str, Any]]] = {
    "choice": _choice,
    "ordering": _ordering,
    "matching": _pairing,
    "labelling": _pairing,
    "numeric": _numeric,
    "text": _text,
    "point": _point,
    "caliper": _caliper,
    "probe": _probe,
    "concordance": _concordance,
}
