"""Styles and scripts: kept for good under an address with a digest, and asked for at once."""

import re
from pathlib import Path

import pytest
from receptions import Reception

from player import assets
from player.assets import STATIC, digest_of, modules_of

_ADDRESS = re.compile(r'(?:src|href)="(/static/[^"]+)"')


def test_what_a_page_names_is_there_and_kept_for_good(reception: Reception) -> None:
    visitor = reception.nobody()
    addresses = set(_ADDRESS.findall(visitor.get("/").text))
    assert len(addresses) > 5
    for address in addresses:
        answer = visitor.get(address)
        assert (answer.status_code, answer.cache_control.immutable) == (200, True), address
        assert answer.cache_control.max_age == 365 * 24 * 3600


@pytest.mark.parametrize("address", ["/static/js/site.js", "/static/v-000000000000/js/site.js"])
def test_an_address_without_the_present_digest_is_asked_for_anew(reception: Reception, address: str) -> None:
    visitor = reception.nobody()
    first = visitor.get(address)
    assert (first.data, first.cache_control.no_cache) == ((STATIC / "js/site.js").read_bytes(), True)
    again = visitor.get(address, **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.cache_control.immutable


def test_a_changed_a_renamed_and_a_new_file_change_the_digest(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("1")
    seen = [digest_of(tmp_path)]
    (tmp_path / "a.js").write_text("2")
    seen.append(digest_of(tmp_path))
    (tmp_path / "a.js").rename(tmp_path / "b.js")
    seen.append(digest_of(tmp_path))
    (tmp_path / "c.js").touch()
    seen.append(digest_of(tmp_path))
    assert len(set(seen)) == 4


def test_a_page_names_every_module_that_its_script_needs(reception: Reception) -> None:
    visitor = reception.somebody("candidate")
    page = visitor.get(f"/sit/{visitor.begin()}").text
    named = {address.split("/", 3)[3] for address in re.findall(r'modulepreload" href="([^"]+)"', page)}
    assert named == set(modules_of("js/player.js"))
    # the longest way in is followed to its end
    assert {"js/items/probe.js", "js/exhibit/spots.js", "js/dom.js"} <= named


def test_only_what_is_imported_is_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "entry.js").write_text(
        'import "./bare.js";\nimport {\n  one,\n  two,\n} from "./deep/several.js"\n'
        'export { three } from "./again.js"\nexport function f(page) {\n  page.querySelector("./x")\n}\n'
        'export const FROM = "./not.js"\n'
    )
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/several.js").write_text("import { four } from '../bare.js'\n")
    for name in ("bare.js", "again.js"):
        (tmp_path / name).touch()
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    modules_of.cache_clear()
    assert modules_of("entry.js") == ("entry.js", "bare.js", "deep/several.js", "again.js")
    modules_of.cache_clear()
