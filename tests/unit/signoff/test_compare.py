"""Captions and script side by side: every token that differs is marked where it stands, and no word is lost."""

from hypothesis import given
from hypothesis import strategies as st

from media_tools.captions.model import Cue
from media_tools.script import ScriptLine
from player.review.compare import Row, side_by_side


def lines(*texts: str) -> list[ScriptLine]:
    return [ScriptLine("speech", "Nurse", text, n) for n, text in enumerate(texts, start=1)]


def cues(*texts: str) -> list[Cue]:
    return [Cue(n, n + 1, (text,)) for n, text in enumerate(texts)]


def marked(rows: list[Row]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is marked on either side, with its kind."""
    left = [(piece.text, str(piece.differs)) for row in rows for piece in row.script if piece.differs]
    right = [(p.text, str(p.differs)) for row in rows for _, own in row.cues for p in own if p.differs]
    return left, right


def test_what_is_said_the_same_way_is_not_marked() -> None:
    rows = side_by_side(
        lines("His pressure is 84/62, and he can't lie flat."),
        cues("His pressure is 84/62,", "and he can’t lie flat."),
    )
    assert marked(rows) == ([], [])
    assert [len(row.cues) for row in rows] == [2]


def test_sides_numbers_units_negations_and_drugs_are_loud() -> None:
    rows = side_by_side(
        lines("The left leg, not the right.", "Give 5 mg of morphine now."),
        cues("The right leg, the right.", "Give 50 mg of heparin now.", "Give it now."),
    )
    left, right = marked(rows)
    assert ("left", "laterality") in left
    assert ("not", "negation") in left
    assert ("5", "number") in left
    assert ("morphine", "drug") in left
    assert {("right", "laterality"), ("50", "number"), ("heparin", "drug")} <= set(right)
    loud = [piece.text for row in rows for _, own in row.cues for piece in own if piece.loud]
    assert loud == ["right", "50", "heparin"]
    assert [len(row.cues) for row in rows] == [1, 2]


def test_captions_without_a_line_and_lines_without_a_caption_stand_alone() -> None:
    seen = ScriptLine("seen", None, "He leans forward.", 1)
    mark = ScriptLine("timepoint", None, "", 2)
    rows = side_by_side([seen, mark, *lines("Yes.")], cues("[door]", "Yes."))
    assert [(row.line.kind if row.line else None, len(row.cues)) for row in rows] == [
        (None, 1), ("seen", 0), ("speech", 1),
    ]  # fmt: skip
    assert side_by_side([], []) == []


WORDS = st.lists(
    st.sampled_from(["left", "right", "no", "can't", "5", "mg", "morphine", "he", "says", "[door]", "twenty-one", "°C", "’"]),
    max_size=8,
).map(" ".join)  # fmt: skip


@given(st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=4))
def test_the_pieces_of_a_text_are_the_text(script: list[str], captions: list[str]) -> None:
    rows = side_by_side(lines(*script), cues(*captions))
    plain = [text.replace("’", "'") for text in script]
    assert ["".join(p.text for p in row.script) for row in rows if row.line] == plain
    shown = sorted((cue.start, "".join(p.text for p in own)) for row in rows for cue, own in row.cues)
    assert [text for _, text in shown] == [text.replace("’", "'") for text in captions]
