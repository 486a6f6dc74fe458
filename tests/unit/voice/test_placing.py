"""Lines are placed so that a timepoint lies in silence and nothing talks over anything."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from media_tools.narrate.placing import FRAME_RATE, PACE, Placed, place
from scenarios.model.scene import Ask, Line, Pause, Picture, Seen, Show, SoundCue, Speech

LINES = st.lists(
    st.sampled_from(["nurse", "patient"]).map(lambda who: Speech(speaker=who, text="Yes."))
    | st.just(SoundCue(sound="door"))
    | st.just(Ask(ask=("depth",)))
    | st.floats(0.1, 3).map(lambda seconds: Pause(pause=seconds))
    | st.just(Show(show=Picture()))
    | st.just(Seen(seen="He is pale.")),
    min_size=1,
    max_size=14,
)


def placed(lines: list[Line], lengths: list[int]) -> tuple[tuple[Placed, ...], int]:
    heard = {at: lengths[at] for at, line in enumerate(lines) if isinstance(line, Speech | SoundCue)}
    return place(lines, heard)


SCENES = LINES.flatmap(
    lambda lines: st.tuples(
        st.just(lines), st.lists(st.integers(1, 200), min_size=len(lines), max_size=len(lines))
    )
)


@given(SCENES)
def test_a_timepoint_lies_in_silence(scene: tuple[list[Line], list[int]]) -> None:
    lines, lengths = scene
    places, length = placed(lines, lengths)
    for at, line in enumerate(lines):
        if not isinstance(line, Ask):
            continue
        point = places[at].start
        assert point < length, "something is left to play behind the last timepoint"
        for other, where in enumerate(places):
            audible = isinstance(lines[other], Speech | SoundCue)
            if audible and other < at:
                assert where.end + 0.4 * FRAME_RATE <= point
            if audible and other > at:
                assert where.start >= point + 0.4 * FRAME_RATE
            if other > at:
                assert where.start >= point


@given(SCENES)
def test_speech_never_overlaps_and_lines_keep_their_order(scene: tuple[list[Line], list[int]]) -> None:
    lines, lengths = scene
    places, length = placed(lines, lengths)
    assert len(places) == len(lines)
    assert all(before.start <= after.start for before, after in pairwise(places))
    speech = [where for where, line in zip(places, lines, strict=True) if isinstance(line, Speech)]
    assert all(before.end + PACE.same_speaker <= after.start for before, after in pairwise(speech))
    assert all(where.end < length for where in places)


@given(SCENES)
def test_a_sound_is_heard_alone_before_anyone_speaks_over_it(scene: tuple[list[Line], list[int]]) -> None:
    lines, lengths = scene
    places, _ = placed(lines, lengths)
    for at, line in enumerate(lines):
        if isinstance(line, SoundCue):
            later = [places[n] for n in range(at + 1, len(lines)) if isinstance(lines[n], Speech | SoundCue)]
            alone = min(lengths[at], PACE.sound_alone)
            assert all(where.start >= places[at].start + alone for where in later)


@given(SCENES)
def test_a_picture_is_seen_before_the_media_holds_or_another_comes(
    scene: tuple[list[Line], list[int]],
) -> None:
    lines, lengths = scene
    places, length = placed(lines, lengths)
    marks = [n for n, line in enumerate(lines) if isinstance(line, Show | Ask)] + [len(lines)]
    starts = [*(where.start for where in places), length]
    for here, following in pairwise(marks):
        if isinstance(lines[here], Show):
            assert starts[following] - starts[here] >= PACE.settling


def test_a_picture_behind_a_timepoint_comes_with_it() -> None:
    places, _ = placed([Ask(ask=("depth",)), Show(show=Picture())], [0, 0])
    assert places[1].start == places[0].start


def test_a_pause_is_silence() -> None:
    speech = Speech(speaker="nurse", text="Yes.")
    places, _ = placed([speech, Pause(pause=2.0), speech], [10, 0, 10])
    assert places[2].start - places[0].end >= 2 * FRAME_RATE


def test_another_speaker_takes_a_longer_breath() -> None:
    nurse, patient = Speech(speaker="nurse", text="Yes."), Speech(speaker="patient", text="No.")
    places, _ = placed([nurse, nurse, patient], [10, 10, 10])
    assert places[1].start - places[0].end == PACE.same_speaker
    assert places[2].start - places[1].end == PACE.new_speaker
