"""What was awarded, in the pages: the certificate for whom it is, and the public page for everybody."""

from datetime import UTC, datetime, timedelta

import pytest
from pdfs import claims_ua, text_of
from receptions import HTTPS, Reception
from walks import Walk, decided, words

from player.certification.application import command as cmd
from player.certification.store import Certificate


@pytest.fixture
def walk(reception: Reception) -> Walk:
    """Somebody who was awarded a certificate."""
    return decided(Walk.of(reception, f"awarded-{len(reception.people)}"), "award")


def code_of(walk: Walk) -> str:
    """The code of what was awarded."""
    code = walk.companion.desk.look(walk.application).state.decisions["cardiac"].code
    assert code
    return code


def revoke(walk: Walk) -> None:
    """Take it back."""
    walk.companion.desk.act(walk.application, cmd.Revoke("r1", "cardiac", "A false statement, ZQX."))


# --- the certificate ---


def test_the_owner_and_registrars_download_it_and_nobody_else(reception: Reception, walk: Walk) -> None:
    address = f"/certification/certificates/{code_of(walk)}.pdf"
    assert address in walk.get().text
    mine = walk.guest.get(address)
    assert (mine.status_code, mine.mimetype) == (200, "application/pdf")
    assert mine.headers["Content-Disposition"] == "attachment; filename=certificate-cardiac.pdf"
    assert mine.headers["Cache-Control"] == "no-store, private"
    assert claims_ua(mine.data)
    said = text_of(mine.data)
    assert walk.user.name in said
    assert f"http://localhost/verify/{code_of(walk)}" in said
    expected = {
        "nobody": 302,
        "guest": 404,
        "candidate": 404,
        "author": 403,
        "reviewer": 403,
        "registrar": 200,
    }
    answers = {who: visitor.get(address) for who, visitor in reception.everybody().items()}
    assert {who: answer.status_code for who, answer in answers.items()} == expected
    assert answers["registrar"].data == mine.data
    assert walk.guest.get("/certification/certificates/7K3QF01XWZ9MPHTCR5VE.pdf").status_code == 404


def test_only_a_demonstration_calls_its_certificates_simulated(
    formal: Reception, reception: Reception
) -> None:
    walk = decided(Walk.of(formal, "formal-award"), "award")
    code = code_of(walk)
    certificate = walk.guest.get(f"/certification/certificates/{code}.pdf")
    assert "Simulated" not in text_of(certificate.data)
    assert f"{HTTPS}/verify/{code}" in text_of(certificate.data)
    assert "Simulated" not in words(formal.nobody().get(f"/verify/{code}"))
    assert "Simulated programme" in words(reception.nobody().get(f"/verify/{code}"))


# --- the public page ---


def test_everybody_sees_that_it_is_valid_and_nothing_private(reception: Reception, walk: Walk) -> None:
    code = code_of(walk)
    answer = reception.nobody().get(f"/verify/{code}")
    said = words(answer)
    assert answer.status_code == 200
    assert "This certificate is valid" in said
    assert f"Name {walk.user.name} Area Cardiac" in said
    today = datetime.now(UTC).date()
    assert f"Awarded on {today.day} {today:%B %Y} Valid until {today.day} {today:%B} {today.year + 5}" in said
    person = walk.companion.registration.person(walk.user)
    for private in (walk.user.email, walk.user.id, walk.application, person.id_number, "Doctor"):
        assert private
        assert private not in said
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_code_is_found_however_it_is_typed(reception: Reception, walk: Walk) -> None:
    code = code_of(walk)
    visitor = reception.nobody()
    typed = f" {code[:5].lower()}-{code[5:10]} {code[10:]}".replace("0", "o").replace("1", "l")
    sent = visitor.client.get("/verify", base_url=reception.origin, query_string={"code": typed})
    assert (sent.status_code, sent.headers["Location"]) == (302, f"/verify/{code}")
    assert "This certificate is valid" in words(visitor.get(sent.headers["Location"]))


@pytest.mark.parametrize("code", ["7K3QF01XWZ9MPHTCR5VE", "7K3QF", "-", "É" * 20, "<b>", "x" * 3000, "'--"])
def test_a_code_that_is_none_is_told_in_an_answer_that_says_so(reception: Reception, code: str) -> None:
    visitor = reception.nobody()
    answer = visitor.client.get(f"/verify/{code}", base_url=reception.origin)
    assert (answer.status_code, "There is no certificate with this code" in words(answer)) == (404, True)
    sent = visitor.client.get("/verify", base_url=reception.origin, query_string={"code": code})
    assert visitor.get(sent.headers["Location"]).status_code == 404


def test_a_revoked_one_says_so_to_everybody_and_its_reason_to_its_owner_alone(
    reception: Reception, walk: Walk
) -> None:
    revoke(walk)
    public = words(reception.nobody().get(f"/verify/{code_of(walk)}"))
    assert "This certificate was revoked" in public
    assert "Revoked on" in public
    assert "ZQX" not in public
    own = words(walk.get())
    assert "Cardiac: revoked A false statement, ZQX." in own
    assert "Where it stands Revoked: Cardiac." in own
    assert "Decision Revoked on" in own
    assert "Decision Awarded on" not in own
    assert "Download the certificate" not in own


def test_an_expired_one_says_so(reception: Reception, walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    with walk.companion.store.read() as unit:
        found = unit.awards.certificate(code_of(walk))
    assert isinstance(found, Certificate)
    at = {"now": found.expires_at - timedelta(seconds=1)}
    monkeypatch.setattr(walk.companion.desk, "clock", lambda: at["now"])
    page = f"/verify/{found.code}"
    assert "This certificate is valid" in words(reception.nobody().get(page))
    at["now"] = found.expires_at
    assert "This certificate has expired" in words(reception.nobody().get(page))


def test_the_form_leads_to_the_page_and_is_linked_from_everywhere(reception: Reception) -> None:
    visitor = reception.nobody()
    assert 'href="/verify"' in visitor.get("/").text
    assert visitor.get("/verify").status_code == 200
    assert visitor.get("/verify?code=%20").status_code == 200


def test_codes_are_not_tried_without_end(reception: Reception) -> None:
    visitor = reception.nobody()
    tried = [visitor.get(f"/verify/{'7' * 15}{n:05}").status_code for n in range(31)]
    assert tried == [404] * 30 + [429]
