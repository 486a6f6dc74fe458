"""What of the small package comes out when: a plan of its own, which does not ask the player."""

import base64
from collections.abc import Iterator
from itertools import chain

from tiny import DEPTH, EXHIBITS, ITEMS, LANGUAGES, TAKES, Take, mark

from player.engine.form import Form
from scenarios.model.package import Mode

Words = frozenset[str]


def digests(form: Form) -> dict[tuple[str, str], Words]:
    """The digests of each segment and each exhibit: names under which nobody may know a medium before its time."""
    found = {}
    for case in form.cases:
        for segment in case.segments:
            found[case.id, segment.id] = frozenset(rendition.digest for rendition in segment.renditions)
        for name, exhibit in case.exhibits.items():
            found[case.id, name] = frozenset(rendition.digest for rendition in exhibit.renditions)
    return found


def everything(form: Form) -> Words:
    """All words that come out at some time, or never."""
    truths = {mark("truth", case, name) for case, exhibits in EXHIBITS.items() for name in exhibits}
    headings = {mark("heading", case, take.name) for case, takes in TAKES.items() for take in takes}
    return frozenset(truths | headings).union(*releases(form, "practice"))


def releases(form: Form, mode: Mode) -> Iterator[Words]:
    """What each step of a sitting brings: one for its beginning, and one for each message from there on."""
    media = digests(form)
    for case, takes in TAKES.items():
        pieces = [(take, i) for take in takes for i in range(len(take.edges) - 1)]
        for number, (take, i) in enumerate(pieces):
            opening = frozenset({mark("title", case)}) if number == 0 else frozenset()
            yield opening | _segment(case, take, i) | media[case, f"{take.name}/{i}"]
            for name in _asked(take, i):
                yield _item(case, name).union(
                    *(media[case, shown] for shown in ITEMS[case][name].get("exhibits", ()))
                )
        reviewed = [media[case, name] for name in EXHIBITS[case]]
        yield _review(case).union(*reviewed) if mode == "practice" else frozenset()
    if mode == "practice":
        yield frozenset()


def _asked(take: Take, i: int) -> tuple[str, ...]:
    asks = list(take.asks.values())
    return asks[i] if i < len(asks) else ()


def _segment(case: str, take: Take, i: int) -> Words:
    kinds = ("said", "cue", "script", "seen")
    return frozenset(mark(kind, case, take.name, i, language) for kind in kinds for language in LANGUAGES)


def _item(case: str, name: str) -> Words:
    item = ITEMS[case][name]
    shown = [(mark("view", case, of), mark("described", case, of)) for of in item.get("exhibits", ())]
    return frozenset({item["stem"], *item.get("choices", {}).values(), *chain.from_iterable(shown)})


def _review(case: str) -> Words:
    """What practice explains: every rationale, the number that is right, and all exhibits again."""
    rationales = {mark("rationale", case, name) for name in ITEMS[case]}
    number = {f"{DEPTH}"} if "depth" in ITEMS[case] else set()
    described = {mark(kind, case, name) for kind in ("view", "described") for name in EXHIBITS[case]}
    return frozenset(rationales | number | described)


def disguises(word: str) -> list[bytes]:
    """A word as it may stand in an answer: plain, escaped, encoded, backwards."""
    plain = word.encode()
    encoded = [_in_base64(plain, shift) for shift in range(3)]
    each = {"%": "%{:02x}", "u": "\\u{:04x}", "d": "&#{};", "x": "&#x{:x};"}
    escaped = ["".join(form.format(byte) for byte in plain).encode() for form in each.values()]
    return [
        plain,
        plain.upper(),
        plain[::-1],
        plain.hex().encode(),
        *encoded,
        *escaped,
        word.encode("utf-16-le"),
    ]


def _in_base64(plain: bytes, shift: int) -> bytes:
    """What is certain of the base64 of a text that stands `shift` bytes (0 to 2) behind a multiple of three.

    Six bits make a character, so at either end one may belong to the neighbour in part.
    """
    whole = base64.b64encode(b"x" * shift + plain).rstrip(b"=")
    begins = -(-8 * shift // 6)
    ends = 8 * (shift + len(plain)) // 6
    return whole[begins:ends]
