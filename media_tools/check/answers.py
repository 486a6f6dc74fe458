"""What gives the answer to a question away, for each type of question, and whether a text does.

choice       half or more of the words that only the right choice has, or the choice word for word
text         half or more of the words of an answer that is accepted
numeric      the number with its unit, in any unit that a candidate may use; a caliper likewise, each of its lines
ordering     half or more of the steps, two at least, one after the other as they should be
matching     a label and the target that it belongs to, in one sentence
labelling    in the description of the image itself: a label that belongs to a spot, and a word for a place, in one sentence
probe        the transducer's name; or, where the direction is asked, the marker and where it points, in one sentence
concordance  the hypothesis and what most of the panel said of it, in one sentence
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from media_tools.check.profile import Spoilers
from media_tools.check.secrets import InOrder, Placed, Secret, Together, Words, plain, words_of
from scenarios.model import ChoiceItem, ChoiceKey, Item, Key, NumericItem, NumericKey
from scenarios.model.item import (
    CaliperItem,
    ConcordanceItem,
    LabellingItem,
    MatchingItem,
    OrderingItem,
    ProbeItem,
    TextItem,
    conversion,
)
from scenarios.model.key import (
    CaliperKey,
    ConcordanceKey,
    LabellingKey,
    MatchingKey,
    OrderingKey,
    ProbeKey,
    TextKey,
)
from scenarios.model.scene import TRANSDUCERS


def secrets_of(item: Item, key: Key | None, rules: Spoilers) -> Iterator[Secret]:
    """What gives the answer to an item away; nothing where no text can."""
    if key is not None and (find := _SECRETS.get(type(item))):
        yield from find(item, key, rules)


def _choice(item: ChoiceItem, key: ChoiceKey, rules: Spoilers) -> Iterator[Secret]:
    own = _distinct(item.options, rules, key.correct)
    yield from (Words(own[name], _verbatim(item.options[name], rules)) for name in key.correct)


def _text(_: TextItem, key: TextKey, rules: Spoilers) -> Iterator[Secret]:
    yield from (Words(frozenset(words_of(text, rules)), _verbatim(text, rules)) for text in key.accepted)


def _numeric(item: NumericItem, key: NumericKey, _: Spoilers) -> Iterator[Secret]:
    yield from _measured(key.value, item.unit, (item.unit, *item.units))


def _caliper(item: CaliperItem, key: CaliperKey, _: Spoilers) -> Iterator[Secret]:
    for line in key.lines:
        yield from _measured(line.value, item.unit, ("mm", "cm"))
    if key.ratio and key.ratio.of == "collapse":
        yield from _measured(key.ratio.value, "%", ("%",))


def _ordering(item: OrderingItem, key: OrderingKey, rules: Spoilers) -> Iterator[Secret]:
    own = _distinct(item.choices, rules)
    yield InOrder(tuple(own[name] for name in key.order))


def _matching(item: MatchingItem, key: MatchingKey, rules: Spoilers) -> Iterator[Secret]:
    labels, targets = _distinct(item.labels, rules), _distinct(item.targets, rules)
    pairs = ((labels[label], targets[target]) for label, target in key.right)
    yield from (Together(label, target) for label, target in pairs if label and target)


def _labelling(item: LabellingItem, key: LabellingKey, _: Spoilers) -> Iterator[Secret]:
    field = f"exhibits.{item.exhibit}.description"
    yield from (Placed(plain(item.labels[name]), field) for name in key.pairs)


def _probe(item: ProbeItem, key: ProbeKey, rules: Spoilers) -> Iterator[Secret]:
    own = _distinct({name: TRANSDUCERS[name] for name in item.transducers}, rules, key.transducer)
    yield from (Words(own[name]) for name in key.transducer)
    if item.direction:
        yield Together(frozenset({"marker"}), phrases=tuple(rules.directions.split()))


def _concordance(item: ConcordanceItem, key: ConcordanceKey, rules: Spoilers) -> Iterator[Secret]:
    most = max(key.panel.values())
    said = tuple(plain(item.words[answer]) for answer, count in key.panel.items() if count == most)
    yield Together(frozenset(words_of(item.hypothesis, rules)), phrases=said)


_SECRETS: Mapping[type, Callable[[Any, Any, Spoilers], Iterator[Secret]]] = {
    ChoiceItem: _choice,
    TextItem: _text,
    NumericItem: _numeric,
    CaliperItem: _caliper,
    OrderingItem: _ordering,
    MatchingItem: _matching,
    LabellingItem: _labelling,
    ProbeItem: _probe,
    ConcordanceItem: _concordance,
}
"""Of points no text tells more than their question does."""


def _distinct(
    texts: Mapping[Any, str], rules: Spoilers, right: Iterable[str] | None = None
) -> dict[str, frozenset[str]]:
    """The words of each text that no other has; where several are right, that none of the wrong ones has."""
    together = set(right or ())
    words = {name: words_of(text, rules) for name, text in texts.items()}
    return {
        name: frozenset(
            own.difference(*(w for n, w in words.items() if n != name and not {n, name} <= together))
        )
        for name, own in words.items()
    }


def _measured(value: float, unit: Any, units: Iterable[Any]) -> Iterator[Secret]:
    for other in units:
        yield Words(frozenset([f"{round(value * conversion(unit, other), 6):g} {other}"]))


def _verbatim(text: str, rules: Spoilers) -> str:
    return plain(text) if len(text.split()) >= rules.verbatim else ""
