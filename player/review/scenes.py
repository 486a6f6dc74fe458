"""A scene as a reviewer meets it: what belongs to it of its version."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from media_tools.check.finding import Finding
from player.engine.form import Form, FormCase, FormExhibit
from player.publish.material import Examined, Material, SceneMaterial, Sound
from player.signoff.digest import Place, exhibits_of, scenes_of
from scenarios.model.item import Item


@dataclass(frozen=True)
class ReviewedScene:
    """A scene with everything that is reviewed of it.

    Attributes:
        of: the case that it is a scene of.
    """

    of: FormCase
    name: str
    material: SceneMaterial
    files: Material
    examined: Examined

    @property
    def place(self) -> Place:
        """Its case and its name."""
        return self.of.id, self.name

    @property
    def title(self) -> str:
        """What people call it."""
        return (
            next(s.title for s in self.of.segments if s.scene == self.name)
            or self.name.replace("-", " ").capitalize()
        )

    @property
    def pictured(self) -> bool:
        """Whether there is anything to see."""
        return any(s.kind == "video" for s in self.of.segments if s.scene == self.name)

    @cached_property
    def asked(self) -> tuple[tuple[str, Item], ...]:
        """The items that open in it, in their order."""
        names = [name for s in self.of.segments if s.scene == self.name for name in s.asks]
        return tuple((name, self.of.items[name]) for name in names)

    @cached_property
    def exhibits(self) -> tuple[tuple[str, FormExhibit], ...]:
        """What its items show."""
        return tuple(
            (name, self.of.exhibits[name]) for name in exhibits_of(self.of, [n for n, _ in self.asked])
        )

    @property
    def sound(self) -> Sound:
        """What was heard in it."""
        found = self.examined.sound.get(self.of.id, {}).get(self.name)
        return found or Sound(speech=(), outline=())

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the check found in it, and in the exhibits that its items show."""
        return tuple(found for found in self.examined.findings if self._is_of(found))

    def _is_of(self, found: Finding) -> bool:
        if found.file in set(self._file_names()):
            return True
        if found.file != f"{self.of.id}/case.yaml":
            return False
        kind, _, rest = found.field.partition(".")
        name = rest.partition(".")[0]
        asked, shown = dict(self.asked), dict(self.exhibits)
        return (
            (kind == "items" and name in asked)
            or (kind == "exhibits" and name in shown)
            or found.field == self.name
        )

    def _file_names(self) -> Iterator[str]:
        yield self.material.file
        for texts in (self.material.captions, self.material.scripts, self.material.descriptions):
            yield from (source.file for source in texts.values())
        # a track that is missing is a finding of the file in which it would be
        for source in self.material.captions.values():
            yield source.file.removesuffix(".vtt") + ".descriptions.vtt"
        files = self.files.exhibits.get(self.of.id, {})
        yield from (files[name] for name, _ in self.exhibits if name in files)


def scenes_in(form: Form, material: Material, examined: Examined) -> list[ReviewedScene]:
    """Every scene of a version, in the order in which a candidate meets them."""
    return [
        ReviewedScene(case, name, material.cases[case.id][name], material, examined)
        for case in form.cases
        for name in scenes_of(case)
    ]


def of_no_scene(scenes: Iterable[ReviewedScene], examined: Examined) -> list[Finding]:
    """What the check found that belongs to no scene: of the package as a whole."""
    housed = {id(found) for scene in scenes for found in scene.findings}
    return [found for found in examined.findings if id(found) not in housed]
