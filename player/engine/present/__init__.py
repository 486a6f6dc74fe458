"""How an item is put before a candidate, and how it is explained when a practice case is over."""

from player.engine.disguise import alias
from player.engine.measure import NOTHING, Measured
from player.engine.present.explanation import explanation
from player.engine.present.question import Alias, Plain, question
from scenarios.model.item import CaliperItem, Item, PointItem
from scenarios.model.key import CaliperKey, Images, Key

__all__ = ["Alias", "Plain", "explain", "present"]


def present(name: str, item: Item, seed: str, images: Images | None = None) -> Plain:
    """An item as a candidate gets it: its stem and what can be answered, never what is right.

    Args:
        name: the item's identifier.
        item: the item.
        seed: of the attempt; fixes the names of choices, and the order of shuffled ones.
        images: the exhibits of its case.
    """
    common: Plain = {
        "item": name,
        "type": item.type,
        "stem": item.stem,
        "exhibits": list(item.exhibits),
        "confidence": item.confidence,
    }
    put = common | question(item, lambda choice: alias(seed, name, choice))
    return put | {"image": _image(item, images or {})} if isinstance(item, PointItem | CaliperItem) else put


def _image(item: PointItem | CaliperItem, images: Images) -> Plain | None:
    """What an answer on an image is told by, also when the image itself is no longer shown."""
    if item.exhibit not in images:
        return None
    facts = images[item.exhibit]
    return {"frames": facts.frames, "mm_per_px": list(facts.mm_per_px) if facts.mm_per_px else None}


def explain(
    name: str,
    item: Item,
    key: Key,
    seed: str,
    measured: Measured = NOTHING,
) -> Plain:
    """What is right and why, for practice after the case.

    Args:
        name: the item's identifier.
        item: the item.
        key: its key.
        seed: of the attempt, as for `present`.
        measured: what was measured in the answer.
    """
    told: Plain = {"rationale": key.rationale}
    told |= explanation(item, key, lambda choice: alias(seed, name, choice))
    if isinstance(key, CaliperKey):
        told["measured"] = list(measured.lengths)
        told["calculated"] = measured.ratio(key.ratio) if key.ratio else None
    return told
