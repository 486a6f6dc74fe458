"""Publishing a good package: its media and words are cut at the timepoints, exactly."""

from itertools import pairwise
from typing import NamedTuple

import numbered
import pytest
from packages import package
from presses import Press
from tiny import EXHIBITS, ITEMS, LANGUAGES, TAKES, mark

from media_tools.probe import examine
from player.engine.form import Segment
from player.publish.publishing import publish_package
from player.store import Version

A_FRAME_OF_SOUND = 1024 / 44100
"""Seconds: AAC cannot be cut more finely than this."""


class Piece(NamedTuple):
    """A segment that publishing has to make, with its bounds in the scene in seconds."""

    case: str
    scene: str
    number: int
    start: float
    end: float

    def of(self, published: tuple[Press, Version]) -> Segment:
        """The segment that it has made."""
        return published[0].segment(published[1], self.case, f"{self.scene}/{self.number}")

    @property
    def length(self) -> float:
        """Seconds."""
        return self.end - self.start


PIECES = [
    Piece(case, take.name, i, *bounds)
    for case, takes in TAKES.items()
    for take in takes
    for i, bounds in enumerate(pairwise(take.edges))
]
each_piece = pytest.mark.parametrize("piece", PIECES, ids=lambda piece: "-".join(map(str, piece[:3])))


@each_piece
def test_a_segment_ends_on_the_last_frame_before_the_mark(
    published: tuple[Press, Version], piece: Piece
) -> None:
    segment = piece.of(published)
    if segment.kind == "video":
        seen = numbered.numbers(published[0].medium(segment))
        first, last = round(piece.start * numbered.RATE), round(piece.end * numbered.RATE)
        assert [number for number, _ in seen] == list(range(first, last))
        assert len({tag for _, tag in seen}) == 1


@each_piece
def test_what_is_heard_in_a_segment_is_its_own_sound_and_all_of_it(
    published: tuple[Press, Version], piece: Piece
) -> None:
    path = published[0].medium(piece.of(published))
    scenes = [take.name for take in TAKES[piece.case]]
    tag = list(TAKES).index(piece.case) * 16 + scenes.index(piece.scene)
    heard = [numbered.seconds_of(1000 + 500 * n + tag, path) for n in range(3)]
    # decoders ramp up over the first frame of a piece
    assert heard[piece.number] == pytest.approx(piece.length, abs=2 * A_FRAME_OF_SOUND)
    assert sum(heard) - heard[piece.number] <= A_FRAME_OF_SOUND
    assert examine(path).duration == pytest.approx(piece.length, abs=2 * A_FRAME_OF_SOUND)


def test_the_first_picture_and_the_first_sound_of_a_segment_come_at_once(
    published: tuple[Press, Version],
) -> None:
    for piece in PIECES:
        segment = piece.of(published)
        if segment.kind == "video":
            assert numbered.starts(published[0].medium(segment)) == pytest.approx([0, 0], abs=0.001)


@pytest.mark.parametrize("language", LANGUAGES)
@each_piece
def test_the_words_are_cut_with_the_media_and_count_from_the_segments_start(
    published: tuple[Press, Version], piece: Piece, language: str
) -> None:
    segment, place = piece.of(published), (*piece[:3], language)
    (cue,), (line,), (seen,) = (
        texts[language] for texts in (segment.cues, segment.script, segment.descriptions)
    )
    assert cue.text == f"{mark('said', *place)} {mark('cue', *place)}"
    assert line.text == f"{mark('said', *place)} {mark('script', *place)}"
    assert seen.text == mark("seen", *place)
    assert segment.duration == pytest.approx(piece.length)
    for words in (cue, seen):
        assert (words.start, words.end) == pytest.approx((0.1, piece.length - 0.1), abs=0.002)
    assert line.start == pytest.approx(0.1, abs=0.002)


def test_each_segment_asks_what_its_timepoint_asks_and_every_item_is_asked_once(
    published: tuple[Press, Version],
) -> None:
    press, version = published
    assert press.segment(version, "one", "arrival/1").asks == ("depth", "side")
    assert press.segment(version, "one", "scan/0").asks == ("seen",)
    for case in press.form(version).cases:
        asked = [name for segment in case.segments for name in segment.asks]
        assert sorted(asked) == sorted(ITEMS[case.id])


def test_exhibits_keep_their_facts_and_their_bytes(published: tuple[Press, Version]) -> None:
    press, version = published
    for case, exhibits in EXHIBITS.items():
        for name, path in exhibits.items():
            kept = press.case(version, case).exhibits[name]
            source = package() / case / path
            assert press.library.blob(kept.renditions[0].digest).read_bytes() == source.read_bytes()
            assert kept.kind == ("still" if path.endswith(".png") else "cine")
            assert kept.frames == examine(source).video.frames  # type: ignore[union-attr]


# --- for browsers without H.264 ---


def test_with_webm_every_medium_has_a_second_rendition_that_plays(press: Press) -> None:
    plain = press.publish(package())[0]
    version, new = press.publish(package(), webm=True)
    assert new
    assert version.id != plain.id
    for case in press.form(version).cases:
        for segment in case.segments:
            assert [r.mime for r in segment.renditions] == [f"{segment.kind}/mp4", f"{segment.kind}/webm"]
            facts = examine(press.medium(segment, 1))
            assert facts.duration == pytest.approx(segment.duration, abs=0.05)
            assert facts.sound is not None
            assert facts.sound.codec == "opus"
    path = press.medium(press.segment(version, "one", "arrival/1"), 1)
    assert [number for number, _ in numbered.numbers(path)] == list(range(25, 50))
    late = press.case(version, "one").exhibits["late"]
    assert examine(press.library.blob(late.renditions[1].digest)).video.codec in {"vp9", "libvpx-vp9"}  # type: ignore[union-attr]
    assert len(press.case(version, "one").exhibits["still"].renditions) == 1


def test_progress_is_told_step_by_step(press: Press) -> None:
    told: list[tuple[int, int]] = []
    publish_package(package(), press.library, press.store, tell=lambda done, of: told.append((done, of)))
    media = sum(len(takes) + len(EXHIBITS[case]) for case, takes in TAKES.items())
    # each medium is checked, and then cut
    assert sorted(told) == [(step, 2 * media) for step in range(1, 2 * media + 1)]
    assert [done for done, _ in told[:media]] == list(range(1, media + 1))
    assert press.offered()
