"""What waits for staff, and the lists that they look through."""

from datetime import timedelta

import pytest
from applicants import AUDIT, answers
from offices import Office

from player.certification.application import command as cmd
from player.certification.application.work import Work
from player.certification.store import Wanted
from player.certification.store.listing import PAGE, Order
from player.store import User


def waits(office: Office, application: str) -> set[Work]:
    with office.companion.store.read() as unit:
        return unit.work.of(application)


def names(office: Office, wanted: Wanted) -> list[str]:
    with office.companion.store.read() as unit:
        found = unit.listing.page(wanted)
        assert len(found) <= unit.listing.number(wanted)
    return [each.record.name for each in found]


def audited(office: Office, user: User) -> str:
    application = office.filled(user)
    office.companion.applicants.attach(user, application, b"%PDF-1.7\n%%EOF\n", "spi.pdf", "SPI")
    office.companion.desk.act(application, cmd.Submit(user.id, AUDIT))
    return application


def test_an_audit_waits_with_its_documents_until_staff_have_said_what_they_found(office: Office) -> None:
    user, desk = office.candidate(), office.companion.desk
    application = audited(office, user)
    assert waits(office, application) == {"audit", "document"}
    document = next(iter(desk.look(application).state.documents))
    desk.act(application, cmd.ReviewDocument("r1", document, accepted=True))
    assert waits(office, application) == {"audit"}
    desk.act(application, cmd.PassAudit("r1", "In order."))
    assert waits(office, application) == set()


def test_an_appeal_waits_until_it_is_answered_and_not_once_its_applicant_has_withdrawn(
    office: Office,
) -> None:
    desk, applications = office.companion.desk, []
    for name in ("Ann Lee", "Bo Yu"):
        user = office.candidate(name)
        application = audited(office, user)
        desk.act(application, cmd.FindIneligible("r1", ("The log does not hold.",)))
        desk.act(application, cmd.Appeal(user.id, "ineligibility", "", "It does."))
        assert waits(office, application) == {"appeal"}
        applications.append((user, application))
    (_, answered), (user, left) = applications
    desk.act(answered, cmd.AnswerAppeal("r2", "", upheld=False, words="No."))
    office.companion.assessments.withdraw(user.id, left)
    assert (waits(office, answered), waits(office, left)) == (set(), set())


def test_a_decision_waits_as_soon_as_everything_is_there_and_not_before(office: Office) -> None:
    office.publish()
    user = office.candidate()
    application = office.opened(user)
    office.sit(user, application)
    tokens = office.named(user, application)
    office.companion.peers.submit(tokens[0], answers(office.policy))
    assert waits(office, application) == set()
    office.companion.peers.submit(tokens[1], answers(office.policy))
    assert waits(office, application) == {"decision"}
    registrar = office.account("Ann Lee", "registrar")
    office.companion.registry.decide(registrar, application, "cardiac", "award", signed="Ann Lee")
    assert waits(office, application) == set()


def test_what_time_alone_brings_waits_after_the_next_look_and_keeps_its_time(office: Office) -> None:
    user = office.candidate()
    application = office.opened(user)
    office.wait(days=181)
    assert waits(office, application) == set()
    office.companion.keeper.tick()
    since = office.clinic.clock.now
    assert waits(office, application) == {"decision"}
    office.wait(days=3)
    office.companion.keeper.tick()
    with office.companion.store.read() as unit:
        (listed,) = unit.listing.page(Wanted(kind="decision"))
    assert listed.since
    assert listed.since <= since
    assert listed.targets == ("cardiac",)


def test_lists_are_found_by_name_number_identifier_and_account_and_by_nothing_else(office: Office) -> None:
    ann, bo = office.candidate("Ann Öztürk"), office.candidate("Bo_100%")
    first, second = office.filled(ann), office.filled(bo)
    number = office.companion.registration.person(ann).id_number
    for words, found in {
        "öztürk": ["Ann Öztürk"],
        number: ["Ann Öztürk"],
        f"{number[:3]}-{number[3:6]}": ["Ann Öztürk"],
        first[:12]: ["Ann Öztürk"],
        second.upper(): ["Bo_100%"],
        "0%": ["Bo_100%"],
        "%": ["Bo_100%"],
        "_": ["Bo_100%"],
        "nobody": [],
    }.items():
        assert names(office, Wanted(words=words, order="name", down=False)) == found, words
    assert names(office, Wanted(words="bo@example.org", users=[bo.id])) == ["Bo_100%"]


@pytest.mark.parametrize("order", ["name", "opened", "changed", "closes"])
@pytest.mark.parametrize("down", [True, False])
def test_lists_are_ordered_and_cut_into_pages_that_miss_nobody(
    office: Office, order: Order, *, down: bool
) -> None:
    for number in range(PAGE + 2):
        office.companion.applicants.open(office.candidate(f"Candidate {number:02}"))
        office.clinic.clock.now += timedelta(hours=1)
    pages = [names(office, Wanted(order=order, down=down, page=page)) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE, 2, 0]
    everybody = [name for page in pages for name in page]
    assert sorted(everybody) == [f"Candidate {number:02}" for number in range(PAGE + 2)]
    if order != "closes":
        assert everybody == sorted(everybody, reverse=down)


def test_names_and_addresses_of_accounts_are_found(office: Office) -> None:
    user = office.candidate("Ann", email="ann_1@example.org")
    other = office.candidate("Bo", email="annx1@example.org")
    accounts = office.clinic.accounts
    assert accounts.names([user.id, other.id, "nobody"]) == {user.id: "Ann", other.id: "Bo"}
    assert accounts.matching("ANN_1@") == [user.id]
    assert set(accounts.matching("@example.org")) >= {user.id, other.id}
