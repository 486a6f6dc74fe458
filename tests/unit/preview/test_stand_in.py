"""Whoever jumps ahead has given answers that fit."""

import pytest
from asked import every_type
from forms import choice, exhibit

from player.engine.response import check_response
from player.preview.stand_in import stand_in
from scenarios.model.item import Item, MatchingItem

IMAGES = {"plax": exhibit("one", "plax")}
ITEMS: dict[str, Item] = {
    **every_type(),
    "several": choice("one", "several", min=2, max=3),
    "pairs": MatchingItem(
        type="matching",
        stem="?",
        domain="x",
        labels={"a": "A", "b": "B"},
        targets={"p": "P", "q": "Q"},
        min=2,
    ),
}


@pytest.mark.parametrize("name", ITEMS)
def test_an_answer_to_jump_with_fits_its_item(name: str) -> None:
    check_response(ITEMS[name], stand_in(ITEMS[name], IMAGES), IMAGES)
