"""Results after a sitting is over: marked by hand, scored anew with a corrected key, never overwritten."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from asked import key_of, of_type, right_to
from clinics import Clinic, Sat
from commands import Desk
from forms import case, choice, form, keys_of, numeric

from player.engine import command as cmd
from player.engine.form import Form
from player.errors import MarkRefused, NotFound
from player.publish.corrections import keep_keys
from player.publish.library import Library
from player.results import results_of
from player.store import Store, Version
from scenarios.model.key import ChoiceKey, Keys

WHY, NAME, DEPTH = choice(), of_type("text", "one", "name"), numeric()


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """What is tested here hangs on no database."""
    return str(request.param)


def plan() -> Form:
    """Three questions: a choice, a few words, a number."""
    items = {"why": WHY, "name": NAME, "depth": DEPTH}
    return form(case("one", {"a/1": ["why", "name"], "a/2": ["depth"]}, items))


def sit(clinic: Clinic, **answers: Mapping[str, Any]) -> Sat:
    """A sitting that is over; what is not said is right."""
    sat = clinic.open(plan())
    while (state := sat.state).stage != "closed":
        if state.stage == "playing":
            sat.handle(cmd.Reach(1, state.segment))
        else:
            item = plan().cases[0].items[state.item]
            given = answers.get(state.item) or right_to(item, key_of("one", state.item, item))
            sat.handle(cmd.Submit(1, state.item, sat.shown("one", state.item, given)))
    return sat


def bodies(sat: Sat) -> list[dict[str, Any]]:
    """The results of a sitting, the first one first."""
    return [report.plain() for report in sat.clinic.delivery.reports(sat.attempt)]


def version_of(sat: Sat) -> Version:
    with sat.clinic.store.read() as unit:
        found = unit.versions.get(sat.look().sitting.record.version_id)
    assert found
    return found


def corrected(**keys: Any) -> Keys:
    """The keys of the plan, with other ones for some questions."""
    return {"one": {**keys_of(plan())["one"], **keys}}


B_IS_RIGHT = ChoiceKey(correct=("b",), rationale="It was b.")


# --- a marker ---


def test_words_that_no_key_knows_wait_for_a_marker_and_earn_nothing_until_then(clinic: Clinic) -> None:
    sat = sit(clinic, name={"text": "a bubble"})
    (body,) = bodies(sat)
    (item,) = [item for item in body["cases"][0]["items"] if item.get("provisional")]
    assert (item["item"], item["fraction"]) == ("name", 0)
    (waiting,) = clinic.delivery.scores.waiting()
    assert (waiting.attempt, waiting.case, waiting.item, waiting.answer) == (
        sat.attempt,
        "one",
        "name",
        "a bubble",
    )
    assert list(clinic.delivery.scores.waiting("practice")) == []


def test_accepted_words_and_no_words_wait_for_nobody(clinic: Clinic) -> None:
    sit(clinic)
    assert list(clinic.delivery.scores.waiting()) == []


def test_a_marking_gives_a_new_result_beside_the_old_one_that_says_what_changed(clinic: Clinic) -> None:
    sat = sit(clinic, name={"text": "a bubble"})
    (before,) = bodies(sat)
    report = clinic.delivery.scores.mark(sat.attempt, ("one", "name"), 0.5, "Dr Example", "Half of it.")
    first, second = bodies(sat)
    assert (first, report.number, second["markings"]) == (before, 2, 1)
    assert second["changes"]["items"] == [
        {"case": "one", "item": "name", "fraction": [0.0, 0.5], "provisional": [True, False]}
    ]
    assert second["changes"]["percent"] == [before["percent"], second["percent"]]
    assert second["percent"] > before["percent"]
    assert list(clinic.delivery.scores.waiting()) == []


def test_the_last_marking_counts_and_all_results_can_be_made_again(clinic: Clinic) -> None:
    sat = sit(clinic, name={"text": "a bubble"})
    for fraction in (0.5, 1, 0.25):
        clinic.delivery.scores.mark(
            sat.attempt, ("one", "name"), fraction, "Dr Example", "On second thought."
        )
    clinic.restart()
    _, again = clinic.delivery.replay(sat.attempt)
    assert [result.differences for result in again] == [()] * 4
    fractions = [
        of["fraction"] for body in bodies(sat) for of in body["cases"][0]["items"] if of["item"] == "name"
    ]
    assert fractions == [0, 0.5, 1, 0.25]
    assert results_of(clinic.store, clinic.session.user.id)[0].number == 4


@dataclass(frozen=True)
class Refused:
    """A marking that may not be, and what has to be told; what is not said is as it should be."""

    words: str
    case: str = "one"
    item: str = "name"
    fraction: float = 1
    by: str = "Dr Example"
    reason: str = "So."


REFUSED = [
    Refused("The key itself judges", item="why"),
    Refused("no question one/who", item="who"),
    Refused("no question two/name", case="two"),
    Refused("from 0 to 1", fraction=1.01),
    Refused("from 0 to 1", fraction=float("nan")),
    Refused("from 0 to 1", fraction=-0.1),
    Refused("Say who you are", by=" "),
    Refused("Say who you are", reason=""),
    Refused("Say who you are", by="D" * 201),
]


@pytest.mark.parametrize("of", REFUSED, ids=lambda of: f"{of.item} {of.fraction} {of.words}")
def test_what_cannot_be_marked_is_refused_and_nothing_is_kept(clinic: Clinic, of: Refused) -> None:
    sat = sit(clinic, name={"text": "a bubble"})
    with pytest.raises(MarkRefused, match=of.words):
        clinic.delivery.scores.mark(sat.attempt, (of.case, of.item), of.fraction, of.by, of.reason)
    assert len(bodies(sat)) == 1
    assert clinic.delivery.scores.marks(sat.attempt) == {}


def test_a_sitting_that_goes_on_is_not_marked(clinic: Clinic) -> None:
    sat = clinic.open(plan()).play(until="why")
    with pytest.raises(MarkRefused, match="not over"):
        clinic.delivery.scores.mark(sat.attempt, ("one", "name"), 1, "Dr", "So.")
    with pytest.raises(NotFound):
        clinic.delivery.scores.mark("f" * 32, ("one", "name"), 1, "Dr", "So.")


# --- a corrected key ---


def test_a_corrected_key_scores_all_sittings_anew_and_says_which_items_changed(clinic: Clinic) -> None:
    sats = [sit(clinic), sit(clinic, why={"choices": ["b"]}), sit(clinic, why={"choices": ["c"]})]
    scores, version = clinic.delivery.scores, version_of(sats[0])
    keys = corrected(why=B_IS_RIGHT)
    foreseen = {attempt: body["percent"] for attempt, body in scores.preview(version, keys)}
    assert [len(bodies(sat)) for sat in sats] == [1, 1, 1]
    assert scores.correct(version, keys, "Dr Example", "The panel erred.")
    new = list(scores.rescore(version))
    assert {report.attempt_id: report.plain()["percent"] for report in new} == foreseen
    changed = [[(of["item"], of["fraction"]) for of in bodies(sat)[1]["changes"]["items"]] for sat in sats]
    assert changed == [[("why", [1.0, 0.0])], [("why", [0.0, 1.0])], []]
    assert all(
        body["keys"] == new[0].key_digest != version.key_digest for sat in sats for body in bodies(sat)[1:]
    )


def test_rescoring_again_changes_nothing_and_goes_on_where_it_was_stopped(clinic: Clinic) -> None:
    sats = [sit(clinic) for _ in range(3)]
    scores, version = clinic.delivery.scores, version_of(sats[0])
    scores.correct(version, corrected(why=B_IS_RIGHT), "Dr Example", "The panel erred.")
    next(scores.rescore(version))
    assert sorted(len(bodies(sat)) for sat in sats) == [1, 1, 2]
    assert len(list(scores.rescore(version))) == 2
    assert not scores.correct(version, corrected(why=B_IS_RIGHT), "Dr Example", "Again.")
    assert list(scores.rescore(version)) == []


def test_each_result_is_replayed_with_the_keys_it_was_made_with(clinic: Clinic) -> None:
    sat = sit(clinic, why={"choices": ["b"]}, name={"text": "a bubble"})
    scores, version = clinic.delivery.scores, version_of(sat)
    scores.mark(sat.attempt, ("one", "name"), 1, "Dr Example", "It is.")
    for keys in (corrected(why=B_IS_RIGHT), keys_of(plan())):
        scores.correct(version, keys, "Dr Example", "The panel erred.")
        list(scores.rescore(version))
    clinic.restart()
    _, again = clinic.delivery.replay(sat.attempt)
    assert [result.differences for result in again] == [()] * 4
    assert [result.made["keys"] == version.key_digest for result in again] == [True, True, False, True]
    assert [body.get("markings") for body in bodies(sat)] == [None, 1, 1, 1]


def test_a_sitting_that_goes_on_is_scored_with_the_corrected_keys(clinic: Clinic) -> None:
    sat = clinic.open(plan()).play(until="why")
    digest_of_version = version_of(sat)
    clinic.delivery.scores.correct(
        digest_of_version, corrected(why=B_IS_RIGHT), "Dr Example", "The panel erred."
    )
    sat.handle(cmd.Submit(1, "why", sat.shown("one", "why", {"choices": ["b"]})))
    sat.play(until="closed")
    (body,) = bodies(sat)
    assert body["cases"][0]["items"][0]["fraction"] == 1
    assert body["keys"] != digest_of_version.key_digest


def test_corrected_keys_are_for_the_servers_eyes_alone(clinic: Clinic) -> None:
    digest = keep_keys(corrected(why=B_IS_RIGHT), clinic.library)
    path = clinic.library.corrected(digest)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [child.name for child in path.parent.iterdir()] == [digest]
    with pytest.raises(NotFound):
        Library(clinic.instance).keys(version_of(sit(clinic)).id, "0" * 64)


# --- the commands ---


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "instance")


@pytest.fixture
def over(desk: Desk) -> Sat:
    """A sitting that is over, with words that wait."""
    desk.instance.mkdir()
    clinic = Clinic(Store.open(f"sqlite:///{desk.instance / 'sonocase.db'}"), desk.instance)
    return sit(clinic, why={"choices": ["b"]}, name={"text": "a bubble"})


def key_file(tmp_path: Path, **change: Any) -> Path:
    """`one/key.yaml` of the plan's package, as JSON, which is YAML too."""
    keys = {
        name: json.loads(key.model_dump_json(exclude_none=True))
        for name, key in keys_of(plan())["one"].items()
    }
    path = tmp_path / "package" / "one" / "key.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(keys | change))
    return path


def test_the_commands_list_mark_and_replay(desk: Desk, over: Sat) -> None:
    assert desk.run("mark", "list").out == f"{over.attempt} one name: 'a bubble', asked: [stem of one name]\n"
    told = desk.run(
        "mark", "give", over.attempt, "one", "name", "0.5", "--by", "Dr Example", "--reason", "Half."
    )
    assert (told.code, "one/name 0 -> 0.5" in told.out) == (0, True)
    assert desk.run("mark", "list").out == "nothing waits for a marker\n"
    replayed = desk.run("replay", over.attempt).out.splitlines()
    assert replayed[1].startswith("result 1: keys ")
    assert replayed[3].endswith("1 marked by hand")
    assert replayed[-1] == "state and scores are as reported"


def test_rescore_takes_one_key_file_or_a_package_and_can_be_tried_first(
    desk: Desk, over: Sat, tmp_path: Path
) -> None:
    version = version_of(over).id[:12]
    why = {"correct": "b", "rationale": "It was b."}
    why_words = ["--by", "Dr Example", "--reason", "The panel erred."]
    path = key_file(tmp_path, why=why)
    tried = desk.run("rescore", version, path, *why_words, "--dry-run")
    assert (tried.code, len(bodies(over))) == (0, 1)
    assert "one/why 0 -> 1" in tried.out
    done = desk.run("rescore", version, path.parents[1], *why_words)
    assert done.out.splitlines() == ["these keys hold from now on", *tried.out.splitlines()]
    assert len(bodies(over)) == 2
    again = desk.run("rescore", version, path, *why_words)
    assert again.out.splitlines() == ["these keys hold already", "0 sittings scored anew, 0 changed"]


def test_keys_that_cannot_score_what_was_published_are_refused_and_nothing_changes(
    desk: Desk, over: Sat, tmp_path: Path
) -> None:
    version = version_of(over).id
    words = ["--by", "Dr Example", "--reason", "So."]
    told = desk.run(
        "rescore", version, key_file(tmp_path, why={"correct": "canary", "rationale": "r"}), *words
    )
    assert (told.code, "a choice that the item has not" in told.err, "canary" in told.err) == (1, True, False)
    assert desk.run("rescore", "f" * 12, key_file(tmp_path), *words).code == 1
    assert len(bodies(over)) == 1
