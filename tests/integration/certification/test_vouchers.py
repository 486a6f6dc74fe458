"""Vouchers: spent once however many ask at once, for what they were issued for, and never to be read from the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import sqlalchemy as sa
from offices import Office

from player.certification.application import command as cmd
from player.certification.errors import VoucherRefused
from player.certification.office.vouchers import Order
from player.certification.tokens import plain_code
from player.errors import IllegalTransition, NotFound, PlayerError

CROWD = 50


def at_once(works: list[Callable[[], object]]) -> list[str]:
    """Do everything at the same time; gives `ok` or the code of the refusal, each in its place."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> str:
        barrier.wait()
        try:
            work()
        except PlayerError as error:
            return error.code
        return "ok"

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def windows(office: Office) -> int:
    """How many windows are open."""
    with office.companion.store.read() as unit:
        return len(unit.applications.in_stages(["open"]))


def test_fifty_who_enter_one_code_at_once_get_one_window(office: Office) -> None:
    people = [office.candidate() for _ in range(5)]
    applications = [(user, office.eligible(user)) for user in people]
    code = office.code()
    redeem = office.companion.vouchers.redeem
    works = [
        lambda user=user, application=application: redeem(user.id, application, code)
        for user, application in applications * (CROWD // len(people))
    ]
    outcomes = at_once(works)
    assert outcomes.count("ok") == 1
    assert set(outcomes) <= {"ok", "voucher", "illegal"}
    assert windows(office) == 1
    (voucher,) = office.companion.vouchers.all()
    with office.companion.store.read() as unit:
        (opened,) = unit.applications.in_stages(["open"])
    assert voucher.application_id == opened.id
    assert office.companion.keeper.verify().broken is None


def test_one_who_enters_fifty_codes_at_once_spends_one(office: Office) -> None:
    user = office.candidate()
    application = office.eligible(user)
    order = Order((), office.clinic.clock.now + timedelta(days=1), "")
    codes = [each.code for each in office.companion.vouchers.issue("r1", [order] * CROWD)]
    redeem = office.companion.vouchers.redeem
    works = [lambda code=code: redeem(user.id, application, code) for code in codes]
    outcomes = at_once(works)
    assert outcomes.count("ok") == 1
    spent = [voucher for voucher in office.companion.vouchers.all() if voucher.redeemed_at]
    assert len(spent) == windows(office) == 1
    assert len([e for e in office.companion.desk.history(application) if e.type == "window-opened"]) == 1


def test_a_code_that_is_refused_says_why_and_spends_nothing(office: Office) -> None:
    user = office.candidate()
    application = office.eligible(user, ("cardiac", "lung"))
    vouchers = office.companion.vouchers
    now = office.clinic.clock.now
    short = vouchers.issue("r1", [Order((), now + timedelta(days=1), "")])[0]
    narrow, revoked = (
        office.code(("cardiac",)),
        vouchers.issue("r1", [Order((), now + timedelta(days=9), "")])[0],
    )
    vouchers.revoke("r1", revoked.voucher.id, "Paid back.")
    for code, told in (
        ("00000-00000-00000-00000", "no voucher with this code"),
        ("", "no voucher with this code"),
        (narrow, "for Cardiac; your application also has Lung"),
        (revoked.code, "was revoked"),
    ):
        with pytest.raises(VoucherRefused, match=told):
            vouchers.redeem(user.id, application, code)
    office.wait(days=1)
    with pytest.raises(VoucherRefused, match="expired on"):
        vouchers.redeem(user.id, application, short.code)
    assert not [each for each in vouchers.all() if each.redeemed_at]
    assert office.companion.desk.look(application).state.stage == "eligible"


def test_a_code_is_good_until_the_last_moment_before_it_expires(office: Office) -> None:
    user = office.candidate()
    application = office.eligible(user)
    order = Order((), office.clinic.clock.now + timedelta(days=1), "")
    code = office.companion.vouchers.issue("r1", [order])[0].code
    office.wait(days=1, microseconds=-1)
    file = office.companion.vouchers.redeem(user.id, application, code.lower().replace("-", " "))
    assert file.state.stage == "open"
    other = office.eligible(office.candidate())
    with pytest.raises(VoucherRefused, match="has been entered already"):
        office.companion.vouchers.redeem(user.id, other, code)


def test_a_voucher_in_an_application_that_waits_for_none_spends_nothing(office: Office) -> None:
    user = office.candidate()
    application = office.filled(user)
    with pytest.raises(IllegalTransition, match="not been submitted"):
        office.companion.vouchers.redeem(user.id, application, office.code())
    assert not [each for each in office.companion.vouchers.all() if each.redeemed_at]


def test_what_was_spent_or_revoked_is_not_revoked(office: Office) -> None:
    user = office.candidate()
    office.opened(user)
    (spent,) = office.companion.vouchers.all()
    with pytest.raises(IllegalTransition, match="entered or revoked before"):
        office.companion.vouchers.revoke("r1", spent.id, "Why.")
    with pytest.raises(NotFound, match="no such voucher"):
        office.companion.vouchers.revoke("r1", "0" * 32, "Why.")


def test_the_database_holds_no_code(office: Office) -> None:
    code = plain_code(office.code())
    with office.companion.store.read() as unit:
        connection = unit._connection
        for table in sa.inspect(connection).get_table_names():
            rows = str(connection.execute(sa.select(sa.text("*")).select_from(sa.table(table))).all())
            assert code not in rows, table


def test_every_act_on_a_voucher_is_recorded_with_who(office: Office) -> None:
    user = office.candidate()
    application = office.eligible(user)
    office.companion.vouchers.redeem(user.id, application, office.code(("cardiac",)))
    (voucher,) = office.companion.vouchers.all()
    with office.companion.store.read() as unit:
        found = [(each.type, each.by) for each in unit.records.of_stream(f"voucher/{voucher.id}")]
    assert found == [("voucher-issued", "r1"), ("voucher-redeemed", user.id)]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=False)
class TestBulk:
    """Vouchers from a CSV file: read first, as a dry run, and issued all or none."""

    def test_a_good_file_gives_an_order_for_each_row(self, office: Office) -> None:
        text = '\ufeffareas,expires,note\r\ncardiac lung,2027-06-30,"Course 12, Bern"\r\n,2027-06-30,\r\n'
        orders, faults = office.companion.vouchers.read_csv(text)
        assert faults == []
        assert [(order.areas, order.note) for order in orders] == [
            (("cardiac", "lung"), "Course 12, Bern"),
            ((), ""),
        ]
        assert f"{orders[0].expires:%Y-%m-%d %H:%M}" == "2027-07-01 00:00"
        assert office.companion.vouchers.all() == []
        issued = office.companion.vouchers.issue("r1", orders)
        assert len({each.code for each in issued}) == 2

    def test_columns_may_stand_in_any_order(self, office: Office) -> None:
        orders, faults = office.companion.vouchers.read_csv("Note,Expires,Areas\nx,2027-06-30,lung\n")
        assert (orders[0].areas, faults) == (("lung",), [])

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "line 1: the columns are none"),
            ("areas,note\ncardiac,x\n", "line 1: the columns are areas, note"),
            ("areas,expires,note\n", "the file has no rows"),
            ("areas,expires,note\nhart,2027-06-30,x\n", "line 2: 'hart' is no content area"),
            ("areas,expires,note\n,30.6.2027,x\n", "line 2: '30.6.2027' is no day"),
            ("areas,expires,note\n,2025-06-30,x\n", "line 2: It would expire on 2025-07-01"),
            ("areas,expires,note\n,2027-06-30,a,b\n", "line 2: has not 3 columns"),
            ("areas,expires,note\n,2027-06-30\n", "line 2: has not 3 columns"),
            (f"areas,expires,note\n,2027-06-30,{'x' * 201}\n", "line 2: A note is one line"),
        ],
    )
    def test_every_fault_is_told_with_its_line(self, office: Office, text: str, told: str) -> None:
        _, faults = office.companion.vouchers.read_csv(text)
        assert any(fault.startswith(told) for fault in faults), faults

    def test_all_faults_are_told_at_once_and_nothing_is_issued(self, office: Office) -> None:
        text = "areas,expires,note\nhart,2027-06-30,x\nlung,2027-06-30,x\nlung,soon,x\n"
        orders, faults = office.companion.vouchers.read_csv(text)
        assert (len(orders), len(faults)) == (2, 2)
        with pytest.raises(VoucherRefused, match="'hart' is no content area"):
            office.companion.vouchers.issue("r1", orders)
        assert office.companion.vouchers.all() == []


def test_a_signature_does_not_open_a_window(office: Office) -> None:
    user = office.candidate()
    application = office.eligible(user)
    office.companion.desk.act(application, cmd.Sign(user.id, "agreement", user.name))
    assert windows(office) == 0
