"""Rendering in a process of its own, so that every x86-64 machine gives the same bytes."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic import JsonValue

from media_tools.errors import EncodingFailed, MediaError
from media_tools.reproduce import environment
from scenarios.model import ExhibitMedia

_REFUSED = 3


def synthesise(target: Path, recipe: Mapping[str, JsonValue], media: str | None = None) -> ExhibitMedia:
    """Render a clip and its sidecar, the same bytes on every x86-64 machine.

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
    done = subprocess.run(
        [sys.executable, "-m", "media_tools.phantom.process", str(target), media or target.name],
        input=json.dumps(recipe),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EncodingFailed(f"{target.name}: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}")
    return ExhibitMedia.model_validate_json(target.with_suffix(".json").read_text(encoding="utf-8"))


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
    raise SystemExit(main(sys.argv[1:]))
