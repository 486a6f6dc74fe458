"""What the documents name is there: links, commands, files, decisions, dependencies; what comes from the code is as the code has it."""

import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click
import pytest
from asked import NAMES as TYPES
from documents import ROOT, anchors, blocks, documents, links, prose
from PIL import Image

from docs.generate import stale
from player.cli.sonocase import sonocase
from player.demo import PEOPLE

DOCUMENTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in documents()}
ONE_EACH = pytest.mark.parametrize("name", DOCUMENTS)
MADE = {line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()} | {"build", "dist"}
"""What is no part of the project, but made by it."""
_CODE = re.compile(r"`([^`\n]+)`")
_COMMAND, _FILLED = re.compile(r"<code>sonocase ([^<]+)</code>"), re.compile(r"\{\{.*?\}\}")
"""A command in a page, and what is filled into it."""
_SHELLS = {"sh", "console"}


# --- links ---


@ONE_EACH
def test_every_link_leads_somewhere(name: str) -> None:
    astray = [link for link in links(DOCUMENTS[name]) if not _leads(ROOT / name, link)]
    assert astray == []


def _leads(page: Path, link: str) -> bool:
    if re.match("https?:|mailto:", link):
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.is_relative_to(ROOT) and target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    return anchors(page.read_text("utf-8"))


def test_every_document_can_be_reached_from_the_readme() -> None:
    seen, waiting = set[str](), ["README.md"]
    while waiting:
        name = waiting.pop()
        if name in DOCUMENTS and name not in seen:
            seen.add(name)
            near = (link.partition("#")[0] for link in links(DOCUMENTS[name]))
            waiting += [_from_root(name, link) for link in near if link and "://" not in link]
    assert seen == set(DOCUMENTS)


def _from_root(name: str, link: str) -> str:
    target = ((ROOT / name).parent / link).resolve()
    return target.relative_to(ROOT).as_posix() if target.is_relative_to(ROOT) else ""


def test_every_decision_is_listed_once_and_has_its_three_parts() -> None:
    decisions = sorted(path.name for path in (ROOT / "docs" / "decisions").iterdir())
    listed = [link.removeprefix("decisions/") for link in links(DOCUMENTS["docs/README.md"])]
    assert [link for link in listed if link in decisions] == decisions
    assert [name[:4] for name in decisions] == [f"{number:04}" for number in range(1, len(decisions) + 1)]
    for name in decisions:
        text = DOCUMENTS[f"docs/decisions/{name}"]
        assert text.startswith(f"# {name[:4]}: ")
        assert re.findall("^## (Context|Decision|Consequences)$", text, re.MULTILINE) == [
            "Context", "Decision", "Consequences",
        ], name  # fmt: skip


# --- commands ---


def typed(text: str, program: str) -> Iterator[list[str]]:
    """The words of each command of a program that stands alone on a line of a shell."""
    for block in blocks(text):
        if block.language in _SHELLS:
            for line in _lines(block.language, block.text):
                words = shlex.split(line, comments=True)
                if words[:1] == [program]:
                    yield words[1:]


def _lines(language: str, text: str) -> Iterator[str]:
    """What is typed: after a prompt on a console, everything elsewhere."""
    for line in text.splitlines():
        if language != "console":
            yield line
        elif line.startswith("$ "):
            yield line[2:]


def mentioned(text: str, program: str) -> Iterator[list[str]]:
    """The words of each command of a program that a sentence or a table names."""
    for code in _CODE.findall(prose(text)):
        words = code.split()
        if words[0] == program and len(words) > 1:
            yield words[1:]


@ONE_EACH
def test_every_command_that_is_typed_would_be_taken(name: str) -> None:
    wrong = {shlex.join(words): _fault(words, whole=True) for words in typed(DOCUMENTS[name], "sonocase")}
    assert {command: fault for command, fault in wrong.items() if fault} == {}


@ONE_EACH
def test_every_command_that_is_mentioned_exists_with_its_options(name: str) -> None:
    wrong = {
        shlex.join(words): _fault(words, whole=False) for words in mentioned(DOCUMENTS[name], "sonocase")
    }
    assert {command: fault for command, fault in wrong.items() if fault} == {}


def test_every_command_that_a_page_mentions_exists() -> None:
    pages = (ROOT / "player" / "templates").rglob("*.html")
    said = {each for page in pages for each in _COMMAND.findall(page.read_text("utf-8"))}
    wrong = {each: _fault(_FILLED.sub("x", each).split(), whole=False) for each in said}
    assert len(said) >= 5
    assert {command: fault for command, fault in wrong.items() if fault} == {}


def _fault(words: list[str], *, whole: bool) -> str:
    """What is wrong with a command, from Click's own tree; nothing is run and no file has to be there."""
    command: click.Command = sonocase
    context = click.Context(command)
    rest = [word for word in words if word != "..."]
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(context, rest[0])
        if found is None:
            return f"there is no {rest[0]}"
        command, context, rest = found, click.Context(found, parent=context, info_name=rest[0]), rest[1:]
    return _misfit(command, context, rest, whole=whole)


def _misfit(command: click.Command, context: click.Context, rest: list[str], *, whole: bool) -> str:
    try:
        given, left, _ = command.make_parser(context).parse_args(list(rest))
    except click.UsageError as error:
        # a sentence may name an option without its value
        named = isinstance(error, click.BadOptionUsage) and not isinstance(error, click.NoSuchOption)
        return "" if named and not whole else error.format_message()
    if left:
        return f"left over: {left}"
    asks = (each for each in command.params if isinstance(each, click.Argument) and each.required)
    # what was not given is a sign of Click's own
    missing = [each.name for each in asks if not isinstance(given[each.name or ""], str | list | tuple)]
    return f"misses {missing}" if missing and whole and "--help" not in rest else ""


def test_a_command_that_is_wrong_is_found() -> None:
    assert _fault(["publsh", "x"], whole=True)
    assert _fault(["publish"], whole=True)
    assert _fault(["publish", "x", "--web"], whole=False)
    assert _fault(["user", "remove", "x"], whole=False)
    assert _fault(["replay", "x", "y"], whole=True)
    assert _fault(["media", "import", "x", "--rate"], whole=True)
    assert not _fault(["media", "import", "x", "--rate"], whole=False)
    assert not _fault(["publish", "x", "y", "--webm"], whole=True)


def test_every_target_of_make_that_is_named_exists() -> None:
    named = {
        tuple(words)
        for text in DOCUMENTS.values()
        for words in chain(typed(text, "make"), mentioned(text, "make"))
    }
    assert {("run",), ("test",), ("lint",), ("bench",)} <= named
    for words in named:
        done = subprocess.run(["make", "-n", *words], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_make_help_names_every_target_of_the_readme() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    readme = DOCUMENTS["README.md"]
    asked = {words[0] for words in chain(typed(readme, "make"), mentioned(readme, "make"))} - {"help"}
    assert {target for target in asked if f"make {target} " not in done.stdout} == set()


def test_the_readme_shows_what_the_demonstration_prints() -> None:
    (shown,) = blocks(DOCUMENTS["README.md"], "text")
    source = (ROOT / "player" / "cli" / "serve.py").read_text("utf-8")
    head, *accounts, _, served = shown.text.splitlines()
    assert f'"\\n{head}"' in source
    assert [line.split()[0] for line in accounts] == [email for email, _, _ in PEOPLE]
    assert served.replace("127.0.0.1:8000", "{config.host}:{config.port}") in source


# --- files ---


@ONE_EACH
def test_every_file_of_the_project_that_is_named_is_there(name: str) -> None:
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()}
    named = (code for code in _CODE.findall(prose(DOCUMENTS[name])) if re.fullmatch(r"[\w.*/-]+", code))
    ours = [code for code in named if "/" in code and code.split("/")[0] in tops - MADE and code not in MADE]
    assert [code for code in ours if "NNNN" not in code and not _is_there(code)] == []


def _is_there(code: str) -> bool:
    return any(ROOT.glob(code.rstrip("/")))


def test_the_readme_names_every_folder_of_the_project() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    named = set(_CODE.findall(DOCUMENTS["README.md"]))
    assert {folder for folder in folders - MADE if f"{folder}/" not in named} == set()


def test_the_picture_in_the_readme_is_a_small_jpeg_in_words_too() -> None:
    found = re.search(r"!\[(.+)\]\((docs/screenshot\.jpg)\)", DOCUMENTS["README.md"])
    assert found
    assert len(found[1]) > 40
    path = ROOT / found[2]
    with Image.open(path) as image:
        assert image.format == "JPEG"
    assert path.stat().st_size < 150_000


@pytest.mark.parametrize("kind", TYPES)
def test_the_authors_guide_shows_every_type_in_a_small_picture_and_in_words(kind: str) -> None:
    (found,) = re.findall(rf"!\[(.+)\]\((items/{kind}\.jpg)\)", DOCUMENTS["docs/authoring.md"])
    assert len(found[0]) > 40
    path = ROOT / "docs" / found[1]
    with Image.open(path) as image:
        assert (image.format, image.size) == ("JPEG", (864, 704))
    assert path.stat().st_size < 62_000


# --- what comes from the code ---


@ONE_EACH
def test_the_parts_that_come_from_the_code_are_up_to_date(name: str) -> None:
    assert list(stale(DOCUMENTS[name])) == [], "run python -m docs.generate"


@ONE_EACH
def test_everything_that_comes_from_the_code_has_a_meaning(name: str) -> None:
    parts = re.findall(r"<!-- from code: .+? -->.*?<!-- end -->", DOCUMENTS[name], re.DOTALL)
    assert [line for part in parts for line in part.splitlines() if re.search(r"\|\s*\|$", line)] == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted: Iterable[str] = chain(
        project["project"]["dependencies"],
        *project["project"]["optional-dependencies"].values(),
        *project["dependency-groups"].values(),
    )
    names = [re.split(r"[\[<>=~! ]", each, maxsplit=1)[0] for each in wanted]
    rows = re.findall(
        r"^\| `([\w.-]+)` \|(.+)\|$", DOCUMENTS["docs/decisions/0002-dependencies.md"], re.MULTILINE
    )
    assert sorted(name for name, _ in rows) == sorted(names)
    assert all(len(cells.split("|")) == 3 and all(map(str.strip, cells.split("|"))) for _, cells in rows)
