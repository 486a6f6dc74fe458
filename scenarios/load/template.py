"""Rendering an encounter: the standard template, the area's template, the words of the case.

The standard template comes with Sonocase; an area's template is untrusted, and `allowed` says what it
may hold. The scenes of the case do not pass through the templates at all: a template places them by
their number, and `load.case` puts them there.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from scenarios.errors import Problem
from scenarios.load.allowed import Law, faults
from scenarios.load.document import MAX_BYTES

STANDARD = "encounter.yaml.jinja"
MAX_TEMPLATE = 50_000
"""Characters of an area's template; the bundled ones have some hundred, and more could take minutes to compile."""
_AREA = "area.yaml.jinja"
_SOURCE = (Path(__file__).parents[1] / STANDARD).read_text(encoding="utf-8")

_UNSAFE = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028\u2029\ufeff]")
"""What YAML would refuse or take for a line break, although JSON lets it stand."""


def quote(value: object) -> str:
    """A value as YAML that cannot break out of its place: double-quoted text, or flow style."""
    if isinstance(value, str):
        value = " ".join(value.split())
    plain = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", plain)


def render(area_source: str, file: str, context: Mapping[str, Any]) -> str | list[Problem]:
    """Lay out an encounter as YAML text, or say what is wrong with the area's template.

    Args:
        area_source: the text of the area's template.
        file: its name in the package, for messages.
        context: the words of the case, and places of its scenes by phase; never a scoring key.
    """
    if len(area_source) > MAX_TEMPLATE:
        return [Problem(file, 0, "", f"has {len(area_source)} characters", f"keep it under {MAX_TEMPLATE}")]
    environment = _environment(area_source)
    try:
        tree = environment.parse(area_source)
        law = Law(STANDARD, _blocks(environment), tuple(_words(context)))
        if problems := sorted(set(faults(tree, file, law))):
            return problems
        return _within(MAX_BYTES, environment.get_template(_AREA).generate(context), file)
    except TemplateSyntaxError as error:
        what = f"is not valid Jinja: {error.message}"
        return [Problem(file, error.lineno, "", what, "see docs/authoring.md")]
    except RecursionError:
        return [Problem(file, 0, "", "is nested too deep", "keep to blocks and words")]
    except (TemplateError, TypeError, ValueError) as error:
        what = f"cannot be rendered: {error}"
        return [Problem(file, _line_of(error), "", what, "keep to blocks and words")]


def _within(most: int, pieces: Iterator[str], file: str) -> str | list[Problem]:
    """The rendered text, unless it grows beyond what a document may have."""
    text: list[str] = []
    for piece in pieces:
        most -= len(piece)
        if most < 0:
            what = f"gives more than {MAX_BYTES} characters with its words filled in"
            return [Problem(file, 0, "", what, "write fewer of them")]
        text.append(piece)
    return "".join(text)


def _environment(area_source: str) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader({STANDARD: _SOURCE, _AREA: area_source}),
        undefined=StrictUndefined,
        autoescape=False,
    )
    environment.filters = {"q": quote, "indent": environment.filters["indent"]}
    environment.globals.clear()
    environment.tests.clear()
    return environment


def _blocks(environment: ImmutableSandboxedEnvironment) -> tuple[str, ...]:
    """The blocks of the standard encounter, in their order."""
    return tuple(block.name for block in environment.parse(_SOURCE).find_all(nodes.Block))


def _line_of(error: BaseException) -> int:
    """The last line of a template that the traceback passes; what fails is the area's, the standard one does not."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _words(context: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """The names that a template may use, dotted."""
    for name, value in context.items():
        if isinstance(value, Mapping):
            yield from _words(value, f"{prefix}{name}.")
        else:
            yield prefix + name
