"""Texts as tokens that can be compared: what is said the same way is the same token.

Case, punctuation, hyphens and apostrophes do not count. Numbers in words are digits, units are their
symbols, contractions with "not" are two words, titles are short, hesitations are left out. A sound in
brackets is one token.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from media_tools.tokens.classes import Kind, classify
from media_tools.tokens.numbers import THOUSANDS, ordinal_in_words, read_count
from media_tools.tokens.units import unit_phrases, units


@dataclass(frozen=True)
class Token:
    """A word as it is compared, its kind, the passage it begins in, and how it is written there."""

    text: str
    kind: Kind
    passage: int
    written: str


_PIECE = re.compile(
    r"(?P<sound>\[[^\]]*\])"
    r"|(?P<clock>(?<![\d.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:]))"
    r"|(?P<rank>\d+(?:st|nd|rd|th)\b)"
    r"|(?P<number>(?:(?<![\w.)])[-−])?(?:\d+(?:,\d{3}(?!\d))*(?:\.\d+)?|(?<![\w.])\.\d+))"
    r"|(?P<degrees>°[CF]?)"
    r"|(?P<word>[^\W\d_]\w*(?:'\w+)*)"
    r"|(?P<sign>[%/+<>≤≥±=×&–-])",
    re.IGNORECASE,
)
_SIGNS = {"+": "plus", "<": "less than", ">": "greater than", "≤": "at most", "≥": "at least", "=": "equals"}
_MORE_SIGNS = {"±": "plus or minus", "×": "by", "&": "and"}
_SHORT = {"doctor": "dr", "mister": "mr", "missus": "mrs", "professor": "prof", "okay": "ok"}
_BARE = re.compile(r"(?:do|does|did|is|are|was|were|wo|ca|sha|has|have|had|should|would|could|ai)nt")
"""Contractions without their apostrophe."""
_RAISED = re.compile(r"(?<=\d)(?=[⁰¹²³⁴-⁹])")
_FRACTION_BEHIND = re.compile(r"(?<=\d)(?=[¼-¾⅐-⅞])")
_LEADING_POINT = re.compile(r"(?<!\d)\.")
_COUNTED = frozenset(["hundred", "thousand", "million"])
"""What "a" counts one of: a hundred."""
_HESITATIONS = frozenset(["um", "uh", "er", "erm", "hmm", "ah"])
_HUM = "mm"
"""A hesitation too, but behind a number millimetres."""
_WHOLE = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can"}
_LONGEST_COUNT = 20
_LONGEST_UNIT = 3


def read(passages: Sequence[str]) -> tuple[Token, ...]:
    """The tokens of passages that follow one another; a number may reach from one into the next."""
    pieces = [piece for at, passage in enumerate(passages) for piece in _pieces(passage, at)]
    said = _units(_numbers(pieces))
    return tuple(token for token in said if token.text != _HUM or token.kind == "unit")


def _pieces(passage: str, at: int) -> list[Token]:
    text = _plain(passage)
    return [
        Token(said, kind, at, match[0]) for match in _PIECE.finditer(text) for said, kind in _say(match, text)
    ]


def _plain(passage: str) -> str:
    """A passage in the plainest characters; a power (10⁵) and a fraction (2½) stay apart from their number."""
    apart = _FRACTION_BEHIND.sub(" ", _RAISED.sub("^", passage))
    text = unicodedata.normalize("NFKC", apart)
    return text.replace("’", "'").replace("μ", "µ").replace("\N{FRACTION SLASH}", "/")


def _say(match: re.Match[str], text: str) -> list[tuple[str, Kind]]:
    written = match[0]
    if match["sound"]:
        return [(f"[{' '.join(written.lower().strip('[] ').split())}]", "sound")]
    if match["clock"]:
        hours, minutes = map(int, written.split(":"))
        return [(str(part), "number") for part in ((hours, minutes) if minutes else (hours * 100,))]
    if match["rank"]:
        return [(word, "number") for word in ordinal_in_words(int(written[:-2]))]
    if match["number"]:
        return [(_LEADING_POINT.sub("0.", THOUSANDS.sub("", written).replace("−", "-")), "number")]
    if match["degrees"]:
        return [(written.upper(), "unit")]
    return _say_word(written) if match["word"] else _say_sign(match, text)


def _say_word(written: str) -> list[tuple[str, Kind]]:
    word = written.lower()
    if word in _HESITATIONS:
        return []
    if word == "alright":
        return [("all", "word"), ("right", classify("right"))]
    if _BARE.fullmatch(word):
        word = f"{word[:-1]}'t"
    if word in _WHOLE or word.endswith("n't"):
        return [(_WHOLE.get(word, word.removesuffix("n't")), "word"), ("not", "negation")]
    word = _SHORT.get(word, word)
    return [(word, classify(word))]


def _say_sign(match: re.Match[str], text: str) -> list[tuple[str, Kind]]:
    """A hyphen between numbers is "to", a slash "over", a slash before a unit "per"; other hyphens say nothing."""
    sign, before, after = match[0], text[: match.start()], text[match.end() :]
    between_numbers = bool(re.search(r"\d\s*$", before) and re.match(r"\s*\d", after))
    if sign in "-–":
        return [("to", "word")] if between_numbers else []
    if sign == "/":
        if between_numbers:
            return [("over", "word")]
        return [("per", "unit")] if re.search(r"[\d%°]\s*[A-Za-zµ]*$", before) else []
    if sign == "%":
        return [("%", "unit")]
    kind: Kind = "number" if after[:1].isdigit() or after[:2].strip().isdigit() else "word"
    return [(word, kind) for word in (_SIGNS | _MORE_SIGNS)[sign].split()]


def _numbers(tokens: Sequence[Token]) -> list[Token]:
    """Counts in words as digits. A single "one" may be a pronoun: it compares as 1 and weighs as a word."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        text, used = read_count(_counted(tokens[at : at + _LONGEST_COUNT]))
        taken = tokens[at : at + used]
        if not used:
            result.append(tokens[at])
        else:
            written = " ".join(token.written for token in taken)
            lone = [token.text for token in taken] == ["one"]
            result.append(Token(text, "word" if lone else "number", taken[0].passage, written))
        at += max(used, 1)
    return result


def _counted(tokens: Sequence[Token]) -> list[str]:
    """The words of a count; "a" before a hundred is one."""
    words = [token.text for token in tokens]
    return ["one", *words[1:]] if words[0] == "a" and len(words) > 1 and words[1] in _COUNTED else words


def _units(tokens: Sequence[Token]) -> list[Token]:
    """What stands behind a number, or behind another unit and "per", is a unit where it can be one."""
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        before = result[-1] if result else None
        found = _unit(tokens[at : at + _LONGEST_UNIT]) if before and _takes_unit(before) else None
        if found is None:
            result.append(tokens[at])
            at += 1
            continue
        symbol, used = found
        written = " ".join(token.written for token in tokens[at : at + used])
        result.append(replace(tokens[at], text=symbol, kind="unit", written=written))
        at += used
    return result


def _takes_unit(token: Token) -> bool:
    return token.kind == "number" or token.text in {"1", "per"}


def _unit(tokens: Sequence[Token]) -> tuple[str, int] | None:
    words = [token.text for token in tokens]
    for used in range(len(words), 0, -1):
        if symbol := unit_phrases().get(tuple(words[:used])):
            return symbol, used
    if words[0] in {"per", "a"} and len(words) > 1 and _is_unit(tokens[1]):
        return "per", 1
    unit = units().get(tokens[0].written) or units().get(words[0])
    return (unit.symbol, 1) if unit else None


def _is_unit(token: Token) -> bool:
    return token.written in units() or (token.text,) in unit_phrases()
