"""The reviewers' record on both databases: append-only, bound to what was reviewed, and never by an author."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from clinics import Clinic, put_version
from forms import mark, two_cases
from materials import AUTHORS
from signed import CHECKLIST, desk_of, reviewer_of, sign_off, sign_scene

from player.errors import Conflict, Full, NotAllowed, NotFound, ReviewRefused
from player.publish.library import EXAMINED, Library
from player.review.desk import ReviewDesk
from player.signoff import review
from player.signoff.entry import ENTRY, Signed
from player.store import ReviewEntry, Role, Store, User, Version

ARRIVAL, SCAN = ("one", "arrival"), ("one", "scan")


@pytest.fixture
def desk(clinic: Clinic) -> ReviewDesk:
    return desk_of(clinic.store, clinic.library)


@pytest.fixture
def version(clinic: Clinic) -> Version:
    return put_version(clinic.library, clinic.store, two_cases(), signed=False)


@pytest.fixture
def robin(clinic: Clinic) -> User:
    return reviewer_of(clinic.store)


def another_stem(item: str = "why") -> Any:
    """The form with another question in the first scene of the first case."""
    form = two_cases()
    first = form.cases[0]
    items = {**first.items, item: first.items[item].model_copy(update={"stem": "Why now?"})}
    return form.model_copy(update={"cases": (first.model_copy(update={"items": items}), form.cases[1])})


def states(desk: ReviewDesk, version: Version) -> dict[tuple[str, str], str]:
    return {place: scene.state for place, scene in desk.version(version.id).standing.scenes.items()}


def test_a_version_is_complete_when_its_last_scene_is_signed_off(
    desk: ReviewDesk, version: Version, robin: User
) -> None:
    places = list(states(desk, version))
    for done, place in enumerate(places):
        standing = desk.version(version.id).standing
        assert (standing.complete, standing.open) == (False, len(places) - done)
        file = desk.sign(robin, version.id, place, CHECKLIST)
        assert file.standing.state == "signed"
        assert file.standing.verdict is not None
        assert (file.standing.verdict.email, file.standing.verdict.version_id) == (robin.email, version.id)
    assert desk.version(version.id).standing.complete


def test_a_sign_off_carries_over_to_every_version_in_which_the_scene_is_as_it_was(
    clinic: Clinic, desk: ReviewDesk, version: Version
) -> None:
    sign_off(clinic.store, clinic.library, version)
    form = another_stem()
    changed = put_version(clinic.library, clinic.store, form, signed=False)
    assert {place for place, state in states(desk, changed).items() if state != "signed"} == {ARRIVAL}
    assert desk.version(version.id).standing.complete
    scored = two_cases().model_copy(update={"version": "2.0.0"})
    for points in (2, 3):
        first = scored.cases[0]
        why = first.items["why"].model_copy(update={"points": points})
        weighed = first.model_copy(update={"items": {**first.items, "why": why}})
        again = put_version(
            clinic.library,
            clinic.store,
            scored.model_copy(update={"cases": (weighed, scored.cases[1])}),
            signed=False,
        )
        assert desk.version(again.id).standing.complete


def test_what_is_sent_back_is_signed_off_no_more_until_somebody_signs_again(
    desk: ReviewDesk, version: Version, robin: User
) -> None:
    sign_scene(desk, robin, version.id, ARRIVAL)
    desk.send_back(robin, version.id, ARRIVAL, "A cough is missing.")
    assert states(desk, version)[ARRIVAL] == "returned"
    assert desk.version(version.id).standing.open == len(states(desk, version))
    sign_scene(desk, robin, version.id, ARRIVAL)
    assert states(desk, version)[ARRIVAL] == "signed"
    kinds = [entry.kind for entry in desk.look(version.id, ARRIVAL).entries]
    assert kinds == ["signed", "returned", "signed"]


def test_observations_suggestions_and_second_thoughts(
    desk: ReviewDesk, version: Version, robin: User
) -> None:
    file = desk.observe(robin, version.id, ARRIVAL, 3.5, "  She says left.\r\nThe caption says right. ")
    (key,) = file.review.observations
    assert file.concerns[-1].what == "She says left.\nThe caption says right."
    with pytest.raises(ReviewRefused, match="to be mended"):
        desk.sign(robin, version.id, ARRIVAL, CHECKLIST)
    line = 4
    file = desk.suggest(
        robin, version.id, ARRIVAL, part="captions", language="en", line=line, after="<v Nurse>Left."
    )
    (suggested, by) = next(iter(file.review.suggestions.values()))
    assert (suggested.before[:9], by.name) == ("<v Nurse>", "Robin Reed")
    desk.withdraw(robin, version.id, ARRIVAL, key, "I had the wrong side.")
    assert desk.sign(robin, version.id, ARRIVAL, CHECKLIST).standing.holds
    assert states(desk, version)[SCAN] == "waiting"


REFUSED: dict[str, Callable[[ReviewDesk, User, str], object]] = {
    "an observation without words": lambda d, u, v: d.observe(u, v, ARRIVAL, 1.0, "  "),
    "an observation behind the end": lambda d, u, v: d.observe(u, v, ARRIVAL, 20.5, "This."),
    "an observation before the beginning": lambda d, u, v: d.observe(u, v, ARRIVAL, -1.0, "This."),
    "more words than are kept": lambda d, u, v: d.observe(u, v, ARRIVAL, None, "x" * 2001),
    "a return without a reason": lambda d, u, v: d.send_back(u, v, ARRIVAL, ""),
    "the text that stands there": lambda d, u, v: d.suggest(
        u, v, ARRIVAL, part="captions", language="en", line=4, after=f"<v Nurse>{mark('cue', 'one', 'arrival/1')}"
    ),
    "a cue in a cue": lambda d, u, v: d.suggest(
        u, v, ARRIVAL, part="captions", language="en", line=4, after="Left.\n\n00:01.000 --> 00:02.000\nRight."
    ),
    "an unanswered checklist": lambda d, u, v: d.sign(u, v, ARRIVAL, {}),
}  # fmt: skip
UNKNOWN: dict[str, Callable[[ReviewDesk, User, str], object]] = {
    "a finding": lambda d, u, v: d.decide(u, v, ARRIVAL, finding="0" * 16, verdict="rejected", reason="So."),
    "an observation": lambda d, u, v: d.withdraw(u, v, ARRIVAL, "0" * 16, "So."),
    "a line": lambda d, u, v: d.suggest(u, v, ARRIVAL, part="captions", language="en", line=3, after="x"),
    "a language": lambda d, u, v: d.suggest(u, v, ARRIVAL, part="captions", language="xx", line=4, after="x"),
    "a scene": lambda d, u, v: d.send_back(u, v, ("one", "nothing"), "So."),
    "a case": lambda d, u, v: d.send_back(u, v, ("three", "arrival"), "So."),
    "a version": lambda d, u, _: d.send_back(u, "0" * 64, ARRIVAL, "So."),
}  # fmt: skip


def test_what_does_not_fit_is_refused_and_nothing_is_written(
    desk: ReviewDesk, version: Version, robin: User
) -> None:
    for what, act in REFUSED.items():
        with pytest.raises(ReviewRefused):
            pytest.fail(f"{what} was taken: {act(desk, robin, version.id)}")
    for what, act in UNKNOWN.items():
        with pytest.raises(NotFound):
            pytest.fail(f"{what} was known: {act(desk, robin, version.id)}")
    assert desk.look(version.id, ARRIVAL).entries == ()


def test_nobody_but_reviewers_reviews(clinic: Clinic, desk: ReviewDesk, version: Version) -> None:
    roles: tuple[Role, ...] = ("candidate", "author", "registrar")
    with clinic.store.write() as unit:
        others = [
            unit.accounts.add(
                email=f"{role}@example.org", name=role, role=role, password="none", now=clinic.clock.now
            )
            for role in roles
        ]
    for user in (*others, clinic.session.user):
        with pytest.raises(NotAllowed):
            desk.sign(user, version.id, ARRIVAL, CHECKLIST)


def test_an_author_of_the_package_never_reviews_it(
    clinic: Clinic, desk: ReviewDesk, version: Version
) -> None:
    ada = reviewer_of(clinic.store, "ada@example.org", "A. Vale")
    for act in (
        lambda: desk.sign(ada, version.id, ARRIVAL, CHECKLIST),
        lambda: desk.observe(ada, version.id, ARRIVAL, None, "This."),
        lambda: desk.send_back(ada, version.id, ARRIVAL, "This."),
    ):
        with pytest.raises(NotAllowed, match="nobody reviews their own"):
            act()


def test_a_reviewer_who_becomes_an_author_has_signed_for_nothing(
    clinic: Clinic, desk: ReviewDesk, version: Version, robin: User
) -> None:
    sign_off(clinic.store, clinic.library, version)
    assert desk.version(version.id).standing.complete
    material = clinic.library.material(version.id)
    assert material is not None
    path = clinic.library.folder(version.id) / "material.json"
    path.write_text(
        material.model_copy(update={"authors": (*AUTHORS, robin.email)}).model_dump_json(), encoding="utf-8"
    )
    later = desk_of(clinic.store, Library(clinic.instance)).version(version.id).standing
    assert later.open == len(later.scenes)


def test_a_demonstration_signs_for_itself_alone(clinic: Clinic, version: Version, robin: User) -> None:
    shown = desk_of(clinic.store, clinic.library, demo=True)
    for place in states(shown, version):
        shown.sign(robin, version.id, place, CHECKLIST, demonstration=True)
    assert set(states(shown, version).values()) == {"demonstration"}
    assert shown.version(version.id).standing.complete
    real = desk_of(clinic.store, clinic.library)
    assert set(states(real, version).values()) == {"waiting"}


def test_a_version_of_before_there_were_reviews_can_be_looked_at_and_never_be_complete(
    clinic: Clinic, desk: ReviewDesk, version: Version, robin: User
) -> None:
    for file in ("material.json", EXAMINED):
        (clinic.library.folder(version.id) / file).unlink()
    file = desk.version(version.id)
    assert (file.scenes, file.standing.complete) == ((), False)
    with pytest.raises(NotFound):
        desk.sign(robin, version.id, ARRIVAL, CHECKLIST)


def test_the_database_lets_nobody_change_or_remove_what_was_said(
    store: Store, desk: ReviewDesk, version: Version, robin: User
) -> None:
    desk.sign(robin, version.id, ARRIVAL, CHECKLIST)
    for statement in ("UPDATE reviews SET body = '{}'", "DELETE FROM reviews"):
        with pytest.raises(sa.exc.DatabaseError, match="append-only"), store._engine.begin() as connection:
            connection.execute(sa.text(statement))
    verdict = desk.look(version.id, ARRIVAL).standing.verdict
    assert verdict is not None
    assert isinstance(ENTRY.validate_json(verdict.body), Signed)


def test_of_two_who_write_at_once_one_is_told(
    store: Store, desk: ReviewDesk, version: Version, robin: User
) -> None:
    file = desk.sign(robin, version.id, ARRIVAL, CHECKLIST)
    entry: ReviewEntry = file.entries[0]
    with pytest.raises(Conflict), store.write() as unit:
        unit.reviews.append(entry)
    assert len(desk.look(version.id, ARRIVAL).entries) == 1


def test_what_one_scene_keeps_is_bounded(
    desk: ReviewDesk, version: Version, robin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("player.review.desk.MOST", 2)
    assert review.MOST > 2
    for _ in range(2):
        desk.observe(robin, version.id, ARRIVAL, None, "This.")
    with pytest.raises(Full):
        desk.observe(robin, version.id, ARRIVAL, None, "This.")


def test_what_waits_is_the_version_that_is_offered(
    clinic: Clinic, desk: ReviewDesk, version: Version
) -> None:
    assert [file.version.id for file in desk.offered()] == [version.id]
    other = put_version(
        clinic.library, clinic.store, two_cases().model_copy(update={"area": "other"}), signed=False
    )
    assert {file.version.id for file in desk.offered()} == {version.id, other.id}
    (clinic.library.folder(other.id) / EXAMINED).unlink()
    fresh = desk_of(clinic.store, Library(clinic.instance))
    assert [file.version.id for file in fresh.offered()] == [version.id]
