"""A narrated scene keeps its promises in the file that is delivered: loudness, silence at timepoints, word times."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from media_tools import probe
from media_tools.captions.descriptions import describe_scene
from media_tools.captions.segment import cut
from media_tools.captions.vtt import read_vtt
from media_tools.captions.write import write_vtt
from media_tools.encode import cut as cut_media
from media_tools.encode import measure_loudness, write_sound
from media_tools.errors import EncodingFailed, UnsupportedMedia
from media_tools.narrate import FRAME_RATE, LoudnessProfile, Narration, narrate
from media_tools.script import align, parse, passages, render
from media_tools.tokens import differences
from media_tools.voice import RATE
from media_tools.voice.levels import loudness
from scenarios.model.case import CastMember, Patient
from scenarios.model.scene import Picture, Scene

PATIENT = Patient(name="Mr Okafor", age=58, sex="male")
CAST = {
    who: CastMember.model_validate({"name": name, "voice": voice})
    for who, name, voice in (
        ("narrator", "Narrator", {"name": "slt"}),
        ("patient", "Mr Okafor", {"name": "awb", "rate": 0.95, "pitch": 0.93}),
        ("nurse", "Nurse", {"engine": "espeak", "name": "en-gb-x-rp+f3"}),
    )
}
SOURCE = {
    "scene": "arrival",
    "title": "Arrival",
    "picture": {"place": "resuscitation", "people": ["patient"]},
    "lines": [
        {"seen": "Mr Okafor sits upright, pale and sweating."},
        {"narrator": "Mr Okafor fell from a ladder two hours ago. He is 58, and takes apixaban."},
        {"sound": "monitor alarm"},
        {"nurse": "BP 84/62 mmHg, HR 118/min, SpO2 93% on 2 l/min. He isn't well."},
        {"ask": "indication"},
        {"show": {"place": "resuscitation", "people": ["patient", "nurse"]}},
        {"patient": "I can't catch my breath... Please, be quick."},
        {"pause": 1.5},
        {"sound": "gel bottle"},
        {"nurse": "Cold gel now."},
        {"show": {"exhibit": "plax"}},
        {"ask": ["effusion", "depth"]},
    ],
}
SCENE = Scene.model_validate(SOURCE)
PRONOUNCE = {"Okafor": "oh kah for"}


def describe(picture: Picture, cast: Mapping[str, CastMember], patient: Patient) -> str:
    """What a picture shows, in a few words."""
    if picture.exhibit:
        return f"The clip {picture.exhibit} fills the frame."
    return f"{patient.name} in {picture.place} with {', '.join(cast[who].name for who in picture.people)}."


@pytest.fixture(scope="module")
def narration() -> Narration:
    return narrate(SCENE, CAST, PRONOUNCE)


@pytest.fixture(scope="module")
def delivered(narration: Narration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scene as an audio file."""
    path = tmp_path_factory.mktemp("scene") / "arrival.m4a"
    write_sound(path, narration.samples, narration.rate)
    return path


def test_the_delivered_file_has_the_profiles_loudness(delivered: Path) -> None:
    found = measure_loudness(delivered)
    assert found.integrated == pytest.approx(-19.0, abs=0.5)
    assert found.true_peak <= -1.0


def test_no_voice_is_louder_than_another(narration: Narration) -> None:
    levels = []
    for said in narration.said:
        piece = narration.samples[round(said.start * narration.rate) : round(said.end * narration.rate)]
        levels.append(loudness(piece / 32767, narration.rate))
    assert max(levels) - min(levels) < 2.0


def test_sounds_lie_under_the_speech(narration: Narration) -> None:
    alarm = narration.sounded[0]
    alone = slice(round(alarm.start * narration.rate), round(narration.said[1].start * narration.rate))
    assert loudness(narration.samples[alone] / 32767, narration.rate) < -24


def test_a_timepoint_lies_in_silence_on_a_frame(narration: Narration) -> None:
    assert [point.ask for point in narration.timepoints] == [("indication",), ("effusion", "depth")]
    for point in narration.timepoints:
        assert (point.at * FRAME_RATE) % 1 == 0
        around = slice(
            round((float(point.at) - 0.4) * narration.rate), round((float(point.at) + 0.4) * narration.rate)
        )
        assert np.abs(narration.samples[around].astype(int)).max() < 33, "60 dB under full scale"


def test_the_scene_is_a_whole_number_of_frames_and_goes_on_behind_its_last_timepoint(
    narration: Narration,
) -> None:
    assert len(narration.samples) % (narration.rate // FRAME_RATE) == 0
    assert float(narration.timepoints[-1].at) < narration.duration - 0.5


def test_sound_alone_can_be_cut_at_its_timepoints(
    narration: Narration, delivered: Path, tmp_path: Path
) -> None:
    times = [float(point.at) for point in narration.timepoints]
    pieces = cut_media(delivered, times, tmp_path, video=False)
    lengths = [probe.examine(piece).duration for piece in pieces]
    edges = [0.0, *times, narration.duration]
    assert lengths == pytest.approx([b - a for a, b in pairwise(edges)], abs=0.08)


def test_words_are_where_there_is_sound(narration: Narration) -> None:
    level = np.abs(narration.samples.astype(int))
    for said in narration.said:
        for word in said.turn.words:
            heard = level[round(word.start * narration.rate) : round(word.end * narration.rate) + 1]
            assert heard.max() > 300, word


def test_lines_speakers_and_pictures_have_their_times(narration: Narration) -> None:
    assert [said.line for said in narration.said] == [1, 3, 6, 9]
    assert all(before.end < after.start for before, after in pairwise(narration.said))
    assert narration.speaking("nurse") == tuple(
        (said.start, said.end) for said in narration.said if said.turn.speaker == "Nurse"
    )
    shown = narration.shown
    assert shown[0].start == 0
    assert shown[-1].end == narration.duration
    assert all(before.end == after.start for before, after in pairwise(shown))
    assert shown[1].start == float(narration.timepoints[0].at)
    assert float(narration.timepoints[1].at) - shown[2].start >= 1.2 - 1e-9
    assert narration.said[3].start - narration.said[2].end > 1.5
    assert [noticed.text for noticed in narration.noticed] == ["Mr Okafor sits upright, pale and sweating."]


def test_a_first_picture_stands_from_the_beginning_wherever_its_line_is() -> None:
    lines = [{"narrator": "Look."}, {"show": {"place": "ward"}}, {"narrator": "Here."}]
    found = narrate(Scene.model_validate({"scene": "late", "lines": lines}), CAST)
    assert [(shown.start, shown.end) for shown in found.shown] == [(0.0, found.duration)]


def test_captions_script_and_lines_are_one_text(narration: Narration) -> None:
    times = [float(point.at) for point in narration.timepoints]
    cues = cut(narration.heard, times, narration.duration)
    track = read_vtt(write_vtt(cues).encode(), "arrival.en.vtt")
    lines = parse(render(SCENE, CAST, PATIENT, describe))
    assert differences(passages(lines), [cue.text for cue in track]) == []
    assert {cue.speaker for cue in track} == {"Narrator", "Nurse", "Mr Okafor", None}
    assert "[monitor alarm]" in [cue.text for cue in track]
    assert all(0.8 <= cue.duration <= 7 for cue in track)
    assert not any(cue.start < time < cue.end for cue in track for time in times)
    starts = align(lines, track, times)
    spoken = [start for start, line in zip(starts, lines, strict=True) if line.kind == "speech"]
    assert spoken == pytest.approx([said.start for said in narration.said], abs=0.05)


def test_descriptions_come_with_their_pictures(narration: Narration) -> None:
    cues = describe_scene(narration, CAST, PATIENT, describe)
    assert [cue.start for cue in cues] == [shown.start for shown in narration.shown]
    assert cues[0].text.endswith("Mr Okafor. Mr Okafor sits upright, pale and sweating.")
    assert read_vtt(write_vtt(cues).encode(), "descriptions")[2].text == "The clip plax fills the frame."


def test_another_process_gives_the_same_samples(narration: Narration) -> None:
    program = (
        "import hashlib, json, sys\n"
        "from media_tools.narrate import narrate\n"
        "from scenarios.model.case import CastMember\n"
        "from scenarios.model.scene import Scene\n"
        "scene, cast, pronounce = json.load(sys.stdin)\n"
        "cast = {who: CastMember.model_validate(member) for who, member in cast.items()}\n"
        "narration = narrate(Scene.model_validate(scene), cast, pronounce)\n"
        "print(hashlib.sha256(narration.samples.tobytes()).hexdigest())\n"
    )
    request = json.dumps([SOURCE, {who: member.model_dump() for who, member in CAST.items()}, PRONOUNCE])
    there = subprocess.run(
        [sys.executable, "-c", program], input=request, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(narration.samples.tobytes()).hexdigest()


def test_another_profile_is_met_too(tmp_path: Path) -> None:
    short = Scene.model_validate({"scene": "short", "lines": [{"narrator": "He is pale. We will look now."}]})
    found = narrate(short, CAST, profile=LoudnessProfile(target=-23.0, tolerance=1.0, true_peak=-1.0))
    write_sound(tmp_path / "short.m4a", found.samples, found.rate)
    assert measure_loudness(tmp_path / "short.m4a").integrated == pytest.approx(-23.0, abs=0.5)


def test_a_loudness_that_cannot_be_is_refused_and_not_faked() -> None:
    short = Scene.model_validate({"scene": "short", "lines": [{"narrator": "He is pale."}]})
    with pytest.raises(
        EncodingFailed, match=r"scene short: cannot be brought to -1 LUFS: it has -?[\d.]+ LUFS"
    ):
        narrate(short, CAST, profile=LoudnessProfile(target=-1.0, tolerance=0.5, true_peak=-1.0))


def test_a_scene_without_speech_is_silent_or_soft() -> None:
    still = Scene.model_validate({"scene": "still", "lines": [{"pause": 1}, {"seen": "Nothing moves."}]})
    found = narrate(still, CAST)
    assert not found.samples.any()
    assert found.duration >= 1
    door = Scene.model_validate({"scene": "door", "lines": [{"sound": "door"}]})
    assert -40 < loudness(narrate(door, CAST).samples / 32767, RATE) < -26


def test_a_recorded_scene_is_not_narrated() -> None:
    recorded = Scene.model_validate({"scene": "talk", "media": "media/talk.mp4", "duration": Decimal(10)})
    with pytest.raises(UnsupportedMedia, match="scene talk: has recorded media"):
        narrate(recorded, CAST)
