"""Second pass over a clip: what was confirmed is written, as MP4 or PNG, with its sidecar; nothing else of the file is."""

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from media_tools.encode import Frame, whole, write_video
from media_tools.errors import EncodingFailed, NotConfirmed, UnreadableMedia
from media_tools.importing import mask as masks
from media_tools.importing.analysis import Watch, digest, ignore
from media_tools.importing.plan import Confirmed, Kept, Plan, ensure_confirmed
from media_tools.importing.shapes import Box
from media_tools.importing.source import Source
from media_tools.importing.timing import Timeline
from media_tools.probe import examine
from scenarios.model import ExhibitMedia

QUALITY = 18
"""x264's constant rate factor: at 18 the loss cannot be seen, and speckle keeps its texture."""


def write_import(
    source: Source,
    plan: Plan,
    code: str | None,
    target: Path,
    *,
    replace: bool = False,
    watch: Watch = ignore,
) -> ExhibitMedia:
    """Write a clip (or a still) and its sidecar, both or neither.

    Args:
        source: the file, opened.
        plan: what is to be written.
        code: with which a person confirmed the mask.
        target: an MP4 for a clip, a PNG for a still; its sidecar (`.json`) is put beside it.
        replace: whether files that are there may be overwritten.
        watch: is called with the number of frames so far after each of them.

    Returns:
        What the sidecar says.

    Raises:
        NotConfirmed: something is still for a person to decide, or would be overwritten.
        UnreadableMedia: the file has changed since the first pass.
        EncodingFailed: ffmpeg refused, or wrote something else than was planned.
    """
    confirmed = ensure_confirmed(source.name, plan, code)
    _ensure_target(target, still=plan.still, replace=replace)
    sidecar = target.with_suffix(".json")
    with whole(sidecar) as sidecar_part, whole(target) as part:
        _write(part, source, confirmed, watch)
        facts = _describe(part, target, confirmed)
        sidecar_part.write_text(_format(facts), encoding="utf-8")
    return facts


def _format(facts: ExhibitMedia) -> str:
    """JSON with one line for each field: short to read, and a change shows where it is."""
    fields = facts.model_dump(mode="json", exclude_defaults=True)
    return (
        "{\n"
        + ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in fields.items())
        + "\n}\n"
    )


def _ensure_target(target: Path, *, still: bool, replace: bool) -> None:
    wanted, what = (".png", "a still") if still else (".mp4", "a clip")
    if target.suffix != wanted:
        raise NotConfirmed(
            f"{target.name}: nothing was written: {what} is written as {wanted}; name it so with -o"
        )
    if not set(target.name).isdisjoint(":\\") or not target.name.isprintable():
        raise NotConfirmed(
            "nothing was written: the name after -o has a colon, a backslash or an invisible character"
        )
    for path in (target, target.with_suffix(".json")):
        if path.exists() and not replace:
            raise NotConfirmed(
                f"{path.name}: nothing was written: it is already there; give --replace to overwrite it"
            )


def _write(part: Path, source: Source, confirmed: Confirmed, watch: Watch) -> None:
    shown = _shown(source, confirmed.kept)
    if confirmed.timeline.rate is None:
        Image.fromarray(next(shown)).save(part, format="PNG")
    else:
        frames = _count(_hold(shown, confirmed.timeline), watch)
        write_video(part, frames, confirmed.timeline.rate, crf=QUALITY)
    _ensure_same(source, masks.code(confirmed.kept.mask, digest(source.path)) == confirmed.kept.code)
    if confirmed.timeline.rate is not None:
        _ensure_written(part, source.name, confirmed)


def _shown(source: Source, kept: Kept) -> Iterator[Frame]:
    for shot in source.shots():
        _ensure_same(source, shot.image.shape[:2] == kept.area.shape)
        yield cut(shot.image, kept)


def _ensure_same(source: Source, same: bool) -> None:  # noqa: FBT001 (the condition is all that is given)
    if not same:
        raise UnreadableMedia(
            f"{source.name}: has changed since it was looked at; look at it again with --preview"
        )


def cut(image: Frame, kept: Kept) -> Frame:
    """A source frame as it is written: black outside the mask, cut, with square pixels and even sides."""
    (x, y, width, height), (across, down) = kept.geometry.box, kept.geometry.size
    window = np.s_[y : y + height, x : x + width]
    masked = np.where(kept.area[window][..., None], image[window], np.uint8(0))
    canvas = np.zeros((height, width, 3), np.uint8)
    canvas[: masked.shape[0], : masked.shape[1]] = masked
    if (width, height) == (across, down):
        return canvas
    smaller = across <= width and down <= height
    scaled = cv2.resize(canvas, (across, down), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)
    return np.asarray(scaled, np.uint8)


def _hold(images: Iterator[Frame], timeline: Timeline) -> Iterator[Frame]:
    if timeline.held is None:
        yield from images
        return
    for image, count in zip(images, timeline.held, strict=False):
        yield from (image for _ in range(count))


def _count(images: Iterator[Frame], watch: Watch) -> Iterator[Frame]:
    for number, image in enumerate(images, 1):
        yield image
        watch(number)


def _ensure_written(part: Path, name: str, confirmed: Confirmed) -> None:
    video = examine(part).video
    if video is None or video.size != confirmed.kept.geometry.size or not video.constant_rate:
        raise EncodingFailed(f"{name}: what was written cannot be read back as it was meant; try again")
    if video.frames != confirmed.frames:
        raise EncodingFailed(
            f"{name}: {video.frames} frames were written and not {confirmed.frames}; try again"
        )


def _describe(part: Path, target: Path, confirmed: Confirmed) -> ExhibitMedia:
    kept, scale = confirmed.kept, confirmed.calibration
    white = np.full((*kept.area.shape, 3), 255, np.uint8)
    return ExhibitMedia(
        media=name_in_case(target),
        digest=digest(part),
        frames=confirmed.frames,
        rate=confirmed.timeline.rate,
        size=kept.geometry.size,
        mm_per_px=_round(kept.geometry.mm_per_px(scale.mm_per_px)) if scale else None,
        zero_depth=_zero_depth(confirmed),
        marker=confirmed.marker,
        regions=_regions(confirmed),
        mask=masks.outlines(cut(white, kept)[..., 0] > 127),  # noqa: PLR2004 (half of a pixel)
        source_timing=confirmed.timeline.said,
    )


def _round(mm: tuple[float, float]) -> tuple[float, float]:
    """Nanometres: far below what a pixel can tell, and short enough to read."""
    return round(mm[0], 6), round(mm[1], 6)


def _zero_depth(confirmed: Confirmed) -> float | None:
    if confirmed.calibration is None or confirmed.zero_depth is None:
        return None
    return round(confirmed.kept.geometry.height(confirmed.zero_depth), 1)


def _regions(confirmed: Confirmed) -> tuple[Box, ...]:
    if confirmed.calibration is None:
        return ()
    geometry = confirmed.kept.geometry
    placed = geometry.place(confirmed.calibration.box or geometry.box)
    return (placed,) if placed else ()


def name_in_case(target: Path) -> str:
    """What a sidecar calls its medium: its path below the folder of its case; where there is none yet, `media/...`."""
    for folder in target.absolute().parents:
        if (folder / "case.yaml").is_file():
            return target.absolute().relative_to(folder).as_posix()
    return f"media/{target.name}"
