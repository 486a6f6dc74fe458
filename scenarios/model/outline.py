"""Body outlines on which a candidate places a transducer; `static/outlines/NAME.svg` draws each.

All have the same size, in units of their own, with the origin at the top left. `front` is the patient seen from the
front, so the patient's right side is on the left of the picture; `right` and `left` are the patient's.
"""

from typing import Literal, get_args

OutlineName = Literal[
    "torso-front",
    "torso-back",
    "torso-right",
    "torso-left",
    "abdomen",
    "legs-front",
    "legs-back",
    "arm-front",
]
WIDTH, HEIGHT = 600, 800

OUTLINES: tuple[OutlineName, ...] = get_args(OutlineName)
