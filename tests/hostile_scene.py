"""The small package with a scene that has everything wrong with it, and texts that would like to be markup."""

from pathlib import Path

import numbered
import numpy as np
from packages import copy_below
from soundings import babble, blinking, placed
from spoilers import edit, replaced
from spoilt import Spoilt

from media_tools.check.speech import RATE
from media_tools.encode import write_video

MARKUP = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
"""What a report must show as it is written."""
CAPTIONS = "one/captions/arrival.en.vtt"
CUES = f"""WEBVTT

00:00:00.100 --> 00:00:00.960
<v Doctor>Give 5 mg of adenosine now, and then look at the left side of the chest again.

00:00:01.020 --> 00:00:01.900
Who are you?

00:00:02.100 --> 00:00:02.900
<v {"".join(c for c in MARKUP if c not in "<>")}>Nobody. {MARKUP.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}
"""
SCRIPT = """# Arrival

**Doctor:** Give 50 mg of adenosine now, and then look at the right side of the chest again.

---

**Patient:** Who are you?

---

**Doctor:** Nobody.
"""


def flashing(package: Spoilt) -> None:
    """Let a scene flash five times a second."""
    path = package.folder / "one/media/arrival.mp4"
    frames = (frame for _, frame in blinking(5, seconds=3, size=numbered.SIZE))
    sound = placed(3, (0.1, babble(0.8)), (1.6, babble(0.8)))
    samples = np.rint(sound * 32767).astype(np.int16)
    write_video(path, frames, numbered.RATE, sound=(samples, RATE), key_times=[1, 2])
    replaced(package, "one/media/arrival.mp4", path)


def hostile(folder: Path) -> Spoilt:
    """A copy of the package below a folder: one scene flashes, and its captions are wrong in many ways."""
    package = copy_below(folder)
    flashing(package)
    package.write(CAPTIONS, CUES)
    package.write("one/scripts/arrival.en.md", SCRIPT)
    edit(package, "one/case.yaml", lambda case: case.update(title=MARKUP))
    return package
