"""Tokens and codes: enough chance, no way back from the database, and read however they were typed."""

import math

from hypothesis import given
from hypothesis import strategies as st

from player.certification.tokens import (
    ALPHABET,
    GROUP,
    GROUPS,
    Tokens,
    new_code,
    new_nonce,
    plain_code,
    show_code,
)

ONE, OTHER = Tokens(b"s" * 32), Tokens(b"t" * 32)


def test_a_code_has_more_than_eighty_bits_and_no_letter_that_is_misread() -> None:
    assert math.log2(len(ALPHABET)) * GROUPS * GROUP >= 80
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(set(code) <= {*ALPHABET, "-"} for code in codes)


@given(st.text(ALPHABET, min_size=20, max_size=20), st.sampled_from(["lower", "spaces", "misread", "dashes"]))
def test_a_code_is_read_however_it_was_typed(plain: str, way: str) -> None:
    code = show_code(plain)
    typed = {
        "lower": code.lower(),
        "spaces": f"  {code.replace('-', ' ')} ",
        "misread": code.replace("1", "I").replace("0", "o"),
        "dashes": code.replace("-", "\u2013"),
    }[way]
    assert plain_code(typed) == plain
    assert ONE.digest_code(typed) == ONE.digest_code(code)


def test_a_link_is_the_same_again_and_hangs_on_the_secret_and_the_purpose() -> None:
    nonce = new_nonce()
    assert ONE.link("evaluator", nonce) == ONE.link("evaluator", nonce)
    links = {ONE.link("evaluator", nonce), ONE.link("reset", nonce), OTHER.link("evaluator", nonce)}
    assert len(links) == 3
    assert all(len(link) == 64 for link in links)
    assert len(nonce) * 4 == 128


def test_what_the_database_keeps_is_neither_the_token_nor_the_code() -> None:
    token, code = ONE.link("reset", new_nonce()), new_code()
    assert ONE.digest_link(token) != token
    assert plain_code(code).lower() not in ONE.digest_code(code)
    assert ONE.digest_code(code) != OTHER.digest_code(code)
