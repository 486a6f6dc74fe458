"""What `sonocase check` says: lines for a person, or one JSON value that other programs can rely on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import ConfigDict, RootModel

from media_tools.check.finding import SEVERITIES, Finding, Severity
from media_tools.check.profile import Profile, Settings

if TYPE_CHECKING:
    # what decodes media is heavy, and a page of findings needs none of it
    from media_tools.check.run import Checked


class PackageFindings(Settings):
    """What was found in one package.

    Attributes:
        format: of this value; it changes when a field is taken away or comes to mean something else.
        title: the package's, if it could be read.
        profile: what it was held against.
        strict: whether what breaks the profile is an error.
        counts: how many findings there are of each severity.
        findings: the gravest first.
    """

    format: Literal[1] = 1
    title: str | None
    profile: str
    strict: bool
    counts: Mapping[Severity, int]
    findings: tuple[Finding, ...]


class Report(RootModel[Mapping[str, PackageFindings]]):
    """What was found in packages, by the folder as it was named."""

    model_config = ConfigDict(frozen=True)


def report(checked: "Sequence[Checked]", profile: Profile, *, strict: bool) -> Report:
    """The findings of packages as plain values."""
    return Report({str(one.folder): _plain(one, profile, strict=strict) for one in checked})


def _plain(checked: "Checked", profile: Profile, *, strict: bool) -> PackageFindings:
    return PackageFindings(
        title=checked.package.about.title if checked.package else None,
        profile=profile.name,
        strict=strict,
        counts=counted(checked.findings),
        findings=checked.findings,
    )


def counted(findings: Sequence[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    counts = Counter(one.severity for one in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def lines(checked: "Checked", *, notes: bool) -> Iterator[str]:
    """One line for each finding, and a last one that sums up; notes are only counted unless they are asked for."""
    counts = counted(checked.findings)
    for one in checked.findings:
        if notes or one.severity != "note":
            yield f"{checked.folder}/{one}"
    hidden = counts["note"] and not notes
    if not any(counts.values()):
        yield f"{checked.folder}: nothing is wrong"
    elif hidden and not counts["error"] and not counts["warning"]:
        yield f"{checked.folder}: nothing is wrong; {amount(counts['note'], 'note')}, which --notes shows"
    else:
        told = ", ".join(amount(counts[severity], severity) for severity in SEVERITIES if counts[severity])
        yield f"{checked.folder}: {told}{', which --notes shows too' if hidden else ''}"


def amount(count: int, noun: str) -> str:
    """A count with its noun, such as `2 warnings`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
