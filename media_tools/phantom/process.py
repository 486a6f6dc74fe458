"""Rendering in a process of its own, so that every x86-64 machine gives the same bytes."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic import JsonValue

from media_tools.encode import whole
from media_tools.errors import EncodingFailed, MediaError
from media_tools.reproduce import attend, finish
from scenarios.model import ExhibitMedia

_REFUSED = 3


def synthesise(target: Path, recipe: Mapping[str, JsonValue], media: str | None = None) -> ExhibitMedia:
    """Render a clip and its sidecar, the same bytes on every x86-64 machine; both or neither.

    Args:
        target: the MP4 file; the sidecar has the same name and `.json`.
        recipe: as in an exhibit's `synth`.
        media: the clip's path in its case's folder, as the sidecar gives it; its name by default.

    Raises:
        SynthesisRefused: the recipe names what there is not.
        MediaError: the clip could not be made; with the process's last line.
    """
    from media_tools.phantom.recipe import read_recipe

    read_recipe(recipe)
    try:
        _synthesise(target, json.dumps(recipe), media or target.name)
    except OSError as error:
        raise EncodingFailed(
            f"{target.name}: cannot be written ({error.strerror}); check the folder"
        ) from None
    return ExhibitMedia.model_validate_json(target.with_suffix(".json").read_text(encoding="utf-8"))


def _synthesise(target: Path, recipe: str, media: str) -> None:
    with whole(target.with_suffix(".json")) as beside, whole(target) as part:
        code, said = finish("media_tools.phantom.process", [str(part), media], stdin=recipe)
        if code:
            raise EncodingFailed(f"{target.name}: {(said.strip().splitlines() or ['no word why'])[-1]}")
        part.with_suffix(".json").replace(beside)


def main(arguments: list[str]) -> int:
    """Render the recipe on standard input into a file; for `synthesise` alone."""
    from media_tools.phantom.clip import write_clip
    from media_tools.phantom.recipe import read_recipe

    target, media = arguments
    try:
        write_clip(Path(target), read_recipe(json.load(sys.stdin)), media)
    except MediaError as error:
        sys.stderr.write(f"{error}\n")
        return _REFUSED
    return 0


if __name__ == "__main__":
    attend()
    raise SystemExit(main(sys.argv[1:]))
