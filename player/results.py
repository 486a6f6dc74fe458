"""What attempts came to: the one read-only call for those outside of the player who build on results."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from player.engine.command import CloseReason
from player.engine.report import provisional
from player.errors import NotFound
from player.store import AttemptRecord, Report, Store, Version
from scenarios.model.package import Mode


@dataclass(frozen=True)
class AttemptResult:
    """An attempt that is closed, as it was reported last.

    Attributes:
        opened_at, closed_at: when it was made, and when it ended.
        number: of the report: 1 for the first, more where it was scored anew.
        form, keys, scoring: digests of what was presented and of the keys, and the rules of scoring.
        percent: of the attainable points.
        passed: None while a marker could still change it.
        cut_score: the pass mark with its provenance.
    """

    attempt: str
    area: str
    mode: Mode
    version: str
    opened_at: datetime
    closed_at: datetime
    reason: CloseReason
    number: int
    form: str
    keys: str
    scoring: int
    percent: float
    passed: bool | None
    cut_score: Mapping[str, float | str]


def results_of(store: Store, user: str) -> list[AttemptResult]:
    """The results of a user's closed attempts, the latest attempt first.

    Raises:
        NotFound: a result that was reported is damaged.
    """
    with store.read() as unit:
        found = [
            (record, unit.versions.get(record.version_id), unit.attempts.reports(record.id))
            for record in unit.attempts.of_user(user)
        ]
    return [
        _result(record, version, reports[-1]) for record, version, reports in found if version and reports
    ]


def _result(record: AttemptRecord, version: Version, report: Report) -> AttemptResult:
    body = report.plain()
    try:
        return AttemptResult(
            attempt=record.id,
            area=version.area,
            mode=record.mode,
            version=record.version_id,
            opened_at=record.created_at,
            closed_at=datetime.fromisoformat(body["closed_at"]),
            reason=body["reason"],
            number=report.number,
            form=body["form"],
            keys=report.key_digest,
            scoring=body["rules"],
            percent=body["percent"],
            passed=_passed(body),
            cut_score=body["cut_score"],
        )
    except (KeyError, TypeError, ValueError):
        told = f"The result of the sitting {record.id} is damaged; `sonocase replay {record.id}` says how."
        raise NotFound(told) from None


def _passed(body: dict[str, Any]) -> bool | None:
    """A marker can only add points, so who has passed without them has passed."""
    return None if provisional(body) and not body["passed"] else bool(body["passed"])
