"""Whether an account is an author's: nobody reviews a package of their own.

A package names its authors as `Name <address>`, as an address, or as a name. An account is an author's if its e-mail
address is among them, or its name is one that stands there without an address. Letters' case does not count.
"""

import re
from collections.abc import Iterable

_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>@\s]+@[^<>@\s]+)>")


def is_author(authors: Iterable[str], name: str, email: str | None) -> bool:
    """Whether somebody is among the authors of a package.

    Args:
        authors: as `package.yaml` names them.
        name: of the account.
        email: of the account.
    """
    return any(_same(author, name, email or "") for author in authors)


def _same(author: str, name: str, email: str) -> bool:
    named = _NAMED.fullmatch(author.strip())
    stated = named["address"] if named else author
    if "@" in stated:
        return _plain(stated) == _plain(email)
    return _plain(author) == _plain(name)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
