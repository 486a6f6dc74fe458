"""An item to be tried: as a candidate is asked it, its exhibits, its score and its reasons."""

from collections.abc import Callable
from typing import Any

from player.engine.disguise import disguised, revealed
from player.engine.measure import read_off
from player.engine.present import explain, present
from player.engine.response import Raw, check_response
from player.engine.scoring import score_item, waits
from player.errors import InvalidResponse
from scenarios.model import Case, Key
from scenarios.model.item import ImageItem

SEED = "preview"
"""Fixes the names of choices and the order of shuffled ones, so that a page that is read again is the same."""
Plain = dict[str, Any]


def put(case: Case, name: str, key: Key | None, address: Callable[[str], str]) -> Plain:
    """An item as a candidate gets it, with what is right beside it.

    Args:
        case: the case.
        name: the item.
        key: its key; None where it has none that can score it.
        address: of a medium in the case's folder.
    """
    item = case.items[name]
    return {
        "question": present(name, item, SEED, case.images),
        "points": item.points,
        "domain": item.domain,
        "exhibits": [shown(case, of, address) for of in item.exhibits if of in case.sidecars],
        "unbuilt": [of for of in item.exhibits if of not in case.sidecars],
        "explanation": explain(name, item, key, SEED) if key else None,
    }


def shown(case: Case, name: str, address: Callable[[str], str]) -> Plain:
    """An exhibit as the viewer takes it."""
    exhibit, facts = case.exhibits[name], case.sidecars[name]
    known = facts.model_dump(
        mode="json",
        include={"frames", "rate", "size", "mm_per_px", "zero_depth", "marker", "simulated", "regions"},
    )
    kind = "video/mp4" if exhibit.kind == "cine" else "image/png"
    about = {"id": name, "view": exhibit.view, "description": exhibit.description, "kind": exhibit.kind}
    return {**known, **about, "media": [{"src": address(facts.media), "type": kind}]}


def scored(case: Case, name: str, key: Key, given: Raw) -> Plain:
    """What an answer earns, and why.

    Raises:
        InvalidResponse: the answer does not fit the item, or its image is not built.
    """
    item = case.items[name]
    if isinstance(item, ImageItem) and item.exhibit not in case.sidecars:
        raise InvalidResponse("The image of this question is not built yet.")
    raw = revealed(SEED, name, item, given)
    check_response(item, raw, case.images)
    measured = read_off(item, raw, case.images)
    return {
        "fraction": score_item(item, key, raw, measured),
        "points": item.points,
        "provisional": waits(key, raw),
        "response": disguised(SEED, name, item, raw),
        "explanation": explain(name, item, key, SEED, measured),
    }
