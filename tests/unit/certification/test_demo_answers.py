"""The people of a demonstration answer every bundled question right, from its key alone."""

from pathlib import Path

import pytest

from player.certification.demo.answering import right_answer
from player.engine.measure import read_off
from player.engine.response import fits
from player.engine.scoring import score_item
from scenarios.load import load_keys, load_package

ROOT = Path(__file__).parents[3] / "scenarios"


@pytest.mark.parametrize("area", ["cardiac", "lung"])
def test_what_a_key_calls_right_earns_everything(area: str) -> None:
    package = load_package(ROOT / area)
    keys = load_keys(ROOT / area, package)
    for case in package.cases:
        for name, item in case.items.items():
            key = keys[case.id][name]
            answer = right_answer(case, name, key)
            assert answer is not None, name
            assert fits(item, answer, case.sidecars), name
            assert score_item(item, key, answer, read_off(item, answer, case.sidecars)) == 1, name
