"""`sonocase diff`: two published versions, compared in words."""

import materials
import pytest
from clinics import put_version
from commands import Desk
from forms import keys_of, two_cases

from player.engine.form import Form
from player.publish.library import Library
from scenarios.model.key import ChoiceKey

RIGHT = "What only the server may know."


def publish(desk: Desk, form: Form, rationale: str) -> str:
    keys = keys_of(form)
    two = {**keys["two"], "why": ChoiceKey(correct=("a",), rationale=rationale)}
    return put_version(Library(desk.instance), desk.database(), form, {**keys, "two": two}).id


def test_two_versions_are_compared_in_words_and_it_is_told_what_has_to_be_reviewed_again(desk: Desk) -> None:
    form = two_cases()
    one = form.cases[0]
    items = {**one.items, "why": one.items["why"].model_copy(update={"stem": "Why?"})}
    cases = (one.model_copy(update={"items": items}), *form.cases[1:])
    later = form.model_copy(update={"version": "1.0.1", "cases": cases})
    old, new = publish(desk, form, "Another."), publish(desk, later, RIGHT)
    told = desk.run("diff", old[:12], new)
    assert (told.code, told.err) == (0, "")
    assert told.out.splitlines() == [
        f"from Minimal 1.0.0, version {old[:12]}",
        f"to   Minimal 1.0.1, version {new[:12]}",
        'package: version was "1.0.0" and is "1.0.1"',
        f'one, item why: stem was "{one.items["why"].stem}" and is "Why?"',
        "two, key of why: rationale changed",
        "sign-off: one, scene arrival has to be reviewed: what is reviewed of it has changed",
        "sign-off: 3 of 4 scenes carry theirs over",
    ]
    assert RIGHT not in told.out
    same = desk.run("diff", old, old)
    assert same.out.splitlines()[2:] == ["nothing has changed", "sign-off: 4 of 4 scenes carry theirs over"]
    unknown = desk.run("diff", old, "0" * 12)
    assert (unknown.code, unknown.error) == (
        1,
        f"There is no version whose identifier begins with {'0' * 12!r}.",
    )


def test_who_became_an_author_has_signed_for_nothing_and_it_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = publish(desk, two_cases(), "Another.")
    monkeypatch.setattr(materials, "AUTHORS", (*materials.AUTHORS, "Robin Reed <robin@example.org>"))
    new = publish(desk, two_cases(), "Another.")
    lines = desk.run("diff", old, new).out.splitlines()
    assert lines[-2:] == [
        "sign-off: 4 of 4 scenes carry theirs over",
        "sign-off: what Robin Reed <robin@example.org> signed counts for nothing in the later version",
    ]
    # who was one before, or is none any more, changes nothing
    assert "counts for nothing" not in desk.run("diff", new, old).out
