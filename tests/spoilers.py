"""Ways to spoil the small package, each against one rule: what to change, and what an author must be told."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg
import imageio_ffmpeg
import numbered
from spoilt import Spoilt

from media_tools.encode import write_video

Json = Any
ARRIVAL = "one/media/arrival"


@dataclass(frozen=True)
class Spoiler:
    """One way: `spoil` changes a copy; then `file` has to be named, with `told` in the reason."""

    spoil: Callable[[Spoilt], object]
    file: str
    told: str


def edit(package: Spoilt, file: str, change: Callable[[Json], object]) -> None:
    """Change a file that holds JSON."""
    value = json.loads((package.folder / file).read_text())
    change(value)
    package.write(file, json.dumps(value, indent=1))


def recorded(package: Spoilt, scene: str, phase: str, **facts: Json) -> None:
    """State other facts of a recorded scene of case one, in the case and in the sidecar alike."""
    edit(package, "one/case.yaml", lambda case: case[phase][0].update(facts))
    edit(package, f"one/media/{scene}.json", lambda sidecar: sidecar.update(facts))


def arrival(package: Spoilt, **facts: Json) -> None:
    """State other facts of the video with two timepoints."""
    recorded(package, "arrival", "presentation", **facts)


def asked_at(first: float, second: float) -> list[Json]:
    """The timepoints of the arrival at other times."""
    return [{"at": f"{first:.3f}", "ask": ["why"]}, {"at": f"{second:.3f}", "ask": ["depth", "side"]}]


def replaced(package: Spoilt, file: str, source: Path) -> None:
    """Put another file in the place of a medium, and let its sidecar say so."""
    target = package.folder / file
    if source != target:
        shutil.copyfile(source, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    sidecar = str(Path(file).with_suffix(".json"))
    edit(package, sidecar, lambda facts: facts.update(digest=digest))


def written(package: Spoilt, file: str, content: bytes) -> None:
    """A medium that holds something else."""
    package.write(file, content)
    replaced(package, file, package.folder / file)


def cut_off(package: Spoilt, file: str) -> None:
    """Lose the second half of a medium."""
    content = (package.folder / file).read_bytes()
    written(package, file, content[: len(content) // 2])


def silent(package: Spoilt) -> None:
    """A scene without a sound track."""
    path = package.folder / f"{ARRIVAL}.mp4"
    write_video(path, numbered.clip(3, 1), numbered.RATE, key_times=[1, 2])
    replaced(package, f"{ARRIVAL}.mp4", path)


def recoded(package: Spoilt, file: str, **codec: Json) -> None:
    """A medium in a coding that no browser plays."""
    path = package.folder / file
    other = path.with_name(f"other{path.suffix}")
    given = ffmpeg.input(str(path)).output(str(other), **codec, loglevel="error")
    given.run(cmd=imageio_ffmpeg.get_ffmpeg_exe())
    other.replace(path)
    replaced(package, file, path)


def linked(package: Spoilt, file: str) -> None:
    """A symbolic link to a file outside."""
    path = package.folder / file
    outside = path.rename(package.folder.parent / path.name)
    path.symlink_to(outside)


def linked_folder(package: Spoilt) -> None:
    """A symbolic link to a folder outside."""
    scripts = package.folder / "one/scripts"
    outside = scripts.rename(package.folder.parent / "scripts")
    scripts.symlink_to(outside, target_is_directory=True)


def template(block: str) -> Callable[[Spoilt], object]:
    """An area's template with something in a block."""
    text = f'{{% extends "encounter.yaml.jinja" %}}\n{{% block presentation %}}\n{block}\n{{% endblock %}}\n'
    return lambda package: package.write("encounter.yaml.jinja", text)


def bomb(package: Spoilt) -> None:
    """A YAML file that unfolds to a thousand million words."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    package.write("one/case.yaml", "\n".join(lines))
