"""The policy: everything that the companion holds applicants to, as data.

    policy = read_policy()          the policy that comes with Sonocase, checked
    policy.digest                   what an application is pinned to

What is wrong with a policy is told all at once, one line for each fault: file, line, field, what is
wrong, what would be right.
"""

import hashlib
import json
import string
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from player.certification.errors import PolicyError
from player.certification.questionnaire import Questionnaire
from player.certification.text import Line, Version
from scenarios.load.findings import Findings
from scenarios.model.text import Frozen, Id, Text

FOLDER = Path(__file__).parent
CERTIFICATION = "certification"
"""The name of the one target that is no content area."""

Days = Annotated[int, Field(ge=1, le=3650)]
Years = Annotated[int, Field(ge=1, le=50)]


def _known_fields(text: str) -> str:
    try:
        fields = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        fields = {"?"}
    if fields - {"areas"}:
        raise ValueError("holds braces: the only word that may stand in braces is {areas}")
    return text


class Area(Frozen):
    """A content area, and the cases that an applicant has to have performed and interpreted in it."""

    title: Line
    cases: Annotated[int, Field(ge=0, le=10_000)]
    note: Line | None = None


class CredentialRule(Frozen):
    """A credential that opens the road: it has to be current, or was passed within some years."""

    title: Line
    rule: Literal["current", "passed"]
    within_years: Years | None = None

    @model_validator(mode="after")
    def _years_where_passed(self) -> Self:
        if (self.rule == "passed") != (self.within_years is not None):
            raise ValueError("'within_years' and the rule 'passed' belong together: write both or neither")
        return self


class Prerequisites(Frozen):
    """What an applicant has to bring."""

    credentials: Annotated[Mapping[Id, CredentialRule], Field(min_length=1)]
    case_years: Years


class Statement(Frozen):
    """Words that are signed by typing one's name; `{areas}` stands for the chosen content areas."""

    title: Line
    text: Annotated[Text, AfterValidator(_known_fields)]


class EligibilityRules(Frozen):
    """How long eligibility lasts until a voucher is entered, and the share of applications that is audited."""

    days: Days
    audit_rate: Annotated[float, Field(ge=0, le=1)]


class WindowRules(Frozen):
    """The days from entering the voucher to the same clock time in UTC, at which the window is closed."""

    days: Days


class AssessmentRules(Frozen):
    """Attempts at one area in one window, and the days from the end of one to the next."""

    attempts: Annotated[int, Field(ge=1, le=100)]
    wait_days: Annotated[int, Field(ge=0, le=3650)]


class EvaluatorRules(Frozen):
    """How many are named, contacted and needed in an area; when somebody silent may be replaced."""

    named: Annotated[int, Field(ge=1, le=20)]
    contacted: Annotated[int, Field(ge=1, le=20)]
    needed: Annotated[int, Field(ge=0, le=20)]
    silent_days: Days
    most: Annotated[int, Field(ge=1, le=100)]

    @model_validator(mode="after")
    def _fewer_and_fewer(self) -> Self:
        if not self.needed <= self.contacted <= self.named <= self.most:
            raise ValueError("asks for more than there are: keep needed <= contacted <= named <= most")
        return self


class EvaluationRules(Frozen):
    """Medians that an area's evaluations have to reach, and single answers that a person has to look at."""

    minimum: Mapping[Id, Annotated[float, Field(ge=0, le=10)]] = {}
    refer_at: Mapping[Id, Annotated[int, Field(ge=0, le=10)]] = {}


class ReminderRules(Frozen):
    """Days before the window closes, and days after an evaluator was contacted, on which a letter goes out."""

    window_days_left: tuple[Days, ...] = ()
    evaluator_days: tuple[Days, ...] = ()


class CertificationRules(Frozen):
    """The certification: how many valid certificates it asks for."""

    title: Line
    areas: Annotated[int, Field(ge=1, le=100)]


class DecisionRules(Frozen):
    """Who decides how, how long an award holds, and what follows a refusal."""

    four_eyes: Literal["never", "refusals", "always"]
    statement: Annotated[Text, AfterValidator(_known_fields)]
    validity_years: Years
    appeal_days: Days
    retake_days: Annotated[int, Field(ge=0, le=3650)]


class DocumentRules(Frozen):
    """How many files an application may have, and how large one may be."""

    most: Annotated[int, Field(ge=0, le=1000)]
    megabytes: Annotated[int, Field(ge=1, le=100)]


class _Rules(Frozen):
    format: Literal[1]
    version: Version
    areas: Annotated[Mapping[Id, Area], Field(min_length=1)]
    prerequisites: Prerequisites
    attestations: Annotated[Mapping[Id, Statement], Field(min_length=1)]
    agreement: Statement
    eligibility: EligibilityRules
    window: WindowRules
    assessment: AssessmentRules
    evaluators: EvaluatorRules
    evaluation: EvaluationRules
    reminders: ReminderRules
    certification: CertificationRules
    decision: DecisionRules
    documents: DocumentRules

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if CERTIFICATION in self.areas:
            raise ValueError(
                f"has a content area named '{CERTIFICATION}': that name is taken, rename the area"
            )
        if AGREEMENT in self.attestations:
            raise ValueError(f"has an attestation named '{AGREEMENT}': that name is taken, rename it")
        if self.certification.areas > len(self.areas):
            raise ValueError("asks for more certificates than there are areas: lower 'certification.areas'")
        return self


AGREEMENT = "agreement"
"""The name of the one statement that is signed before the first assessment."""


class PolicySource(_Rules):
    """`policy.yaml` as it is written."""

    questionnaire: Version


class Policy(_Rules):
    """A policy with the questionnaire that belongs to it."""

    questionnaire: Questionnaire

    @model_validator(mode="after")
    def _knows_its_domains(self) -> Self:
        known = set(self.questionnaire.domains)
        for name in (*self.evaluation.minimum, *self.evaluation.refer_at):
            if name not in known:
                raise ValueError(
                    f"asks for '{name}', which the questionnaire has not: use one of {', '.join(sorted(known))}"
                )
        return self

    @cached_property
    def body(self) -> str:
        """The whole policy as JSON, with everything in the order in which it is written."""
        return json.dumps(self.model_dump(mode="json"), separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of `body`: what an application is pinned to."""
        return digest_of(self.body)

    @property
    def titles(self) -> Mapping[str, str]:
        """Everything that can be earned, with what it is called."""
        return {name: self.title_of(name) for name in (*self.areas, CERTIFICATION)}

    def title_of(self, target: str) -> str:
        """What a certificate or the certification is called.

        Raises:
            KeyError: there is no such target.
        """
        return self.certification.title if target == CERTIFICATION else self.areas[target].title


def digest_of(body: str) -> str:
    """SHA-256 of a policy as it is kept."""
    return hashlib.sha256(body.encode()).hexdigest()


def read_policy(folder: Path = FOLDER) -> Policy:
    """The policy in a folder, which holds `policy.yaml` and `questionnaire.yaml`.

    Raises:
        PolicyError: with every fault, one a line.
    """
    findings = Findings()
    documents = [findings.document(folder, f"{name}.yaml") for name in ("policy", "questionnaire")]
    rules = findings.validated(documents[0], PolicySource) if documents[0] else None
    questions = findings.validated(documents[1], Questionnaire) if documents[1] else None
    if rules and questions and documents[0] and not findings.problems:
        if rules.questionnaire != questions.version:
            what = f"is {rules.questionnaire}, and questionnaire.yaml is {questions.version}"
            findings.problems.append(documents[0].problem(("questionnaire",), what, "make them the same"))
        elif policy := findings.validated(_with(documents[0], questions), Policy):
            return policy
    raise PolicyError("\n".join(str(problem) for problem in sorted(set(findings.problems))))


def _with(document: Any, questionnaire: Questionnaire) -> Any:
    """The document of a policy with its questionnaire in the place of the version."""
    data = {**document.data, "questionnaire": questionnaire}
    return type(document)(document.file, data, document.lines)


def load_policy(body: str, digest: str) -> Policy:
    """A policy as it was kept.

    Raises:
        PolicyError: it is not what the digest names, or cannot be read any more.
    """
    if digest_of(body) != digest:
        raise PolicyError(
            f"The policy {digest[:12]} was changed after it was kept; restore it from a backup."
        )
    try:
        return Policy.model_validate_json(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise PolicyError(f"The policy {digest[:12]} cannot be read: {place}: {first['msg']}.") from None
