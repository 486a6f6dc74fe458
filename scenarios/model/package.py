"""A scenario package: the cases of one content area, with the rules they are delivered under."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from scenarios.model.case import Case, Cast
from scenarios.model.text import Frozen, Id, Language, Text, Word

Mode = Literal["practice", "exam"]


class Domain(Frozen):
    """A domain of the blueprint; weights are relative to one another."""

    title: Text
    weight: Annotated[float, Field(gt=0)] = 1


class CutScore(Frozen):
    """The pass mark in per cent of the attainable points, and where it comes from (NCCA 17-19)."""

    percent: Annotated[float, Field(gt=0, le=100)]
    method: Text
    decided: date
    panel: Text


class DeliveryRules(Frozen):
    """How a mode is delivered.

    Attributes:
        item_seconds: time to answer an item that states none; None for no limit.
        case_seconds: time for a whole case that states none; None for no limit.
        replay: what may be played again of what has been released.
        suspended_clock: whether limits go on while an attempt is suspended.
        outage_seconds: how much lost connection in an attempt is not counted against the candidate.
        attempts: how many an account may begin, in all versions of the area together; None for any number.
    """

    item_seconds: Annotated[int, Field(ge=5, le=3600)] | None = None
    case_seconds: Annotated[int, Field(ge=60, le=7200)] | None = None
    replay: Literal["none", "scene", "case"] = "scene"
    suspended_clock: Literal["stops", "runs"] = "stops"
    outage_seconds: Annotated[int, Field(ge=0, le=3600)] = 300
    attempts: Annotated[int, Field(ge=1, le=100)] | None = None


class ExamRules(DeliveryRules):
    """How an exam is delivered: what could be used to gain time, or to see the questions again, has to be given."""

    suspended_clock: Literal["stops", "runs"] = "runs"
    attempts: Annotated[int, Field(ge=1, le=100)] | None = 1


class Delivery(Frozen):
    """The rules of both modes."""

    practice: DeliveryRules = DeliveryRules()
    exam: ExamRules = ExamRules(item_seconds=180)


Modes = Annotated[tuple[Mode, ...], Field(min_length=1)]
"""What a package may be sat in. Practice hands out the keys, so that an exam of the same cases keeps nothing secret."""
EXAM_ALONE: Modes = ("exam",)
"""The modes of a package that states none."""


class PackageSource(Frozen):
    """`package.yaml` as an author writes it."""

    format: Literal[1]
    area: Id
    title: Word
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    simulated: bool
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    authors: Annotated[tuple[Text, ...], Field(min_length=1)]
    blueprint: Annotated[Mapping[Id, Domain], Field(min_length=1)]
    cut_score: CutScore
    modes: Modes = EXAM_ALONE
    delivery: Delivery = Delivery()
    cast: Cast = Field(default_factory=dict)
    pronounce: Mapping[Text, Text] = {}
    cases: Annotated[tuple[Id, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for name, values in (("languages", self.languages), ("modes", self.modes), ("cases", self.cases)):
            if len(set(values)) != len(values):
                raise ValueError(f"'{name}' names one twice")
        return self


class Package(Frozen):
    """A whole package, checked: what `package.yaml` says, and its cases in the order of the form."""

    about: PackageSource
    cases: tuple[Case, ...]

    @property
    def id(self) -> str:
        """The content area, which is also the name of the folder."""
        return self.about.area

    def case(self, name: str) -> Case:
        """One case by its identifier.

        Raises:
            KeyError: the package has no such case.
        """
        return {case.id: case for case in self.cases}[name]
