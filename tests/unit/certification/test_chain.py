"""The hash chain: whatever is done to it, the first break is named; and a head is good only with its signature."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from player.certification.chain import (
    GENESIS,
    Content,
    Head,
    Record,
    canonical,
    digest_content,
    first_break,
    link_of,
    linked,
    say_time,
)
from player.certification.seal import NAME, Seal, is_signed
from player.errors import ConfigError

T0 = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Chain = list[tuple[Record, Content | None]]


def chain(length: int) -> Chain:
    """A whole chain."""
    made: Chain = []
    previous = GENESIS
    for number in range(1, length + 1):
        content = Content(f"salt-{number}", f'{{"said": {number}}}')
        at = T0 + timedelta(seconds=number)
        record = linked(
            Record(
                number, "application/a", number, at, "u1", "declared", digest_content(content), previous, ""
            )
        )
        made.append((record, content))
        previous = record.link
    return made


def head(of: Chain, number: int) -> Head:
    return Head(number, of[number - 1][0].link, T0, "")


@given(st.integers(0, 8))
def test_a_whole_chain_has_no_break(length: int) -> None:
    whole = chain(length)
    assert first_break(whole) is None
    assert first_break(whole, heads=[head(whole, n) for n in range(1, length + 1)]) is None


CHANGES: dict[str, Callable[[Record], Record]] = {
    "stream": lambda record: replace(record, stream="application/b"),
    "seq": lambda record: replace(record, seq=record.seq + 1),
    "at": lambda record: replace(record, at=record.at + timedelta(microseconds=1)),
    "by": lambda record: replace(record, by="u2"),
    "type": lambda record: replace(record, type="decided"),
    "content": lambda record: replace(record, content="0" * 64),
    "previous": lambda record: replace(record, previous="f" * 64),
    "link": lambda record: replace(record, link="f" * 64),
}


@given(st.integers(1, 6), st.sampled_from(sorted(CHANGES)))
def test_every_edit_of_a_record_is_found_where_it_is(number: int, field: str) -> None:
    whole = chain(6)
    record, content = whole[number - 1]
    whole[number - 1] = (CHANGES[field](record), content)
    found = first_break(whole)
    assert found
    assert (found.number, "it was changed" in found.said) == (number, True)


@given(st.integers(1, 6))
def test_every_edit_of_what_was_said_is_found(number: int) -> None:
    whole = chain(6)
    record, _ = whole[number - 1]
    for content in (Content(f"salt-{number}", '{"said": 99}'), Content("other", f'{{"said": {number}}}')):
        found = first_break([*whole[: number - 1], (record, content), *whole[number:]])
        assert found
        assert (found.number, "content was changed" in found.said) == (number, True)


@given(st.integers(1, 6))
def test_an_edit_that_was_linked_anew_breaks_at_the_next_record_or_at_a_head(number: int) -> None:
    whole = chain(6)
    heads = [head(whole, 6)]
    content = Content("salt", "{}")
    forged = linked(replace(whole[number - 1][0], content=digest_content(content)))
    edited = [*whole[: number - 1], (forged, content), *whole[number:]]
    found = first_break(edited, heads=heads)
    assert found
    if number < 6:
        assert (found.number, "does not follow" in found.said) == (number + 1, True)
    else:
        assert (found.number, "not the record that was signed" in found.said) == (6, True)


def test_a_chain_that_was_made_anew_as_a_whole_is_found_by_a_head_from_outside() -> None:
    kept = head(chain(6), 4)
    anew: Chain = []
    previous = GENESIS
    for record, content in chain(6):
        forged = linked(replace(record, by="u2", previous=previous))
        anew.append((forged, content))
        previous = forged.link
    assert first_break(anew) is None
    found = first_break(anew, heads=[kept])
    assert found
    assert found.number == 4


@given(st.integers(1, 5), st.integers(1, 3))
def test_every_deletion_is_found_where_it_begins(first: int, many: int) -> None:
    whole = chain(6)
    left = whole[: first - 1] + whole[min(first - 1 + many, 5) :]
    found = first_break(left)
    assert found
    assert (found.number, "missing" in found.said) == (first, True)


def test_a_deletion_that_was_numbered_anew_is_found() -> None:
    whole = chain(4)
    left = [
        whole[0],
        *((replace(record, number=record.number - 1), content) for record, content in whole[2:]),
    ]
    found = first_break(left)
    assert found
    assert found.number == 2


@given(st.permutations(range(5)))
def test_every_reordering_is_found(order: list[int]) -> None:
    whole = chain(5)
    found = first_break([whole[i] for i in order])
    assert (found is None) == (order == sorted(order))


def test_records_that_changed_places_with_their_numbers_are_found() -> None:
    whole = chain(4)
    one, other = whole[1], whole[2]
    whole[1], whole[2] = (replace(other[0], number=2), other[1]), (replace(one[0], number=3), one[1])
    found = first_break(whole)
    assert found
    assert found.number == 2


@given(st.integers(0, 5))
def test_an_end_that_was_cut_off_is_found_by_a_head(left: int) -> None:
    whole = chain(6)
    assert first_break(whole[:left]) is None
    found = first_break(whole[:left], heads=[head(whole, 6)])
    assert found
    assert (found.number, "names 6" in found.said) == (left + 1, True)


def test_erased_content_needs_a_record_that_says_so() -> None:
    whole = chain(3)
    whole[1] = (whole[1][0], None)
    assert first_break(whole, erased={2}) is None
    found = first_break(whole, erased={1})
    assert found
    assert (found.number, "no record says that it was erased" in found.said) == (2, True)


def test_a_link_is_the_same_in_every_zone_and_whatever_the_letters() -> None:
    record = chain(1)[0][0]
    east = replace(record, at=record.at.astimezone(timezone(timedelta(hours=9))))
    assert link_of(east) == link_of(record)
    assert say_time(T0) == "2026-11-24T12:00:00.000000+00:00"
    assert canonical({"b": "Zoë", "a": 1}) == '{"a":1,"b":"Zoë"}'.encode()


# --- heads ---


def test_a_head_is_signed_with_the_key_of_the_instance_which_is_made_once(tmp_path: Path) -> None:
    one, again = Seal.open(tmp_path), Seal.open(tmp_path)
    assert one.public == again.public
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600
    signed = one.sign(head(chain(3), 3))
    assert is_signed(signed)
    assert signed.key == one.public
    (tmp_path / "other").mkdir()
    assert Seal.open(tmp_path / "other").public != one.public


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"link": "0" * 64},
        {"at": T0 + timedelta(microseconds=1)},
        {"key": "0" * 64},
        {"key": "xyz"},
        {"signature": "0" * 128},
        {"signature": ""},
    ],
)
def test_a_head_that_was_changed_is_not_signed(tmp_path: Path, change: dict[str, object]) -> None:
    signed = Seal.open(tmp_path).sign(head(chain(3), 3))
    assert not is_signed(replace(signed, **change))


@pytest.mark.parametrize(
    "content", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_file_that_holds_no_key_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(ConfigError, match="holds no Ed25519 key"):
        Seal.open(tmp_path)
    assert (tmp_path / NAME).read_bytes() == content
