"""`sonocase media synth`: a labelled synthetic clip from a scene's name and its parameters."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import JsonValue

from media_tools.errors import MediaError
from media_tools.phantom.catalogue import CATALOGUE, find
from media_tools.phantom.entry import Entry
from media_tools.phantom.parameters import SynthesisRefused
from media_tools.phantom.process import synthesise


@click.command()
@click.argument("scene", required=False)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The MP4 file to write."
)
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="A parameter; may be repeated.")
@click.option("--seconds", type=float, help="Length of the loop; 5 by default.")
@click.option("--rate", type=float, help="Frames a second; 25 by default.")
@click.option("--seed", type=int, help="Another seed, another patient; 1 by default.")
@click.option("--list", "listing", is_flag=True, help="List the scenes, or the parameters of SCENE.")
def synth(  # noqa: PLR0917 (click passes each option by name)
    scene: str | None,
    output: Path | None,
    settings: tuple[str, ...],
    seconds: float | None,
    rate: float | None,
    seed: int | None,
    *,
    listing: bool,
) -> None:
    """Render a synthetic ultrasound clip, with its truth in a sidecar beside it."""
    try:
        if listing or scene is None:
            click.echo("\n".join(_describe(find(scene)) if scene else _names()))
            return
        if output is None:
            raise SynthesisRefused("where to? Name the file with -o, such as -o media/plax.mp4")
        own = {"seconds": seconds, "rate": rate, "seed": seed}
        recipe = {
            "scene": scene,
            **_read(settings),
            **{name: value for name, value in own.items() if value is not None},
        }
        sidecar = synthesise(output, recipe)
    except MediaError as error:
        raise click.ClickException(str(error)) from None
    size = output.stat().st_size // 1024
    click.echo(f"{output}: {sidecar.frames} frames, {size} KB; truth in {output.with_suffix('.json').name}")


def _read(settings: tuple[str, ...]) -> dict[str, JsonValue]:
    """`name=value` pairs, with values as JSON has them.

    Raises:
        SynthesisRefused: one is no such pair.
    """
    out: dict[str, JsonValue] = {}
    for text in settings:
        name, sign, value = text.partition("=")
        if not sign or not name:
            raise SynthesisRefused(f"'{text}' is no setting: write NAME=VALUE, such as effusion=14")
        try:
            out[name] = json.loads(value)
        except ValueError:
            out[name] = value
    return out


def _names() -> Iterator[str]:
    width = max(map(len, CATALOGUE))
    return (f"{entry.name:{width}}  {entry.says}" for entry in CATALOGUE.values())


def _describe(entry: Entry) -> Iterator[str]:
    yield f"{entry.name}: {entry.says}"
    for one in entry.parameters:
        default = str(one.default).lower() if one.kind == "switch" else f"{one.default:g}"
        yield f"  {one.name:18} {one.range:32} {one.says} (default {default})"
