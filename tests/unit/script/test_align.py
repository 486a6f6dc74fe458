"""Each line of a script finds its time in the media, exact captions or not."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.model import Cue
from media_tools.script import ScriptLine, align, parse

SCRIPT = parse(
    """*A clinic.*

**Nurse:** His blood pressure is 84/62 and falling.

[monitor alarm]

---

*The clip fills the frame.*

**Doctor:** There is fluid around the heart.
"""
)
CUES = (
    Cue(0.5, 2.0, ("His blood pressure is",)),
    Cue(2.0, 4.0, ("eighty-four over 62", "and falling.")),
    Cue(4.5, 6.0, ("[monitor alarm]",)),
    Cue(8.0, 10.0, ("There is fluid", "around the heart.")),
)


def test_lines_begin_with_their_words() -> None:
    assert align(SCRIPT, CUES) == (0.0, 0.5, 4.5, 6.0, 6.0, 8.0)


def test_timepoints_are_taken_as_they_are_and_nothing_behind_them_is_earlier() -> None:
    assert align(SCRIPT, CUES, [6.52]) == (0.0, 0.5, 4.5, 6.52, 6.52, 8.0)


def test_two_lines_in_one_cue_share_it() -> None:
    lines = parse("**A:** One two three.\n\n**B:** Four five six.\n")
    assert align(lines, [Cue(1.0, 4.0, ("One two three.", "Four five six."))]) == (1.0, 2.5)


def test_captions_that_differ_still_give_times() -> None:
    cues = (Cue(1.0, 2.0, ("His pressure's about 84",)), Cue(9.0, 10.0, ("there's fluid near the heart",)))
    times = align(SCRIPT, cues)
    assert times[1] == 1.0
    assert 9.0 <= times[-1] <= 10.0


def test_without_captions_everything_begins_at_the_start() -> None:
    assert align(SCRIPT, ()) == (0.0,) * len(SCRIPT)


WORDS = st.lists(
    st.sampled_from(["his", "blood", "pressure", "is", "falling", "84", "fluid", "left"]), max_size=6
).map(" ".join)


@given(
    st.lists(WORDS, min_size=1, max_size=6),
    st.lists(WORDS, max_size=6),
    st.lists(st.floats(0, 30), max_size=2),
)
def test_times_never_fall(said: list[str], shown: list[str], points: list[float]) -> None:
    lines = [
        line
        for at, text in enumerate(said)
        for line in (
            ScriptLine("speech", "A", text or "yes", at + 1),
            ScriptLine("timepoint", None, "", at + 1),
        )
    ]
    cues = [Cue(at * 3.0, at * 3.0 + 2.5, (text,)) for at, text in enumerate(shown)]
    times = align(lines, cues, sorted(points))
    assert len(times) == len(lines)
    assert all(before <= after for before, after in pairwise(times))
    marks = [time for line, time in zip(lines, times, strict=True) if line.kind == "timepoint"]
    assert marks[: len(points)] == [round(point, 3) for point in sorted(points)][: len(marks)]
