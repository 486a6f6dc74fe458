"""The lung between two ribs: dry (A-lines) or wet (B-lines), sliding or still, or both (the lung point)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from media_tools.phantom.anatomy.lung.chest import CURVED_OPTICS, LINEAR_OPTICS, Interspace, paint_wall
from media_tools.phantom.anatomy.lung.pleura import (
    Lung,
    Ray,
    Rays,
    Sliding,
    comet_tails,
    lay_lung,
    spread_rays,
)
from media_tools.phantom.images import Floats
from media_tools.phantom.parameters import count, number, switch
from media_tools.phantom.probe import Beams, curved, linear
from media_tools.phantom.rhythm import Clock, Cycle, breath, bump
from media_tools.phantom.scene import Facts, Layer, Scene, Trace


@dataclass(frozen=True)
class WetLung:
    """What can be set in the view of B-lines."""

    b_lines: int = count(5, 0, 12, "B-lines between the two ribs")
    sliding: float = number(5, 0, 12, "mm", "how far the lung slides with a breath")
    irregularity: float = number(15, 0, 100, "%", "thickening and breaks of the pleural line")
    breathing_rate: float = number(18, 6, 40, "/min", "breaths, fitted to the clip's length")
    pleura: float = number(27, 15, 45, "mm", "depth of the pleural line")


@dataclass(frozen=True)
class DryLung:
    """What can be set in a view of dry lung with a curved probe."""

    a_lines: float = number(100, 0, 100, "%", "strength of the A-lines")
    sliding: float = number(6, 0, 12, "mm", "how far the lung slides with a breath")
    irregularity: float = number(0, 0, 100, "%", "thickening and breaks of the pleural line")
    breathing_rate: float = number(16, 6, 40, "/min", "breaths, fitted to the clip's length")
    pleura: float = number(27, 15, 45, "mm", "depth of the pleural line")


@dataclass(frozen=True)
class SlidingLung:
    """What can be set in a view of the pleura with a linear probe."""

    sliding: float = number(4, 0, 8, "mm", "how far the lung slides with a breath; 0 is none")
    pulse: bool = switch("the heartbeat shakes the still lung (lung pulse)")
    a_lines: float = number(70, 0, 100, "%", "strength of the A-lines")
    breathing_rate: float = number(16, 6, 40, "/min", "breaths, fitted to the clip's length")
    heart_rate: float = number(76, 45, 150, "/min", "heartbeats, fitted to the clip's length")


@dataclass(frozen=True)
class LungPoint:
    """What can be set in the view of a lung point."""

    place: float = number(
        0, -10, 10, "mm", "where lung and air meet in mid-breath; right of the middle is positive"
    )
    travel: float = number(10, 2, 20, "mm", "how far that place moves with a breath")
    sliding: float = number(5, 1, 8, "mm", "how far the lung slides with a breath")
    breathing_rate: float = number(16, 6, 40, "/min", "breaths, fitted to the clip's length")


def build_wet(params: WetLung, clock: Clock, seed: int) -> Scene:
    """A wet lung with a curved probe."""
    space = Interspace(curved(120, field=62, radius=55), params.pleura)
    breathing = clock.cycle(params.breathing_rate)
    sliding = _sliding(params.sliding, breathing)
    wet = min(1.0, params.b_lines / 8)
    lung = Lung(max(0.0, 1 - params.b_lines / 5), params.irregularity / 100, haze=4 * wet)
    rays = spread_rays(params.b_lines, space, seed)
    draw = Rays(space, rays, sliding.way, clock.seconds, seed)
    places = {f"b-line-{index + 1}": place for index, place in enumerate(draw.places(0.0))}
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments=_breaths(breathing, clock),
        landmarks={name: (0.0, (x, space.surface_at(x))) for name, x in places.items()} | _pleura(space),
        findings={"b-lines": params.b_lines, "sliding": params.sliding > 0},
    )
    layers = (
        Layer(paint_wall(space, seed, CURVED_OPTICS.looks)),
        *lay_lung(space, lung, sliding, (CURVED_OPTICS, seed)),
    )
    return Scene(space.probe, CURVED_OPTICS, layers, (draw,), facts)


def build_dry(params: DryLung, clock: Clock, seed: int) -> Scene:
    """A dry lung with a curved probe."""
    space = Interspace(curved(120, field=62, radius=55), params.pleura)
    breathing = clock.cycle(params.breathing_rate)
    sliding = _sliding(params.sliding, breathing)
    lung = Lung(params.a_lines / 100, params.irregularity / 100)
    tails = Rays(space, comet_tails(space, seed) if params.sliding else [], sliding.way, clock.seconds, seed)
    repeats = {f"a-line-{n}": (0.0, (2.0, (n + 1) * params.pleura)) for n in (1, 2, 3)}
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments=_breaths(breathing, clock),
        landmarks=_pleura(space) | (repeats if params.a_lines else {}),
        findings={"a-lines": params.a_lines > 0, "b-lines": 0, "sliding": params.sliding > 0},
    )
    layers = (
        Layer(paint_wall(space, seed, CURVED_OPTICS.looks)),
        *lay_lung(space, lung, sliding, (CURVED_OPTICS, seed)),
    )
    return Scene(space.probe, CURVED_OPTICS, layers, (tails,), facts)


_NEAR = Interspace(linear(50, width=42), 18.0, ribs=(-19.5, 19.0), rib=6.5, bend=0.0014)


def build_sliding(params: SlidingLung, clock: Clock, seed: int) -> Scene:
    """The pleura with a linear probe."""
    return _near(params, clock, seed, haze=4)


def _near(params: SlidingLung, clock: Clock, seed: int, haze: float) -> Scene:
    breathing, beat = clock.cycle(params.breathing_rate), clock.cycle(params.heart_rate)
    slides = replace(
        _sliding(params.sliding, breathing),
        jolt=lambda seconds: 0.7 * params.pulse * bump(beat.phase(seconds), 0.2, 0.07),
    )
    tails = Rays(_NEAR, comet_tails(_NEAR, seed), slides.way, clock.seconds, seed)
    extras = (tails,) if params.sliding else ()
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute}
        | ({"heart-rate": beat.per_minute} if params.pulse else {}),
        moments=_breaths(breathing, clock),
        landmarks=_pleura(_NEAR),
        findings={"sliding": params.sliding > 0, "lung-pulse": params.pulse},
    )
    lung = Lung(params.a_lines / 100, haze=haze)
    layers = (
        Layer(paint_wall(_NEAR, seed, LINEAR_OPTICS.looks)),
        *lay_lung(_NEAR, lung, slides, (LINEAR_OPTICS, seed)),
    )
    return Scene(_NEAR.probe, LINEAR_OPTICS, layers, extras, facts)


def build_m_mode(params: SlidingLung, clock: Clock, seed: int) -> Scene:
    """The same with an M-mode trace: granular below the pleura where the lung slides, striped where not."""
    return replace(_near(params, clock, seed, haze=9), extras=(), trace=Trace(lateral=0.02))


def build_point(params: LungPoint, clock: Clock, seed: int) -> Scene:
    """Air on the left, lung that slides into view from the right and back."""
    breathing = clock.cycle(params.breathing_rate)
    slides = _sliding(-params.sliding, breathing)
    still = replace(slides, way=lambda _: 0.0, reach=0.0)

    def border(seconds: float) -> float:
        return params.place + params.travel * (0.5 - breath(breathing, seconds))

    def lung(beams: Beams, seconds: float) -> Floats:
        share = np.clip(0.5 + (beams.x - border(seconds)) / 0.8, 0, 1)
        return np.asarray(share, np.float32)

    layers = (
        Layer(paint_wall(_NEAR, seed, LINEAR_OPTICS.looks)),
        *lay_lung(_NEAR, Lung(1.0), still, (LINEAR_OPTICS, seed + 7), lambda beams, at: 1 - lung(beams, at)),
        *lay_lung(_NEAR, Lung(0.25, 0.15, haze=2), slides, (LINEAR_OPTICS, seed), lung),
    )
    tails = Rays(_NEAR, _tails_right_of(border(0.0) + 1, seed), slides.way, clock.seconds, seed)
    times = {"expiration": 0.0, "inspiration": 0.36 * breathing.period}
    marks = {
        f"lung-point-{name}": (at, (border(at), _NEAR.surface_at(border(at)))) for name, at in times.items()
    }
    facts = Facts(
        rates={"breathing-rate": breathing.per_minute},
        moments=_breaths(breathing, clock),
        landmarks=marks,
        findings={"lung-point": True, "air-side": "left"},
    )
    return Scene(_NEAR.probe, LINEAR_OPTICS, layers, (tails,), facts)


def _tails_right_of(place: float, seed: int) -> list[Ray]:
    """Comet tails of the part of the lung that always touches the chest wall."""
    rays = [ray for ray in spread_rays(6, _NEAR, seed) if ray.place > place]
    return [replace(ray, width=0.6, level=ray.level - 2, fade=0.3) for ray in rays[-2:]]


def _sliding(reach: float, breathing: Cycle) -> Sliding:
    return Sliding(lambda seconds: reach * (breath(breathing, seconds) - 0.4), abs(reach), breathing)


def _breaths(breathing: Cycle, clock: Clock) -> Mapping[str, tuple[float, ...]]:
    phases = {"end-expiration": 0.0, "end-inspiration": 0.36}
    return {name: breathing.moments(phase, clock.seconds) for name, phase in phases.items()}


def _pleura(space: Interspace) -> dict[str, tuple[float, tuple[float, float]]]:
    return {"pleural-line": (0.0, (2.0, space.pleura))}
