"""All scenes by name."""

from collections.abc import Mapping
from difflib import get_close_matches

from media_tools.phantom.anatomy import (
    aorta,
    biliary,
    bowel,
    cardiac,
    lung,
    obstetric,
    renal,
    softtissue,
    trauma,
    venous,
)
from media_tools.phantom.entry import Entry
from media_tools.phantom.parameters import SynthesisRefused

CATALOGUE: Mapping[str, Entry] = {
    entry.name: entry
    for area in (cardiac, lung, aorta, trauma, venous, biliary, renal, obstetric, softtissue, bowel)
    for entry in area.SCENES
}


def find(name: str) -> Entry:
    """The scene of a name.

    Raises:
        SynthesisRefused: there is none; the message offers what is near.
    """
    if name in CATALOGUE:
        return CATALOGUE[name]
    near = get_close_matches(name, CATALOGUE, 3, 0.5) or [n for n in CATALOGUE if n.split(".")[0] in name]
    offer = ", ".join(near or CATALOGUE)
    raise SynthesisRefused(f"there is no scene '{name}': {'did you mean' if near else 'there are'} {offer}")
