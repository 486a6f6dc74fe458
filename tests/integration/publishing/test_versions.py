"""Versions: kept by content, the same again, and never changed under a running attempt."""

import hashlib
import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from forms import two_cases
from packages import copy_below, package
from presses import Press
from tiny import EXHIBITS, ITEMS, LANGUAGES, TAKES, mark

from player.accounts import Accounts
from player.delivery import Delivery
from player.engine import command as cmd
from player.errors import NotFound
from player.publish.library import EXAMINED, NAMED, Library, digests_of, name_of
from player.signoff.digest import Place, scene_digests
from player.store import Version

# --- what is kept, and who may read it ---


def test_everything_is_named_by_its_content(published: tuple[Press, Version]) -> None:
    press, version = published
    for blob in (press.instance / "blobs").rglob("*"):
        if blob.is_file():
            assert blob.name == hashlib.sha256(blob.read_bytes()).hexdigest()
    digests = [
        hashlib.sha256((press.library.folder(version.id) / name).read_bytes()).hexdigest() for name in NAMED
    ]
    assert [version.form_digest, version.key_digest] == digests[:2]
    assert version.id == hashlib.sha256("".join(digests).encode()).hexdigest()
    assert press.leftovers() == []


def test_keys_are_in_one_file_that_nobody_else_may_read(published: tuple[Press, Version]) -> None:
    press, version = published
    keys = press.library.folder(version.id) / "keys.json"
    assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    marks = {mark("rationale", case, name) for case, items in ITEMS.items() for name in items}
    assert all(found in keys.read_text() for found in marks)
    truths = {mark("truth", case, name) for case, exhibits in EXHIBITS.items() for name in exhibits}
    for path in press.instance.rglob("*"):
        if path.is_file() and path != keys:
            content = path.read_bytes()
            assert not [found for found in (*marks, *truths) if found.encode() in content]


def test_the_form_holds_no_field_of_a_key(published: tuple[Press, Version]) -> None:
    press, version = published
    form = json.loads((press.library.folder(version.id) / "form.json").read_text())
    fields = {name for case in form["cases"] for item in case["items"].values() for name in item}
    assert not fields & {"correct", "value", "tolerance", "map", "rationale"}
    assert not {name for case in form["cases"] for shown in case["exhibits"].values() for name in shown} & {
        "truth", "sources", "mask",
    }  # fmt: skip


def test_what_reviewers_need_is_kept_to_the_byte(published: tuple[Press, Version]) -> None:
    press, version = published
    material, examined = press.library.material(version.id), press.library.examined(version.id)
    assert material is not None
    assert material.authors == ("Test authors",)
    for case, takes in TAKES.items():
        for take in takes:
            scene, below = material.cases[case][take.name], package() / case
            medium = next((below / "media").glob(f"{take.name}.mp4"))
            assert scene.medium.digest == hashlib.sha256(medium.read_bytes()).hexdigest()
            assert press.library.holds(scene.medium.digest, medium.stat().st_size)
            assert list(scene.timepoints) == list(take.asks)
            for language in LANGUAGES:
                captions = below / f"captions/{take.name}.{language}.vtt"
                assert scene.captions[language].text.encode() == captions.read_bytes()
                assert (
                    scene.scripts[language].text.encode()
                    == (below / f"scripts/{take.name}.{language}.md").read_bytes()
                )
            assert examined.sound[case][take.name].outline
    assert examined.profile == "web"
    assert not [finding for finding in examined.findings if finding.severity == "error"]


def test_a_version_of_before_there_were_reviews_is_whole_and_has_no_material(press: Press) -> None:
    keys = b"{}"
    form = two_cases().model_copy(update={"cases": ()}).model_dump_json().encode()
    name = name_of(*digests_of(form, keys))
    press.library.folder(name).mkdir(parents=True)
    for file, content in (("form.json", form), ("keys.json", keys)):
        (press.library.folder(name) / file).write_bytes(content)
    assert press.library.whole(name)
    assert press.library.material(name) is None
    with pytest.raises(NotFound):
        Library(press.instance).material("0" * 64)


# --- what was reviewed, from version to version ---


def digests(press: Press, version: Version) -> dict[Place, str]:
    material = press.library.material(version.id)
    assert material is not None
    return scene_digests(press.form(version), material)


SEEN = {
    ("one/captions/arrival.fr.vtt", "00:00:00.100", "00:00:00.101"): ("one", "arrival"),
    ("one/case.yaml", mark("stem", "one", "told"), "Why now?"): ("one", "history"),
    ("one/case.yaml", mark("described", "one", "late"), "A heart"): ("one", "scan"),
    ("two/captions/ready.en.descriptions.vtt", "WEBVTT", "WEBVTT "): ("two", "ready"),
    ("two/scripts/closing.en.md", mark("heading", "two", "closing"), "Another"): ("two", "closing"),
}
UNSEEN = (
    ("one/key.yaml", '"a"', '"b"'),
    ("two/key.yaml", mark("rationale", "two", "why"), "Because"),
    ("package.yaml", "1.0.0", "1.1.0"),
)


def test_a_change_concerns_the_scenes_in_which_it_is_met_and_no_other(
    printed: tuple[Press, Version], tmp_path: Path
) -> None:
    press, first = printed
    before, package = digests(press, first), copy_below(tmp_path)
    for edit in UNSEEN:
        package.change(*edit)
    scored, _ = press.publish(package.folder)
    assert scored.id != first.id
    assert digests(press, scored) == before
    for edit in SEEN:
        package.change(*edit)
    after = digests(press, press.publish(package.folder)[0])
    assert {place for place in before if before[place] != after[place]} == set(SEEN.values())


# --- again, another, and back ---


def test_publishing_again_changes_nothing(printed: tuple[Press, Version]) -> None:
    press, first = printed
    before = press.footprint()
    again, new = press.publish(package())
    assert (again.id, new) == (first.id, False)
    assert press.footprint() == before


def test_the_same_content_from_elsewhere_is_the_same_version(
    printed: tuple[Press, Version], tmp_path: Path
) -> None:
    press, first = printed
    before = press.footprint()
    copied = copy_below(tmp_path / "elsewhere").folder
    (copied / ".DS_Store").write_bytes(b"left by a file manager")
    for path in copied.rglob("*"):
        os.utime(path, (0, 0))
    again, new = press.publish(copied)
    assert (again.id, new) == (first.id, False)
    changed = {name for name, facts in press.footprint().items() if before.get(name) != facts}
    assert all(name.startswith("sources/") for name in changed)


def test_another_instance_makes_the_same_version(press: Press, published: tuple[Press, Version]) -> None:
    assert press.publish(package())[0].id == published[1].id


def test_other_words_give_another_version_and_leave_the_old_one_as_it_was(
    printed: tuple[Press, Version], tmp_path: Path
) -> None:
    press, old = printed
    before = press.footprint()
    changed = copy_below(tmp_path).change("one/case.yaml", mark("stem", "one", "why"), "Why now?")
    new, _ = press.publish(changed.folder)
    assert new.id != old.id
    assert press.offered() == new.id
    assert {name: facts for name, facts in press.footprint().items() if name in before} == before
    assert press.case(old, "one").items["why"].stem == mark("stem", "one", "why")
    assert press.case(new, "one").items["why"].stem == "Why now?"
    assert (old.key_digest == new.key_digest, old.form_digest == new.form_digest) == (True, False)


def test_another_key_gives_another_version_with_the_same_form(
    printed: tuple[Press, Version], tmp_path: Path
) -> None:
    press, old = printed
    new, _ = press.publish(copy_below(tmp_path).change("one/key.yaml", '"a"', '"b"').folder)
    assert new.id != old.id
    assert (old.key_digest == new.key_digest, old.form_digest == new.form_digest) == (False, True)


def test_an_attempt_stays_with_its_version_and_the_next_one_gets_what_is_offered(
    printed: tuple[Press, Version], tmp_path: Path
) -> None:
    press, old = printed
    changed = copy_below(tmp_path).change("one/case.yaml", mark("stem", "one", "why"), "Why now?").folder
    clock = lambda: old.published_at  # noqa: E731 (a clock that stands still)
    session = Accounts(press.store, clock).sign_in_guest()
    delivery = Delivery(press.store, press.library, clock)
    running = delivery.create(session.user, press.sign_off(old), "exam")
    delivery.order(running, cmd.Start())
    new, _ = press.publish(changed)
    later = delivery.create(session.user, press.sign_off(new), "exam")
    assert later != running
    stems = {
        attempt: delivery.look(attempt, session.token).sitting.form.cases[0].items["why"].stem
        for attempt in (running, later)
    }
    assert stems == {running: mark("stem", "one", "why"), later: "Why now?"}


def test_publishing_old_content_again_offers_it_again(printed: tuple[Press, Version], tmp_path: Path) -> None:
    press, old = printed
    new, _ = press.publish(copy_below(tmp_path).change("package.yaml", "1.0.0", "1.1.0").folder)
    before = press.footprint()
    back, changed = press.publish(package())
    assert (back.id, changed) == (old.id, True)
    assert press.offered() == old.id
    assert press.footprint() == before
    assert new.id != old.id


def test_what_has_gone_missing_is_made_again(printed: tuple[Press, Version]) -> None:
    press, version = printed
    whole = set(press.footprint())
    blob = press.medium(press.segment(version, "one", "arrival/1"))
    folder = press.library.folder(version.id)
    for lost in (blob, folder / "keys.json", folder / EXAMINED, press.instance / "blobs"):
        if lost.is_dir():
            shutil.rmtree(lost)
        else:
            lost.unlink()
        again, new = press.publish(package())
        assert (again.id, new) == (version.id, False)
        assert set(press.footprint()) == whole


def test_a_damaged_version_is_made_again(printed: tuple[Press, Version]) -> None:
    press, version = printed
    for name in NAMED:
        path = press.library.folder(version.id) / name
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        assert press.publish(package())[0].id == version.id
        assert path.read_bytes() == whole
