"""Documents as PDF: tagged and reproducible; what people write is text; what has no letters is told."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pdfs import claims_ua, read, tags_of, text_of

from player.errors import TypesetRefused
from player.pdf import typeset

AT = datetime(2026, 11, 29, 13, 0, tzinfo=UTC)
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: [A document])
#set text(lang: "en", font: "Libertinus Serif")
#title()
= For whom
#data.name
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    (tmp_path / "inside").mkdir()
    path = tmp_path / "inside" / "document.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


def test_a_document_is_tagged_and_says_when_it_was_made(template: Path) -> None:
    made = typeset(template, {"name": "Dr Ada Quell"}, at=AT)
    assert claims_ua(made)
    assert tags_of(made) == ["Document", "Title", "H1", "P"]
    assert text_of(made) == "A document For whom Dr Ada Quell"
    assert read(made).metadata.creation_date == AT


def test_the_same_data_give_the_same_bytes(template: Path) -> None:
    made = typeset(template, {"name": "Dr Ada Quell"}, at=AT)
    assert made == typeset(template, {"name": "Dr Ada Quell"}, at=AT)
    assert made == typeset(template, {"name": "Dr Ada Quell"}, at=AT + timedelta(microseconds=7))
    assert made != typeset(template, {"name": "Dr Ada Quill"}, at=AT)
    assert made != typeset(template, {"name": "Dr Ada Quell"}, at=AT + timedelta(seconds=1))


@pytest.mark.parametrize(
    "name",
    ['#panic("no")', "*bold* _it_ $x$ <label> @ref", '"] #read("/etc/passwd")', "// gone", "\\u{41} ~ --- '"],
)
def test_what_people_write_is_text_and_never_markup(template: Path, name: str) -> None:
    assert text_of(typeset(template, {"name": name}, at=AT)).removeprefix("A document For whom ") == name


@pytest.mark.parametrize("name", ["Zoë Ångström-Łukasiewicz", "Σοφία", "Нина Ёлкина", "שירה"])
def test_names_of_many_scripts_need_no_font_of_the_machine(template: Path, name: str) -> None:
    assert claims_ua(typeset(template, {"name": name}, at=AT))


def test_a_letter_that_no_font_has_is_named(template: Path) -> None:
    # a private letter, which no font can have by agreement
    with pytest.raises(
        TypesetRefused, match=r"^The document cannot be typeset: the text .*f3a1.*could not be"
    ) as told:
        typeset(template, {"name": "Ada \uf3a1"}, at=AT)
    # the page of a status from 500 on would keep the reason to itself
    assert told.value.status < 500


def test_a_template_reads_nothing_outside_of_its_folder(template: Path) -> None:
    (template.parent.parent / "secret.txt").write_text("hush", encoding="utf-8")
    template.write_text('#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(TypesetRefused) as refused:
        typeset(template, {}, at=AT)
    assert "hush" not in str(refused.value)
