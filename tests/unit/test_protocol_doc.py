"""`docs/protocol.md` and the code say the same."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from documents import Block, blocks, read
from forms import every_type, key_of
from pydantic import TypeAdapter

from player import errors
from player.engine import form, protocol, view
from player.engine.diagram import draw, tabulate
from player.engine.present import explain, present
from player.errors import PlayerError
from player.live import CLOSE_BROKEN, CLOSE_CODES
from scenarios.model.item import Item
from scenarios.model.key import Key

DOCUMENT = read("docs/protocol.md")
REQUESTS = get_args(get_args(protocol.Request)[0])
REPLIES = (protocol.Welcome, protocol.Ack, protocol.Refusal, protocol.Pong, view.StateView)
MESSAGES = {model.model_fields["type"].default: model for model in (*REQUESTS, *REPLIES)}
EXAMPLES = list(blocks(DOCUMENT, "json"))
ITEMS: dict[str, tuple[Item, Key]] = {
    item.type: (item, key_of("one", item.type, item)) for item in every_type("one").values()
}


def model_of(block: Block) -> Any:
    """What an example is an example of: a message by its type, or the part that its fence names."""
    return getattr(view, block.about) if block.about else MESSAGES[json.loads(block.text)["type"]]


@pytest.mark.parametrize("block", EXAMPLES, ids=lambda block: f"line {block.line}")
def test_an_example_is_what_the_models_take_and_give(block: Block) -> None:
    adapter = TypeAdapter(model_of(block))
    value = adapter.validate_json(block.text)
    assert adapter.dump_python(value, mode="json", exclude_unset=True) == json.loads(block.text)


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_message_has_a_section_and_an_example(kind: str) -> None:
    assert f"\n### `{kind}`\n" in DOCUMENT
    assert any(model_of(block) is MESSAGES[kind] for block in EXAMPLES)


@pytest.mark.parametrize("kind", MESSAGES)
def test_every_field_of_a_message_is_shown_with_a_value(kind: str) -> None:
    model = MESSAGES[kind]
    shown = {field for block in EXAMPLES for field in _shown(model_of(block), json.loads(block.text))}
    assert set(_fields(model)) - shown == set()


def _fields(model: Any) -> Iterator[tuple[str, str]]:
    """Every field of a model and of its parts, by the model it belongs to."""
    schema = TypeAdapter(model).json_schema()
    for name, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        yield from ((name, field) for field in part.get("properties", {}))


def _shown(model: Any, value: Any) -> Iterator[tuple[str, str]]:
    """The same, for those that have a value in an example."""
    schema = TypeAdapter(model).json_schema()
    yield from _in_model(schema, schema.get("$defs", {}), value, model.__name__)


def _in_model(part: Any, models: Any, value: Any, name: str) -> Iterator[tuple[str, str]]:
    for field, inner in part.get("properties", {}).items():
        if isinstance(value, dict) and value.get(field) not in (None, [], {}, ""):
            yield name, field
            yield from _in_value(inner, models, value[field])


def _in_value(part: Any, models: Any, value: Any) -> Iterator[tuple[str, str]]:
    for option in part.get("anyOf", ()):
        yield from _in_value(option, models, value)
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        yield from _in_model(models[name], models, value, name)
    if isinstance(value, list) and isinstance(part.get("items"), dict):
        for child in value:
            yield from _in_value(part["items"], models, child)
    if isinstance(value, dict) and isinstance(part.get("additionalProperties"), dict):
        for child in value.values():
            yield from _in_value(part["additionalProperties"], models, child)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in an example, itself included."""
    if isinstance(value, dict):
        yield value
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(child)


def _questions(example: Any) -> Iterator[dict[str, Any]]:
    return (part["question"] for part in _objects(example) if part.get("question"))


def _explained(example: Any, kind: str) -> Iterator[dict[str, Any]]:
    """What is told of answers to questions of one type."""
    return (part for part in _objects(example) if "explanation" in part and part["question"]["type"] == kind)


@pytest.mark.parametrize("kind", ITEMS)
def test_questions_and_explanations_have_the_fields_that_the_page_names(kind: str) -> None:
    item, key = ITEMS[kind]
    question, explanation = present("i", item, "seed"), explain("i", item, key, "seed")
    page = DOCUMENT[DOCUMENT.index("### Questions and answers") :]
    row = next(line for line in page.splitlines() if line.startswith(f"| `{kind}` |"))
    common = set(present("i", ITEMS["choice"][0], "s")) & set(present("i", ITEMS["numeric"][0], "s"))
    assert all(f"`{field}`" in row for field in set(question) - common)
    assert all(f"`{field}`" in row for field in set(explanation) - {"rationale"})
    examples = [json.loads(block.text) for block in EXAMPLES]
    shown = [asked for example in examples for asked in _questions(example) if asked["type"] == kind]
    told = [said["explanation"] for example in examples for said in _explained(example, kind)]
    assert shown
    assert told
    assert all(set(asked) == set(question) for asked in shown)
    assert all(set(said) == set(explanation) for said in told)


@pytest.mark.parametrize("model", [form.Cue, form.ScriptLine], ids=lambda model: model.__name__)
def test_texts_of_a_segment_have_a_table(model: type) -> None:
    assert f"<!-- from code: message player.engine.form:{model.__name__} -->" in DOCUMENT


def test_every_error_code_is_listed() -> None:
    codes = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, PlayerError)
    } - {PlayerError.code}
    listed = {line.split("`")[1] for line in _part("error-codes") if line.startswith("| `")}
    assert listed == codes


def test_every_close_code_is_listed() -> None:
    listed = {int(line.split("`")[1]) for line in _part("close-codes") if line.startswith("| `")}
    assert listed == {*CLOSE_CODES.values(), CLOSE_BROKEN}


def test_the_states_are_drawn_from_the_transitions() -> None:
    assert f"```mermaid\n{draw()}\n```" in DOCUMENT
    assert tabulate() in DOCUMENT


def _part(name: str) -> list[str]:
    start = DOCUMENT.index(f"<!-- from code: {name} -->")
    return DOCUMENT[start : DOCUMENT.index("<!-- end -->", start)].splitlines()
