"""What each part of the documents says that comes from the code: `section("words scenarios.model.scene:Sound", "")`."""

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import scenarios
from docs import layers
from docs.checks import checks_table, profiles_table, sources_table
from docs.fields import message, table, with_meanings
from media_tools.phantom.catalogue import CATALOGUE
from media_tools.phantom.entry import Entry
from media_tools.phantom.parameters import Parameter
from player import errors, live
from player.engine.diagram import draw, tabulate
from player.errors import PlayerError
from player.live import CLOSE_BROKEN, CLOSE_CODES
from player.signoff.checklist import POINTS
from scenarios.load.template import STANDARD
from scenarios.load.words import context


def section(name: str, present: str) -> str:
    """A part of a document.

    Args:
        name: which part, and what it is of, such as `fields scenarios.model.case:Patient`.
        present: the part as it stands; what people have written into it is kept.

    Raises:
        KeyError: there is no such part.
    """
    kind, _, of = name.partition(" ")
    return _SECTIONS[kind](of, present)


def _found(place: str) -> Any:
    """What `module:name` stands for."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


def _fields(place: str, present: str) -> str:
    """`MODEL`, or `MODEL beyond OTHER` for the fields that the other has not."""
    place, _, other = place.partition(" beyond ")
    return table(_found(place), present, without=_found(other).model_fields if other else ())


def _message(place: str, present: str) -> str:
    return message(_found(place), present)


def _words(place: str, _: str) -> str:
    return ", ".join(f"`{word}`" if word else "nothing" for word in get_args(_found(place)))


def _diagram(_: str, __: str) -> str:
    return f"```mermaid\n{draw()}\n```"


def _transitions(_: str, __: str) -> str:
    return tabulate()


def _error_codes(_: str, __: str) -> str:
    rows = [f"| `{kind.code}` | {_sentence(kind)} | {_effect(kind)} |" for kind in _raised()]
    return "\n".join(["| code | what it says | and then |", "|---|---|---|", *rows])


def _raised() -> Iterator[type[PlayerError]]:
    """Every error of the player with a code of its own, in the order of their module."""
    for value in vars(errors).values():
        if isinstance(value, type) and issubclass(value, PlayerError) and value is not PlayerError:
            yield value


def _sentence(kind: type[PlayerError]) -> str:
    return (kind.__doc__ or "").splitlines()[0]


def _effect(kind: type[PlayerError]) -> str:
    code = next((code for closing, code in CLOSE_CODES.items() if issubclass(kind, closing)), None)
    return f"closed with {code}" if code else "the connection stays open"


def _close_codes(_: str, present: str) -> str:
    codes = [(str(code), f"`{kind.code}`") for kind, code in CLOSE_CODES.items()]
    return with_meanings(
        "| code | reason | what a client does |", [*codes, (str(CLOSE_BROKEN), "`internal`")], present
    )


def _limits(_: str, present: str) -> str:
    rows = [(name, f"{_found(place):,g}") for name, place in _LIMITS.items()]
    return with_meanings("| limit | value | meaning |", rows, present)


_LIMITS = {
    "MAX_MESSAGE": "player.engine.protocol:MAX_MESSAGE",
    "BURST": f"{live.__name__}:BURST",
    "STEADY": f"{live.__name__}:STEADY",
    "BACKLOG": "player.sockets:BACKLOG",
    "BACKLOG_SIZE": "player.sockets:BACKLOG_SIZE",
    "SEND_SECONDS": "player.sockets:SEND_SECONDS",
    "MAX_DRAFT": "player.engine.bounds:MAX_DRAFT",
    "LATENCY": "player.engine.timing:LATENCY",
    "MAX_DRAFTS": "player.engine.bounds:MAX_DRAFTS",
    "MAX_NOTES": "player.engine.bounds:MAX_NOTES",
    "MAX_PAUSES": "player.engine.bounds:MAX_PAUSES",
    "MAX_CONNECTS": "player.engine.bounds:MAX_CONNECTS",
}


def _blocks(_: str, present: str) -> str:
    standard = Path(scenarios.__file__).with_name(STANDARD).read_text(encoding="utf-8")
    names = re.findall(r"{% block (\w+) %}", standard)
    return with_meanings("| block | what it adds |", [(name,) for name in names], present)


def _template_words(_: str, __: str) -> str:
    words = context({}, {})
    flat = [f"{name}.{inner}" for name, value in words.items() if isinstance(value, dict) for inner in value]
    return ", ".join(f"`{word}`" for word in [*flat, *(n for n, v in words.items() if isinstance(v, str))])


def _synthetic(_: str, __: str) -> str:
    return "\n".join(["| scene | shows | parameters |", "|---|---|---|", *map(_scene, CATALOGUE.values())])


def _scene(entry: Entry) -> str:
    return f"| `{entry.name}` | {entry.says} | {'; '.join(map(_parameter, entry.parameters))} |"


def _parameter(one: Parameter) -> str:
    if one.kind == "switch":
        return f"`{one.name}` {'true' if one.default else 'false'}"
    unit = f" {one.unit}" if one.unit else ""
    return f"`{one.name}` {one.default:g} ({one.low:g} to {one.high:g}{unit})"


def _layers(package: str, _: str) -> str:
    return layers.table(package)


def _checklist(_: str, __: str) -> str:
    """The points that a reviewer answers for."""
    rows = [
        f"| {point.holds} | {point.how} | {', '.join(point.criteria)} | {'yes' if point.may_lack else 'no'} |"
        for point in POINTS.values()
    ]
    head = "| what holds | how to look | criteria | may be none |\n|---|---|---|---|"
    return "\n".join([head, *rows])


_SECTIONS: dict[str, Callable[[str, str], str]] = {
    "fields": _fields,
    "message": _message,
    "words": _words,
    "diagram": _diagram,
    "transitions": _transitions,
    "error-codes": _error_codes,
    "close-codes": _close_codes,
    "limits": _limits,
    "blocks": _blocks,
    "template-words": _template_words,
    "synthetic": _synthetic,
    "layers": _layers,
    "checklist": _checklist,
    "checks": lambda _, __: checks_table(),
    "profiles": lambda _, __: profiles_table(),
    "profile-sources": lambda _, __: sources_table(),
}
