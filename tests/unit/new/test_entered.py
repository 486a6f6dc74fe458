"""A case is entered into package.yaml, and nothing else of it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media_tools.new.entered import with_case
from scenarios.load.document import Document, parse

BEFORE = "# a remark\ntitle: 'Aorta: abdominal'   # another\n"
AFTER = "\nauthors: [Ada]\n# the last word"
LISTS = {
    "in a line": ("cases: [one, two]", "cases: [one, two, three]"),
    "in a line with a comma at its end": ("cases: [one, two,]", "cases: [one, two, three,]"),
    "in brackets over several lines": ("cases: [\n  one,\n  two  # why\n]", "cases: [\n  one,\n  two, three  # why\n]"),
    "below one another": ("cases:\n  - one\n  - two", "cases:\n  - one\n  - two\n  - three"),
    "below one another, not indented": ("cases:\n- one\n- 'two'", "cases:\n- one\n- 'two'\n- three"),
    "with a remark at each": ("cases:\n  - one # a\n  - two # b", "cases:\n  - one # a\n  - two # b\n  - three"),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_case_is_entered_and_every_other_character_stays(name: str, mark: str, ends: str) -> None:
    old, new = LISTS[name]
    for before in (BEFORE, ""):
        for after in (AFTER, ""):
            text = mark + (before + old + after).replace("\n", ends)
            assert with_case(text, "three") == mark + (before + new + after).replace("\n", ends)


@pytest.mark.parametrize(
    "text", ["title: x", "cases: one", "cases: []", "cases:\n  -\n    one", "cases:\n  - - one", ""]
)
def test_a_list_that_is_not_understood_is_left_alone(text: str) -> None:
    assert with_case(text, "three") is None


NAMES = st.lists(st.from_regex(r"\A[a-z][a-z0-9-]{0,8}\Z"), min_size=1, max_size=4)


@given(
    names=NAMES,
    blanks=st.integers(0, 3),
    flow=st.booleans(),
    remark=st.sampled_from(["", " # [a, b]", " #-"]),
)
def test_whatever_is_entered_can_be_read_again(
    names: list[str], blanks: int, remark: str, *, flow: bool
) -> None:
    indent = " " * blanks
    listed = (
        f" [{', '.join(names)}]{remark}\n"
        if flow
        else "\n" + "".join(f"{indent}- {name}{remark}\n" for name in names)
    )
    read = parse("package.yaml", with_case(f"cases:{listed}title: x\n", "three") or "")
    assert isinstance(read, Document)
    assert read.data == {"cases": [*names, "three"], "title": "x"}
