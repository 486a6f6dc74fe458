"""What a server loads: nothing that it only needs to make media, which costs every one time and memory."""

import subprocess
import sys

HEAVY = {"av", "cv2", "numpy", "pydicom"}
"""What decodes, draws and measures media."""


def test_the_application_loads_nothing_that_makes_media() -> None:
    code = f"import sys, player.app; print(*{HEAVY!r} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout.split() == []
