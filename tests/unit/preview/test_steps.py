"""One value of a YAML file is changed, and not a character of the rest."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.preview.writing.steps import Append, Instead, Put, Step, changed
from scenarios.load.document import Document, parse

KEY = """\
# the keys of a case
wall:   # an odd     layout
    regions:
      - circle: [1, 2.50, 3]   # the front
        name: >-
          Front
          wall

      # and the back
      - polygon:
          - [1, 2]     # left
          - [3, 4]
          - [5, 0]     # right
        name: 'Back: wall'   # quoted
    rationale:   |
      # no comment

      More.
other: {regions: [{"rectangle": [1,2,  3,4]}, {circle: [9, 9, 9] # round
  }], "note": "é 😀"}
empty:
blocks:
  first: >-
    a
  second: |
    b
last: {}"""


def data_of(text: str) -> Any:
    """What a text says."""
    document = parse("key.yaml", text)
    assert isinstance(document, Document), document
    return document.data


@pytest.mark.parametrize(("step", "old", "new"), [
    (Put(("wall", "regions", 0, "circle"), [7, 8, 9.5]), "circle: [1, 2.50, 3]   # the front", "circle: [7, 8, 9.5]   # the front"),
    (Instead(("wall", "regions", 0), "circle", "rectangle", [1, 2, 3, 4]),
     "circle: [1, 2.50, 3]   # the front", "rectangle: [1, 2, 3, 4]   # the front"),
    (Instead(("wall", "regions", 1), "polygon", "circle", [1, 2, 3]),
     "polygon:\n          - [1, 2]     # left\n          - [3, 4]\n          - [5, 0]     # right", "circle: [1, 2, 3]     # right"),
    (Put(("wall", "regions", 0, "frames"), [2, 5]), "# the front\n", "# the front\n        frames: [2, 5]\n"),
    (Put(("wall", "regions", 1, "frames"), [2, 5]), "# quoted\n", "# quoted\n        frames: [2, 5]\n"),
    (Append(("wall", "regions"), {"circle": [1, 2, 3]}), "# quoted\n", "# quoted\n      - {circle: [1, 2, 3]}\n"),
    (Append(("other", "regions"), {"circle": [1, 2, 3]}), "# round\n  }]", "# round\n  }, {circle: [1, 2, 3]}]"),
    (Instead(("other", "regions", 0), "rectangle", "circle", [1, 2, 3]), '"rectangle": [1,2,  3,4]', '"circle": [1, 2, 3]'),
    (Put(("other", "regions", 0, "frames"), [1, 2]), "3,4]}", '3,4], "frames": [1, 2]}'),
    (Put(("other", "regions", 1, "frames"), [1, 2]), "[9, 9, 9] #", "[9, 9, 9], frames: [1, 2] #"),
    (Put(("empty",), [1, 2]), "empty:\n", "empty: [1, 2]\n"),
    (Put(("blocks", "frames"), [1, 2]), "  first:", "  frames: [1, 2]\n  first:"),
    (Put(("frames",), [1, 2]), "last: {}", "last: {}\nframes: [1, 2]"),
])  # fmt: skip
def test_a_change_is_made_where_it_belongs_and_nowhere_else(step: Step, old: str, new: str) -> None:
    assert KEY.count(old) == 1, "the text to be replaced stands there once"
    for text, a, b in ((KEY, old, new), *([tuple(one.replace("\n", "\r\n") for one in (KEY, old, new))])):
        after = step.edit(text)
        assert after == text.replace(a, b)
        assert data_of(after) == changed(data_of(text), [step])


@pytest.mark.parametrize("step", [
    Put(("wall", "regions", 7, "circle"), [1]), Put(("nowhere", "frames"), [1]), Put(("last", "frames"), [1]),
    Instead(("wall", "regions", 0), "polygon", "circle", [1, 2, 3]), Append(("wall",), 1), Append(("nowhere",), 1),
    Put(("wall", "regions", 0, "circle", "x"), 1),
])  # fmt: skip
def test_where_there_is_no_place_nothing_is_changed(step: Step) -> None:
    with pytest.raises(LookupError):
        step.edit(KEY)


def test_a_long_polygon_goes_on_in_further_lines() -> None:
    corners = [[100.5 + i, 200.5 + i] for i in range(40)]
    after = Put(("wall", "regions", 1, "polygon"), corners).edit(KEY)
    assert max(map(len, after.splitlines())) < 130
    assert data_of(after)["wall"]["regions"][1] == {"polygon": corners, "name": "Back: wall"}


# --- texts of any kind around it ---

comments = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12).map(
    lambda text: f"# {text}"
)
words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=12)


@st.composite
def values(draw: st.DrawFn) -> str:
    """A value behind its name, in one of the ways in which YAML writes one, at an indentation of two."""
    word, one = draw(words), draw(st.integers(0, 999))
    quoted = '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
    single = "'" + word.replace("'", "''") + "'"
    comment = draw(st.sampled_from(["", "   " + draw(comments)]))
    return draw(st.sampled_from([
        f" {one}{comment}\n",
        f" {quoted}{comment}\n",
        f" {single}{comment}\n",
        f"{comment}\n",
        f" >-\n    x{word}\n\n    {one}\n",
        f" |+\n    x{word}\n\n\n",
        f" [{one}, {quoted},{comment}\n    {single}]\n",
        f" {{a: {one}, b: [{quoted}]}}{comment}\n",
        f"{comment}\n    - {one}\n    - {quoted}{comment}\n",
        f"{comment}\n  - a: {one}\n    b: {single}\n",
        f"{comment}\n      k: {quoted}{comment}\n      l:\n        - {one}\n",
        f" plain\n    text {one}{comment}\n",
    ]))  # fmt: skip


@st.composite
def siblings(draw: st.DrawFn, letter: str) -> str:
    """Entries of a mapping that is indented by two, with comments and empty lines between them."""
    text = ""
    for i in range(draw(st.integers(0, 3))):
        text += draw(st.sampled_from(["", "\n", "  " + draw(comments) + "\n", draw(comments) + "\n"]))
        text += f"  {letter}{i}:{draw(values())}"
    return text


TARGETS = [
    "  it: [1, 2, 3]", "  it:   [1,\n    2, 3]", "  it: {circle: [1, 2, 3]}", "  it:\n    - [1, 2]\n    - [3, 4]",
    "  it:\n    circle: [1, 2, 3]", "  it:", "  it: 'x'",
]  # fmt: skip
NEW = st.sampled_from([[1, 2, 3.5], 7, [[1, 2], [3, 4], [5, 6]], [[i, i + 0.5] for i in range(40)]])


@given(
    before=siblings("a"),
    after=siblings("b"),
    target=st.sampled_from(TARGETS),
    new=NEW,
    comment=st.sampled_from(["", "   # kept"]),
    crlf=st.booleans(),
    top=words,
)
def test_nothing_that_stands_beside_a_value_is_touched(
    *, before: str, after: str, target: str, new: Any, comment: str, crlf: bool, top: str
) -> None:
    head, tail = f"# {top}\nouter:\n{before}", f"{comment}\n{after}z: 1\n"
    if crlf:
        head, target, tail = (one.replace("\n", "\r\n") for one in (head, target, tail))
    text = head + target + tail
    data = data_of(text)
    step = Put(("outer", "it"), new)
    done = step.edit(text)
    assert done.startswith(head + "  it:")
    assert done.endswith(tail)
    assert data_of(done) == changed(data, [step])


@given(before=siblings("a"), after=siblings("b"), new=NEW, crlf=st.booleans())
def test_what_is_added_to_a_mapping_or_a_list_takes_nothing_away(
    *, before: str, after: str, new: Any, crlf: bool
) -> None:
    text = f"outer:\n{before}  it: 1   # kept\n{after}list:\n  - {{a: 1}}\n  - b: 2   # kept\n    c: >-\n      d\n\n# end\nz: 1\n"
    text = text.replace("\n", "\r\n") if crlf else text
    for step in (Put(("outer", "frames"), new), Append(("list",), {"circle": new})):
        done = step.edit(text)
        old, added = apart(text, done)
        assert not old
        assert added.strip(" \r\n,").startswith(("frames:", "- {circle:"))
        assert data_of(done) == changed(data_of(text), [step])


def apart(before: str, after: str) -> tuple[str, str]:
    """What stands in two texts between their longest common beginning and their longest common end."""
    first = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    room = len(before) - first
    same = next((i for i in range(room) if before[-1 - i] != after[-1 - i]), room)
    return before[first : len(before) - same], after[first : len(after) - same]
