"""An application as it is filled in, form by form: everything saved, everything checked at once, nothing lost."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from receptions import Reception
from walks import Walk, stated, words

from player.certification.application import command as cmd

PDF = b"%PDF-1.7\nhello\n%%EOF\n"


@pytest.fixture
def walk(reception: Reception) -> Walk:
    """A candidate of this test's own."""
    return Walk.of(reception, f"filing-{len(reception.people)}")


def file_of(data: bytes, name: str = "certificate.pdf") -> dict[str, Any]:
    return {"about": "SPI examination", "file": (BytesIO(data), name)}


def png() -> bytes:
    target = BytesIO()
    Image.new("RGB", (20, 10), "teal").save(target, "PNG")
    return target.getvalue()


def test_the_first_page_explains_the_road_and_begins_one_application(walk: Walk) -> None:
    page = walk.guest.get("/certification")
    assert "you have 180 days for everything" in words(page)
    first = walk.begin().application
    # a second press begins no second draft
    assert walk.begin().application == first
    assert "Nothing chosen yet" in words(walk.guest.get("/certification"))


def test_the_road_from_choosing_to_submitting(walk: Walk) -> None:
    walk.begin()
    assert "Choose the certificates that you want to earn." in words(walk.get())
    walk.choose(["lung", "cardiac"])
    assert walk.declare(["cardiac", "lung"]).status_code == 302
    assert "All met" in words(walk.get())
    page = words(walk.get("attestations"))
    # the exact words, with the areas filled in
    assert "in these clinical areas: Cardiac and Lung." in page
    assert walk.sign().headers["Location"].endswith("/submission")
    assert "Submit the application" in words(walk.get("submission"))
    answer = walk.post("submission")
    assert answer.status_code == 302
    state = walk.companion.desk.look(walk.application).state
    assert state.stage in {"eligible", "audit"}
    assert state.signed["practice"].typed == walk.user.name
    assert "Application submitted." in words(walk.get())


def test_nothing_chosen_is_told_and_a_second_choice_takes_the_place_of_the_first(walk: Walk) -> None:
    walk.begin()
    answer = walk.post("choice", {})
    assert (answer.status_code, "Choose at least one." in words(answer)) == (400, True)
    walk.choose(["cardiac"]).choose(["lung"])
    assert walk.companion.desk.look(walk.application).state.areas == ("lung",)
    assert 'value="lung" checked' in walk.get("choice").text
    assert 'value="cardiac" checked' not in walk.get("choice").text


def test_an_area_of_another_application_is_refused_in_the_form(walk: Walk) -> None:
    walk.eligible(["cardiac"]).begin()
    answer = walk.post("choice", {"area": ["cardiac", "lung"]})
    assert (answer.status_code, "in another application already" in words(answer)) == (400, True)
    assert 'value="lung" checked' in answer.text
    assert walk.companion.desk.look(walk.application).state.areas == ()


def test_each_prerequisite_is_told_as_met_or_missing_and_by_how_much(walk: Walk) -> None:
    walk.begin().choose(["cardiac"])
    assert "data-untouched" in walk.get("prerequisites").text
    walk.post("prerequisites", {"then": "next"})
    tried = walk.get("prerequisites?saved=1").text
    assert "You can go on as soon as nothing is missing" in tried
    assert "data-untouched" not in tried
    old = (datetime.now(UTC).date() - timedelta(days=6 * 366)).isoformat()
    answer = walk.declare(["cardiac"], dated=old, **{"cardiac.cases": "29"})
    assert answer.status_code == 302
    page = words(walk.get("prerequisites"))
    assert "data-untouched" not in walk.get("prerequisites").text
    assert "Missing: Cardiac: 29 cases of the 30 that are needed; 1 more." in page
    assert "Missing: Sonography Principles and Instrumentation (SPI) examination: passed on" in page
    assert "not within the last 5 years" in page
    assert "Met: Active practice, as stated." in page
    assert "2 points are missing." in page
    assert "2 points missing" in words(walk.get())


def test_what_is_incomplete_is_saved_and_there_again(walk: Walk) -> None:
    walk.begin().choose(["cardiac"])
    walk.post("prerequisites", {"practising": "on", "cardiac.cases": "12"})
    page = walk.get("prerequisites").text
    assert 'name="cardiac.cases" type="number" value="12"' in page
    assert 'id="practising" name="practising" value="on" checked' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("dated", "last year"),
        ("dated", "0001-01-01"),
        ("cardiac.first", "2026-02-30"),
        ("cardiac.cases", "-1"),
        ("cardiac.cases", "many"),
        ("cardiac.cases", "٣٠"),
        ("number", "a\u0007b"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field_and_nothing_is_saved(
    walk: Walk, field: str, value: str
) -> None:
    walk.begin().choose(["cardiac"])
    before = walk.companion.desk.look(walk.application).state
    answer = walk.declare(["cardiac"], **{field: value})
    assert answer.status_code == 400
    assert f'id="{field}-error"' in answer.text
    assert 'name="good-standing" value="on" checked' in answer.text, "what was right stays in the form"
    assert walk.companion.desk.look(walk.application).state == before


def test_a_form_is_checked_before_it_is_saved(walk: Walk) -> None:
    walk.begin().choose(["cardiac"])
    form = stated(["cardiac"], datetime.now(UTC).date()) | {"cardiac.cases": "29"}
    found = walk.post("prerequisites/check", form).get_json()
    assert [each["rule"] for each in found["findings"] if not each["met"]] == ["cases"]
    assert not walk.companion.desk.look(walk.application).state.declaration.practising


def test_a_change_asks_for_new_signatures(walk: Walk) -> None:
    walk.filled()
    assert "All signed" in words(walk.get())
    walk.declare(["cardiac"], **{"cardiac.cases": "41"})
    assert "3 of 3 to sign" in words(walk.get())
    # what changes nothing, asks for nothing
    walk.sign()
    walk.declare(["cardiac"], **{"cardiac.cases": "41"})
    assert "All signed" in words(walk.get())


def test_statements_are_signed_with_the_name_of_the_account_and_no_other(walk: Walk) -> None:
    walk.begin().choose()
    names = ["practice", "experience"]
    other = walk.post("attestations", {"statement": names, "typed": "Somebody Else"})
    assert (other.status_code, f"as it stands in your account: {walk.user.name}" in words(other)) == (
        400,
        True,
    )
    broken = walk.post("attestations", {"statement": names, "typed": walk.user.name + "\u0007"})
    assert broken.status_code == 400
    assert walk.post("attestations", {"typed": walk.user.name}).status_code == 400
    signed = walk.post("attestations", {"statement": names, "typed": f" {walk.user.name.upper()} "})
    assert signed.headers["Location"].endswith("/attestations")
    assert set(walk.companion.desk.look(walk.application).state.signed) == set(names)


def test_only_who_insists_is_found_ineligible_and_may_appeal(walk: Walk) -> None:
    walk.begin().choose().declare(["cardiac"], **{"cardiac.cases": "29"})
    walk.sign()
    refused = walk.post("submission")
    assert (refused.status_code, "1 more" in words(refused)) == (400, True)
    assert "Submit as it is" in words(refused)
    assert walk.post("submission", {"insist": "yes"}).status_code == 302
    page = words(walk.get())
    assert "You were found ineligible. You may appeal until" in page
    assert "UTC" in page
    assert walk.post("appeal", {"target": "", "words": " "}).status_code == 400
    assert walk.post("appeal", {"target": "", "words": "I have\r\ncounted again."}).status_code == 302
    assert "Your appeal is being looked into." in words(walk.get())
    assert walk.get("appeal").status_code == 409
    assert walk.post("appeal", {"target": "", "words": "Again."}).status_code == 409


def test_an_address_that_is_not_confirmed_hands_nothing_in(reception: Reception) -> None:
    walk = Walk.of(reception, "unheard", confirmed=False).filled()
    assert "Confirm your e-mail address first" in words(walk.get("submission"))
    assert walk.post("submission").status_code == 400


def test_what_was_submitted_is_not_changed_any_more(walk: Walk) -> None:
    walk.eligible()
    seq = walk.companion.desk.look(walk.application).state.seq
    forms: dict[str, dict[str, Any]] = {
        "choice": {"area": ["lung"]}, "prerequisites": {}, "attestations": {}, "submission": {},
        "prerequisites/check": {}, "documents": file_of(PDF),
    }  # fmt: skip
    for page, form in forms.items():
        assert walk.post(page, form).headers["Location"].endswith(walk.application), page
        if page != "prerequisites/check":
            assert walk.get(page).status_code == 302, page
    assert walk.companion.desk.look(walk.application).state.seq == seq


# --- documents ---


def test_a_document_is_attached_given_back_as_it_was_and_taken_out(walk: Walk) -> None:
    walk.begin().choose()
    for data, name, kind in ((PDF, "../Zeugnis ä.pdf", "application/pdf"), (png(), "scan.exe", "image/png")):
        assert walk.post("documents", file_of(data, name)).status_code == 302
        document = list(walk.companion.desk.look(walk.application).state.documents.values())[-1]
        answer = walk.guest.get(f"/certification/documents/{document.document}")
        assert answer.data == data
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
        assert ".." not in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store, private"
    assert "Zeugnis ä.pdf" in words(walk.get("documents"))
    assert walk.post(f"documents/{document.document}/remove").status_code == 302
    assert len(walk.companion.desk.look(walk.application).state.documents) == 1


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"about": "A file"}, "Choose a file."),
        ({"file": (b"%PDF-1.7 cut off", "a.pdf")}, "Enter what the document shows."),
        (
            {"about": "A page", "file": (b"<script>alert(1)</script>", "a.pdf")},
            "Attach a PDF, PNG or JPEG file",
        ),
        ({"about": "A file", "file": (b"%PDF-1.7 cut off", "a.pdf")}, "The PDF is not complete"),
        ({"about": "A file", "file": (b"%PDF-" + b"x" * 10_000_000, "a.pdf")}, "larger than 10 MB"),
    ],
)
def test_what_cannot_be_attached_is_told_at_its_field(walk: Walk, form: dict[str, Any], told: str) -> None:
    walk.begin().choose()
    sent = {name: (BytesIO(value[0]), value[1]) if name == "file" else value for name, value in form.items()}
    answer = walk.post("documents", sent)
    assert (answer.status_code, told in words(answer)) == (400, True)
    assert not walk.companion.desk.look(walk.application).state.documents


def test_a_file_of_ten_megabytes_is_taken_and_far_more_is_not_even_read(walk: Walk) -> None:
    walk.begin().choose()
    whole = b"%PDF-1.7\n" + b"x" * (10_000_000 - 15) + b"%%EOF\n"
    assert len(whole) == 10_000_000
    assert walk.post("documents", file_of(whole)).status_code == 302
    assert walk.post("documents", file_of(whole + b"x" * 1_000_000)).status_code == 413
    # only where files are attached
    assert walk.post("choice", file_of(whole)).status_code == 413


def test_a_document_can_be_added_in_an_audit_and_none_removed(walk: Walk) -> None:
    walk.filled()
    walk.companion.desk.act(walk.application, cmd.Submit(walk.user.id, draw=0.0))
    assert "drawn for an audit" in words(walk.get())
    assert walk.post("documents", file_of(PDF)).status_code == 302
    document = next(iter(walk.companion.desk.look(walk.application).state.documents))
    assert "Remove" not in words(walk.get("documents"))
    assert walk.post(f"documents/{document}/remove").status_code == 409
