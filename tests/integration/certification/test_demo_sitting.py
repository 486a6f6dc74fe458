"""An attempt of the demonstration that takes itself: what is left out passes, and all that follows is answered in time."""

import pytest
from clinics import Clinic, put_version
from forms import case, choice, form, numeric

from player.certification.demo.sitting import take
from player.engine.event import Closed, ItemExpired, ResponseSubmitted
from scenarios.model.package import DeliveryRules


@pytest.fixture
def database_kind() -> str:
    """What is tested here is the time that passes, which no database has a part in."""
    return "sqlite"


def test_a_question_that_is_left_unanswered_takes_no_time_from_the_next(clinic: Clinic) -> None:
    items = {"why": choice(), "depth": numeric()}
    asked = form(case("one", {"arrival/1": [*items]}, items), exam=DeliveryRules(item_seconds=120))
    version = put_version(clinic.library, clinic.store, asked)
    attempt = clinic.delivery.create(clinic.session.user, version, "exam")
    take(clinic.delivery, attempt, clinic.clock.wait, {"why": None})
    with clinic.store.read() as unit:
        events = unit.attempts.events(attempt)
    assert [event.item for event in events if isinstance(event, ItemExpired)] == ["why"]
    assert [event.item for event in events if isinstance(event, ResponseSubmitted)] == ["depth"]
    assert isinstance(events[-1], Closed)
