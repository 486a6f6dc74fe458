"""Accounts around the road: confirmation, reset, ID numbers, and documents that only their owner and staff see."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from applicants import AUDIT
from offices import ORIGIN, Office
from PIL import Image

from player.certification.application import command as cmd
from player.certification.errors import DocumentRefused, LinkRefused
from player.certification.office.accounts import CONFIRM_HOURS, RESET_HOURS
from player.certification.rules.identity import read_id, show_id
from player.certification.store import Wanted
from player.errors import ConfigError, IllegalTransition, NotFound, SignInRefused

PASSWORD, NEW = "a long test password", "another long password"
EMAIL = "grace@example.org"
PDF = b"%PDF-1.7\ntrailer\n<<>>\n%%EOF\n"


def letters(office: Office) -> list[tuple[str, str]]:
    """The subject and the text of every letter that was sent, in the order in which they were written."""
    office.companion.sender.send_due()
    with office.companion.store.read() as unit:
        names = [letter.id for letter in reversed(unit.letters.in_states(["sent"]))]
    found = []
    for name in names:
        file = office.config.instance / "mail" / f"{name}.eml"
        message = message_from_bytes(file.read_bytes(), policy=default)
        part = message.get_body(("plain",))
        assert part
        found.append((str(message["Subject"]), part.get_content()))
    return found


def token_in(office: Office, way: str) -> str:
    """The token of the link in the latest letter that has one of this way."""
    links = [m for _, text in letters(office) for m in re.findall(rf"{ORIGIN}/{way}/([0-9a-f]+)", text)]
    return str(links[-1])


def test_a_new_account_is_confirmed_by_the_link_in_its_letter_once(office: Office) -> None:
    registration = office.companion.registration
    registration.register(EMAIL, "Grace Hale", PASSWORD)
    user = office.clinic.accounts.sign_in(EMAIL, PASSWORD).user
    assert not registration.is_confirmed(user)
    token = token_in(office, "confirm")
    assert registration.confirm(token) == user.id
    assert registration.is_confirmed(user)
    with pytest.raises(LinkRefused, match="not good any more"):
        registration.confirm(token)
    number = registration.person(user).id_number
    assert read_id(number) == number
    assert registration.person(user).id_number == number
    assert show_id(number) in letters(office)[0][1]


def test_a_link_is_good_until_the_last_moment_and_only_the_latest_one(office: Office) -> None:
    registration, user = office.companion.registration, office.account(email=EMAIL)
    registration.send_confirmation(user)
    first = token_in(office, "confirm")
    office.wait(seconds=1)
    registration.send_confirmation(user)
    latest = token_in(office, "confirm")
    assert first != latest
    with pytest.raises(LinkRefused):
        registration.confirm(first)
    office.wait(hours=CONFIRM_HOURS)
    with pytest.raises(LinkRefused):
        registration.confirm(latest)
    office.clinic.clock.now -= timedelta(microseconds=1)
    assert registration.confirm(latest) == user.id


def test_who_registers_anothers_address_learns_nothing_and_its_owner_is_told(office: Office) -> None:
    registration = office.companion.registration
    registration.register(EMAIL, "Grace Hale", PASSWORD)
    office.wait(seconds=1)
    registration.register(EMAIL.upper(), "Mallory", NEW)
    assert [subject for subject, _ in letters(office)] == [
        "Confirm your e-mail address",
        "You have an account already",
    ]
    with pytest.raises(SignInRefused):
        office.clinic.accounts.sign_in(EMAIL, NEW)


def test_a_password_is_reset_by_a_link_that_is_used_up_by_it(office: Office) -> None:
    registration = office.companion.registration
    registration.register(EMAIL, "Grace Hale", PASSWORD)
    session = office.clinic.accounts.sign_in(EMAIL, PASSWORD)
    registration.ask_reset(f" {EMAIL.upper()} ")
    token = token_in(office, "reset")
    registration.check_reset(token)
    with pytest.raises(ConfigError, match="12 to 1000"):
        registration.reset(token, "short")
    registration.reset(token, NEW)
    assert office.clinic.accounts.user_of(session.token) is None
    assert office.clinic.accounts.sign_in(EMAIL, NEW).user.email == EMAIL
    for use in (lambda: registration.reset(token, PASSWORD), lambda: registration.check_reset(token)):
        with pytest.raises(LinkRefused):
            use()


def test_a_reset_link_expires_and_confirms_nothing(office: Office) -> None:
    registration, user = office.companion.registration, office.account(email=EMAIL)
    registration.ask_reset(EMAIL)
    token = token_in(office, "reset")
    with pytest.raises(LinkRefused):
        registration.confirm(token)
    office.wait(hours=RESET_HOURS)
    with pytest.raises(LinkRefused):
        registration.reset(token, NEW)
    assert not registration.is_confirmed(user)


def test_an_unknown_address_gets_no_letter_and_nobody_learns_that(office: Office) -> None:
    assert office.companion.registration.ask_reset("nobody@example.org") is None
    assert letters(office) == []


def test_numbers_that_are_taken_are_drawn_again(office: Office) -> None:
    drawn = iter(["100000004", "100000004", "200000008"])
    with office.companion.store.write() as unit:
        now = office.clinic.clock.now
        assert unit.people.ensure("u1", lambda: next(drawn), now)[0].id_number == "100000004"
        person, new = unit.people.ensure("u2", lambda: next(drawn), now)
        assert (person.id_number, new) == ("200000008", True)
        assert unit.people.ensure("u2", lambda: next(drawn), now) == (person, False)
        assert unit.people.by_number("200000008") == person
        assert unit.people.by_number("300000000") is None


# --- documents ---


def test_a_document_is_for_its_owner_and_for_registrars(office: Office) -> None:
    user = office.candidate()
    application = office.filled(user)
    record = office.companion.applicants.attach(user, application, PDF, "../Letter.pdf", "credential")
    assert (record.name, record.kind, record.size) == ("Letter.pdf", "application/pdf", len(PDF))
    for reader in (user, office.account("Ann", "registrar")):
        assert office.companion.applicants.document(reader, record.id) == (record, PDF)
    for stranger in (
        office.candidate("Bo"),
        office.account("Cy", "author"),
        office.account("Di", "reviewer"),
    ):
        with pytest.raises(NotFound, match="no such document"):
            office.companion.applicants.document(stranger, record.id)
    with pytest.raises(NotFound):
        office.companion.applicants.attach(office.candidate("Bo"), application, PDF, "x.pdf", "credential")


def test_a_document_that_is_refused_leaves_nothing_in_the_application(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    user = office.candidate()
    application = office.filled(user)
    with pytest.raises(DocumentRefused):
        office.companion.applicants.attach(user, application, b"<svg>", "x.png", "credential")
    file = tmp_path_factory.mktemp("pictures") / "scan.png"
    Image.new("RGB", (4, 4)).save(file)
    office.companion.applicants.attach(user, application, file.read_bytes(), "scan.png", "credential")
    assert len(office.companion.desk.look(application).state.documents) == 1
    opened = office.eligible(office.candidate("Bo"))
    owner = office.companion.desk.look(opened).record.user_id
    with office.clinic.store.read() as unit:
        bo = unit.accounts.by_email(office.companion.desk.look(opened).state.email)
    assert bo
    assert bo[0].id == owner
    with pytest.raises(IllegalTransition):
        office.companion.applicants.attach(bo[0], opened, PDF, "late.pdf", "credential")


def test_staff_find_applications_by_stage_name_and_number(office: Office) -> None:
    one, other = office.candidate("Grace Hale"), office.candidate("Zoë 100% Müller")
    eligible, audited = office.eligible(one), office.filled(other)
    office.companion.desk.act(audited, cmd.Submit(other.id, AUDIT))
    number = office.companion.registration.person(other).id_number
    with office.companion.store.read() as unit:
        found = unit.applications
        assert [each.id for each in found.in_stages(["eligible"])] == [eligible]
        assert found.counted() == {"eligible": 1, "audit": 1}
        shown = f"{number[:3]}-{number[3:6]}-{number[6:]}"
        for words, wanted in (("hale", eligible), ("100%", audited), ("MÜLLER", audited), (shown, audited)):
            assert [each.record.id for each in unit.listing.page(Wanted(words=words))] == [wanted], words
        assert unit.listing.page(Wanted(words="_")) == []
