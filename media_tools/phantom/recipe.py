"""What a clip is made from: the scene, its settings, its length and its seed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pydantic import JsonValue

from media_tools.phantom.catalogue import find
from media_tools.phantom.parameters import SynthesisRefused, read

_BOUNDS: Mapping[str, tuple[float, float, str]] = {
    "seconds": (1, 15, "s"),
    "rate": (10, 60, "frames a second"),
    "seed": (0, 2**31, ""),
    "crf": (10, 40, ""),
}


@dataclass(frozen=True)
class Recipe:
    """A clip's recipe.

    Attributes:
        scene: a name of the catalogue.
        settings: parameters that differ from their defaults.
        seconds: length of the loop.
        rate: frames a second.
        seed: another seed, another patient.
        crf: x264's quality; lower is better and larger.
    """

    scene: str
    settings: Mapping[str, JsonValue] = field(default_factory=dict)
    seconds: float = 5.0
    rate: float = 25.0
    seed: int = 1
    crf: int = 25

    @property
    def frames(self) -> int:
        """How many frames the clip has."""
        return max(2, round(self.seconds * self.rate))

    @property
    def loop(self) -> float:
        """Seconds that the frames last."""
        return self.frames / self.rate

    @property
    def parameters(self) -> Mapping[str, JsonValue]:
        """Every parameter with its value."""
        values = asdict(read(find(self.scene).kind, self.settings, self.scene))
        return {name.replace("_", "-"): value for name, value in values.items()}

    def digest(self) -> str:
        """SHA-256 of the recipe and of the code that renders it, hexadecimal."""
        own = {**asdict(self), "settings": dict(self.settings)}
        found = hashlib.sha256(json.dumps(own, sort_keys=True).encode())
        for path in _code(self.scene):
            found.update(path.read_bytes())
        return found.hexdigest()


def read_recipe(given: Mapping[str, JsonValue]) -> Recipe:
    """The recipe that an exhibit's `synth` writes down.

    `scene` is required; `seconds`, `rate`, `seed` and `crf` may be set; everything else is a parameter
    of the scene.

    Raises:
        SynthesisRefused: with the first thing that is wrong, and what would be right.
    """
    rest = dict(given)
    scene = rest.pop("scene", None)
    if not isinstance(scene, str):
        raise SynthesisRefused("a recipe has to name its scene, such as 'scene: cardiac.plax'")
    own = {name: _number(name, rest.pop(name)) for name in _BOUNDS if name in rest}
    recipe = replace(Recipe(scene, rest), **own)  # type: ignore[arg-type]  # numbers, as just checked
    read(find(scene).kind, rest, scene)
    return recipe


def _number(name: str, value: JsonValue) -> float | int:
    low, high, unit = _BOUNDS[name]
    whole = name in {"seed", "crf"}
    if (
        isinstance(value, bool)
        or not isinstance(value, int if whole else int | float)
        or not low <= value <= high
    ):
        kind = "a whole number " if whole else ""
        raise SynthesisRefused(
            f"{name} is {value!r}, but has to be {kind}from {low} to {high} {unit}".rstrip()
        )
    return value


def _code(scene: str) -> list[Path]:
    """The modules that a scene is rendered by: the physics, its own area, what areas share, the encoder."""
    here = Path(__file__).parent
    area = here / "anatomy" / scene.split(".", maxsplit=1)[0]
    own = area.rglob("*.py") if area.is_dir() else [area.with_suffix(".py")]
    shared = (path for path in (here / "anatomy").glob("*.py") if f"{path.stem}." not in _areas())
    return sorted({here.parent / "encode.py", *here.glob("*.py"), *own, *shared})


def _areas() -> set[str]:
    from media_tools.phantom.catalogue import CATALOGUE

    return {f"{name.split('.', maxsplit=1)[0]}." for name in CATALOGUE}
