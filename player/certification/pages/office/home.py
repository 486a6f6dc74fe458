"""The first page of the office: what waits for a person, and where everybody is."""

from datetime import timedelta
from typing import Any

from player.certification.application.state import Stage
from player.certification.companion import companion
from player.certification.pages.office.access import blueprint, show
from player.certification.pages.office.lists import row_of
from player.certification.pages.office.telling import STAGES, WORK
from player.certification.store import Wanted

SOON = timedelta(days=14)
"""How long before its end a window is told of on the first page."""
_SHOWN = 6


@blueprint.get("")
def home() -> Any:
    """What waits, what ends soon, how many are in each state, and what could not be sent."""
    office = companion()
    with office.store.read() as unit:
        counts, waiting, letters = (
            unit.applications.counted(),
            unit.work.counted(),
            unit.letters.counted(),
        )
        closing = unit.listing.page(Wanted(stages=["open"], order="closes", down=False))
        heads = unit.records.heads()
    until = office.desk.clock() + SOON
    soon = [each for each in closing if each.record.closes_at and each.record.closes_at < until]
    stages: dict[Stage, str] = dict(STAGES)
    return show(
        "home",
        work=WORK,
        waiting=waiting,
        stages=stages,
        counts=counts,
        letters=letters,
        soon=[row_of(each) for each in soon[:_SHOWN]],
        head=heads[-1] if heads else None,
    )
