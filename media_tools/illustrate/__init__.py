"""Illustrations of the encounter, drawn by code in one flat style.

draw       a picture at one moment
frames     a picture as it moves, frame by frame
describe   what a picture shows, in words
Clip       the images of an exhibit, for the screen of the ultrasound machine
Moment     a time, and who speaks
SIZE       width and height in pixels

From the inside out: `svg`, `shapes` and `palette` (elements); `people`, `places`, `equipment` (what
is drawn); `body` (where each region lies, for anyone who needs an outline); `closeup`, `layout`,
`bedside`, `insets`, `views` (whole pictures); `stage`, `motion`, `animate` (movement).
"""

from media_tools.illustrate.animate import Moment, draw, frames
from media_tools.illustrate.describe import describe
from media_tools.illustrate.equipment.machine import Clip
from media_tools.illustrate.places.rooms import HEIGHT, WIDTH

SIZE = (WIDTH, HEIGHT)

__all__ = ["SIZE", "Clip", "Moment", "describe", "draw", "frames"]
