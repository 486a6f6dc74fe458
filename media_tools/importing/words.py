"""What an author is told: what was found in a clip, what is still open, and which command comes next. Pure."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from media_tools.importing.analysis import Analysis
from media_tools.importing.calibration import disagreement, whole_boxes
from media_tools.importing.plan import Plan
from media_tools.importing.source import Source
from scenarios.model import ExhibitMedia

COMMAND = ("sonocase", "media", "import")


def report(source: Source, analysis: Analysis, plan: Plan) -> list[str]:
    """What was found, one line for each matter."""
    width, height = source.size
    frames = f"{analysis.frames} frames" if analysis.frames > 1 else "a single frame"
    return [
        f"{source.name}: {source.kind}, {frames} of {width} x {height} pixels",
        "",
        *_entry("Mask", _say_mask(source, plan)),
        *_entry("Timing", _say_timing(source, analysis, plan)),
        *_entry("Scale", _say_scale(plan)),
        *_entry("Picture", _say_picture(source, plan)),
    ]


def _entry(title: str, sentences: Sequence[str]) -> list[str]:
    return [f"  {title if number == 0 else '':<9}{sentence}" for number, sentence in enumerate(sentences)]


def _say_mask(source: Source, plan: Plan) -> list[str]:
    if plan.kept is None:
        own = [",".join(map(str, box)) for box in whole_boxes(source.regions, source.size)]
        return [
            "none proposed: the picture does not move, so nothing tells the image from the text around it.",
            "Look at it, and give what to keep: --keep-rect X,Y,WIDTH,HEIGHT or --keep-polygon 'X,Y X,Y X,Y'.",
            *[f"The file says that its image is --keep-rect {box}; there may be text in it." for box in own],
        ]
    share = f"{100 * plan.kept.area.mean():.0f} % of the picture"
    who = "proposed from what moves" if plan.kept.proposed else "as you gave it"
    lines = [f"{who}: keeps {share}, and everything else turns black."]
    if (count := int(plan.kept.suspicious.sum())) > 0:
        lines.append(
            f"Careful: {count} bright pixels inside it never move and may be text; the preview shows them red."
        )
    return lines


def _say_timing(source: Source, analysis: Analysis, plan: Plan) -> list[str]:
    if plan.timeline is None:
        return [
            "not known: the file does not say how fast its frames follow each other. Give --rate, such as --rate 30."
        ]
    lines = [f"{plan.timeline.said}."]
    if plan.timeline.rate:
        lines[0] = (
            f"{lines[0][:-1]}; {plan.timeline.length(analysis.frames) / plan.timeline.rate:.1f} s in all."
        )
    if (other := _other_rate(source, analysis, plan)) is not None:
        lines.append(
            f"Careful: the video inside runs at {other:.4g} frames a second; --rate {other:.4g} takes that instead."
        )
    return lines


def _other_rate(source: Source, analysis: Analysis, plan: Plan) -> float | None:
    """The rate of a stream inside a file whose header says another, by more than 2 %."""
    if source.clock is None or not analysis.times or len(analysis.times) < 2 or plan.timeline is None:  # noqa: PLR2004 (two make a gap)
        return None
    span = analysis.times[-1] - analysis.times[0]
    rate = (len(analysis.times) - 1) / span if span > 0 else 0.0
    said = plan.timeline.rate
    return rate if said and plan.timeline.held is None and rate and abs(rate / said - 1) > 0.02 else None  # noqa: PLR2004 (rounding lies below)


def _say_scale(plan: Plan) -> list[str]:
    if plan.uncalibrated:
        return ["none, as you chose: no item can ask for a measurement on it."]
    if plan.calibration is None:
        return [
            f"open: {plan.verdict.why}.",
            "Measure it on the depth scale of the machine, which the preview shows with coordinates:",
            "--scale X1,Y1,X2,Y2=MM (two marks and their distance), or --mm-per-px MM, or --uncalibrated.",
        ]
    across, down = plan.calibration.mm_per_px
    both = f"{down:.4g}" if across == down else f"{across:.4g} x {down:.4g}"
    lines = [f"{both} mm a pixel ({plan.calibration.said})."]
    if plan.calibration is not plan.verdict.calibration and (
        warning := disagreement(plan.calibration, plan.verdict.calibration)
    ):
        lines.append(f"Careful: {warning}.")
    return lines


def _say_picture(source: Source, plan: Plan) -> list[str]:
    if plan.kept is None:
        return []
    across, down = plan.kept.geometry.size
    square = (
        ""
        if source.pixel_aspect == 1
        else f", made square (they were {float(source.pixel_aspect):.3g} times as wide as high)"
    )
    return [f"{across} x {down} pixels{square}; no sound, and nothing of the file's header."]


def next_step(
    file: Path, given: Sequence[str], plan: Plan, *, target: Path | None, preview: Path | None
) -> list[str]:
    """Which command comes next.

    Args:
        file: as the person named it.
        given: the choices of this run, as they were typed.
        plan: as it is now.
        target: as the person named it; None if they did not.
        preview: the picture that was written in this run; None if none was.
    """
    if preview is None:
        look = (*COMMAND, str(file), *given, "--preview", f"{file.stem}-look.png")
        return ["Next: look at it. This writes a picture and nothing else:", f"  {shlex.join(look)}"]
    if plan.kept is None:
        return [
            f"Next: open {preview}, read off what to keep, and run this again with it:",
            _with(file, given, "--keep-rect X,Y,WIDTH,HEIGHT --preview", str(preview)),
        ]
    out = target or _suggest(file, still=plan.still)
    command = shlex.join((*COMMAND, str(file), *given, "-o", str(out), "--confirm-mask", plan.kept.code))
    ruler = " and the ruler agrees with the depth scale" if plan.calibration else ""
    gaps = _gaps(plan)
    fill = f", fill in {' and '.join(option for option, _ in gaps)} and" if gaps else ","
    return [
        f"Next: open {preview}. If nothing inside the outline names a person, a date or a place{ruler}{fill} run:",
        "  " + " ".join([command, *(f"{option} {value}" for option, value in gaps)]),
        f"Then delete {preview}: it shows the original.",
    ]


def _gaps(plan: Plan) -> list[tuple[str, str]]:
    """The options that a person has yet to fill in, and how."""
    rate = [("--rate", "FRAMES_A_SECOND")] if plan.timeline is None else []
    return [*rate, *([("--scale", "X1,Y1,X2,Y2=MM")] if plan.scale_is_open else [])]


def _with(file: Path, given: Sequence[str], more: str, last: str) -> str:
    return f"  {shlex.join((*COMMAND, str(file), *given))} {more} {shlex.quote(last)}"


def _suggest(file: Path, *, still: bool) -> Path:
    """A name that says nothing: files of machines and archives are often named after the patient."""
    name = "still.png" if still else "clip.mp4"
    return Path(f"import-{name}" if file.name == name else name)


def done(target: Path, facts: ExhibitMedia) -> list[str]:
    """What was written."""
    width, height = facts.size
    moving = f"{facts.frames} frames, {facts.rate:g} a second" if facts.rate else "a still"
    scale = (
        f"{facts.mm_per_px[0]:.4g} x {facts.mm_per_px[1]:.4g} mm a pixel"
        if facts.mm_per_px
        else "without a scale"
    )
    return [
        f"Wrote {target}: {moving}, {width} x {height} pixels, {scale}.",
        f"Wrote {target.with_suffix('.json')}, which belongs beside it: case.yaml names the clip as {facts.media}.",
    ]
