"""A question of every type, from the package's files to the result: built, checked, published, sat, scored."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clinics import Clinic, Sat
from presses import Press
from types_package import CASE, RIGHT, WRONG, types_package

from player import create_app
from player.config import Config
from player.engine import command as cmd
from player.engine.disguise import disguised, seed_of
from player.engine.event import ResponseSubmitted
from player.engine.view import ReviewView, review_item
from player.store import Version


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Press, Version]:
    """The package, published once."""
    press = Press.below(tmp_path_factory.mktemp("types"))
    return press, press.sign_off(press.publish(types_package())[0])


@pytest.fixture(scope="module")
def hall(published: tuple[Press, Version]) -> Clinic:
    """Where it can be sat."""
    return Clinic(published[0].store, published[0].instance)


def sit(hall: Clinic, version: Version, answers: Mapping[str, Mapping[str, Any]], mode: str = "exam") -> Sat:
    """A sitting in which every question got its answer."""
    form = hall.library.form(version.id)
    sat = Sat(hall, hall.delivery.create(hall.session.user, version, mode), form)
    sat.handle(cmd.Start())
    sat.handle(cmd.Connect())
    while (state := sat.state).stage != "closed":
        if state.stage != "asking":
            sat.handle(cmd.Reach(1, state.segment) if state.stage == "playing" else cmd.Continue(1))
            continue
        item = form.cases[0].items[state.item]
        shown = disguised(seed_of(sat.born, CASE), state.item, item, answers[state.item])
        sat.handle(cmd.Submit(1, state.item, shown))
    return sat


def test_right_answers_to_every_type_earn_everything(hall: Clinic, published: tuple[Press, Version]) -> None:
    sat = sit(hall, published[1], RIGHT)
    (report,) = hall.delivery.reports(sat.attempt)
    scores = {item["item"]: item["fraction"] for item in json.loads(report.body)["cases"][0]["items"]}
    assert scores == dict.fromkeys(RIGHT, 1.0)
    assert json.loads(report.body)["percent"] == 100


def test_wrong_answers_to_every_type_earn_nothing(hall: Clinic, published: tuple[Press, Version]) -> None:
    sat = sit(hall, published[1], WRONG)
    body = json.loads(hall.delivery.reports(sat.attempt)[0].body)
    assert body["percent"] == 0
    provisional = [item["item"] for item in body["cases"][0]["items"] if item.get("provisional")]
    assert provisional == ["name-it"]


def test_measurements_are_kept_with_their_calibration(hall: Clinic, published: tuple[Press, Version]) -> None:
    sat = sit(hall, published[1], RIGHT)
    kept = {of.item: of.calibration for of in sat.events() if isinstance(of, ResponseSubmitted)}
    exhibits = sat.form.cases[0].exhibits
    assert {name for name, calibration in kept.items() if calibration} == {"diameter", "collapse"}
    assert kept["diameter"] == exhibits["across"].mm_per_px
    assert kept["collapse"] == exhibits["cava"].mm_per_px


def test_practice_explains_every_type_beside_the_answer(
    hall: Clinic, published: tuple[Press, Version]
) -> None:
    sat = sit(hall, published[1], RIGHT, mode="practice")
    case, keys = sat.form.cases[0], hall.library.keys(published[1].id)[CASE]
    views = {name: review_item(case, name, keys[name], sat.state) for name in case.items}
    assert all(view.fraction == 1 and view.explanation["rationale"] for view in views.values())
    assert views["diameter"].explanation["measured"] == pytest.approx([50.5], abs=0.1)


@pytest.mark.parametrize("answers", [RIGHT, WRONG], ids=["right", "wrong"])
def test_the_result_page_shows_every_type(
    hall: Clinic, published: tuple[Press, Version], answers: Mapping[str, Mapping[str, Any]], tmp_path: Path
) -> None:
    sat = sit(hall, published[1], answers, mode="practice")
    case, keys = sat.form.cases[0], hall.library.keys(published[1].id)[CASE]
    shown = _shown(tmp_path)
    for name in case.items:
        view = review_item(case, name, keys[name], sat.state)
        words = shown(view)
        assert "Your answer" in words or view.question["type"] == "choice"
        empty = replace(
            view, response=None, explanation={**view.explanation, **NOTHING_MEASURED.get(name, {})}
        )
        assert shown(empty)


def test_the_result_page_tells_a_placement_and_a_collapse_in_words(
    hall: Clinic, published: tuple[Press, Version], tmp_path: Path
) -> None:
    sat = sit(hall, published[1], RIGHT, mode="practice")
    case, keys = sat.form.cases[0], hall.library.keys(published[1].id)[CASE]
    shown = _shown(tmp_path)
    placed = shown(review_item(case, "placement", keys["placement"], sat.state))
    assert len(re.findall(r"answer: .*% down", placed)) == 2
    assert len(re.findall(r"answer: .*patient.*°", placed)) == 2
    collapse = shown(review_item(case, "collapse", keys["collapse"], sat.state))
    assert re.search(r"Collapse</dt>\s*<dd>Your answer: [\d.]+%</dd>\s*<dd>Right answer: ", collapse)


@pytest.mark.parametrize("name", ["index", "diameter"])
def test_the_result_page_tells_whether_bounds_are_accepted(
    hall: Clinic, published: tuple[Press, Version], tmp_path: Path, name: str
) -> None:
    sat = sit(hall, published[1], RIGHT, mode="practice")
    case, key = sat.form.cases[0], hall.library.keys(published[1].id)[CASE][name]
    bare = json.loads(key.model_dump_json().replace('"inclusive":true', '"inclusive":false'))
    shown, range_of = _shown(tmp_path), re.compile(r"\((.*) accepted\)")
    told = [shown(review_item(case, name, one, sat.state)) for one in (key, type(key).model_validate(bare))]
    assert [range_of.search(html)[1] for html in told] == {  # type: ignore[index]
        "index": ["47 to 77%", "more than 47 and less than 77%"],
        "diameter": ["46 to 54&nbsp;mm", "more than 46 and less than 54&nbsp;mm"],
    }[name]


@pytest.mark.parametrize(
    ("scoring", "words"),
    [
        ("exact", "the whole order"),
        ("absolute", "stands in its place"),
        ("adjacent", "which step follows which"),
    ],
)
def test_the_result_page_says_what_of_an_order_counts(
    hall: Clinic, published: tuple[Press, Version], tmp_path: Path, scoring: str, words: str
) -> None:
    sat = sit(hall, published[1], RIGHT, mode="practice")
    case, key = sat.form.cases[0], hall.library.keys(published[1].id)[CASE]["first-steps"]
    scored = key.model_copy(update={"scoring": scoring})
    assert words in _shown(tmp_path)(review_item(case, "first-steps", scored, sat.state))


NOTHING_MEASURED = {name: {"measured": [], "calculated": None} for name in ("diameter", "collapse")}


def _shown(folder: Path) -> Callable[[ReviewView], str]:
    """How the result page shows an item."""
    config = Config(folder / "instance", f"sqlite:///{folder}/pages.db", "s" * 40, ("http://localhost",))
    (folder / "instance").mkdir()
    app = create_app(config)

    def show(view: ReviewView) -> str:
        with app.test_request_context():
            template = app.jinja_env.get_template("parts/explanations.html")
            return str(getattr(template.module, str(view.question["type"]))(view))

    return show
