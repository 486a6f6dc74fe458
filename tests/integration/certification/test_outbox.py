"""Letters that staff look after, vouchers that they look through, and codes as files."""

import csv
import io

import pytest
from applicants import T0
from offices import Office

from player.certification.errors import VoucherRefused
from player.certification.mail.post import Never
from player.certification.office.codes import codes_as_csv, harmless
from player.certification.office.vouchers import LARGEST, Issued, Order
from player.certification.store import VoucherRecord
from player.errors import IllegalTransition, NotFound

LATER = T0.replace(year=T0.year + 1)


class Refusing:
    """A mail server that takes nothing."""

    def hand_over(self, *_: object) -> str:
        raise Never("550 5.1.1 no such mailbox")


@pytest.fixture
def failing(office: Office) -> Office:
    """An office whose letters no server takes."""
    object.__setattr__(office.companion.sender, "post", Refusing())
    return office


# --- letters ---


def test_a_letter_that_failed_is_sent_again_and_the_record_says_by_whom(failing: Office) -> None:
    failing.eligible(failing.candidate(email="grace@example.org"))
    outbox, store = failing.companion.outbox, failing.companion.store
    failing.companion.sender.send_due()
    number, (letter,) = outbox.find("dead", "GRACE@", 1)
    assert (number, letter.told) == (1, "550 5.1.1 no such mailbox")
    assert outbox.find("dead", "hale@", 1) == (0, [])
    assert outbox.find("waiting", "", 1) == (0, [])
    assert outbox.retry("r1", letter.id).recipient == "grace@example.org"
    with store.read() as unit:
        (record,), (said,) = (
            unit.records.of_stream(f"letter/{letter.id}"),
            unit.records.bodies(f"letter/{letter.id}"),
        )
    assert (record.by, record.type) == ("r1", "letter-retried")
    assert said == '{"template": "eligible", "tries": 1, "from": "dead", "to": "waiting"}'
    with pytest.raises(IllegalTransition, match="only one that failed"):
        outbox.retry("r1", letter.id)
    with pytest.raises(NotFound):
        outbox.retry("r1", "nothing")


def test_nobody_is_asked_again_who_was_given_up(failing: Office) -> None:
    user = failing.candidate()
    application = failing.opened(user)
    failing.named(user, application)
    failing.companion.sender.send_due()
    assert {each.standing for each in failing.companion.desk.look(application).state.evaluators} == {
        "bounced"
    }
    asked = [each for each in failing.companion.outbox.find("dead", "", 1)[1] if "evaluator" in each.context]
    with pytest.raises(IllegalTransition, match="not asked any more"):
        failing.companion.outbox.retry("r1", asked[0].id)


# --- vouchers ---


def test_a_batch_is_issued_once_however_often_its_form_is_sent(office: Office) -> None:
    office.clinic.clock.now = T0
    order = Order((), LATER, "Course 12")
    assert len(office.companion.vouchers.issue("r1", [order] * 3, "batch-1")) == 3
    with pytest.raises(VoucherRefused, match="issued already"):
        office.companion.vouchers.issue("r1", [order] * 3, "batch-1")
    assert len(office.companion.vouchers.all()) == 3
    assert len(office.companion.vouchers.issue("r1", [order], "batch-2")) == 1


def test_vouchers_are_found_by_note_by_code_and_by_what_became_of_them(office: Office) -> None:
    vouchers = office.companion.vouchers
    now = office.clinic.clock.now
    orders = [
        Order((), now.replace(year=now.year + 1), note) for note in ("Ärztehaus", "Course_1", "Course 12")
    ]
    issued = vouchers.issue("r1", orders)
    application = office.eligible(user := office.candidate())
    vouchers.redeem(user.id, application, issued[0].code)
    vouchers.revoke("r1", issued[1].voucher.id, "Sent to somebody else.")

    def found(words: str = "", state: str | None = None) -> set[str]:
        number, page = vouchers.find(words, state, 1)  # type: ignore[arg-type]  # a test's own word
        assert number == len(page)
        return {each.note for each in page}

    assert found("ärztehaus") == {"Ärztehaus"}
    assert found("_") == {"Course_1"}
    assert found(issued[2].code.lower().replace("-", " ")) == {"Course 12"}
    assert (found(state="entered"), found(state="revoked")) == ({"Ärztehaus"}, {"Course_1"})
    assert (found(state="unused"), found(state="expired")) == ({"Course 12"}, set())
    office.clinic.clock.now = now.replace(year=now.year + 2)
    assert (found(state="unused"), found(state="expired")) == (set(), {"Course 12"})
    told, noted = vouchers.look(issued[1].voucher.id)
    assert told.revoked_at == now
    assert [(each.type, each.by) for each in noted] == [("voucher-revoked", "r1"), ("voucher-issued", "r1")]
    assert noted[0].said == {"reason": "Sent to somebody else."}


def test_a_voucher_is_revoked_with_a_reason(office: Office) -> None:
    (issued,) = office.companion.vouchers.issue("r1", [Order((), LATER, "")])
    with pytest.raises(VoucherRefused, match="Say why"):
        office.companion.vouchers.revoke("r1", issued.voucher.id, "  ")
    assert office.companion.vouchers.look(issued.voucher.id)[0].revoked_at is None


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("areas,expires,note\n,2027-06-30," + "x" * LARGEST, "more than"),
        ('areas,expires,note\n,2027-06-30,"' + "x" * 200_000 + '"', "it is no CSV"),
        ("areas,expires,note\n,2027-06-30,a\x00b\n", "one line"),
        ("areas,expires,note\n" + "y" * 500 + ",2027-06-30,\n", f"'{'y' * 40}' is no content area"),
        ("areas,expires,note\n,9999-12-31,\n", "is no day"),
        ('areas,expires,note\n,2027-06-30,"open', ""),
    ],
)
def test_a_hostile_file_is_told_in_short_lines_and_issues_nothing(
    office: Office, text: str, told: str
) -> None:
    office.clinic.clock.now = T0
    orders, faults = office.companion.vouchers.read_csv(text)
    if told:
        assert faults
        assert told in faults[0]
        assert all(len(fault) < 500 for fault in faults)
    else:
        assert [each.note for each in orders] == ["open"]
    assert office.companion.vouchers.all() == []


@pytest.mark.parametrize("note", ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1"])
def test_no_cell_that_is_given_back_is_a_formula(note: str) -> None:
    voucher = VoucherRecord("v", "h", ("cardiac", "lung"), note, "r1", T0, LATER)
    (_, row) = csv.reader(io.StringIO(codes_as_csv([Issued(voucher, "7K3QF-01XWZ-9MPHT-CR5VE")]), newline=""))
    assert row == ["7K3QF-01XWZ-9MPHT-CR5VE", "cardiac lung", f"{T0.year + 1}-11-23", f"'{note}"]
    assert (harmless("Course 12"), harmless("\r=1")) == ("Course 12", "'\r=1")
