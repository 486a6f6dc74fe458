"""The accessibility conformance report of a version, as a page and as a PDF."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import Response, render_template

from player.errors import NotFound
from player.pdf import typeset
from player.review.conformance import Conformance, report_of
from player.review.pages.access import blueprint, desk, reader
from player.services import services

TEMPLATE = Path(__file__).with_name("conformance.typ")
OUTCOMES = {
    "met": "Met: every scene is signed off",
    "open": "Open findings",
    "unreviewed": "Not reviewed yet",
}
"""What a report calls what is known of a criterion."""


@blueprint.get("/<version>/conformance")
def conformance(version: str) -> str:
    """The report as a page."""
    reader()
    return render_template("review/conformance.html", report=_report(version), outcomes=OUTCOMES)


@blueprint.get("/<version>/conformance.pdf")
def conformance_pdf(version: str) -> Response:
    """The report as an accessible PDF."""
    reader()
    report = _report(version)
    content = typeset(TEMPLATE, plain(report), at=report.at)
    name = f"conformance-{report.version.area}-{report.version.number}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, mimetype="application/pdf", headers=headers)


def _report(version: str) -> Conformance:
    file = desk().version(version)
    if not file.scenes:
        raise NotFound(
            "This version was published before there were reviews, and there is nothing to report."
        )
    profile = services().library.examined(version).profile
    return report_of(file.version, desk().scenes(version), profile, services().delivery.now())


def plain(report: Conformance) -> dict[str, Any]:
    """The report as plain values, every text as a person reads it."""
    return {
        "title": f"{report.version.title} {report.version.number}",
        "version": report.version.id,
        "published": _day(report.version.published_at),
        "at": _day(report.at),
        "profile": report.profile,
        "scenes": [
            {
                "title": scene.title,
                "case": scene.case,
                "digest": scene.digest,
                "reviewer": scene.reviewer,
                "at": _day(scene.at) if scene.at else "",
                "open": len(scene.open),
                "settled": len(scene.settled),
            }
            for scene in report.scenes
        ],
        "criteria": [
            {
                **asdict(one.criterion),
                "outcome": OUTCOMES[one.outcome],
                "measured": list(one.measured),
                "answered": list(one.answered),
                "reviewers": list(one.reviewers),
                "signed": one.signed,
            }
            for one in report.criteria
        ],
        "findings": [
            {
                "scene": scene.title,
                "at": _time(concern.time),
                "what": concern.what,
                "decided": bool(concern.verdict),
            }
            for scene in report.scenes
            for concern in scene.open
        ],
        "signed": report.signed,
    }


def _day(value: Any) -> str:
    return f"{value.day} {value:%B %Y}"


def _time(seconds: float | None) -> str:
    from media_tools.check.finding import clock

    return "" if seconds is None else clock(seconds)
