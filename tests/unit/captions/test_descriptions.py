"""What is seen stands as a track of its own, in order, and never over a timepoint."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.descriptions import descriptions
from media_tools.captions.model import Cue
from media_tools.captions.write import write_vtt


def test_what_begins_together_is_told_together() -> None:
    events = [(0.0, "A resuscitation room."), (0.0, "He is pale."), (9.0, "The clip fills the frame.")]
    assert descriptions(events, [4.0, 12.0]) == (
        Cue(0.0, 2.4, ("A resuscitation room. He is pale.",)),
        Cue(9.0, 11.0, ("The clip fills the frame.",)),
    )


def test_a_long_description_ends_at_the_timepoint_or_the_next() -> None:
    long = "word " * 30
    assert [cue.end for cue in descriptions([(0.0, long), (5.0, long)], [8.0, 20.0])] == [5.0, 8.0]


def test_empty_descriptions_are_left_out() -> None:
    assert descriptions([(0.0, "  ")], [5.0]) == ()


@given(
    st.lists(
        st.tuples(
            st.integers(0, 990).map(lambda n: n / 25), st.sampled_from(["", "He is pale.", "word " * 30])
        ),
        max_size=8,
    ),
    st.lists(st.integers(1, 990).map(lambda n: n / 25), max_size=4),
)
def test_a_track_is_always_valid(events: list[tuple[float, str]], points: list[float]) -> None:
    cues = descriptions(events, [*sorted(points), 41.0])
    assert write_vtt(cues).count("-->") == len(cues)
    assert all(before.end <= after.start for before, after in pairwise(cues))
    assert not any(cue.start < point < cue.end for cue in cues for point in points)
