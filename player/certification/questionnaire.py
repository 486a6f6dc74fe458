"""The questionnaire that peer evaluators answer, as data: scales with anchors, items, what counts."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from player.certification.text import Line, Version
from scenarios.model.text import Frozen, Id, Text

NOT_OBSERVED = "not-observed"
"""The rating of what an evaluator has not seen."""

Point = Annotated[int, Field(ge=0, le=10)]


class Option(Frozen):
    """An answer to choose; with `counts` false it keeps the whole evaluation from being counted."""

    label: Line
    counts: bool = True


class Choice(Frozen):
    """A question about the evaluator, with one answer to choose."""

    ask: Line
    choices: Annotated[Mapping[Id, Option], Field(min_length=2)]


class Domain(Frozen):
    """A domain of competence, rated on one scale."""

    title: Line
    scale: Id


class Item(Frozen):
    """Something to rate."""

    domain: Id
    text: Line


class Remark(Frozen):
    """A question for free text, which may stay empty."""

    ask: Line


class Questionnaire(Frozen):
    """A whole questionnaire; `scales` give each point its anchor."""

    format: Literal[1]
    version: Version
    title: Line
    intro: Text
    consent: Text
    basis: Choice
    recency: Choice
    conflict: Choice
    scales: Annotated[Mapping[Id, Annotated[Mapping[Point, Line], Field(min_length=2)]], Field(min_length=1)]
    domains: Annotated[Mapping[Id, Domain], Field(min_length=1)]
    items: Annotated[Mapping[Id, Item], Field(min_length=1)]
    remarks: Mapping[Id, Remark] = {}

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        for name, domain in self.domains.items():
            if domain.scale not in self.scales:
                raise ValueError(f"has the domain '{name}' on no scale: use one of {', '.join(self.scales)}")
        for name, item in self.items.items():
            if item.domain not in self.domains:
                raise ValueError(f"has the item '{name}' in no domain: use one of {', '.join(self.domains)}")
        return self

    def scale_of(self, item: str) -> Mapping[int, str]:
        """The points and anchors that an item is rated with.

        Raises:
            KeyError: there is no such item.
        """
        return self.scales[self.domains[self.items[item].domain].scale]
