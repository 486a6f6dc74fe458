"""Problems as they are gathered, and the two ways of reading that give rise to them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from scenarios.errors import Problem
from scenarios.load.document import Document
from scenarios.load.files import read_document
from scenarios.load.problems import found

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class Findings:
    """Problems as they are gathered, so that an author gets all of them in one go."""

    problems: list[Problem] = field(default_factory=list)

    def document(self, folder: Path, relative: str, *, secret: bool = False) -> Document | None:
        """A YAML file, or None with its problem noted."""
        read = read_document(folder, relative, secret=secret)
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        return read

    def validated(self, document: Document, model: type[Model], *, secret: bool = False) -> Model | None:
        """The document as a model, or None with its problems noted."""
        try:
            return model.model_validate(document.data)
        except ValidationError as error:
            self.problems += found(document, error, secret=secret)
            return None
