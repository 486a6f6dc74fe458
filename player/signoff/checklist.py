"""The short checklist of a scene: what a reviewer answers for, point by point, with the criteria that it speaks to.

The first four are what captions have to be (FCC, 47 CFR 79.1(j)(2)). Criteria are those of WCAG 2.2.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Answer = Literal["yes", "none"]
"""It is so; or there is nothing of the kind in the scene."""


@dataclass(frozen=True)
class Point:
    """One point: what holds, where to look, the criteria, and whether there may be nothing of the kind."""

    holds: str
    how: str
    criteria: tuple[str, ...]
    may_lack: bool = False


POINTS: Mapping[str, Point] = {
    "accurate": Point(
        "The captions say what is said.",
        "Read every one while it is heard; numbers, units, sides, drugs and every “not” twice.",
        ("1.2.2",),
    ),
    "synchronous": Point(
        "They come and go with the speech.",
        "Watch the beginnings and the ends; nobody should read ahead of what is said.",
        ("1.2.2",),
    ),
    "complete": Point(
        "They leave nothing out from the first word to the last.",
        "Listen once with your eyes shut, then look at what the captions have of it.",
        ("1.2.2",),
    ),
    "placed": Point(
        "They cover nothing that has to be seen.",
        "Look at what is under them: faces, the monitor, the picture of the probe.",
        ("1.2.2",),
        may_lack=True,
    ),
    "speakers": Point(
        "Who speaks is named, and rightly.",
        "Where the voice changes, the name has to change too.",
        ("1.2.2", "1.3.1"),
        may_lack=True,
    ),
    "sounds": Point(
        "Sounds that matter are told in brackets.",
        "Alarms, coughs, a curtain that is drawn: whatever a hearing candidate would act on.",
        ("1.2.2",),
        may_lack=True,
    ),
    "seen": Point(
        "Script and descriptions say what is seen and not said.",
        "Cover the picture: could you still answer what is asked?",
        ("1.2.1", "1.2.3", "1.2.5"),
        may_lack=True,
    ),
    "flashes": Point(
        "Nothing flashes more than three times in a second.",
        "The check measures it; look all the same.",
        ("2.3.1",),
        may_lack=True,
    ),
    "keyboard": Point(
        "What is asked here can be answered with the keyboard alone.",
        "Sit the scene in practice without the mouse.",
        ("2.1.1", "2.1.2", "2.4.7"),
        may_lack=True,
    ),
    "alternatives": Point(
        "The described alternatives do not give the answer away, and say enough to work with.",
        "Read the description of each picture as somebody who sees nothing of it.",
        ("1.1.1",),
        may_lack=True,
    ),
}
"""Every point, in the order in which it is asked."""
