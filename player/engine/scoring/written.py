"""Numbers, and few words."""

from collections.abc import Mapping
from typing import Any

from scenarios.model.item import NumericItem, TextItem, conversion
from scenarios.model.key import NumericKey, TextKey


def score_numeric(item: NumericItem, key: NumericKey, raw: Mapping[str, Any], _: object) -> float:
    """QTI 3 `equal` with toleranceMode absolute or relative, bounds included or not.

    The answer is first turned into the key's unit. A relative tolerance is a share of the key's value without its
    sign; around 0 it leaves 0 alone.
    """
    return float(key.takes(raw["value"] * conversion(raw["unit"], item.unit)))


def score_text(_: TextItem, key: TextKey, raw: Mapping[str, Any], __: object) -> float:
    """QTI 3 `stringMatch` on normalised words: all the points for an accepted answer.

    Anything else earns nothing yet: it waits for a marker.
    """
    return float(key.takes(raw["text"]))
