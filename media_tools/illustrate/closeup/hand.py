"""The gloved hand that holds a transducer.

Drawn upright: the tip of the transducer is (0, 0), its handle goes down, and the hand belongs to
somebody who stands below the picture and to its right.
"""

import math

from media_tools.illustrate.closeup.transducer import Held
from media_tools.illustrate.palette import GLOVE, TEAL, darken, lighten
from media_tools.illustrate.svg import Svg, group, path, stroke


def hand(held: Held) -> Svg:
    """A gloved hand around the handle, with the sleeve that leads out of the picture."""
    grip = 92.0 if held.kind == "endocavitary" else 0.0
    angle = math.degrees(math.atan2(held.lean[1], held.lean[0])) - 90
    flip = 1 if held.lean[0] >= 0 else -1
    inner = group((_glove(),), move=(0, grip), scale=(flip, 1))
    return group((inner,), turn=angle)


def _glove() -> Svg:
    shade, light = darken(GLOVE, 0.16), lighten(GLOVE, 0.2)
    sleeve = path("M-26 262L-48 700H112L58 256Z", TEAL) + path(
        "M24 262L60 700H112L58 256Z", darken(TEAL, 0.12)
    )
    cuff = path("M-34 236C-30 226 56 222 62 232L64 272C40 284 -14 286 -34 278Z", lighten(GLOVE, 0.12))
    fingers = (
        stroke("M44 172C60 150 56 126 36 112", shade, 23),
        stroke("M38 160C56 134 52 108 30 92", darken(GLOVE, 0.07), 23),
        stroke("M26 146C46 118 42 92 21 70", GLOVE, 23),
    )
    back = path(
        "M-30 246C-44 206 -46 176 -34 150C-22 132 12 126 32 134C54 144 66 176 62 246C40 256 -12 258 -30 246Z",
        GLOVE,
    )
    thumb = stroke("M-28 176C-40 142 -32 108 -15 84", GLOVE, 25) + stroke(
        "M-16 150C-22 132 -20 114 -10 100", shade, 2.6
    )
    knuckles = stroke("M22 140q8 -2 14 4M40 154q7 2 10 10", shade, 2.6)
    shine = stroke("M-26 122C-30 110 -26 98 -20 90M-22 214C-30 196 -32 182 -28 170", light, 4, opacity=0.8)
    wrinkle = stroke("M-30 244C0 252 40 250 60 242M-24 256C4 264 40 262 56 256", shade, 2.4)
    return group((sleeve, cuff, *fingers, back, thumb, knuckles, shine, wrinkle))
