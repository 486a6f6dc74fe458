"""What is typed is understood, and can be typed again."""

import shlex
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from media_tools.importing.choices import Choices, write_options
from media_tools.importing.cli import _choose, import_
from media_tools.importing.options import BoxType, MillimetresType, PolygonType, ScaleType

pixel = st.integers(0, 4000)
side = st.integers(1, 4000)
box = st.tuples(pixel, pixel, side, side)
corner = st.tuples(pixel, pixel)
number = st.floats(0.01, 4000).map(lambda value: float(f"{value:g}"))
choices = st.builds(
    Choices,
    keep=st.none() | st.lists(corner, min_size=3, max_size=9).map(tuple),
    drop=st.lists(box, max_size=3).map(tuple),
    scale=st.none()
    | st.tuples(st.tuples(number, number, number, number), number).filter(lambda s: s[0][:2] != s[0][2:]),
    mm_per_px=st.none() | st.tuples(number) | st.tuples(number, number),
    rate=st.none() | number.map(lambda value: min(value, 1000.0)).filter(lambda value: value >= 0.1),
    longest=st.integers(64, 4096),
    zero_depth=st.none() | number | st.just(0.0),
    marker=st.sampled_from([None, "left", "right"]),
)


def parse(words: list[str]) -> Choices:
    params = dict(import_.make_context("import", ["a.dcm", *words]).params)
    for name in ("file", "target", "preview", "code", "replace"):
        params.pop(name)
    return _choose(**params)


@given(choices.filter(lambda c: not (c.scale and c.mm_per_px)))
def test_choices_can_be_typed_again(given_choices: Choices) -> None:
    typed = shlex.split(shlex.join(write_options(given_choices)))
    assert parse(typed) == given_choices


def test_a_rectangle_stays_a_rectangle() -> None:
    chosen = parse(["--keep-rect", "10,20,300,200"])
    assert chosen.keep == ((10, 20), (309, 20), (309, 219), (10, 219))
    assert write_options(chosen) == ["--keep-rect", "10,20,300,200"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (BoxType(), "1,2,3"),
        (BoxType(), "1,2,0,4"),
        (BoxType(), "-1,2,3,4"),
        (BoxType(), "a,b,c,d"),
        (PolygonType(), "1,2 3,4"),
        (PolygonType(), "1,2 3,4 5"),
        (ScaleType(), "1,2,3,4"),
        (ScaleType(), "1,2,1,2=30"),
        (ScaleType(), "1,2,3,4=0"),
        (ScaleType(), "1,2,3,4=nan"),
        (MillimetresType(), "0"),
        (MillimetresType(), "1,2,3"),
        (MillimetresType(), "inf"),
    ],
)
def test_what_is_not_understood_is_answered_with_an_example(kind: Any, text: str) -> None:
    with pytest.raises(
        click.BadParameter, match=f"is not understood; write it like {kind.example.split()[0]}"
    ):
        kind.convert(text, None, None)


@pytest.mark.parametrize(
    "words",
    [
        ["--keep-rect", "0,0,9,9", "--keep-polygon", "0,0 9,0 9,9"],
        ["--scale", "0,0,9,9=4", "--uncalibrated"],
        ["--mm-per-px", "1", "--scale", "0,0,9,9=4"],
    ],
)
def test_two_answers_to_one_question_are_refused(words: list[str]) -> None:
    result = CliRunner().invoke(import_, ["a.dcm", *words])
    assert result.exit_code == 2
    assert "give" in result.output
