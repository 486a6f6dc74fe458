"""The page itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from media_tools.check.finding import Check, Finding, Severity, checks, clock
from media_tools.check.limits import limit
from media_tools.check.output import amount, counted
from media_tools.check.profile import Profile
from media_tools.check.report import TEMPLATES
from media_tools.check.report.scenes import Card, cards, loose, worst_of
from media_tools.check.report.timeline import WAVE, WIDTH
from media_tools.check.run import Checked
from media_tools.encode import whole

_WORDS: dict[Severity | None, str] = {
    "error": "Error",
    "warning": "Warning",
    "note": "Note",
    None: "Nothing found",
}


@dataclass(frozen=True)
class Result:
    """One check and how often it found something."""

    id: str
    check: Check
    limit: str
    source: str
    count: int
    worst: Severity | None


@dataclass(frozen=True)
class Part:
    """One package on the page; `cases` are pairs of a title and cards."""

    title: str
    path: str
    version: str
    counts: dict[Severity, int]
    loose: list[Finding]
    cases: list[tuple[str, list[Card]]]
    results: list[Result]
    scenes: int
    seconds: float


def write_page(target: Path, checked: Sequence[Checked], profile: Profile) -> None:
    """Write the report of packages as one HTML file.

    Args:
        target: the file; written whole or not at all.
        checked: packages that were checked with pictures.
        profile: what they were held against.
    """
    with whole(target) as part:
        part.write_text(render(checked, profile), encoding="utf-8")


def render(checked: Sequence[Checked], profile: Profile) -> str:
    """The report of packages as HTML; every text of theirs is escaped."""
    # everything is escaped, whatever the template is called: captions are other people's text
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"clock": clock, "amount": amount}
    parts = [_part(one, profile, number) for number, one in enumerate(checked)]
    # the style sheet is the project's own, and may not be escaped
    style = environment.loader.get_source(environment, "report.css")[0] if environment.loader else ""
    return environment.get_template("report.html.jinja").render(
        parts=parts, profile=profile, words=_WORDS, style=style, width=WIDTH, wave=WAVE
    )


def _part(checked: Checked, profile: Profile, number: int) -> Part:
    package, made = checked.package, cards(checked, number)
    return Part(
        title=package.about.title if package else checked.folder.name,
        path=str(checked.folder),
        version=package.about.version if package else "",
        counts=counted(checked.findings),
        loose=loose(checked),
        cases=[(case.title, made.get(case.id, [])) for case in package.cases] if package else [],
        results=_results(checked.findings, profile),
        scenes=sum(card.kind == "Scene" for own in made.values() for card in own),
        seconds=sum(seen.job.seconds for seen in checked.inspections),
    )


def _results(findings: Sequence[Finding], profile: Profile) -> list[Result]:
    counts = Counter(one.id for one in findings)
    return [
        Result(
            id=name,
            check=check,
            limit=limit(check, profile),
            source=check.sourced(profile),
            count=counts[name],
            worst=worst_of(one for one in findings if one.id == name),
        )
        for name, check in checks().items()
        if limit(check, profile) or check.severity == "error"
    ]
