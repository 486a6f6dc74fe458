"""`docs/operating.md` and the code say the same: settings, messages, limits."""

import re
from collections import UserDict
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from documents import ROOT, documents, read

from media_tools.voice import piper
from player import config
from player.accounts import LIFETIME, MAX_PASSWORD, MIN_PASSWORD
from player.certification import seal
from player.certification.companion import LETTERS
from player.cli.sonocase import sonocase
from player.config import read_config
from player.errors import ConfigError
from player.serve import CONNECTIONS
from player.store.log import LONG

DOCUMENT = read("docs/operating.md")
SQLITE_PAGE = 4096
"""Bytes of a page, unless a database was made otherwise (https://www.sqlite.org/pragma.html#pragma_page_size)."""
WRONG = re.findall(r"^\| `(\w+)=(\S+)` \| `(.+)` \|$", DOCUMENT, re.MULTILINE)


class Noticed(UserDict[str, str]):
    """An environment that notices what is asked for."""

    asked: ClassVar[set[str]] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)


@pytest.fixture
def settings(tmp_path: Path) -> set[str]:
    """Every variable that the server reads."""
    noticed = Noticed(SONOCASE_INSTANCE=str(tmp_path / "instance"))
    read_config(noticed)
    return noticed.asked


def part(title: str) -> str:
    """What stands under a heading, up to the next one."""
    return DOCUMENT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows() -> dict[str, tuple[str, str]]:
    """Default and meaning of each variable in the table of settings."""
    found = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$", part("Configuration"), re.MULTILINE)
    return {name: (default, meaning) for name, default, meaning in found}


# --- settings ---


def test_every_setting_has_its_row_and_every_row_is_a_setting(settings: set[str]) -> None:
    assert set(rows()) == settings


def test_every_setting_is_told_by_the_module_and_by_the_command(settings: set[str]) -> None:
    for told in (config.__doc__ or "", sonocase.epilog or ""):
        assert {name for name in settings if name not in told} == set()


def test_no_document_names_a_setting_that_nobody_reads(settings: set[str]) -> None:
    known = settings | {piper.FOLDER}
    for path in documents():
        named = set(re.findall(r"\bSONOCASE_[A-Z_]*[A-Z]\b", path.read_text("utf-8")))
        assert named - known == set(), path.name


def test_the_defaults_are_those_of_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = read_config({})
    shown = {
        "SONOCASE_INSTANCE": made.instance.name,
        "SONOCASE_HOST": made.host,
        "PORT": str(made.port),
        "SONOCASE_PROXIES": str(made.proxies),
        "SONOCASE_DEMO": str(int(made.demo)),
    }
    assert {name: rows()[name][0] for name in shown} == {name: f"`{value}`" for name, value in shown.items()}
    origins = [f"`{origin}`".replace(str(made.port), "PORT") for origin in made.origins]
    assert rows()["SONOCASE_ORIGIN"][0] == " and ".join(origins)


@pytest.mark.parametrize(("name", "value", "says"), WRONG)
def test_a_wrong_value_says_what_the_page_shows(tmp_path: Path, name: str, value: str, says: str) -> None:
    with pytest.raises(ConfigError) as wrong:
        read_config({"SONOCASE_INSTANCE": str(tmp_path / "instance"), name: value})
    assert str(wrong.value) == says


def test_a_wrong_value_is_shown_for_every_setting(settings: set[str]) -> None:
    assert {name for name, _, _ in WRONG} == settings


def test_what_an_instance_keeps_is_told_with_what_its_loss_costs() -> None:
    table = DOCUMENT.partition("What the folder has in it:")[2].partition("###")[0]
    for name in ("secret-key", seal.NAME, f"{LETTERS}/", "documents/", "versions/", "blobs/", "logs/"):
        assert f"`{name}`" in table, name


# --- messages and limits ---


def test_every_message_in_the_table_of_trouble_is_one_that_is_said() -> None:
    said = "".join(path.read_text("utf-8") for folder, kind in (("player", "py"), ("static/js", "js")) for path in (ROOT / folder).rglob(f"*.{kind}"))  # fmt: skip
    first = re.findall(r"^\| (.+?) \|", part("When something fails"), re.MULTILINE)
    quoted = [code for cell in first for code in re.findall("`([^`]+)`", cell) if " " in code]
    assert len(quoted) > 5
    assert [code for code in quoted if not all(piece in said for piece in code.split("..."))] == []


def test_the_limits_are_those_of_the_code() -> None:
    doors = (ROOT / "player" / "pages" / "account.py").read_text("utf-8")
    stated = re.findall(r"\| (\d+) in 5 minutes", part("Limits"))
    assert re.findall(r'"(\d+) per 5 minutes"', doors) == stated
    assert f"| sockets at once | {CONNECTIONS:,}," in DOCUMENT
    assert f"{MIN_PASSWORD} to {MAX_PASSWORD:,} characters" in DOCUMENT
    assert f"{LIFETIME // timedelta(hours=1)} hours" in DOCUMENT
    assert f"about {LONG * SQLITE_PAGE // 2**20} MB" in DOCUMENT
