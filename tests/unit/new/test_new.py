"""`sonocase new` and `new-area`: what is begun is whole, fits its schemas, and is never in the place of something else."""

import json
from pathlib import Path

import click
import fastjsonschema
import pytest
from click.testing import CliRunner, Result

from docs.schemas import schemas
from media_tools.new.cli import new, new_area
from media_tools.phantom.catalogue import CATALOGUE
from scenarios.load import load_keys, load_sources
from scenarios.load.document import Document, parse

AREAS = sorted({name.partition(".")[0] for name in CATALOGUE})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: click.Command, *words: str) -> Result:
    return CliRunner().invoke(command, words)


@pytest.mark.parametrize("area", [*AREAS, "lower-extremity-venous", "something-else"])
def test_a_new_area_is_whole_and_shows_ultrasound_of_its_own(here: Path, area: str) -> None:
    told = run(new_area, area)
    assert told.exit_code == 0, told.output
    assert told.output.splitlines()[-1] == f"Next: sonocase media build {area}"
    package = load_sources(here / area)
    (case,) = package.cases
    assert set(load_keys(here / area, package)[case.id]) == set(case.items)
    (exhibit,) = case.exhibits.values()
    assert exhibit.synth
    scene = str(exhibit.synth["scene"])
    assert scene.partition(".")[0] in ([*AREAS] if area == "something-else" else area.split("-"))


def test_what_is_written_fits_its_schema_and_names_it_where_an_editor_looks(here: Path) -> None:
    run(new_area, "lung", "--case", "one")
    for path in here.rglob("*.yaml"):
        first, rest = path.read_text("utf-8").split("\n", 1)
        schema = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        assert schema.read_text("utf-8") == schemas()[f"{path.stem}.schema.json"]
        read = parse(path.name, rest)
        assert isinstance(read, Document)
        fastjsonschema.compile(json.loads(schema.read_text("utf-8")), use_default=False)(read.data)
        assert rest.count("#") >= 2, "it says what to change"


def test_a_second_case_is_entered_beside_the_first_with_the_domains_and_the_clip_that_are_there(
    here: Path,
) -> None:
    run(new_area, "cardiac")
    about = here / "cardiac" / "package.yaml"
    about.write_text(
        about.read_text().replace(
            "  interpretation: {title: Image interpretation", "  reading: {title: Reading"
        )
    )
    first = here / "cardiac" / "first-case" / "case.yaml"
    first.write_text(first.read_text().replace("domain: interpretation", "domain: reading"))
    before = about.read_text()
    told = run(new, "cardiac", "second", "--clip", "cardiac.ivc")
    assert told.exit_code == 0, told.output
    assert about.read_text() == before.replace("[first-case]", "[first-case, second]")
    second = load_sources(here / "cardiac").case("second")
    assert [item.domain for item in second.items.values()] == ["indication", "reading"]
    assert (second.exhibits["clip"].synth or {})["scene"] == "cardiac.ivc"
    assert load_keys(here / "cardiac", load_sources(here / "cardiac"))


@pytest.mark.parametrize(("words", "said"), [
    (("aorta", "first-case"), "names a case 'first-case' already"),
    (("aorta", "taken"), "taken is there already: choose another name"),
    (("aorta", "Back_Pain"), "'Back_Pain' cannot be the name of a case"),
    (("aorta", "../escape"), "cannot be the name of a case"),
    (("aorta", "more", "--clip", "aorta.shrot"), "there is no scene 'aorta.shrot': did you mean"),
])  # fmt: skip
def test_a_case_that_cannot_be_begun_changes_nothing(here: Path, words: tuple[str, ...], said: str) -> None:
    run(new_area, "aorta")
    (here / "aorta" / "taken").mkdir()
    before = footprint(here)
    told = run(new, *words)
    assert (told.exit_code, footprint(here)) == (1, before)
    assert said in str(told.exception)


@pytest.mark.parametrize(("words", "said"), [
    (("aorta",), "aorta is there already"),
    (("Aorta",), "'Aorta' cannot be the name of a content area"),
    (("nowhere/lung",), "nowhere is no folder: make it first"),
    (("lung", "--case", "a b"), "'a b' cannot be the name of a case"),
    (("lung", "--clip", "x"), "there is no scene 'x'"),
])  # fmt: skip
def test_an_area_that_cannot_be_begun_changes_nothing(here: Path, words: tuple[str, ...], said: str) -> None:
    run(new_area, "aorta")
    before = footprint(here)
    told = run(new_area, *words)
    assert (told.exit_code, footprint(here)) == (1, before)
    assert said in str(told.exception)


def test_a_package_that_is_wrong_is_told_and_not_added_to(here: Path) -> None:
    run(new_area, "aorta")
    about = here / "aorta" / "package.yaml"
    about.write_text(about.read_text().replace("percent: 70", "percent: 700"))
    before = footprint(here)
    told = run(new, "aorta", "second")
    assert (told.exit_code, footprint(here)) == (1, before)
    assert "cut_score.percent" in str(told.exception)


def footprint(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}
