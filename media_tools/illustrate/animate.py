"""From a picture to pixels: one still frame, or every frame of a calm moving picture."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from media_tools.encode import Frame
from media_tools.illustrate.equipment.curves import paint_live
from media_tools.illustrate.equipment.machine import Clip, paint_clip
from media_tools.illustrate.motion import BREATHS_A_MINUTE, Speaking, pose_at
from media_tools.illustrate.raster import rasterise
from media_tools.illustrate.stage import REST, Actor, Pixels, Pose, Stage
from media_tools.illustrate.views import stage_for
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Picture

Changed = npt.NDArray[np.bool_]
"""Which pixels of a part of the picture change."""


@dataclass(frozen=True)
class Moment:
    """A time in a scene, in seconds, and who speaks then."""

    seconds: float = 0.0
    speaker: str | None = None


START = Moment()


def draw(
    picture: Picture,
    cast: Mapping[str, CastMember],
    patient: Patient,
    moment: Moment = START,
    clip: Clip | None = None,
) -> Frame:
    """A picture at one moment: 540 x 960 x 3.

    Args:
        picture: what the scene shows.
        cast: who may be in it.
        patient: whose age and sex are drawn.
        moment: when, and who speaks.
        clip: the images of the exhibit; without them the machine's screen is dark.

    Raises:
        MediaError: the picture names somebody who is not in the cast.
    """
    return _Show(picture, cast, patient, clip).frame(moment.seconds, lambda _: moment.speaker)


def frames(
    picture: Picture,
    cast: Mapping[str, CastMember],
    patient: Patient,
    seconds: float,
    rate: float,
    *,
    speaking: Speaking,
    clip: Clip | None = None,
    start: float = 0.0,
) -> Iterator[Frame]:
    """A picture as it moves for so many seconds, frame by frame, each 540 x 960 x 3.

    Args:
        picture: what the scene shows.
        cast: who may be in it.
        patient: whose age and sex are drawn.
        seconds: how long; rounded to whole frames.
        rate: frames a second.
        speaking: who speaks at a time of the scene, in seconds.
        clip: the images of the exhibit, shown again and again; without them the screen is dark.
        start: the time of the scene at which the first frame is shown.

    Raises:
        MediaError: the picture names somebody who is not in the cast.
    """
    show = _Show(picture, cast, patient, clip)
    return (show.frame(start + i / rate, speaking, since=i / rate) for i in range(round(seconds * rate)))


class Painter:
    """Paints a stage in any pose; what does not change is drawn once."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._base = rasterise(stage.document({}))
        self._resting: dict[Pixels, Frame] = {}
        self._pieces: dict[tuple[str, str, int], tuple[Changed, Frame]] = {}

    def paint(self, poses: Mapping[str, Pose]) -> Frame:
        """The picture with everybody in their pose, without curves and clip."""
        frame = self._base.copy()
        for actor in self._stage.actors:
            self._pose(frame, actor, poses.get(actor.name, REST))
        return frame

    def _pose(self, frame: Frame, actor: Actor, pose: Pose) -> None:
        for field, box in actor.boxes.items():
            step = getattr(pose, field)
            if step and box[2] and box[3]:
                key = (actor.name, field, step)
                if key not in self._pieces:
                    self._pieces[key] = self._piece(actor, field, step)
                changed, colours = self._pieces[key]
                _cut(frame, box)[changed] = colours

    def _piece(self, actor: Actor, field: str, step: int) -> tuple[Changed, Frame]:
        """The pixels that a pose changes; a part that is drawn alone differs a little along its curves."""
        box = actor.boxes[field]
        if box not in self._resting:
            self._resting[box] = rasterise(self._stage.document({}, box))
        posed = rasterise(self._stage.document({actor.name: replace(REST, **{field: step})}, box))
        changed = (posed != self._resting[box]).any(axis=2)
        return changed, posed[changed]


def _cut(frame: Frame, box: Pixels) -> Frame:
    x, y, width, height = box
    return frame[y : y + height, x : x + width]


class _Show:
    """A picture that can be painted at any time."""

    def __init__(
        self, picture: Picture, cast: Mapping[str, CastMember], patient: Patient, clip: Clip | None
    ) -> None:
        self._stage = stage_for(picture, cast, patient)
        self._painter = Painter(self._stage)
        self._clip = clip
        monitor = picture.monitor
        self._breaths = BREATHS_A_MINUTE if monitor is None or monitor.rr is None else monitor.rr

    def frame(self, seconds: float, speaking: Speaking, since: float | None = None) -> Frame:
        """The frame at a time of the scene; `since` is the time from which the clip has played."""
        poses = {actor.name: self._pose(actor.name, seconds, speaking) for actor in self._stage.actors}
        frame = self._painter.paint(poses)
        if self._stage.live:
            paint_live(frame, self._stage.live, seconds)
        if self._stage.screen and self._clip:
            paint_clip(frame, self._stage.screen, self._clip.at(seconds if since is None else since))
        return frame

    def _pose(self, name: str, seconds: float, speaking: Speaking) -> Pose:
        breaths = self._breaths if name == "patient" else BREATHS_A_MINUTE
        return pose_at(name, seconds, speaking, breaths)
