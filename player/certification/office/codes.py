"""Codes of vouchers as CSV, for whoever hands them out."""

import csv
import io
from collections.abc import Sequence
from datetime import timedelta

from player.certification.office.vouchers import Issued

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What programs for tables take for the beginning of a formula (CWE-1236)."""


def codes_as_csv(issued: Sequence[Issued]) -> str:
    """A line for each voucher: its code, its areas, the last day to enter it, and its note."""
    target = io.StringIO()
    rows = csv.writer(target, lineterminator="\n")
    rows.writerow(["code", "areas", "expires", "note"])
    for each in issued:
        last = each.voucher.expires_at - timedelta(days=1)
        cells = [each.code, " ".join(each.voucher.areas), f"{last:%Y-%m-%d}", each.voucher.note]
        rows.writerow([harmless(cell) for cell in cells])
    return target.getvalue()


def harmless(cell: str) -> str:
    """A cell that no program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
