"""Vouchers in bulk: a CSV file is read first, nothing issued, each faulty line named; then all or none."""

from typing import Any

from flask import make_response, request

from player.certification.companion import companion
from player.certification.errors import VoucherRefused
from player.certification.office.codes import codes_as_csv
from player.certification.office.vouchers import COLUMNS, LARGEST, MOST_ROWS
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import blueprint, registrar, show
from player.certification.pages.office.vouchers import batch_of, show_codes
from player.certification.tokens import new_nonce
from player.limits import limiter

FORM = 50_000
"""Bytes of a form beside its file."""
_MOST = {"office.import_vouchers", "office.issue_many", "office.download_codes"}
_SHOWN = 100
"""Faults, or vouchers, that are shown; of the rest their number."""


@blueprint.url_value_preprocessor
def allow_files(endpoint: str | None, _: dict[str, Any] | None) -> None:
    """Take more where a file comes or goes; before anything else reads the form."""
    if endpoint in _MOST:
        # a character has four bytes at most in UTF-8
        request.max_content_length = request.max_form_memory_size = 4 * LARGEST + FORM


def _account() -> str:
    return registrar().id


@blueprint.get("/vouchers/import")
def importing() -> Any:
    """The form for a CSV file, and what it has to look like."""
    return _importing()


def _importing(problems: tuple[str, ...] = (), faults: list[str] | None = None) -> Any:
    return show(
        "importing",
        problems=problems,
        faults=faults or [],
        shown=_SHOWN,
        columns=COLUMNS,
        rows=MOST_ROWS,
        titles=companion().desk.policy.titles,
    )


@blueprint.post("/vouchers/import")
@limiter.limit("120 per hour", key_func=_account)
def import_vouchers() -> Any:
    """Read a file, and say what would be issued or what is wrong; issue nothing."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _importing(("Choose a file.",))
    data = sent.read(4 * LARGEST + 1)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _importing(("The file is not UTF-8. Save it as “CSV UTF-8”.",))
    return _checked(text)


def _checked(text: str, problems: tuple[str, ...] = ()) -> Any:
    orders, faults = companion().vouchers.read_csv(text)
    if faults or problems:
        return _importing(
            problems or ("Nothing was issued. Correct these lines, then choose the file again.",), faults
        )
    return show(
        "imported",
        orders=orders,
        text=text,
        batch=new_nonce(),
        shown=_SHOWN,
        titles=companion().desk.policy.titles,
    )


@blueprint.post("/vouchers/import/issue")
@limiter.limit("60 per hour", key_func=_account)
def issue_many() -> Any:
    """Issue everything that a file asks for, all or none, and show the codes."""
    entries = Entries(request.form)
    orders, faults = companion().vouchers.read_csv(request.form.get("text", ""))
    if faults:
        return _checked(request.form.get("text", ""))
    try:
        issued = companion().vouchers.issue(registrar().id, orders, batch_of(entries))
    except VoucherRefused as error:
        return _importing(tuple(str(error).splitlines()))
    return show_codes(issued)


@blueprint.post("/vouchers/codes")
@limiter.limit("60 per hour", key_func=_account)
def download_codes() -> Any:
    """Codes that are on the page just now, as a CSV file; what is no voucher's code is left out."""
    issued = companion().vouchers.of_codes(request.form.get("codes", "").split())
    answer = make_response(codes_as_csv(issued))
    answer.mimetype = "text/csv"
    answer.headers["Content-Disposition"] = "attachment; filename=vouchers.csv"
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
