"""Leg veins under compression: the groin and the hollow of the knee, across. Right leg; lateral is left.

A healthy vein closes completely under the probe while the artery beside it stays round; a vein filled
by clot does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from media_tools.phantom.anatomy.calipers import across
from media_tools.phantom.canvas import Canvas, Sheet, within
from media_tools.phantom.entry import Entry
from media_tools.phantom.motion import Amplitudes, Rig, Warp
from media_tools.phantom.parameters import number
from media_tools.phantom.probe import Point, Probe, linear
from media_tools.phantom.rhythm import Clock, Cycle, bump, through
from media_tools.phantom.scene import Caliper, Echo, Extra, Facts, Layer, Optics, Scene
from media_tools.phantom.shapes import Curve, ellipse, points, smooth
from media_tools.phantom.tubes import Tube, Wall


@dataclass(frozen=True)
class Compression:
    """What can be set in views of a vein under compression."""

    clot: float = number(0, 0, 100, "%", "of the vein's diameter that clot fills and keeps open")
    vein: float = number(10, 4, 16, "mm", "diameter of the vein from front to back, uncompressed")
    heart_rate: float = number(72, 45, 150, "/min", "heartbeats, fitted to the clip's length")
    pressure: float = number(100, 0, 100, "%", "of the compression; 0 holds the probe still")


@dataclass(frozen=True)
class _Site:
    """Where vessels lie, in mm: vein and artery with the radius of the artery, and what else is seen.

    The artery lies `below` the vein, or beside it on the left.
    """

    probe: Probe
    vein: Point
    artery: Point
    radius: float
    below: bool
    muscles: tuple[tuple[float, float, float, float, float], ...]
    fascia: tuple[str, ...]
    bone: str | None = None
    small: Point | None = None


_GROIN = _Site(
    probe=linear(45, width=42),
    vein=(5.8, 22.5),
    artery=(-7.4, 20.0),
    radius=4.4,
    below=False,
    muscles=((-16, 34, 13, 8, 0.25), (14, 37, 17, 8, -0.15), (-19, 18, 8, 5, 0.5)),
    fascia=("-21,13 -8,12.4 6,13.2 21,12.2", "-21,10.4 -4,10.2 10,11 21,10.4"),
    small=(14.5, 13.6),
)
_KNEE = _Site(
    probe=linear(50, width=42),
    vein=(-1.5, 21.5),
    artery=(1.5, 32.5),
    radius=3.6,
    below=True,
    muscles=((-17, 24, 10, 12, 1.2), (18, 23, 10, 13, 1.9), (-14, 40, 12, 6, 0.2)),
    fascia=("-21,10.6 -8,11.4 6,11.2 21,10.4",),
    bone="-21,46 -8,44.4 2,45.4 12,44.2 21,45.6",
)
_OPTICS = Optics(
    span=60,
    gain=2,
    axial=0.13,
    lateral=1.35,
    haze=0.04,
    noise=-70,
    noise_slope=0.14,
    fade=2,
    streaks=1.6,
    crisp=0.35,
    gamma=1.4,
    looks=2,
)
_PEAK = 0.46
"""The phase of the cycle at which the probe presses hardest."""


def _with_room(site: _Site, params: Compression) -> _Site:
    """The site with the vein moved away from the artery as far as its size needs."""
    (x, z), (ax, az) = site.vein, site.artery
    if site.below:
        return replace(site, vein=(x, min(z, az - site.radius - 1.4 - params.vein / 2)))
    return replace(site, vein=(max(x, ax + site.radius + 1.8 + 0.69 * params.vein), z))


def build_groin(params: Compression, clock: Clock, seed: int) -> Scene:
    """The common femoral vein beside its artery."""
    return _build(_with_room(_GROIN, params), params, clock, seed)


def build_knee(params: Compression, clock: Clock, seed: int) -> Scene:
    """The popliteal vein in front of its artery, as seen from behind the knee."""
    return _build(_with_room(_KNEE, params), params, clock, seed)


def _build(site: _Site, params: Compression, clock: Clock, seed: int) -> Scene:
    beat, press = clock.cycle(params.heart_rate), clock.cycle(15)
    pose = _pose(params, beat, press)
    warp = Warp(_rig(site, params), pose)
    half = params.vein / 2
    top, bottom = (site.vein[0], site.vein[1] - half), (site.vein[0], site.vein[1] + half)
    side = (site.artery[0], site.artery[1] - site.radius), (site.artery[0], site.artery[1] + site.radius)
    peak = _PEAK * press.period
    pressed = params.pressure > 0
    calipers = {
        "vein": across(warp, top, bottom, 0.0, "vein from front to back, uncompressed"),
        "artery": across(warp, *side, 0.0, "artery from front to back"),
    }
    if pressed and params.clot > _HELD:
        x, z = warp.carry(site.vein, peak)[0].tolist()
        left = half * (1 - _closing(params))
        calipers["vein-compressed"] = Caliper(
            peak, ((x, z - left), (x, z + left)), "vein from front to back, compressed"
        )
    facts = Facts(
        rates={"heart-rate": beat.per_minute, "compression-rate": press.per_minute},
        moments={"compression": press.moments(_PEAK, clock.seconds)} if pressed else {},
        landmarks={"vein": (0.0, site.vein), "artery": (0.0, site.artery)},
        calipers=calipers,
        findings={"clot": params.clot > 0, "compressible": params.clot < _HELD if pressed else None},
    )
    vessels = _vessels(site, params, warp, pose, seed)
    return Scene(site.probe, _OPTICS, (Layer(_paint(site, seed), warp),), (vessels,), facts)


_HELD = 10.0
"""% of the diameter below which clot would not hold a vein open."""


def _pose(params: Compression, beat: Cycle, press: Cycle) -> Amplitudes:
    keys = ((0.0, 0.0), (0.12, 0.0), (0.40, 0.97), (_PEAK, 1.0), (0.58, 0.96), (0.84, 0.0))

    def pose(seconds: float) -> Mapping[str, float]:
        pulse = bump(beat.phase(seconds), 0.15, 0.06) + 0.3 * bump(beat.phase(seconds), 0.38, 0.08)
        force = through(keys, press.phase(seconds)) * params.pressure / 100
        return {"press": force, "pulse": pulse}

    return pose


def _rig(site: _Site, params: Compression) -> Rig:
    """Pressure thins everything down to what is deep, which comes nearer as the vein empties."""
    rig = Rig()
    width, deep = site.probe.width / 2 + 3, site.probe.depth
    lift = _lift(params)
    for z in (0.5, 0.4 * _THINS, 0.8 * _THINS, 1.2 * _THINS, deep + 6):
        rises = lift * min(1.0, z / _THINS)
        rig.hold([(x, z) for x in (-width, 0, width)], press=(0.0, -rises))
    return rig


_THINS = 38.0
"""Depth in mm to which pressure thins tissue."""


def _lift(params: Compression) -> float:
    """How far in mm full pressure brings deep tissue nearer."""
    return 2.4 + params.vein * _closing(params)


def _closing(params: Compression) -> float:
    """The share of its diameter that the vein loses under full pressure."""
    return 1 - max(0.015, 0.9 * params.clot / 100)


def _vessels(site: _Site, params: Compression, warp: Warp, pose: Amplitudes, seed: int) -> Extra:
    artery = Tube(seed, Wall(-16, 0.22))
    filling = None if params.clot <= 0 else -62 + 19 * min(1.0, 0.3 + params.clot / 90)
    vein = Tube(seed + 1, Wall(-24, 0.17, (-29.0, 0.5)), filling)

    def draw(echo: Echo, seconds: float) -> None:
        now = pose(seconds)
        (vx, vz), (ax, az) = warp.carry((site.vein, site.artery), seconds).tolist()
        half = params.vein / 2 * (1 - now["press"] * _closing(params))
        vein.draw(echo, (vx, vz), 0.62 * params.vein * (1 + 0.10 * now["press"] * _closing(params)), half)
        swelling = 1 + 0.04 * now["pulse"]
        artery.draw(
            echo,
            (ax, az),
            site.radius * swelling * (1 + 0.02 * now["press"]),
            site.radius * swelling * (1 - 0.05 * now["press"]),
        )

    return draw


def _paint(site: _Site, seed: int) -> Sheet:
    canvas = Canvas(site.probe, seed, looks=_OPTICS.looks)
    streaks = canvas.uneven(9, 0.55)
    canvas.level[:] = (
        -33 + 3.0 * streaks + 2.2 * canvas.uneven(4) + 1.5 * canvas.uneven(1.3) + 2 * canvas.uneven(14)
    )
    canvas.loss[:] = 0.1
    for x, z, long, thick, turn in site.muscles:
        _paint_muscle(canvas, ellipse((x, z), long, thick, turn))
    _paint_layers(canvas, site)
    _paint_bundle(canvas, site)
    if site.small:
        small = canvas.raster.inside(ellipse(site.small, 2.2, 1.7))
        canvas.fill(small, -60 + canvas.uneven(2), soft=0.3)
        canvas.interface(small - 0.3, -28, 0.2, facing=2, least=0.1)
    if site.bone:
        _paint_bone(canvas, smooth(points(site.bone), closed=False))
    return canvas.bake()


def _paint_muscle(canvas: Canvas, outline: Curve) -> None:
    muscle = canvas.raster.inside(canvas.wobble(outline, 0.6, 8))
    canvas.fill(muscle, -38 + 4.4 * canvas.uneven(7, 0.5) + canvas.uneven(1.5), soft=0.5)
    canvas.interface(muscle, -25, 0.2, facing=2, least=0.1, rough=2.0, mirror=0.15)


def _paint_layers(canvas: Canvas, site: _Site) -> None:
    """Skin, fat with septa, and the fasciae."""
    bend = canvas.uneven(14, 5)
    fat = canvas.z - 10 + 0.4 * bend
    canvas.fill(fat, -36.5 + 2.2 * canvas.uneven(8, 0.5) + 1.8 * canvas.uneven(2.5), soft=0.4)
    for z, tilt in ((4.2, 0.03), (6.0, -0.04), (7.9, 0.02)):
        septum = canvas.z - z - tilt * canvas.x - 0.7 * bend - 0.3 * canvas.uneven(5)
        canvas.interface(septum, -28, 0.12, facing=0, rough=2.6, mirror=0.1)
    for line in site.fascia:
        path = canvas.raster.along(canvas.wobble(smooth(points(line), closed=False), 0.2, 6))
        canvas.interface(path, -20, 0.17, facing=0, rough=2.0, mirror=0.2)
    skin = canvas.z - 2.0 + 0.2 * bend
    canvas.fill(skin, -21 + 1.2 * canvas.uneven(6, 0.4) + 1.5 * canvas.uneven(1.2), soft=0.3)
    canvas.interface(skin, -17, 0.15, facing=0, rough=1.4)


def _paint_bundle(canvas: Canvas, site: _Site) -> None:
    """Fat around the vessels, brighter than muscle."""
    (vx, vz), (ax, az) = site.vein, site.artery
    middle = ((vx + ax) / 2, (vz + az) / 2)
    reach = np.hypot(vx - ax, vz - az) / 2
    turn = float(np.arctan2(az - vz, ax - vx))
    around = canvas.raster.inside(canvas.wobble(ellipse(middle, reach + 10, 9.5, turn), 1.6, 8))
    canvas.fill(around, -29.5 + 2 * canvas.uneven(2.5) + 1.8 * canvas.uneven(6, 1.2), soft=2.0, opacity=0.85)


def _paint_bone(canvas: Canvas, line: Curve) -> None:
    front = canvas.raster.along(line)
    canvas.interface(front, -11, 0.35, facing=1.5, least=0.15, rough=1.4)
    canvas.loss += 9.0 * within(front - 0.5, 0.3)


SCENES = (
    Entry(
        "venous.femoral",
        "common femoral vein and artery in the right groin, under compression",
        Compression,
        build_groin,
        "left",
        {"patent": {}, "clot": {"clot": 85, "vein": 12}},
    ),
    Entry(
        "venous.popliteal",
        "popliteal vein and artery from behind the right knee, under compression",
        Compression,
        build_knee,
        "left",
        {"patent": {"vein": 8}, "clot": {"clot": 85, "vein": 10}},
    ),
)
