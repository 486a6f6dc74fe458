"""What the documents say of items and keys can be asked, answered and scored, as they say it is."""

import json
import re
from typing import Any

import pytest
from asked import ITEM, Image
from documents import blocks, read
from ruamel.yaml import YAML

from player.engine.measure import read_off
from player.engine.response import check_response
from player.engine.scoring import score_item
from scenarios.model.item import Item
from scenarios.model.key import Key, faults, key_model

PAGES = ("docs/package-format.md", "docs/authoring.md")
CALIBRATION = (0.336803, 0.336803)
IMAGES = {name: Image(frames=100, mm_per_px=CALIBRATION) for name in ("across", "cava")}
_ROW = re.compile(r"^\| `([a-z-]+)` \| `({.*})` \| ([0-9.]+) \|$", re.MULTILINE)


def given(page: str, kind: str) -> dict[str, Any]:
    """The examples of items, or of keys, of a page by their names."""
    found = (block for block in blocks(read(page), "yaml") if block.about.startswith(f"{kind} "))
    return {block.about.split()[1]: YAML(typ="safe").load(block.text) for block in found}


def pairs(page: str) -> dict[str, tuple[Item, Key]]:
    """Each item of a page with its key."""
    items = {name: ITEM.validate_python(item) for name, item in given(page, "item").items()}
    keys = given(page, "key")
    assert set(items) == set(keys)
    return {name: (item, key_model(item).model_validate(keys[name])) for name, item in items.items()}


@pytest.mark.parametrize("page", PAGES)
def test_every_example_is_an_item_with_a_key_that_can_score_it(page: str) -> None:
    for name, (item, key) in pairs(page).items():
        assert faults(item, key, IMAGES) == (), name


@pytest.mark.parametrize("page", PAGES)
def test_every_type_has_an_example(page: str) -> None:
    kinds = {item.type for item, _ in pairs(page).values()}
    left_out = {"matching"} if page == "docs/authoring.md" else set()
    assert kinds | left_out == set(ITEM.json_schema()["discriminator"]["mapping"])


EXAMPLES = _ROW.findall(read(PAGES[0]))


@pytest.mark.parametrize(("name", "answer", "share"), EXAMPLES)
def test_an_answer_earns_what_the_format_says_it_does(name: str, answer: str, share: str) -> None:
    item, key = pairs(PAGES[0])[name]
    raw = json.loads(answer)
    check_response(item, raw, IMAGES)
    assert score_item(item, key, raw, read_off(item, raw, IMAGES)) == pytest.approx(float(share), abs=5e-5)


def test_every_item_of_the_format_has_an_answer() -> None:
    assert {name for name, _, _ in EXAMPLES} == set(pairs(PAGES[0]))
