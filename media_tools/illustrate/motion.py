"""How people move: blinking, breathing, speaking, as functions of time. Nothing here is fast.

Everybody blinks and breathes at their own times, which their id decides, so that a picture is the
same whenever it is drawn.
"""

import zlib
from collections.abc import Callable

from media_tools.illustrate.equipment.vitals import breathing
from media_tools.illustrate.stage import BREATHS, GLOWS, Pose

BREATHS_A_MINUTE = 14
"""How often people breathe whose rate is not shown on a monitor."""
_BLINK_EVERY = 4.4
_SYLLABLES = 5.0
"""Changes of the mouth in a second: calm speech."""
_MOUTHS = (1, 2, 1, 0, 2, 3, 1, 2)
_FADE = (0.0, 0.1, 0.2, 0.3)
"""The glow comes and goes within these seconds."""

Speaking = Callable[[float], str | None]
"""Who speaks at a time in seconds: an id of the cast, or nobody."""


def pose_at(name: str, seconds: float, speaking: Speaking, breaths: float = BREATHS_A_MINUTE) -> Pose:
    """The pose of somebody at a time; `breaths` a minute."""
    speaks = speaking(seconds) == name
    lit = sum(speaking(max(0.0, seconds - ago)) == name for ago in _FADE)
    return Pose(
        mouth=_mouth(name, seconds) if speaks else 0,
        lids=_lids(name, seconds),
        breath=_breath(name, seconds, breaths),
        glow=round(lit / len(_FADE) * GLOWS),
    )


def _chance(*what: object) -> float:
    """A number from 0 to 1 that only `what` decides."""
    return zlib.crc32("/".join(map(str, what)).encode()) / 0xFFFFFFFF


def _mouth(name: str, seconds: float) -> int:
    syllable = int(seconds * _SYLLABLES)
    return _MOUTHS[int(_chance(name, "mouth", syllable) * len(_MOUTHS)) % len(_MOUTHS)]


def _lids(name: str, seconds: float) -> int:
    shifted = seconds + _chance(name) * _BLINK_EVERY
    turn, since = divmod(shifted, _BLINK_EVERY)
    since -= 0.4 + _chance(name, turn) * (_BLINK_EVERY - 0.9)
    if not 0 <= since < 0.2:  # noqa: PLR2004 (a blink takes a fifth of a second)
        return 0
    return 2 if 0.04 <= since < 0.16 else 1  # noqa: PLR2004 (closing and opening are one frame each)


def _breath(name: str, seconds: float, rate: float) -> int:
    start = _chance(name, "breath") * 60 / rate if rate else 0.0
    low, high = 0.14, 0.8
    depth = (breathing(seconds + start, rate) - low) / (high - low)
    return max(0, round(depth * BREATHS))
