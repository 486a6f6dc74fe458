"""What may be sat, as what, and how often: refused where attempts are made, and not offered before."""

from pathlib import Path

import pytest
from clinics import Clinic, put_version
from forms import keys_of, two_cases
from packages import copy_below
from receptions import Reception, open_reception
from tiny import AREA

from player import admission
from player.admission import PRACTICE_A_DAY
from player.engine import command as cmd
from player.engine.form import Form
from player.errors import NotAllowed
from player.publish.publishing import publish_package
from player.store import User, Version
from scenarios.model.package import Delivery, ExamRules, Mode

EXAM: tuple[Mode, ...] = ("exam",)
PRACTICE: tuple[Mode, ...] = ("practice",)


def meant_for(modes: tuple[Mode, ...], number: str = "1.0.0", attempts: int | None = 1) -> Form:
    """A form that says what it is for, and how often its exam may be begun."""
    rules = Delivery(exam=ExamRules(attempts=attempts))
    return two_cases().model_copy(update={"modes": modes, "delivery": rules, "version": number})


@pytest.mark.parametrize(("modes", "wanted"), [(EXAM, "practice"), (PRACTICE, "exam")])
def test_what_a_package_is_not_for_cannot_be_begun(
    clinic: Clinic, modes: tuple[Mode, ...], wanted: Mode
) -> None:
    version = put_version(clinic.library, clinic.store, meant_for(modes))
    for governed in (False, True):
        with pytest.raises(NotAllowed):
            clinic.delivery.create(clinic.session.user, version, wanted, governed=governed)
    assert clinic.delivery.attempts_of(clinic.session.user) == []


def test_a_version_from_before_modes_were_stated_is_an_exam(clinic: Clinic) -> None:
    form = meant_for(("practice", "exam"))
    stated = form.model_dump_json()
    old = Form.model_validate_json(stated.replace('"modes":["practice","exam"],', ""))
    assert old != form
    version = put_version(clinic.library, clinic.store, old)
    with pytest.raises(NotAllowed, match="practised"):
        clinic.delivery.create(clinic.session.user, version, "practice")
    assert clinic.delivery.create(clinic.session.user, version, "exam")


def test_an_exam_is_begun_as_often_as_its_package_allows_and_open_ones_go_on(clinic: Clinic) -> None:
    user, version = (
        clinic.session.user,
        put_version(clinic.library, clinic.store, meant_for(EXAM, attempts=2)),
    )
    first = clinic.delivery.create(user, version, "exam")
    assert clinic.delivery.create(user, version, "exam") == first
    clinic.delivery.order(first, cmd.Close("withdrawn"))
    second = clinic.delivery.create(user, version, "exam")
    assert clinic.delivery.create(user, version, "exam") == second
    clinic.delivery.order(second, cmd.Close("withdrawn"))
    with pytest.raises(NotAllowed, match="2 times"):
        clinic.delivery.create(user, version, "exam")
    other = clinic.accounts.sign_in_guest().user
    assert clinic.delivery.create(other, version, "exam")


def test_a_new_version_gives_no_new_attempts_but_another_policy_may(clinic: Clinic) -> None:
    user = clinic.session.user
    first = put_version(clinic.library, clinic.store, meant_for(EXAM))
    clinic.delivery.order(clinic.delivery.create(user, first, "exam"), cmd.Close("withdrawn"))
    mended = put_version(clinic.library, clinic.store, meant_for(EXAM, "1.0.1"))
    with pytest.raises(NotAllowed, match="once"):
        clinic.delivery.create(user, mended, "exam")
    assert clinic.delivery.create(user, mended, "exam", governed=True)


def test_practice_does_not_use_up_the_exam(clinic: Clinic) -> None:
    version = put_version(clinic.library, clinic.store, meant_for(("practice", "exam")))
    for _ in range(3):
        attempt = clinic.delivery.create(clinic.session.user, version, "practice")
        clinic.delivery.order(attempt, cmd.Close("withdrawn"))
    assert clinic.delivery.create(clinic.session.user, version, "exam")


def practise(clinic: Clinic, user: User, version: Version, times: int) -> None:
    for _ in range(times):
        clinic.delivery.order(clinic.delivery.create(user, version, "practice"), cmd.Close("withdrawn"))


def test_practice_has_a_budget_for_each_day_and_what_is_open_goes_on(clinic: Clinic) -> None:
    user, version = clinic.session.user, put_version(clinic.library, clinic.store, meant_for(PRACTICE))
    practise(clinic, user, version, PRACTICE_A_DAY - 1)
    last = clinic.delivery.create(user, version, "practice")
    assert clinic.delivery.create(user, version, "practice") == last
    clinic.delivery.order(last, cmd.Close("withdrawn"))
    with pytest.raises(NotAllowed, match="within a day"):
        clinic.delivery.create(user, version, "practice")
    practise(clinic, clinic.accounts.sign_in_guest().user, version, 1)
    clinic.clock.wait(24 * 3600)
    practise(clinic, user, version, 1)


def test_guests_share_a_budget_and_take_nothing_from_accounts(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "GUESTS_A_DAY", 3)
    version = put_version(clinic.library, clinic.store, meant_for(("practice", "exam")))
    owner = clinic.accounts.add("owner@example.org", "Owner", "candidate", "a long test password")
    practise(clinic, owner, version, 5)
    for _ in range(3):
        practise(clinic, clinic.accounts.sign_in_guest().user, version, 1)
    with pytest.raises(NotAllowed, match="More guests"):
        clinic.delivery.create(clinic.accounts.sign_in_guest().user, version, "practice")
    practise(clinic, owner, version, 1)


# --- at the door ---


@pytest.fixture
def reception(tmp_path: Path) -> Reception:
    """A demonstration that offers one package for practice, one for an exam, and one for both."""
    house = open_reception(tmp_path)
    for modes in (EXAM, PRACTICE):
        form = meant_for(modes).model_copy(update={"area": modes[0], "title": modes[0].title()})
        put_version(house.services.library, house.services.store, form, keys_of(form))
    return house


def test_the_key_of_an_exam_cannot_be_practised_by_anybody(reception: Reception) -> None:
    for who, visitor in reception.everybody().items():
        assert visitor.post("/practise/exam").status_code == 403, who
        if visitor.token:
            assert visitor.post("/sit", {"area": "exam", "mode": "practice"}).status_code == 403, who
    with reception.services.store.read() as unit:
        assert unit.attempts.open_ones() == []


def test_whoever_is_refused_has_not_become_a_guest(reception: Reception) -> None:
    visitor = reception.nobody()
    answer = visitor.post("/practise/exam")
    assert answer.status_code == 403
    assert "This cannot be practised." in answer.text
    assert visitor.client.get_cookie("sonocase") is None


def test_a_guest_too_many_is_told_so_and_leaves_nothing(
    reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "GUESTS_A_DAY", 0)
    visitor = reception.nobody()
    for answer in (visitor.get("/"), visitor.post("/practise/practice")):
        assert "More guests have practised here today than there is room for." in answer.text
    assert "/practise/" not in visitor.get("/").text
    assert visitor.client.get_cookie("sonocase") is None
    assert "/practise/practice" in reception.somebody("owner").get("/").text


def test_pages_offer_what_may_be_sat_and_nothing_else(reception: Reception) -> None:
    home = reception.nobody().get("/").text
    assert "/practise/practice" in home
    assert f"/practise/{AREA}" in home
    assert "/practise/exam" not in home
    assert "An exam: it needs an account." in home
    candidate = reception.somebody("candidate")
    home = candidate.get("/").text
    assert "/practise/exam" not in home
    assert [area in home for area in ("Sit the exam: Exam", "Sit the exam: Tiny", "Sit the exam: Practice")] == [
        True, True, False,
    ]  # fmt: skip


def test_an_exam_that_has_been_sat_is_told_and_not_offered(reception: Reception) -> None:
    candidate = reception.somebody("candidate")
    opened = candidate.post("/sit", {"area": "exam", "mode": "exam"})
    assert opened.status_code == 302
    assert "You can sit this exam once." in candidate.get(opened.headers["Location"]).text
    reception.services.governed.add("exam")
    assert "You can sit this exam" not in candidate.get(opened.headers["Location"]).text
    reception.services.governed.discard("exam")
    reception.services.delivery.order(opened.headers["Location"].split("/")[2], cmd.Close("withdrawn"))
    refused = candidate.post("/sit", {"area": "exam", "mode": "exam"})
    assert refused.status_code == 403
    said = "This exam may be begun once, and you have done so."
    assert said in refused.text
    home = candidate.get("/").text
    assert said in home
    assert "Sit the exam: Exam" not in home


# --- in a package ---


def test_what_a_package_states_is_kept_with_its_version(tmp_path: Path, clinic: Clinic) -> None:
    package = copy_below(tmp_path)
    package.change("package.yaml", '"practice",\n  "exam"', '"exam"')
    version, _ = publish_package(package.folder, clinic.library, clinic.store)
    assert clinic.library.form(version.id).modes == EXAM
    with pytest.raises(NotAllowed):
        clinic.delivery.create(clinic.session.user, version, "practice")
