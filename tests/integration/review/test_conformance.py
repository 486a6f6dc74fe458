"""The conformance report says what is in the record, and nothing that is not; as a page, and as a PDF for everybody."""

from html import unescape

import pytest
from clinics import Clinic, put_version
from forms import T0, two_cases
from pdfs import claims_ua, tags_of, text_of
from receptions import Reception
from signed import CHECKLIST, desk_of, reviewer_of, sign_off
from tiny import AREA

from media_tools.check.finding import checks
from player.review.conformance import Conformance, report_of
from player.review.criteria import CRITERIA
from player.review.desk import ReviewDesk
from player.signoff.checklist import POINTS
from player.store import Version

ARRIVAL = ("one", "arrival")


@pytest.fixture
def database_kind() -> str:
    """The record is held on both databases elsewhere."""
    return "sqlite"


@pytest.fixture
def version(clinic: Clinic) -> Version:
    return put_version(clinic.library, clinic.store, two_cases(), signed=False)


def report(desk: ReviewDesk, version: Version) -> Conformance:
    return report_of(version, desk.scenes(version.id), "web", T0)


def outcomes(made: Conformance) -> set[str]:
    return {one.outcome for one in made.criteria}


def test_every_check_and_every_point_that_is_named_exists_and_every_point_has_its_criterion() -> None:
    assert {name for criterion in CRITERIA for name in criterion.checks} <= set(checks())
    assert {name for criterion in CRITERIA for name in criterion.points} == set(POINTS)
    assert {number for point in POINTS.values() for number in point.criteria} == {
        one.number for one in CRITERIA
    }


def test_a_criterion_is_met_when_every_scene_is_signed_off_by_somebody(
    clinic: Clinic, version: Version
) -> None:
    desk, robin = desk_of(clinic.store, clinic.library), reviewer_of(clinic.store)
    assert outcomes(report(desk, version)) == {"unreviewed"}
    desk.sign(robin, version.id, ARRIVAL, CHECKLIST)
    partly = report(desk, version)
    assert (outcomes(partly), partly.signed) == ({"unreviewed"}, 1)
    sign_off(clinic.store, clinic.library, version)
    made = report(desk, version)
    assert (outcomes(made), made.signed, made.open) == ({"met"}, len(made.scenes), 0)
    assert all(one.reviewers == ("Robin Reed",) for one in made.criteria)
    assert [scene.digest for scene in made.scenes] == [
        scene.digest for scene in desk.version(version.id).standing.scenes.values()
    ]
    assert all(scene.answers == CHECKLIST for scene in made.scenes)


def test_what_a_reviewer_found_is_open_and_signs_nothing(clinic: Clinic, version: Version) -> None:
    desk, robin = desk_of(clinic.store, clinic.library), reviewer_of(clinic.store)
    sign_off(clinic.store, clinic.library, version)
    desk.observe(robin, version.id, ARRIVAL, 1.0, "She says left.")
    desk.send_back(robin, version.id, ARRIVAL, "Mend it.")
    made = report(desk, version)
    assert (outcomes(made), made.open) == ({"unreviewed"}, 1)
    assert [(scene.title, one.what) for scene, one in made.others] == [
        (made.scenes[0].title, "She says left.")
    ]


def test_what_was_signed_for_show_was_reviewed_by_nobody(clinic: Clinic, version: Version) -> None:
    desk, robin = desk_of(clinic.store, clinic.library, demo=True), reviewer_of(clinic.store)
    for place in desk.version(version.id).standing.scenes:
        desk.sign(robin, version.id, place, CHECKLIST, demonstration=True)
    made = report(desk, version)
    assert (outcomes(made), made.signed) == ({"unreviewed"}, 0)


def test_the_report_is_a_page_and_an_accessible_pdf(reception: Reception) -> None:
    with reception.services.store.read() as unit:
        version = unit.versions.offered(AREA)
    assert version
    path = f"/review/{version.id}/conformance"
    for who in (reception.nobody(), reception.somebody("candidate", "candidate")):
        assert who.get(path).status_code in {302, 403}
        assert who.get(f"{path}.pdf").status_code in {302, 403}
    author = reception.somebody("author", "author")
    page = unescape(author.get(path).text)
    assert f'href="{path}"' in author.get("/review").text
    scenes = desk_of(reception.services.store, reception.services.library).scenes(version.id)
    for file in scenes:
        assert file.standing.digest in page
    assert "nobody has decided" in page
    pdf = author.get(f"{path}.pdf")
    assert (pdf.status_code, pdf.mimetype) == (200, "application/pdf")
    assert claims_ua(pdf.data)
    assert {"Table", "TH", "H1"} <= set(tags_of(pdf.data))
    said = text_of(pdf.data)
    assert "Accessibility conformance report" in said
    assert "1.2.2 Captions (Prerecorded)" in said
    assert author.get(f"/review/{'0' * 64}/conformance").status_code == 404
