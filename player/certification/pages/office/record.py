"""The record: whether it holds, its signed heads, and who did what last."""

from typing import Any

from flask import make_response, request

from player.certification.chain import Head, Record
from player.certification.companion import companion
from player.certification.errors import ChainBroken
from player.certification.office.keeper import Verdict, read_head
from player.certification.pages.office.access import blueprint, namer, registrar, show, to_file
from player.limits import limiter

SHOWN = 50
"""Records on a page."""
_HEADS = 10
_LARGEST = 10_000
"""Bytes of an exported head: ten times what one has."""
_NUMBER = 12


def _account() -> str:
    return registrar().id


@blueprint.get("/record")
def record() -> Any:
    """The last records and heads; whether the record holds is found out when it is asked for."""
    return _record()


def _record(verdict: Verdict | None = None, problems: tuple[str, ...] = ()) -> Any:
    given = request.args.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) <= _NUMBER else 0
    with companion().store.read() as unit:
        rows, heads = unit.records.latest(before, SHOWN), unit.records.last_heads(_HEADS)
        last = unit.records.head(companion().desk.clock())
    return show(
        "record",
        problems=problems,
        verdict=verdict,
        rows=[(each, _about(each)) for each in rows],
        heads=heads,
        number=last.number if last else 0,
        before=before,
        name=namer({each.by for each in rows}),
    )


def _about(found: Record) -> tuple[str, str]:
    """What a record is about, in a word, and where that is shown."""
    kind, _, name = found.stream.partition("/")
    return f"{kind} {name[:8]}", to_file(name) if kind == "application" else ""


@blueprint.post("/record/verify")
@limiter.limit("30 per hour", key_func=_account)
def verify() -> Any:
    """Check the whole record, against an exported head too where one is given; nothing is changed."""
    try:
        return _record(companion().keeper.verify(_exported()))
    except ChainBroken as error:
        return _record(problems=(str(error),))


def _exported() -> list[Head]:
    sent = request.files.get("head")
    if sent is None or not sent.filename:
        return []
    return [read_head(sent.read(_LARGEST).decode("utf-8", "replace"))]


@blueprint.post("/record/head")
@limiter.limit("60 per hour", key_func=_account)
def head() -> Any:
    """Sign the end of the record, and give it as a file to be kept elsewhere."""
    answer = make_response(companion().keeper.export_head())
    answer.mimetype = "application/json"
    answer.headers["Content-Disposition"] = "attachment; filename=sonocase-head.json"
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
