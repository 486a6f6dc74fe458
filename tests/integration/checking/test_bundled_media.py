"""The bundled packages under every check, their media opened: nothing is wrong, and they say that they are a demonstration."""

from pathlib import Path

import pytest

from media_tools.check.profile import DEFAULT, profiles
from media_tools.check.run import Checked, check, problems_of
from player.publish.material import examined
from player.publish.proven import proofs

ROOT = Path(__file__).parents[3] / "scenarios"
AREAS = ("cardiac", "lung")


@pytest.fixture(scope="module", params=AREAS)
def checked(request: pytest.FixtureRequest) -> Checked:
    """A bundled package, checked once."""
    return check(ROOT / request.param, profiles()[DEFAULT])


def test_nothing_is_found_but_that_a_demonstration_hands_out_its_key(checked: Checked) -> None:
    (warning,) = (one for one in checked.findings if one.severity != "note")
    assert (warning.id, warning.severity, warning.file, warning.field) == (
        "open-exam", "warning", "package.yaml", "modes",
    )  # fmt: skip


def test_what_is_recorded_as_proven_is_what_was_found_and_no_obstacle(checked: Checked) -> None:
    assert checked.package
    recorded, made = proofs()[checked.package.about.area].examined, examined(checked, DEFAULT)
    told = "write it anew: python -m player.publish.proven"
    assert recorded.profile == made.profile, told
    assert recorded.findings == made.findings, told
    for scene, heard in made.sound[checked.package.cases[0].id].items():
        kept = recorded.sound[checked.package.cases[0].id][scene]
        # another processor may round otherwise
        assert kept.outline == pytest.approx(heard.outline, abs=0.02), told
        assert [pair for one in kept.speech for pair in one] == pytest.approx(
            [pair for one in heard.speech for pair in one], abs=0.05
        ), told
    assert problems_of(checked.findings) == []


def test_every_scene_and_exhibit_was_looked_at_and_listened_to(checked: Checked) -> None:
    assert checked.package
    (case,) = checked.package.cases
    seen = {(one.job.kind, one.job.name) for one in checked.inspections}
    assert seen == {
        *(("scene", scene.scene) for scene in case.encounter.scenes),
        *(("exhibit", name) for name in case.exhibits),
    }
    for one in checked.inspections:
        assert (one.subject is not None) == (one.job.kind == "scene")
        assert one.speech or one.job.kind == "exhibit"


def test_the_speech_that_is_heard_is_the_speech_that_is_captioned(checked: Checked) -> None:
    for one in checked.inspections:
        cues = [cue for cue in one.subject.tracks[0].cues if "[" not in cue.text] if one.subject else []
        captioned = sum(cue.duration for cue in cues)
        heard = sum(
            max(0.0, min(end, cue.end) - max(start, cue.start)) for start, end in one.speech for cue in cues
        )
        assert heard >= 0.5 * captioned, one.job.file
