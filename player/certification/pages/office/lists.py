"""Applications by state, by what waits for staff, and by search."""

from collections.abc import Mapping
from typing import Any, get_args

from flask import redirect, request, url_for

from player.certification.application.state import Stage
from player.certification.application.work import WORK as KINDS
from player.certification.companion import companion
from player.certification.pages.candidate.entries import Entries
from player.certification.pages.office.access import blueprint, show, to_file
from player.certification.pages.office.telling import STAGES, WORK, left_of, title_of
from player.certification.rules.identity import show_id
from player.certification.store import Listed, Wanted
from player.certification.store.listing import PAGE, Order
from player.services import services

LONGEST = 254
"""Characters that are searched for: as many as an address has."""
MOST_PAGES = 10_000
"""Pages that are turned to."""
IDENTIFIER = 32
"""Characters of an application's identifier."""


@blueprint.get("/applications")
def applications() -> Any:
    """A list of applications, as its address asks for."""
    wanted = read_wanted(request.args)
    with companion().store.read() as unit:
        number, found, counts = (
            unit.listing.number(wanted),
            unit.listing.page(wanted),
            unit.applications.counted(),
        )
    if len(found) == 1 and wanted.words == found[0].record.id and len(wanted.words) == IDENTIFIER:
        return redirect(to_file(found[0].record.id))
    return show(
        "applications",
        wanted=wanted,
        stage=next(iter(wanted.stages), ""),
        rows=[row_of(each) for each in found],
        number=number,
        pages=max(1, -(-number // PAGE)),
        counts=counts,
        everything=sum(counts.values()),
        stages=STAGES,
        work=WORK,
        address=_address_of(wanted),
        policy=companion().desk.policy,
    )


def read_wanted(given: Mapping[str, str]) -> Wanted:
    """Which applications an address asks for; what is no such thing in it is left out."""
    entries = Entries(given)
    stage, kind, order = entries.text("stage"), entries.text("waits"), entries.text("sort")
    words = entries.text("q")[:LONGEST]
    known: Order = next((each for each in get_args(Order) if each == order), "changed")
    return Wanted(
        stages=[stage] if stage in get_args(Stage) else [],
        kind=next((each for each in KINDS if each == kind), ""),
        words=words,
        users=services().accounts.matching(words) if words else (),
        order=known,
        down=entries.text("order") != "up" if order in get_args(Order) else True,
        page=page_of(entries),
    )


def page_of(entries: Entries) -> int:
    """The page that an address asks for, from 1."""
    page = entries.text("page")
    plain = page.isascii() and page.isdigit() and len(page) < len(str(MOST_PAGES))
    return max(1, int(page)) if plain else 1


def _address_of(wanted: Wanted) -> Any:
    """Makes addresses of the same list with something else about it."""
    same = {
        "stage": next(iter(wanted.stages), None),
        "waits": wanted.kind or None,
        "q": wanted.words or None,
        "sort": wanted.order,
        "order": "down" if wanted.down else "up",
    }

    def address(**changes: Any) -> str:
        return url_for("office.applications", **(same | changes))

    return address


def row_of(listed: Listed) -> dict[str, Any]:
    """What a list shows of an application."""
    record, desk = listed.record, companion().desk
    titles = [title_of(desk.policy, target) for target in listed.targets]
    return {
        "record": record,
        "id_number": show_id(listed.id_number) if listed.id_number else "",
        "titles": sorted(titles),
        "stage": STAGES[record.stage],
        "left": left_of(record.stage, record.closes_at, desk.clock()),
        "since": listed.since,
    }
