"""The hash chain over all records, pure: what is linked, and where a chain is broken.

Every record is linked to the one before: its link is the SHA-256 of its own facts, the digest of its
content and the link before it. So a record cannot be changed, removed, put elsewhere or added without every
later link being another one. A signed head names the last link at a time; kept outside, it shows a chain
that was cut off or made anew.

The content is linked by its digest alone, with a random salt, so that personal data can be erased and the
chain still holds: an erasure is a record itself, and content that is gone without one is a break.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""The link before the first record."""


@dataclass(frozen=True)
class Record:
    """A link of the chain.

    Attributes:
        number: its place in the chain, from 1.
        stream, seq: what it is about, such as `application/<id>`, and its place in there, from 1.
        at, by, type: when it happened, who did it, what it was.
        content: the digest of its content.
        previous, link: the link before, and its own.
    """

    number: int
    stream: str
    seq: int
    at: datetime
    by: str
    type: str
    content: str
    previous: str
    link: str


@dataclass(frozen=True)
class Content:
    """What a record says: JSON, and the random salt that its digest is made with."""

    salt: str
    body: str


@dataclass(frozen=True)
class Head:
    """The last link at a time; `key` is the public key that it is signed with, in hexadecimal."""

    number: int
    link: str
    at: datetime
    key: str
    signature: str = ""

    @property
    def message(self) -> bytes:
        """What is signed."""
        facts = {"head": self.number, "link": self.link, "at": say_time(self.at), "key": self.key}
        return canonical(facts)


@dataclass(frozen=True)
class Break:
    """The first place at which the chain is not what was written."""

    number: int
    said: str


def canonical(facts: Mapping[str, Any]) -> bytes:
    """JSON in one form only: sorted names, no spaces, UTF-8."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def say_time(at: datetime) -> str:
    """A time in one form only: UTC, with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest_content(content: Content) -> str:
    """The digest that a record holds of its content."""
    return hashlib.sha256(f"{content.salt}\n{content.body}".encode()).hexdigest()


def link_of(record: Record) -> str:
    """The link that a record has to have."""
    facts = asdict(record) | {"at": say_time(record.at)}
    del facts["link"]
    return hashlib.sha256(canonical(facts)).hexdigest()


def linked(record: Record) -> Record:
    """The record with its link."""
    return Record(**{**asdict(record), "link": link_of(record)})


def first_break(
    records: Iterable[tuple[Record, Content | None]],
    erased: Collection[int] = (),
    heads: Iterable[Head] = (),
) -> Break | None:
    """The first place at which a chain is not what was written; None where it holds.

    Args:
        records: all records in the order of their numbers, with their content where it is there.
        erased: numbers of records whose content was erased by a record.
        heads: heads whose signatures have been checked.
    """
    claimed = {head.number: head for head in sorted(heads, key=lambda head: head.number)}
    number, previous = 0, GENESIS
    for record, content in records:
        if record.number != number + 1:
            return _gap(number + 1, record.number)
        faults = (*_in_link(record, previous), *_in_content(record, content, erased))
        if faults:
            return Break(record.number, f"{_named(record)}: {faults[0]}")
        number, previous = record.number, record.link
        head = claimed.pop(number, None)
        if head and head.link != previous:
            return Break(
                number, f"{_named(record)}: it is not the record that was signed on {head.at:%Y-%m-%d}"
            )
    if claimed:
        last = max(claimed)
        what = f"the chain ends with {number}, and the head of {claimed[last].at:%Y-%m-%d} names {last}"
        return Break(number + 1, f"record {number + 1} is missing: {what}")
    return None


def _gap(expected: int, found: int) -> Break:
    if found < expected:
        return Break(found, f"record {found} stands behind record {expected - 1}: the order was changed")
    what = (
        f"record {expected} is missing"
        if found == expected + 1
        else f"records {expected} to {found - 1} are missing"
    )
    return Break(expected, what)


def _in_link(record: Record, previous: str) -> Iterator[str]:
    if record.link != link_of(record):
        yield "it was changed after it was written"
    if record.previous != previous:
        yield "it does not follow the record before it"


def _in_content(record: Record, content: Content | None, erased: Collection[int]) -> Iterator[str]:
    if content is None:
        if record.number not in erased:
            yield "its content is gone, and no record says that it was erased"
    elif digest_content(content) != record.content:
        yield "its content was changed after it was written"


def _named(record: Record) -> str:
    return f"record {record.number} ({record.type}, {record.stream}, {record.at:%Y-%m-%d %H:%M:%S} UTC)"
