"""One written token as plain English words: numbers, units, signs, letters, compounds.

The order in which forms are tried is the order of `_FORMS`: blood pressures, fractions, clock times
and the like first; then the token is taken apart into numbers, letters and signs.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from media_tools.tokens.numbers import (
    THOUSANDS,
    clock_in_words,
    decimal_in_words,
    ordinal_in_words,
    year_in_words,
)
from media_tools.tokens.units import read_table, units
from media_tools.voice.lexicon import Lexicon

_NUMBER = r"(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|(?<![\w.])\.[0-9]+)"
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = {raised: str(digit) for digit, raised in enumerate(_RAISED_DIGITS)} | {"⁻": "-"}
_POWER = rf"⁻?[{_RAISED_DIGITS}]+|\^-?\d+"
_ATOM = re.compile(rf"(?<=\d)(?:{_POWER})|{_NUMBER}|[²³½¼¾]|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_SIGNS = {
    "+": "plus",
    "±": "plus or minus",
    "−": "minus",
    "<": "less than",
    ">": "greater than",
    "≤": "at most",
    "≥": "at least",
    "=": "equals",
    "≈": "about",
    "~": "about",
    "×": "by",
    "&": "and",
    "@": "at",
    "→": "to",
    "²": "squared",
    "³": "cubed",
    "½": "a half",
    "¼": "a quarter",
    "¾": "three quarters",
}
_BETWEEN = re.compile(r"(?<=\d)x(?=\d)")
"""The letter that stands for a sign in 4x5."""
_FRACTION_SIGNS = frozenset("½¼¾")
_GREEK = {"α": "alpha", "β": "bay ta", "γ": "gamma", "δ": "delta", "Δ": "delta", "μ": "micro", "µ": "micro"}
_FRACTIONS = {
    "1/2": "one half",
    "1/3": "one third",
    "2/3": "two thirds",
    "1/4": "one quarter",
    "3/4": "three quarters",
}
_VOWELS = set("AEIOUY")
_LONGEST_ACRONYM = 4
_PLURALS = ("'s", "’s", "s")


def expand(core: str, before: str | None, lexicon: Lexicon) -> list[str]:
    """The words that are spoken for a token without its punctuation; none for signs that say nothing.

    Args:
        core: the token.
        before: the number in the token before it, when a unit may follow; None where there is none.
        lexicon: asked for the parts of a compound.
    """
    text = _BETWEEN.sub("×", "".join(map(_ascii_digit, core)))
    for pattern, say in _FORMS:
        if match := pattern.fullmatch(text):
            return say(match)
    if before is not None and (words := _unit(text, before)):
        return words
    if plural := _plural(text, lexicon):
        return plural
    if _is_compound(text):
        parts = [part for part in re.split(r"[-–/]", text) if part]
        return [word for part in parts for word in _part(part, lexicon)]
    return _atoms(text)


def _ascii_digit(character: str) -> str:
    """Digits of any script, and those below the line as in SpO₂, as plain digits; those above it stay signs."""
    value = unicodedata.decimal(character, None)
    if value is None and character in "₀₁₂₃₄₅₆₇₈₉":
        value = unicodedata.digit(character)
    return character if value is None else str(value)


def number_before(core: str) -> str | None:
    """The number that a token ends in, when the token after it may be its unit."""
    match = re.search(rf"(?:^|[^\w.])({_NUMBER})$", _BETWEEN.sub("×", core))
    return match.group(1) if match else None


def _plural(text: str, lexicon: Lexicon) -> list[str]:
    """The IVC's, two ECGs: an entry of the lexicon with an s."""
    for ending in _PLURALS:
        if text.endswith(ending) and (found := lexicon.find([text.removesuffix(ending)])):
            *words, last = found[1]
            return [*words, f"{last}'s" if last.isupper() or last == "ay" else f"{last}s"]
    return []


def _part(part: str, lexicon: Lexicon) -> list[str]:
    if found := lexicon.find([part]):
        return list(found[1])
    return ["ay"] if part == "A" else expand(part, None, lexicon)


def _is_compound(text: str) -> bool:
    """Words joined by hyphens or slashes; a sign before a number is none."""
    return bool(re.search(r"[^\W_][-–/][^\W_]", text)) and not re.search(
        rf"[\d{_RAISED_DIGITS}]/{_ATOM_LETTERS}", text
    )


_ATOM_LETTERS = r"[^\W\d_]"


def _number(written: str) -> list[str]:
    return decimal_in_words(THOUSANDS.sub("", written))


def _unit(text: str, number: str) -> list[str]:
    """A unit behind a number, alone or by another: mm, ml/kg, /min."""
    if unit := units().get(text):
        return (unit.one if number == "1" else unit.many).split()
    upper, slash, lower = text.rpartition("/")
    if not slash or lower not in units():
        return []
    above = _unit(upper, number) if upper else []
    return [*above, "per", *units()[lower].one.split()] if above or not upper else []


def _pressure(match: re.Match[str]) -> list[str]:
    return [*_number(match[1]), "over", *_number(match[2])]


def _fraction(match: re.Match[str]) -> list[str]:
    return _FRACTIONS.get(match[0], "").split() or _pressure(match)


def _range(match: re.Match[str]) -> list[str]:
    unit = _unit(match[3], match[2]) if match[3] else []
    return [*_number(match[1]), "to", *_number(match[2]), *unit]


def _clock(match: re.Match[str]) -> list[str]:
    return clock_in_words(int(match[1]), int(match[2]))


def _ratio(match: re.Match[str]) -> list[str]:
    return [*_number(match[1]), "to", *_number(match[2])]


def _ordinal(match: re.Match[str]) -> list[str]:
    return ordinal_in_words(int(match[1]))


def _year(match: re.Match[str]) -> list[str]:
    return year_in_words(int(match[0]))


def _signed(match: re.Match[str]) -> list[str]:
    return [*("minus" if match[1] in "-−–" else _SIGNS[match[1]]).split(), *_atoms(match[2])]


def _age(match: re.Match[str]) -> list[str]:
    return [*_number(match[1]), *match[2].replace("-", " ").split()]


_FORMS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], list[str]]]] = (
    (re.compile(r"(\d{2,3})/(\d{2,3})"), _pressure),
    (re.compile(r"(\d+)/(\d+)"), _fraction),
    (re.compile(r"([01]?\d|2[0-3]):([0-5]\d)"), _clock),
    (re.compile(r"(\d+):(\d[\d,]*)"), _ratio),
    (re.compile(r"(\d+)(?:st|nd|rd|th)"), _ordinal),
    (re.compile(r"(?:19|20)\d\d"), _year),
    (re.compile(rf"({_NUMBER})[-–]({_NUMBER})(\D*)"), _range),
    (re.compile(rf"({_NUMBER})-((?:year|month|week|day|hour|minute)s?(?:-old)?)"), _age),
    (re.compile(r"([-−–+±<>≤≥=≈~])(\.?\d.*)"), _signed),
)


def _atoms(text: str) -> list[str]:
    words: list[str] = []
    number: str | None = None
    for position, atom in enumerate(_split(text)):
        if _is_number(atom):
            words += _number(atom)
            number = atom
            continue
        if number and _is_power(atom):
            words += _power(atom)
            continue
        words += ["and"] if number and atom in _FRACTION_SIGNS else []
        words += (_unit(atom, number) if number else []) or _say(atom, alone=position == 0)
        number = None
    return words


def _is_number(atom: str) -> bool:
    return atom[-1].isdecimal() and atom[0] != "^"


def _is_power(atom: str) -> bool:
    return bool(re.fullmatch(_POWER, atom))


def _power(atom: str) -> list[str]:
    """A power behind its number: 10⁵, 10^-3."""
    if atom in _SIGNS:  # squared, cubed
        return [_SIGNS[atom]]
    power = "".join(_RAISED.get(character, character) for character in atom).removeprefix("^")
    return ["to", "the", "power", "of", *(["minus"] if power[0] == "-" else []), *_number(power.lstrip("-"))]


def _split(text: str) -> list[str]:
    """Numbers, letters and signs; what stands behind a number stays whole where it is a unit."""
    atoms = _ATOM.findall(text)
    for position, atom in enumerate(atoms[:-1]):
        rest = "".join(atoms[position + 1 :])
        if (_is_number(atom) or (position and _is_power(atom))) and _unit(rest, atom):
            return [*atoms[: position + 1], rest]
    return list(atoms)


def _say(atom: str, *, alone: bool) -> list[str]:
    if atom in _SIGNS or atom in units():
        return _SIGNS[atom].split() if atom in _SIGNS else _symbol(atom, alone=alone)
    spelled = "".join(f" {_GREEK[c]} " if c in _GREEK else c for c in atom).split()
    return [word for part in spelled for word in _letters(part)]


def _symbol(atom: str, *, alone: bool) -> list[str]:
    if atom.isalpha() and atom.isascii():
        return _letters(atom)
    return [] if alone and atom == "°" else units()[atom].many.split()


def _letters(atom: str) -> list[str]:
    """Acronyms are spelled: capitals without a vowel, or few that are no common word. The rest are plain words."""
    plain = unicodedata.normalize("NFKD", atom.replace("’", "'")).encode("ascii", "ignore").decode()
    plain = "".join(c for c in plain if c.isalpha() or c == "'").strip("'")
    if len(plain) > 1 and plain.isupper() and plain.isalpha() and _is_acronym(plain):
        return ["ay" if letter == "A" else letter for letter in plain]
    return [plain if len(plain) == 1 and plain != "A" else plain.lower()] if plain else []


def _is_acronym(capitals: str) -> bool:
    return not _VOWELS & set(capitals) or (len(capitals) <= _LONGEST_ACRONYM and capitals not in _shouted())


@cache
def _shouted() -> frozenset[str]:
    rows = read_table(Path(__file__).with_name("capitals.txt"))
    return frozenset(word for row in rows for word in row[0].split())
