"""The lexicon's entries can be spoken by any engine, and a package's come before them."""

import re

from media_tools.voice.lexicon import lexicon


def test_every_entry_is_spoken_in_plain_words() -> None:
    entries = lexicon()
    for spoken in (*entries.exact.values(), *entries.folded.values()):
        assert spoken
        assert all(re.fullmatch(r"[A-Z]|[a-z]+", word) for word in spoken), spoken


def test_capitals_count_as_written_and_small_letters_in_any_case() -> None:
    entries = lexicon()
    assert entries.find(["BP"]) == (1, ("blood", "pressure"))
    assert entries.find(["bp"]) is None
    assert entries.find(["Oedema"]) == (1, ("edema",))


def test_the_longest_phrase_wins() -> None:
    entries = lexicon({"left ventricle": "el vee", "left": "lefft"})
    assert entries.find(["left", "ventricle", "is"]) == (2, ("el", "vee"))
    assert entries.find(["left", "leg"]) == (1, ("lefft",))


def test_a_package_overrules_the_clinical_lexicon() -> None:
    assert lexicon({"IVC": "cava"}).find(["IVC"]) == (1, ("cava",))


def test_white_space_in_an_entry_does_not_count() -> None:
    assert lexicon({"vena   cava": "v c"}).find(["vena", "cava"]) == (2, ("v", "c"))
