"""What the catalogue knows of a scene."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import JsonValue

from media_tools.phantom.parameters import Parameter, describe, read
from media_tools.phantom.rhythm import Clock
from media_tools.phantom.scene import Scene


@dataclass(frozen=True)
class Entry:
    """A scene that can be rendered.

    Attributes:
        name: area and view, such as `cardiac.plax`.
        says: what is seen, in one line.
        kind: the dataclass of its parameters.
        build: parameters, loop and seed -> scene.
        marker: the side of the screen on which the probe's marker stands.
        examples: settings worth seeing, by name; the first is normal.
    """

    name: str
    says: str
    kind: type[Any]
    build: Callable[[Any, Clock, int], Scene]
    marker: Literal["left", "right"]
    examples: Mapping[str, Mapping[str, JsonValue]]

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What can be set."""
        return describe(self.kind)

    def make(self, given: Mapping[str, JsonValue], clock: Clock, seed: int) -> Scene:
        """The scene with these settings.

        Raises:
            SynthesisRefused: a setting is unknown or out of range.
        """
        return self.build(read(self.kind, given, self.name), clock, seed)
