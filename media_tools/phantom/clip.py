"""Clips: rendered, measured, written with their truth beside them.

A clip loops without a jump: everything in it repeats with its length.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from media_tools.encode import Frame, whole, write_video
from media_tools.phantom import mmode
from media_tools.phantom.catalogue import find
from media_tools.phantom.images import Grey
from media_tools.phantom.measure import measure
from media_tools.phantom.overlay import compose, draw_overlay
from media_tools.phantom.probe import HEIGHT, WIDTH, Beams, Point, Screen
from media_tools.phantom.recipe import Recipe
from media_tools.phantom.render import render
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Caliper, Scene
from scenarios.model import ExhibitMedia

_REACH = 5.0
"""mm from where the anatomy has an edge within which the image may show it."""


@dataclass(frozen=True)
class Clip:
    """A rendered clip.

    Attributes:
        recipe: what it was made from.
        greys: its images without what stands beside them.
        overlay: what stands beside them, the same on all.
        screen: where millimetres lie on it.
        truth: what is known of it, in pixels and frames; see `docs/phantom`.
    """

    recipe: Recipe
    greys: tuple[Grey, ...]
    overlay: Frame
    screen: Screen
    truth: Mapping[str, JsonValue]

    def frames(self) -> Iterator[Frame]:
        """The frames as RGB."""
        return (compose(image, self.overlay) for image in self.greys)


def render_clip(recipe: Recipe) -> Clip:
    """Render a clip and measure it.

    Raises:
        SynthesisRefused: the recipe names what there is not.
    """
    entry = find(recipe.scene)
    scene = entry.make(recipe.settings, Clock(recipe.loop), recipe.seed)
    screen = mmode.small_screen(scene) if scene.trace else Screen(scene.probe)
    greys = tuple(_images(scene, screen, recipe))
    truth = _tell(recipe, scene, screen, greys)
    return Clip(recipe, greys, draw_overlay(screen, entry.marker, scene.trace), screen, truth)


def _images(scene: Scene, screen: Screen, recipe: Recipe) -> Iterator[Grey]:
    beams = Beams(scene.probe)
    convert = screen.converter(beams)
    times = [index / recipe.rate for index in range(recipe.frames)]
    images = (convert(image) for image in render(scene, beams, times, recipe.seed))
    if not scene.trace:
        return images
    return mmode.sweep(images, mmode.draw_trace(scene, scene.trace, recipe), recipe.frames)


def write_clip(target: Path, recipe: Recipe, media: str | None = None) -> ExhibitMedia:
    """Render a clip in this process into an MP4, with its sidecar beside it.

    For the same bytes on every machine call `process.synthesise` in its place.

    Args:
        target: the MP4 file; the sidecar has the same name and `.json`.
        recipe: what to render.
        media: the clip's path in its case's folder, as the sidecar gives it; its name by default.

    Raises:
        SynthesisRefused: the recipe names what there is not.
        EncodingFailed: the encoder refused.
    """
    clip = render_clip(recipe)
    with whole(target) as part, whole(target.with_suffix(".json")) as beside:
        write_video(part, clip.frames(), recipe.rate, crf=recipe.crf)
        sidecar = _describe(clip, hashlib.sha256(part.read_bytes()).hexdigest(), media or target.name)
        beside.write_text(sidecar.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return sidecar


def _describe(clip: Clip, digest: str, media: str) -> ExhibitMedia:
    recipe = clip.recipe
    return ExhibitMedia(
        media=media,
        digest=digest,
        frames=recipe.frames,
        rate=recipe.rate,
        size=(WIDTH, HEIGHT),
        mm_per_px=(round(clip.screen.mm_per_px, 6),) * 2,
        zero_depth=round(clip.screen.to_px(0, 0)[1], 1),
        marker=find(recipe.scene).marker,
        simulated=True,
        regions=(clip.screen.region,),
        truth=clip.truth,
        sources=recipe.digest(),
    )


def _tell(recipe: Recipe, scene: Scene, screen: Screen, greys: tuple[Grey, ...]) -> Mapping[str, JsonValue]:
    facts = scene.facts
    measured = {name: _measured(recipe, screen, greys, caliper) for name, caliper in facts.calipers.items()}
    return {
        "scene": recipe.scene,
        "parameters": dict(recipe.parameters),
        "seed": recipe.seed,
        "rates": {name: round(rate, 2) for name, rate in facts.rates.items()},
        "moments": {name: [_frame(recipe, time) for time in times] for name, times in facts.moments.items()},
        "landmarks": {
            name: {"frame": _frame(recipe, time), "at": _pixel(screen.to_px(*place))}
            for name, (time, place) in facts.landmarks.items()
        },
        "measurements": {name: dict(found) for name, found in measured.items() if found},
        "findings": dict(facts.findings),
        **({"trace": dict(_scales(recipe, scene))} if scene.trace else {}),
    }


def _scales(recipe: Recipe, scene: Scene) -> Mapping[str, JsonValue]:
    """Where the M-mode trace stands, and what its pixels measure."""
    box = mmode.TRACE_BOX
    return {
        "region": list(box),
        "mm_per_px": round(scene.probe.depth / box[3], 6),
        "seconds_per_px": round(recipe.loop / box[2], 6),
    }


def _measured(
    recipe: Recipe, screen: Screen, greys: tuple[Grey, ...], caliper: Caliper
) -> Mapping[str, JsonValue] | None:
    frame = _frame(recipe, caliper.seconds)
    one, other = (screen.to_px(*end) for end in caliper.ends)
    span = measure(greys[frame], (one, other), _REACH / screen.mm_per_px, caliper.edge)
    if span is None:
        return None
    return {
        "says": caliper.says,
        "frame": frame,
        "from": _pixel(span.start),
        "to": _pixel(span.end),
        "edge": caliper.edge,
        "mm": round(span.pixels * screen.mm_per_px, 1),
    }


def _frame(recipe: Recipe, seconds: float) -> int:
    return round(seconds * recipe.rate) % recipe.frames


def _pixel(place: Point) -> list[JsonValue]:
    return [round(place[0], 1), round(place[1], 1)]
