"""From the lines of a scene to its sound, with the time of everything that happens in it.

narration   `narrate(scene, cast, pronounce)`: lines spoken, placed, mixed and brought to loudness
placing     when each line begins: pauses, timepoints, pictures; pure
mixing      speech and sounds into one signal at a loudness
"""

from media_tools.narrate.mixing import WEB, LoudnessProfile
from media_tools.narrate.narration import Narration, Noticed, Said, Shown, Sounded, narrate
from media_tools.narrate.placing import FRAME_RATE, PACE, Pace

__all__ = [
    "FRAME_RATE",
    "PACE",
    "WEB",
    "LoudnessProfile",
    "Narration",
    "Noticed",
    "Pace",
    "Said",
    "Shown",
    "Sounded",
    "narrate",
]
