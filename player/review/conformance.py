"""The accessibility conformance report of a version: what was checked by a machine, what by whom, what is open.

Values only: it is made from the record, and says nothing that is not there. A criterion is met when every scene is signed off
by a person and nothing of it is open; what was signed for show was checked by nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from media_tools.check.finding import checks
from player.review.criteria import CRITERIA, Criterion
from player.review.desk import SceneFile
from player.signoff.checklist import POINTS
from player.signoff.entry import ENTRY, Concern, Signed
from player.store import Version

Outcome = Literal["met", "open", "unreviewed"]
"""Every scene is signed off and nothing is open; a finding is; somebody has still to look."""


@dataclass(frozen=True)
class SceneEvidence:
    """What is known of one scene.

    Attributes:
        digest: of what was reviewed.
        reviewer, at: who signed it off, and when; empty and None where nobody has.
        answers: point of the checklist -> `yes` or `none`; empty where nobody has signed.
        open: findings that have to be mended, or that nobody has decided.
        settled: findings that can stay, with the reason.
    """

    case: str
    title: str
    digest: str
    reviewer: str
    at: datetime | None
    answers: dict[str, str]
    open: tuple[Concern, ...]
    settled: tuple[Concern, ...]


@dataclass(frozen=True)
class CriterionResult:
    """What is known of one criterion over all scenes.

    Attributes:
        measured: what a machine holds of it, in words; empty where it measures nothing.
        answered: what reviewers answered for, in words.
        reviewers: who, each once.
        signed: how many scenes somebody signed off.
        open: findings about it, each with its scene.
    """

    criterion: Criterion
    outcome: Outcome
    measured: tuple[str, ...]
    answered: tuple[str, ...]
    reviewers: tuple[str, ...]
    signed: int
    open: tuple[tuple[SceneEvidence, Concern], ...]


@dataclass(frozen=True)
class Conformance:
    """The report.

    Attributes:
        at: when it was made.
        profile: what the check held the package against.
        others: open findings that are about no criterion.
    """

    version: Version
    at: datetime
    profile: str
    scenes: tuple[SceneEvidence, ...]
    criteria: tuple[CriterionResult, ...]
    others: tuple[tuple[SceneEvidence, Concern], ...]

    @property
    def signed(self) -> int:
        """How many scenes somebody signed off."""
        return sum(bool(scene.reviewer) for scene in self.scenes)

    @property
    def open(self) -> int:
        """How many findings are open."""
        return sum(len(scene.open) for scene in self.scenes)


def report_of(version: Version, files: Sequence[SceneFile], profile: str, at: datetime) -> Conformance:
    """The report of a version, of which these are all scenes."""
    scenes = tuple(_evidence(file) for file in files)
    others = [(scene, concern) for scene in scenes for concern in scene.open if not _names_one(concern)]
    return Conformance(
        version, at, profile, scenes, tuple(_result(one, scenes) for one in CRITERIA), tuple(others)
    )


def _evidence(file: SceneFile) -> SceneEvidence:
    concerns, verdict = file.concerns, file.standing.verdict
    signed = ENTRY.validate_json(verdict.body) if verdict and file.standing.state == "signed" else None
    by = verdict if isinstance(signed, Signed) else None
    return SceneEvidence(
        case=file.scene.of.title,
        title=file.scene.title,
        digest=file.standing.digest,
        reviewer=by.name if by else "",
        at=by.at if by else None,
        answers=dict(signed.checklist) if isinstance(signed, Signed) else {},
        # for show is for show: what was rejected there was judged by nobody
        open=tuple(one for one in concerns if _is_open(one, shown=file.standing.state == "demonstration")),
        settled=tuple(
            one for one in concerns if one.verdict == "rejected" and file.standing.state != "demonstration"
        ),
    )


def _is_open(concern: Concern, *, shown: bool) -> bool:
    if concern.severity == "note":
        return concern.verdict == "accepted"
    return shown or concern.verdict != "rejected"


def _names_one(concern: Concern) -> bool:
    """Whether a finding is about a criterion; one of a reviewer's own names none."""
    return any(concern.check in one.checks for one in CRITERIA)


def _result(criterion: Criterion, scenes: Sequence[SceneEvidence]) -> CriterionResult:
    amiss = [(scene, one) for scene in scenes for one in scene.open if one.check in criterion.checks]
    signed = [scene for scene in scenes if scene.reviewer]
    outcome: Outcome = "open" if amiss else "met" if scenes and len(signed) == len(scenes) else "unreviewed"
    return CriterionResult(
        criterion=criterion,
        outcome=outcome,
        measured=tuple(checks()[name].holds for name in criterion.checks if name in checks()),
        answered=tuple(POINTS[name].holds for name in criterion.points),
        reviewers=tuple(dict.fromkeys(scene.reviewer for scene in signed)),
        signed=len(signed),
        open=tuple(amiss),
    )
