"""What is said of findings: lines, JSON with a schema that does not change, time lines."""

import json
from pathlib import Path

from documents import ROOT
from hypothesis import given
from hypothesis import strategies as st
from tracks import WEB

from media_tools.check.cli import check
from media_tools.check.finding import clock, finding
from media_tools.check.loudness import against
from media_tools.check.output import Report, lines, report
from media_tools.check.profile import profiles
from media_tools.check.run import Checked
from media_tools.encode import Loudness

ERROR = finding("flash-general", WEB, "one/media/arrival.mp4", "flashes", time=61.0)
WARNING = finding("line-length", WEB, "one/captions/arrival.en.vtt", "is too long", time=1.5)
NOTE = finding("reading-calm", WEB, "one/captions/arrival.en.vtt", "is fast", time=1.5)


def said(*findings: object, notes: bool = False) -> list[str]:
    return list(lines(Checked(Path("tiny"), None, findings), notes=notes))  # type: ignore[arg-type]


def test_nothing_is_said_to_be_wrong_where_nothing_is() -> None:
    assert said() == ["tiny: nothing is wrong"]


def test_notes_are_counted_and_shown_when_they_are_asked_for() -> None:
    assert said(NOTE) == ["tiny: nothing is wrong; 1 note, which --notes shows"]
    assert said(NOTE, notes=True) == [f"tiny/{NOTE}", "tiny: 1 note"]
    assert said(ERROR, WARNING, NOTE)[-1] == "tiny: 1 error, 1 warning, 1 note, which --notes shows too"


def test_a_line_has_the_place_the_matter_the_remedy_and_the_name() -> None:
    assert str(ERROR) == (
        "one/media/arrival.mp4 at 1:01.000: flashes; "
        "take the flashes out: slower, smaller or with less contrast [error: flash-general]"
    )


def test_the_schema_of_the_json_is_the_one_that_is_published() -> None:
    published = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
    assert Report.model_json_schema() == published, "if this is meant, raise `format` and write the file anew"


def test_json_can_be_read_back_and_counts_what_it_holds() -> None:
    made = report([Checked(Path("tiny"), None, (ERROR, WARNING, WARNING))], WEB, strict=False)
    again = Report.model_validate_json(made.model_dump_json())
    assert again == made
    plain = json.loads(made.model_dump_json())["tiny"]
    assert (plain["format"], plain["profile"], plain["strict"]) == (1, "web", False)
    assert plain["counts"] == {"error": 1, "warning": 2, "note": 0}
    assert set(plain["findings"][0]) >= {"id", "severity", "file", "time", "what", "why", "source"}


def test_the_command_offers_every_profile() -> None:
    (option,) = (one for one in check.params if one.name == "name")
    assert list(option.type.choices) == list(profiles())  # type: ignore[attr-defined]


@given(seconds=st.floats(0, 36_000))
def test_a_time_is_written_as_people_write_it(seconds: float) -> None:
    minutes, rest = clock(seconds).split(":")
    assert abs(int(minutes) * 60 + float(rest) - seconds) < 0.001
    assert float(rest) < 60


def test_loudness_has_its_borders() -> None:
    def names(integrated: float, peak: float = -6.0, profile: str = "web") -> list[str]:
        return [one.id for one in against(Loudness(integrated, peak), "a.mp4", profiles()[profile])]

    assert names(-19.0) == names(-20.0) == names(-18.0) == []
    assert names(-20.1) == names(-17.9) == ["loudness"]
    assert names(-19.0, -0.9) == ["true-peak"]
    assert names(-19.0, profile="netflix") == ["loudness"]
    assert names(-23.0, profile="bbc") == []
    assert names(float("-inf"), float("-inf")) == []
