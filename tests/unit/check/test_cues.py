"""Captions by themselves: each rule with what breaks it and what does not."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tracks import WEB, texts

from media_tools.captions.model import Cue
from media_tools.check.cues import check_cues
from media_tools.check.profile import Profile, profiles
from media_tools.check.subject import Track

FRAME = 1 / 25
GOOD = Cue(1.0, 3.0, ("He fainted on the stairs.",))


def found(track: Track, profile: Profile) -> list[str]:
    return [one.id for one in check_cues(track, FRAME, profile)]


def test_a_good_caption_breaks_nothing() -> None:
    assert found(texts([GOOD]), WEB) == []


@pytest.mark.parametrize(
    ("cues", "names"),
    [
        ([Cue(1, 5, ("x" * 43,))], ["line-length"]),
        ([Cue(1, 5, ("x" * 42,))], []),
        ([Cue(1, 5, ("one", "two", "three"))], ["line-count"]),
        ([Cue(1, 5, ("one", "two"))], []),
        ([Cue(1, 1.8, ("Yes.",))], ["cue-short"]),
        ([Cue(1, 1.834, ("Yes.",))], []),
        ([Cue(1, 8.1, ("Wait.",))], ["cue-long"]),
        ([Cue(1, 8, ("Wait.",))], []),
        ([Cue(1, 2, ("x" * 21,))], ["reading-characters"]),
        ([Cue(1, 2, ("x" * 20,))], []),
        ([Cue(1, 3, ("One.",)), Cue(3.04, 5, ("Two.",))], ["cue-gap"]),
        ([Cue(1, 3, ("One.",)), Cue(3.08, 5, ("Two.",))], []),
        ([Cue(1, 3, ("One.",)), Cue(3, 5, ("Two.",))], []),
        ([Cue(1, 3, ("One.",)), Cue(2.9, 5, ("Two.",))], ["cue-overlap"]),
        (
            [Cue(5 * n, 5 * n + 5, ("a b c d e f g h i j k l m n o p q",)) for n in range(2)],
            ["reading-words"],
        ),
        ([Cue(5 * n, 5 * n + 5, ("a b c d e f g h i j k l m n o p",)) for n in range(2)], ["reading-calm"]),
        ([Cue(5 * n, 5 * n + 5, ("a b c d e f g h i j k l m n o",)) for n in range(2)], []),
    ],
)
def test_each_rule_has_its_border(cues: Sequence[Cue], names: list[str]) -> None:
    assert found(texts(cues), WEB) == names


def test_a_finding_says_where_how_much_and_by_whose_rule() -> None:
    (one,) = check_cues(texts([Cue(62.5, 66, ("x" * 50,))]), FRAME, WEB)
    assert (one.file, one.time, one.severity) == ("one/captions/arrival.en.vtt", 62.5, "warning")
    assert "50 characters" in one.what
    assert "42" in one.what
    assert "Netflix" in one.source
    assert str(one).startswith("one/captions/arrival.en.vtt at 1:02.500: a line has 50")
    assert str(one).endswith("[warning: line-length]")


def test_houses_differ() -> None:
    track = texts([Cue(1, 2.5, ("He fainted on the stairs, at home",))])
    houses = {name: found(track, profile) for name, profile in profiles().items()}
    assert houses["web"] == houses["netflix"] == ["reading-characters"]
    assert houses["dcmp"] == ["line-length", "cue-short", "reading-words"]
    assert houses["bbc"] == ["reading-words"]


CUES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 400), st.text("ab ", min_size=1, max_size=60)), max_size=6
).map(lambda drawn: [Cue(start / 50, (start + length) / 50, (text,)) for start, length, text in drawn])


@given(cues=CUES, more=st.integers(1, 40), at=st.integers(0, 5))
def test_a_longer_line_never_breaks_fewer_rules(cues: list[Cue], more: int, at: int) -> None:
    rules = {"line-length", "line-count", "reading-characters"}
    before = [name for name in found(texts(cues), WEB) if name in rules]
    longer = [Cue(c.start, c.end, (c.lines[0] + "x" * more,)) if n == at else c for n, c in enumerate(cues)]
    after = [name for name in found(texts(longer), WEB) if name in rules]
    assert all(after.count(name) >= before.count(name) for name in rules)


@given(cues=CUES)
def test_the_order_of_a_file_changes_no_finding(cues: list[Cue]) -> None:
    distinct = list({cue.start: cue for cue in cues}.values())
    one, other = (sorted(found(texts(order), WEB)) for order in (distinct, distinct[::-1]))
    assert one == other
