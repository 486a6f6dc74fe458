"""Whether an account is an author's: nobody reviews a package of their own.

A package names its authors as `Name <address>`, as an address, or as a name. An account is an author's if its e-mail
address is among theirs, however it is written beside the name; where an author has none, if the account's name stands
there. Letters' case and the way an accent is encoded do not count.
"""

import re
import unicodedata
from collections.abc import Iterable

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
_TITLED = r"(?<!\w){}(?!\w)"
"""A name as whole words: `Dr Ada Vale, MD` names Ada Vale."""


def is_author(authors: Iterable[str], name: str, email: str | None) -> bool:
    """Whether somebody is among the authors of a package.

    Args:
        authors: as `package.yaml` names them.
        name: of the account.
        email: of the account.
    """
    return any(_same(_plain(author), _plain(name), _plain(email or "")) for author in authors)


def _same(author: str, name: str, email: str) -> bool:
    if addresses := _ADDRESS.findall(author):
        return email in addresses
    return bool(name) and re.search(_TITLED.format(re.escape(name)), author) is not None


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()
