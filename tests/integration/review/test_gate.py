"""No exam of what nobody signed off: refused where attempts are made, and told before; practice says what is the matter."""

import pytest
from clinics import Clinic, put_version
from forms import two_cases
from receptions import Guest, Reception, reopened
from signed import CHECKLIST, desk_of, reviewer_of, sign_off, sign_scene
from tiny import AREA

from player.admission import UNREVIEWED
from player.demo import REVIEWER, show_reviews
from player.engine import command as cmd
from player.errors import NotAllowed
from player.store import Version

ARRIVAL = ("one", "arrival")


@pytest.fixture
def version(clinic: Clinic) -> Version:
    form = two_cases().model_copy(update={"modes": ("practice", "exam")})
    return put_version(clinic.library, clinic.store, form, signed=False)


def test_an_exam_begins_with_the_last_sign_off_and_no_sooner(clinic: Clinic, version: Version) -> None:
    desk, robin, user = (
        desk_of(clinic.store, clinic.library),
        reviewer_of(clinic.store),
        clinic.session.user,
    )
    for place in desk.version(version.id).standing.scenes:
        for governed in (False, True):
            with pytest.raises(NotAllowed, match="still being reviewed"):
                clinic.delivery.create(user, version, "exam", governed=governed)
        sign_scene(desk, robin, version.id, place)
    assert clinic.delivery.create(user, version, "exam")


def test_what_is_sent_back_stops_new_exams_and_none_that_runs(clinic: Clinic, version: Version) -> None:
    sign_off(clinic.store, clinic.library, version)
    running = clinic.delivery.create(clinic.session.user, version, "exam")
    clinic.delivery.handle(running, clinic.session.token, cmd.Start())
    robin = reviewer_of(clinic.store)
    desk_of(clinic.store, clinic.library).send_back(robin, version.id, ARRIVAL, "Left is right.")
    assert clinic.delivery.create(clinic.session.user, version, "exam") == running
    other = clinic.accounts.sign_in_guest().user
    with pytest.raises(NotAllowed, match="still being reviewed"):
        clinic.delivery.create(other, version, "exam")


def test_an_exam_that_was_made_and_not_begun_does_not_begin_on_what_was_sent_back(
    clinic: Clinic, version: Version
) -> None:
    sign_off(clinic.store, clinic.library, version)
    made = clinic.delivery.create(clinic.session.user, version, "exam")
    desk, robin = desk_of(clinic.store, clinic.library), reviewer_of(clinic.store)
    desk.send_back(robin, version.id, ARRIVAL, "Left is right.")
    with pytest.raises(NotAllowed, match="still being reviewed"):
        clinic.delivery.handle(made, clinic.session.token, cmd.Start())
    assert clinic.delivery.look(made, clinic.session.token).sitting.state.stage == "initial"
    desk.sign(robin, version.id, ARRIVAL, CHECKLIST)
    assert clinic.delivery.handle(made, clinic.session.token, cmd.Start()).sitting.state.stage == "playing"


def test_practice_needs_no_sign_off(clinic: Clinic, version: Version) -> None:
    assert clinic.delivery.create(clinic.session.user, version, "practice")


def test_a_sign_off_for_show_opens_no_exam_but_a_demonstration_s(clinic: Clinic, version: Version) -> None:
    shown, robin = desk_of(clinic.store, clinic.library, demo=True), reviewer_of(clinic.store)
    for place in shown.version(version.id).standing.scenes:
        shown.sign(robin, version.id, place, CHECKLIST, demonstration=True)
    with pytest.raises(NotAllowed, match="still being reviewed"):
        clinic.delivery.create(clinic.session.user, version, "exam")


# --- at the door ---


def test_the_door_tells_what_waits_and_opens_when_it_is_signed_off(reception: Reception) -> None:
    form = two_cases().model_copy(
        update={"modes": ("practice", "exam"), "area": "waits", "title": "Waiting for review"}
    )
    services = reception.services
    version = put_version(services.library, services.store, form, signed=False)
    candidate = reception.somebody("candidate", "candidate")
    text = candidate.get("/").text
    assert UNREVIEWED in text
    assert "Sit the exam: Waiting for review" not in text
    refused = candidate.post("/sit", {"area": "waits", "mode": "exam"})
    assert (refused.status_code, UNREVIEWED in refused.text) == (403, True)
    assert "Its captions and scripts are still being reviewed." in text
    practice = candidate.post("/practise/waits").headers["Location"]
    assert "still being reviewed" in candidate.get(practice).text
    sign_off(services.store, services.library, version)
    assert "Sit the exam: Waiting for review" in candidate.get("/").text
    assert candidate.post("/sit", {"area": "waits", "mode": "exam"}).status_code == 302
    assert "still being reviewed" not in candidate.get(practice).text


def test_a_demonstration_signs_off_for_show_what_nobody_has_signed_and_says_so(
    reception: Reception,
) -> None:
    show = reopened(reception, demo=True)
    assert show_reviews(show.services, {AREA}) == 0
    show.services.accounts.add(REVIEWER, "Demo reviewer", "reviewer", "a long test password")
    assert show_reviews(show.services, {"another"}) == 0
    signed = show_reviews(show.services, {AREA})
    assert signed > 0
    assert show_reviews(show.services, {AREA}) == 0
    who = Guest(show, show.services.accounts.sign_in(REVIEWER, "a long test password").token)
    shown = who.get("/review").text
    assert shown.count("<span>Signed off for show</span>") == signed
    assert shown.count("Signed off for show: reviewed by nobody") == 1
    # nowhere else does it count
    assert "Signed off for show" not in reception.somebody("robin", "reviewer").get("/review").text


def test_the_door_that_was_open_is_shut_again_before_anybody_has_begun(reception: Reception) -> None:
    services = reception.services
    form = two_cases().model_copy(update={"modes": ("exam",), "area": "returned"})
    version = put_version(services.library, services.store, form)
    candidate = reception.somebody("waiting", "candidate")
    sitting = candidate.post("/sit", {"area": "returned", "mode": "exam"}).headers["Location"]
    desk = desk_of(services.store, services.library)
    desk.send_back(reviewer_of(services.store), version.id, ARRIVAL, "Left is right.")
    refused = candidate.post(f"{sitting.removesuffix('/briefing')}/begin")
    assert (refused.status_code, UNREVIEWED in refused.text) == (403, True)
