"""The report of a check as one page that needs nothing beside it: no script, no file, no network.

page      a package's findings -> HTML
scenes    what the page shows of a scene: its clip, its time line, its findings with pictures
timeline  a scene's sound, speech, captions, timepoints and findings along one axis
"""

from pathlib import Path

TEMPLATES = Path(__file__).parents[1] / "templates"
"""The page, its style, and the drawing of a time line."""
