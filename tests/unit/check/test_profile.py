"""Profiles are data: those that come along are whole, and nonsense is refused."""

import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError
from tracks import WEB

from media_tools.check import profile as module
from media_tools.check.finding import HOUSE, SEVERITIES, checks, finding, strictly
from media_tools.check.limits import limit
from media_tools.check.profile import DEFAULT, parse, profiles

TEXT = Path(module.__file__).with_name("profiles.toml").read_text(encoding="utf-8")


def test_the_default_and_three_houses_come_along_each_with_its_sources() -> None:
    assert list(profiles()) == [DEFAULT, "netflix", "dcmp", "bbc"]
    for profile in profiles().values():
        for name in HOUSE:
            assert len(getattr(profile, name).source) > 5


def test_figures_are_those_of_the_houses() -> None:
    web, netflix, dcmp, bbc = profiles().values()
    assert (web.lines.characters, netflix.lines.characters, dcmp.lines.characters) == (42, 42, 32)
    assert (web.loudness.target, netflix.loudness.target, bbc.loudness.target) == (-19, -23, -23)
    assert (netflix.gap.span(1 / 25), bbc.gap.span(1 / 25)) == (pytest.approx(0.08), 1.0)
    assert (netflix.reading.words, dcmp.reading.characters) == (None, None)
    assert (netflix.duration.shortest, netflix.duration.longest) == (pytest.approx(5 / 6, abs=0.001), 7)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("characters = 42", "characters = -1"),
        ("characters = 42", "caracters = 42"),
        ("shortest = 0.833, longest = 7.0", "shortest = 8.0, longest = 7.0"),
        ("{ frames = 2, source", "{ frames = 2, seconds = 1.0, source"),
        ("{ frames = 2, source", "{ source"),
        ('source = "EBU R 128"', 'source = ""'),
        ("true_peak = -1.0", "true_peak = nan"),
        ("[every.flashes]", "[every.flushes]"),
        ("characters = 20, source", "source"),
        ("area = 0.25", "area = 25"),
    ],
)
def test_a_profile_that_is_nonsense_is_refused_whole(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(ValidationError):
        parse(TEXT.replace(old, new))


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        parse("[web")


def test_every_check_says_why_and_has_a_source_in_every_profile() -> None:
    for check in checks().values():
        assert check.why
        assert all(check.sourced(profile) for profile in profiles().values())
        assert check.house == (check.section in HOUSE)


def test_every_threshold_can_be_said_in_words() -> None:
    for profile in profiles().values():
        for check in checks().values():
            assert "{" not in limit(check, profile)
    assert limit(checks()["line-length"], profiles()["dcmp"]) == "32 characters"
    assert limit(checks()["cue-gap"], profiles()["bbc"]) == "1 s or none"
    assert limit(checks()["cue-long"], profiles()["bbc"]) == ""


def test_strictly_a_warning_of_the_house_is_an_error_and_no_other() -> None:
    found = [finding(name, WEB, "file", "is wrong") for name in checks()]
    before, after = [one.severity for one in found], [one.severity for one in strictly(found)]
    for check, old, new in zip(checks().values(), before, after, strict=True):
        assert new == ("error" if old == "warning" and check.house else old)
    assert set(before) == set(SEVERITIES)
