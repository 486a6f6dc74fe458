"""What reviewers say of a scene, entry by entry: nothing is ever changed, and the last word on a thing holds."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from media_tools.check.finding import Severity
from player.signoff.checklist import Answer
from scenarios.model.text import Frozen, Text

Verdict = Literal["accepted", "rejected"]
"""Of a finding: it is so and has to be mended; or it can stay as it is."""
Part = Literal["captions", "scripts", "descriptions"]

Moment = Annotated[float, Field(ge=0, le=7200)]
"""A media time in seconds."""
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Decision(Frozen):
    """What a reviewer makes of a finding, and why."""

    kind: Literal["decision"] = "decision"
    finding: Key
    verdict: Verdict
    reason: Text


class Observation(Frozen):
    """A finding of a reviewer's own, at a media time or of the scene as a whole; it has to be mended until it is withdrawn."""

    kind: Literal["observation"] = "observation"
    key: Key
    time: Moment | None
    what: Text


class Withdrawal(Frozen):
    """An observation or a suggestion is taken back, and why."""

    kind: Literal["withdrawal"] = "withdrawal"
    key: Key
    reason: Text


class Suggestion(Frozen):
    """Another text for a caption, a paragraph of the script or a description: for the author, and never applied by itself.

    Attributes:
        language: of the text.
        line: where what is to be replaced begins in its file, counted from 1.
        before, after: as they stand in the file; lines end with a line feed here.
    """

    kind: Literal["suggestion"] = "suggestion"
    key: Key
    part: Part
    language: str
    line: Annotated[int, Field(ge=1)]
    before: Text
    after: Text


class Concern(Frozen):
    """A finding of the check or of a reviewer as it stood when a scene was signed off or sent back.

    Attributes:
        source: `check` where a machine found it, else the reviewer's name.
        verdict: None where nobody has decided.
        by: who decided.
    """

    key: Key
    source: str
    severity: Severity
    check: str
    file: str
    time: float | None
    what: str
    verdict: Verdict | None
    reason: str
    by: str


class Signed(Frozen):
    """A scene is signed off: the checklist, and every finding with what was decided.

    `demonstration` says that nobody has looked: it shows what a sign-off is, and counts on demonstrations alone.
    """

    kind: Literal["signed"] = "signed"
    checklist: Mapping[str, Answer]
    concerns: tuple[Concern, ...]
    demonstration: bool = False


class Returned(Frozen):
    """A scene is sent back to its authors, and why; an earlier sign-off of it holds no more."""

    kind: Literal["returned"] = "returned"
    reason: Text
    concerns: tuple[Concern, ...]


Entry = Annotated[
    Decision | Observation | Withdrawal | Suggestion | Signed | Returned, Field(discriminator="kind")
]
ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)
"""Writes and reads an entry as JSON."""
