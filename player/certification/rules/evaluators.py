"""Peer evaluators: whose names are taken, and what staff should look at.

The programme asks for three clinicians in each area who know the candidate's ability. They are not the
candidate, and each is another person: addresses are compared by their mailbox.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from player.certification.policy import Policy
from player.certification.text import Email, Line, count, is_plain
from scenarios.model.text import Frozen

_DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}
"""Domains that deliver to one mailbox whatever dots its name has."""
_QUOTED_PAIR = re.compile(r"\\(.)")
_PUNYCODE = "xn--"


class Person(Frozen):
    """Somebody who is named; `id` is random, and decides who is contacted where not all are."""

    id: str
    name: Line
    email: Email


@dataclass(frozen=True)
class Known:
    """An evaluator of another application: whom they evaluate, in which area."""

    application: str
    area: str
    candidate: str
    evaluator: str
    """Mailboxes."""


@dataclass(frozen=True)
class Flag:
    """Something that is allowed, and that staff should look at."""

    evaluator: str
    reason: str


def mailbox(email: str) -> str:
    """Where an address delivers to: in small letters, unquoted, without what follows a plus sign."""
    name, _, domain = _folded(email.strip()).rpartition("@")
    if name.startswith('"') and name.endswith('"'):
        name = _QUOTED_PAIR.sub(r"\1", name[1:-1])
    name = name.partition("+")[0] or name
    # IDNA takes the ideographic full stop for a dot, too
    domain = ".".join(map(_label, domain.replace("\u3002", ".").rstrip(".").split(".")))
    if domain in _DOTLESS:
        return f"{name.replace('.', '')}@{_DOTLESS[domain]}"
    return f"{name}@{domain}"


def _label(label: str) -> str:
    """A part of a domain in its own letters, where it is written in those of ASCII (RFC 5891)."""
    if not label.startswith(_PUNYCODE):
        return label
    try:
        return _folded(label.removeprefix(_PUNYCODE).encode().decode("punycode"))
    except UnicodeError:
        return label


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, but for case and spaces."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return " ".join(_folded(name).split())


def faults_of(
    policy: Policy, own: Collection[str], people: Sequence[Person], before: Sequence[Person] = ()
) -> tuple[str, ...]:
    """Why these people cannot be taken; nothing where they can.

    Args:
        policy: the policy that the application is pinned to.
        own: the candidate's own addresses.
        people: who is named now.
        before: everyone who was named in this area before, the replaced ones included.
    """
    return tuple(_faults(policy, {mailbox(email) for email in own}, people, before))


def _faults(
    policy: Policy, own: Collection[str], people: Sequence[Person], before: Sequence[Person]
) -> Iterator[str]:
    named = policy.evaluators.named
    if not before and len(people) != named:
        yield f"Name {count(named, 'person', 'people')} for each area; there are {len(people)}."
    if len(before) + len(people) > policy.evaluators.most:
        yield f"No more than {policy.evaluators.most} people may be named in one area; ask the staff."
    seen = {mailbox(person.email): person.name for person in before}
    for person in people:
        box = mailbox(person.email)
        if not is_plain(person.email):
            yield f"{person.email} is no plain address; write it as name@example.org."
        elif box in own:
            yield f"{person.email} is your own address; name somebody else."
        elif box in seen:
            yield f"{person.email} is the address of {seen[box]}; name another person."
        seen[box] = person.name


def mutual(evaluator: str, application: str) -> Flag:
    """That two candidates evaluate one another; `application` is the evaluator's own."""
    return Flag(
        evaluator, f"The candidate evaluates this person in the same area (application {application})."
    )


def flags_of(
    candidate: str,
    area: str,
    people: Sequence[Person],
    known: Sequence[Known],
    *,
    name: str = "",
    beside: Sequence[Person] = (),
) -> tuple[Flag, ...]:
    """What staff should look at.

    Args:
        candidate: the candidate's address.
        area: the area that these people are named for.
        people: who is named now.
        known: evaluators of other applications.
        name: the candidate's name.
        beside: everyone else who is named in the area.
    """
    return tuple(
        flag
        for index, person in enumerate(people)
        for flag in (
            *_mutual(mailbox(candidate), area, person, known),
            *_namesakes(person, [*beside, *people[:index]], name),
        )
    )


def _mutual(own: str, area: str, person: Person, known: Sequence[Known]) -> Iterator[Flag]:
    evaluated_by_own = {
        each.candidate: each.application for each in known if (each.area, each.evaluator) == (area, own)
    }
    if mailbox(person.email) in evaluated_by_own:
        yield mutual(person.id, evaluated_by_own[mailbox(person.email)])


def _namesakes(person: Person, others: Sequence[Person], candidate: str) -> Iterator[Flag]:
    if any(same_name(person.name, other.name) for other in others):
        yield Flag(person.id, "Two people of this name are named in this area.")
    if candidate and same_name(person.name, candidate):
        yield Flag(person.id, "This person has the candidate's name.")
