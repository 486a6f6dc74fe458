"""Vouchers: issued singly or in bulk, revoked, and entered in an application.

A code is shown once, to whoever issues it. The database keeps a keyed digest, so that nobody who reads it
can enter what they find.
"""

import csv
import io
import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from player.certification.application import command as cmd
from player.certification.errors import VoucherRefused
from player.certification.office.desk import Desk, File
from player.certification.store import Entry, Unit, VoucherRecord
from player.certification.store.vouchers import VoucherState, VouchersWanted
from player.certification.text import MAX_LINE
from player.certification.tokens import new_code
from player.errors import Conflict, IllegalTransition, NotFound

COLUMNS = ("areas", "expires", "note")
MOST_ROWS = 5000
LARGEST = 400_000
"""Characters of a CSV file."""
_SHOWN = 40
"""Characters of what somebody wrote, in the line that says what is wrong with it."""
MAX_BY = 80
"""Characters of whoever acts, as the record keeps them."""


@dataclass(frozen=True)
class Order:
    """A voucher that is to be issued: for areas, for the certification where it is among them, or for all."""

    areas: tuple[str, ...]
    expires: datetime
    note: str


@dataclass(frozen=True)
class Issued:
    """A voucher with its code, which is known here and now alone."""

    voucher: VoucherRecord
    code: str


@dataclass(frozen=True)
class Noted:
    """Something that happened to a voucher, as the record has it."""

    at: datetime
    by: str
    type: str
    said: Mapping[str, Any]


class VoucherOffice:
    """The use cases of vouchers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def issue(self, by: str, orders: Sequence[Order], batch: str = "") -> list[Issued]:
        """Issue vouchers, all or none.

        Args:
            by: who issues them.
            orders: what is to be issued.
            batch: a random name; what was issued under it before is not issued again.

        Raises:
            VoucherRefused: an order cannot be, or the batch was issued; each fault in a line.
        """
        now = self._desk.clock()
        faults = [fault for order in orders for fault in self._faults(order, now)]
        if not 0 < len(by) <= MAX_BY:
            faults.append(f"Who issues is told in 1 to {MAX_BY} characters.")
        if faults:
            raise VoucherRefused("\n".join(faults))
        with self._desk.store.write() as unit:
            issued = [self._issue(unit, by, order, now) for order in orders]
            if batch:
                self._close_batch(unit, by, batch, issued)
        return issued

    def _close_batch(self, unit: Unit, by: str, batch: str, issued: Sequence[Issued]) -> None:
        said = Entry(self._desk.clock(), by, "batch-issued", json.dumps([each.voucher.id for each in issued]))
        try:
            unit.records.append(f"batch/{batch}", 0, [said])
        except Conflict:
            raise VoucherRefused(
                "This was issued already, and codes are shown once. If they are lost, revoke these vouchers and "
                "issue others."
            ) from None

    def _issue(self, unit: Unit, by: str, order: Order, now: datetime) -> Issued:
        code = new_code()
        voucher = VoucherRecord(
            secrets.token_hex(16),
            self._desk.tokens.digest_code(code),
            order.areas,
            order.note,
            by,
            now,
            order.expires,
        )
        unit.vouchers.add(voucher)
        self._record(unit, voucher, by, "voucher-issued", {"areas": list(order.areas), "note": order.note})
        return Issued(voucher, code)

    def _faults(self, order: Order, now: datetime) -> Iterator[str]:
        known = self._desk.policy.titles
        unknown = [name for name in order.areas if name not in known]
        if unknown:
            yield f"'{unknown[0][:_SHOWN]}' is no content area; use {', '.join(known)}, or none for all."
        if order.expires <= now:
            yield f"It would expire on {order.expires:%Y-%m-%d}, which is over; choose a later day."
        if len(order.note) > MAX_LINE or not order.note.isprintable():
            yield f"A note is one line of {MAX_LINE} characters at most."

    def read_csv(self, text: str) -> tuple[list[Order], list[str]]:
        """The orders of a CSV file, and everything that is wrong with it, each with its line.

        The columns are `areas` (with spaces between, `certification` among them, empty for all), `expires` (a day such as 2027-06-30, the
        last on which the code can be entered, in UTC) and `note`.
        """
        if len(text) > LARGEST:
            return [], [f"the file has more than {LARGEST} characters; split it"]
        rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        try:
            return self._read(rows)
        except csv.Error as error:
            return [], [f"line {rows.line_num}: it is no CSV ({error})"]

    def _read(self, rows: "csv.DictReader[str]") -> tuple[list[Order], list[str]]:
        columns = tuple(name.strip().lower() for name in rows.fieldnames or ())
        if sorted(columns) != sorted(COLUMNS):
            return [], [f"line 1: the columns are {', '.join(columns) or 'none'}; write {','.join(COLUMNS)}"]
        rows.fieldnames = list(columns)
        orders, faults, now = [], [], self._desk.clock()
        for row in rows:
            order, wrong = self._order(row, now)
            faults += [f"line {rows.line_num}: {fault}" for fault in wrong]
            orders += [order] if order else []
            if len(orders) > MOST_ROWS:
                return [], [f"line {rows.line_num}: there are more than {MOST_ROWS} rows; split the file"]
        return orders, faults or ([] if orders else ["the file has no rows"])

    def _order(self, row: dict[str, str], now: datetime) -> tuple[Order | None, list[str]]:
        if None in row or None in row.values():
            return None, [f"has not {len(COLUMNS)} columns; put a text with commas in quotes"]
        try:
            day = datetime.strptime(row["expires"].strip(), "%Y-%m-%d").replace(tzinfo=UTC)
            expires = datetime.combine(day.date(), time(0), UTC) + timedelta(days=1)
        except (ValueError, OverflowError):
            return None, [f"'{row['expires'][:_SHOWN]}' is no day; write it as 2027-06-30"]
        order = Order(tuple(row["areas"].split()), expires, row["note"].strip())
        return order, list(self._faults(order, now))

    def revoke(self, by: str, voucher: str, reason: str) -> None:
        """Revoke a voucher that nobody has entered.

        Raises:
            VoucherRefused: no reason is given.
            NotFound: there is none.
            IllegalTransition: it was entered or revoked before.
        """
        if not reason.strip():
            raise VoucherRefused("Say why the voucher is revoked.")
        with self._desk.store.write() as unit:
            found = _there(unit.vouchers.get(voucher))
            if not unit.vouchers.revoke(voucher, self._desk.clock()):
                raise IllegalTransition("This voucher was entered or revoked before.")
            self._record(unit, found, by, "voucher-revoked", {"reason": reason})

    def redeem(self, user: str, application: str, typed: str) -> File:
        """Enter a voucher in an application: its window opens at this moment.

        However many enter one code at the same time, one window opens.

        Raises:
            VoucherRefused: the code is unknown, spent, revoked, expired, or for other areas.
            IllegalTransition: the application does not wait for a voucher; nothing was spent.
        """
        tokens = self._desk.tokens

        def make(unit: Unit, file: File) -> cmd.Redeem:
            if file.state.stage != "eligible":
                # the state machine refuses it, and says why
                return cmd.Redeem(user, "", ())
            digest = tokens.digest_code(typed)
            spent = unit.vouchers.spend(digest, file.id, file.now)
            if spent is None:
                raise _why(unit.vouchers.by_code(digest), file.now)
            self._record(unit, spent, user, "voucher-redeemed", {"application": file.id})
            return cmd.Redeem(user, spent.id, spent.areas)

        return self._desk.ask(application, make)

    def look(self, voucher: str) -> tuple[VoucherRecord, list[Noted]]:
        """A voucher, and everything that happened to it, the latest first.

        Raises:
            NotFound: there is none.
        """
        with self._desk.store.read() as unit:
            found = _there(unit.vouchers.get(voucher))
            stream = f"voucher/{voucher}"
            pairs = zip(unit.records.of_stream(stream), unit.records.bodies(stream), strict=True)
            noted = [
                Noted(record.at, record.by, record.type, json.loads(body or "{}")) for record, body in pairs
            ]
        return found, noted[::-1]

    def find(self, words: str, state: VoucherState | None, page: int) -> tuple[int, list[VoucherRecord]]:
        """How many vouchers there are with these words in their note, or of this code, and one page of them."""
        code = self._desk.tokens.digest_code(words) if words else ""
        wanted = VouchersWanted(words, code, state, self._desk.clock(), page)
        with self._desk.store.read() as unit:
            return unit.vouchers.number(wanted), unit.vouchers.page(wanted)

    def of_codes(self, codes: Sequence[str]) -> list[Issued]:
        """Vouchers by their codes, in the order of the codes; what is no code is left out."""
        digests = {self._desk.tokens.digest_code(code): code for code in codes[:MOST_ROWS]}
        with self._desk.store.read() as unit:
            found = {each.code_hash: each for each in unit.vouchers.by_codes(list(digests))}
        return [Issued(found[digest], code) for digest, code in digests.items() if digest in found]

    def all(self) -> list[VoucherRecord]:
        """All vouchers, the latest first."""
        with self._desk.store.read() as unit:
            return unit.vouchers.all()

    def _record(
        self, unit: Unit, voucher: VoucherRecord, by: str, kind: str, said: dict[str, object]
    ) -> None:
        stream = f"voucher/{voucher.id}"
        entry = Entry(self._desk.clock(), by, kind, json.dumps(said))
        unit.records.append(stream, unit.records.length_of(stream), [entry])


def _there(voucher: VoucherRecord | None) -> VoucherRecord:
    if voucher is None:
        raise NotFound("There is no such voucher.")
    return voucher


def _why(voucher: VoucherRecord | None, now: datetime) -> VoucherRefused:
    """Why a code cannot be entered; whoever has a real code learns what became of it."""
    if voucher is None:
        return VoucherRefused("There is no voucher with this code. Check it letter by letter.")
    if voucher.redeemed_at:
        return VoucherRefused("This voucher has been entered already.")
    if voucher.revoked_at:
        return VoucherRefused("This voucher was revoked; ask whoever gave it to you.")
    if voucher.expires_at <= now:
        return VoucherRefused(f"This voucher expired on {voucher.expires_at:%d %B %Y}; ask for another one.")
    return VoucherRefused("This voucher cannot be entered now; try again.")
