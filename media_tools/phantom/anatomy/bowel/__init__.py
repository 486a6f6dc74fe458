"""Bowel: small bowel that may be obstructed, and the appendix. The patient's right is on the left."""

from media_tools.phantom.anatomy.bowel import appendix, loops
from media_tools.phantom.entry import Entry

SCENES = (
    Entry(
        "bowel.obstruction",
        "loops of small bowel, of normal width or dilated",
        loops.SmallBowel,
        loops.build_small_bowel,
        "left",
        {
            "obstructed": {},
            "normal": {"diameter": 18, "to-and-fro": False},
            "fluid": {"diameter": 40, "fluid": 8},
        },
    ),
    Entry(
        "bowel.appendix",
        "the appendix along its length, under gentle pressure",
        appendix.Appendix,
        appendix.build_appendix,
        "left",
        {
            "normal": {"diameter": 4.5, "inflamed-fat": 0},
            "appendicitis": {},
            "stone": {"diameter": 12, "stone": True, "fluid": 4, "inflamed-fat": 90},
        },
    ),
)
