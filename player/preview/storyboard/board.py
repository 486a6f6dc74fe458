"""What is on a storyboard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from media_tools.errors import MediaError
from player.errors import NotFound
from player.preview.desk import Desk, Look
from player.preview.outline import Entry, Piece, Stretch, Take, outline
from player.preview.storyboard.pictures import last_frames
from player.preview.storyboard.words import Words, offered, right
from scenarios.model import Case, Key
from scenarios.model.package import PackageSource

FOR_AUTHORS = "For authors only: it tells what is right. Never give it to a candidate."


@dataclass(frozen=True)
class Question:
    """An item on paper."""

    name: str
    kind: str
    domain: str
    stem: str
    offered: Words
    right: str
    rationale: str


@dataclass(frozen=True)
class Panel:
    """A segment: its picture, if there is anything to see, what is in it, and what is asked at its end."""

    picture: str
    alt: str
    span: str
    entries: tuple[Entry, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Strip:
    """A scene."""

    title: str
    note: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Board:
    """A case.

    Attributes:
        phases: pairs of a title and scenes.
        pictures: JPEG by name.
    """

    title: str
    package: str
    patient: str
    setting: str
    warning: str
    phases: tuple[tuple[str, tuple[Strip, ...]], ...]
    pictures: Mapping[str, bytes]


def make_board(folder: Path, name: str) -> Board:
    """The storyboard of a case as it is now, built or not.

    Raises:
        NotFound: the package has no such case that can be read.
    """
    look = Desk(folder).look()
    package = look.draft.package
    case = next((one for one in package.cases if one.id == name), None) if package else None
    if package is None or case is None:
        raise NotFound(f"{folder} has no case {name!r} that can be read; sonocase check tells what is wrong.")
    pictures: dict[str, bytes] = {}
    sheet = _Sheet(folder, case, package.about, look, pictures)
    stretches = outline(folder, case, package.about.languages[0], look)
    return Board(
        title=case.title,
        package=f"{package.about.title} {package.about.version}",
        patient=f"{case.patient.name}, {case.patient.age} years, {case.patient.sex}",
        setting=case.setting,
        warning=FOR_AUTHORS,
        phases=tuple((stretch.title, tuple(sheet.strips(stretch))) for stretch in stretches),
        pictures=pictures,
    )


@dataclass(frozen=True)
class _Sheet:
    """Turns the time line into panels, and keeps their pictures."""

    folder: Path
    case: Case
    about: PackageSource
    look: Look
    pictures: dict[str, bytes]

    def strips(self, stretch: Stretch) -> Iterator[Strip]:
        for take in stretch.takes:
            frames = self._frames(take)
            note = {"missing": "Not built yet.", "old": "Built from another text."}.get(take.state, "")
            panels = tuple(self._panel(take, piece, frames) for piece in take.pieces)
            yield Strip(take.title or take.name, take.trouble or note, panels)

    def _frames(self, take: Take) -> Mapping[float, bytes]:
        ends = [piece.end for piece in take.pieces if piece.end is not None]
        if take.facts is None or take.facts.kind != "video" or not ends:
            return {}
        try:
            return last_frames(self.folder / self.case.id / take.facts.media, ends)
        except MediaError:
            return {}

    def _panel(self, take: Take, piece: Piece, frames: Mapping[float, bytes]) -> Panel:
        name = ""
        if piece.end is not None and piece.end in frames:
            name = f"{take.name}-{piece.number}.jpg"
            self.pictures[name] = frames[piece.end]
        seen = next((entry.text for entry in piece.entries if entry.kind == "seen"), "")
        return Panel(
            picture=name,
            alt=seen or f"The last picture of this part of {take.title or take.name}.",
            span=""
            if piece.start is None or piece.end is None
            else f"{_clock(piece.start)} to {_clock(piece.end)}",
            entries=piece.script,
            questions=tuple(self._question(item) for item in piece.asks),
        )

    def _question(self, name: str) -> Question:
        item = self.case.items[name]
        key: Key | None = self.look.draft.keys.get(self.case.id, {}).get(name)
        return Question(
            name=name,
            kind=item.type,
            domain=self.about.blueprint[item.domain].title,
            stem=item.stem,
            offered=offered(item, key),
            right=right(item, key),
            rationale=key.rationale if key else "",
        )


def _clock(seconds: float) -> str:
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths % 600 // 10:02d}.{tenths % 10}"
