"""Cues cut from word times keep the rules of captioning, whatever is said."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media_tools.captions.model import Cue, Noise, TimedWord, Turn
from media_tools.captions.segment import NETFLIX, cut

WORDS = st.text(st.characters(exclude_categories=("Z", "C")), min_size=1, max_size=12) | st.sampled_from(
    [
        "the",
        "of",
        "a",
        "and",
        "left",
        "84/62",
        "mmHg,",
        "pain.",
        "Dr",
        "ago?",
        "—",
        "super-long" * 6,
        "x" * 100,
    ]
)
Scene = tuple[list[Turn | Noise], list[float], float]


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Speech, sounds and timepoints one after the other, as a narration lays them out."""
    now = draw(st.integers(0, 30)) / 10
    heard: list[Turn | Noise] = []
    timepoints: list[float] = []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(["turn", "turn", "noise", "timepoint"]))
        if kind == "timepoint":
            timepoints.append(round((now + 0.5) * 25) / 25)
            now = timepoints[-1] + 0.5
        elif kind == "noise":
            length = draw(st.integers(8, 40)) / 10
            heard.append(Noise(draw(st.sampled_from(["door", "laboured breathing"])), now, now + length))
            now += min(length, 1.5)
        else:
            turn, now = draw(turns(now))
            heard.append(turn)
    return heard, timepoints, now + 1


@st.composite
def turns(draw: st.DrawFn, now: float) -> tuple[Turn, float]:
    """What one speaker says from a time on, and when they have done."""
    words = []
    for word in draw(st.lists(WORDS, min_size=1, max_size=40)):
        length = draw(st.integers(5, 60)) / 100
        words.append(TimedWord(word, now, now + length))
        now += length + draw(st.sampled_from([0, 0, 0, 0.1, 0.4, 2.0]))
    return Turn(draw(st.sampled_from(["Nurse", "Mr Okafor"])), tuple(words)), now + 0.3


def cues_of(scene: Scene) -> tuple[Cue, ...]:
    return cut(*scene)


@given(scenes())
def test_never_more_than_two_lines_of_42_characters(scene: Scene) -> None:
    for cue in cues_of(scene):
        assert 1 <= len(cue.lines) <= 2
        assert all(0 < len(line) <= 42 for line in cue.lines)


@given(scenes())
def test_never_across_a_timepoint(scene: Scene) -> None:
    for cue in cues_of(scene):
        assert not any(cue.start < point < cue.end for point in scene[1])


@given(scenes())
def test_every_word_once_and_in_order(scene: Scene) -> None:
    said = "".join(
        "".join(word.text for word in part.words) if isinstance(part, Turn) else f"[{part.text}]"
        for part in scene[0]
    )
    assert "".join("".join(cue.lines) for cue in cues_of(scene)).replace(" ", "") == said.replace(" ", "")


@given(scenes())
def test_rising_without_overlap_touching_or_two_frames_apart(scene: Scene) -> None:
    for before, after in pairwise(cues_of(scene)):
        gap = after.start - before.end
        assert gap == pytest.approx(0, abs=1e-9) or gap >= 0.08 - 1e-9


@given(scenes())
def test_shown_for_seven_seconds_at_most(scene: Scene) -> None:
    assert all(0 < cue.duration <= NETFLIX.longest + 1e-9 for cue in cues_of(scene))


@given(scenes())
def test_a_cue_has_the_speaker_who_is_heard_when_it_begins(scene: Scene) -> None:
    for cue in cues_of(scene):
        heard = [
            part.speaker if isinstance(part, Turn) else None
            for part in scene[0]
            for start in [part.words[0].start if isinstance(part, Turn) else part.start]
            if start < cue.start + 0.04 - 1e-6
        ]
        assert heard[-1] == cue.speaker


def spoken(text: str, speaker: str = "Nurse", start: float = 1.0, each: float = 0.35) -> Turn:
    words = text.split()
    times = [start + at * each for at in range(len(words) + 1)]
    return Turn(speaker, tuple(TimedWord(*word) for word in zip(words, times[:-1], times[1:], strict=True)))


def lines_of(*heard: Turn | Noise, timepoints: list[float] | None = None) -> list[tuple[str, ...]]:
    return [cue.lines for cue in cut(list(heard), timepoints or [], 99.0)]


def test_a_sentence_ends_its_cue_where_the_next_does_not_fit() -> None:
    assert lines_of(
        spoken("He fell from a ladder two hours ago at home. He is 58, and he takes apixaban.")
    ) == [
        ("He fell from a ladder", "two hours ago at home."),
        ("He is 58, and he takes apixaban.",),
    ]


def test_short_sentences_share_a_cue() -> None:
    assert lines_of(spoken("Yes. I see it.")) == [("Yes. I see it.",)]


def test_lines_break_between_phrases_and_not_behind_an_article() -> None:
    text = "I will place the curvilinear probe in the epigastrium with the marker to your right side."
    for lines in lines_of(spoken(text)):
        assert all(line.split()[-1] not in {"the", "in", "to", "your", "with"} for line in lines)


def test_a_number_keeps_its_unit() -> None:
    for words in range(4, 11):
        text = " ".join(["word"] * words) + " it is 14 mm deep in the parasternal long axis view"
        for lines in lines_of(spoken(text)):
            assert all(not line.endswith("14") for line in lines)


def test_no_word_is_left_alone_at_the_end() -> None:
    text = "It came out of nowhere and it goes straight through to my back and down into my left leg today."
    assert all(len(" ".join(lines).split()) > 1 for lines in lines_of(spoken(text)))


def test_another_speaker_begins_another_cue() -> None:
    cues = cut([spoken("Are you well?"), spoken("No.", "Mr Okafor", 3.0)], [], 9.0)
    assert [(cue.speaker, cue.text) for cue in cues] == [("Nurse", "Are you well?"), ("Mr Okafor", "No.")]


def test_a_sound_is_a_cue_in_brackets_without_a_speaker() -> None:
    cues = cut([Noise("monitor alarm", 1.0, 3.0)], [], 9.0)
    assert cues == (Cue(1.0, 3.0, ("[monitor alarm]",)),)


def test_a_short_word_stays_long_enough_to_be_read() -> None:
    (cue,) = cut([spoken("No.", start=1.0, each=0.2)], [], 9.0)
    assert cue.duration >= 5 / 6


def test_a_cue_lingers_for_reading_but_not_for_long() -> None:
    (cue,) = cut([spoken("Pericardiocentesis, echocardiography!", start=1.0, each=0.4)], [], 9.0)
    assert 37 / 20 <= cue.duration <= 0.8 + NETFLIX.linger + 0.04


def test_a_cue_that_would_linger_over_a_timepoint_ends_there() -> None:
    (cue,) = cut([spoken("No.", start=1.0, each=0.2)], [1.4], 9.0)
    assert cue.end == 1.4


def test_words_around_a_timepoint_part_there_even_within_a_turn() -> None:
    assert lines_of(spoken("one two three four"), timepoints=[1.7]) == [("one two",), ("three four",)]


def test_a_nearby_cue_is_touched_and_a_distant_one_is_not() -> None:
    near = cut([spoken("Are you well now?", each=0.4), spoken("No.", "Mr Okafor", 2.9)], [], 9.0)
    far = cut([spoken("Are you well now?", each=0.4), spoken("No.", "Mr Okafor", 5.0)], [], 9.0)
    assert near[0].end == near[1].start
    assert far[0].end < far[1].start - 1


def test_a_word_longer_than_a_line_is_parted_behind_its_hyphen() -> None:
    word = "a" * 30 + "-" + "b" * 30
    assert [line for lines in lines_of(spoken(word)) for line in lines] == ["a" * 30 + "-", "b" * 30]


def test_nothing_heard_gives_no_cue() -> None:
    assert cut([], [1.0], 2.0) == ()


@settings(max_examples=10, deadline=None)
@given(st.integers(150, 180), st.integers(0, 2**20))
def test_calm_speech_can_be_read_in_time(pace: int, seed: int) -> None:
    words = [
        "the",
        "probe",
        "lies",
        "in",
        "your",
        "left",
        "side",
        "and",
        "shows",
        "fluid",
        "around",
        "the",
        "heart.",
        "It",
        "is",
        "deep,",
        "and",
        "moves.",
    ]
    text = " ".join(words[(seed + at * 7) % len(words)] for at in range(60))
    cues = cut([spoken(text, each=60 / pace)], [], 99.0)
    assert all(len(cue.text) / cue.duration <= NETFLIX.fastest + 1 for cue in cues)
    assert all(cue.duration >= NETFLIX.shortest for cue in cues)
