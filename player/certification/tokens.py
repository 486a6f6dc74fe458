"""Secrets that people are given: links in e-mails, and voucher codes. The database keeps keyed digests only.

A link's token is made from 128 random bits and a secret of the instance, so that it can be made again: a
reminder carries the very same link, and the database alone gives nobody a way in.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Literal

Purpose = Literal["evaluator", "confirm", "reset"]

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's Base 32: no I, L, O or U, so that nothing is misread and no word comes about."""
GROUPS, GROUP = 4, 5
"""A voucher code has 20 characters of 5 bits: 100 bits."""
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


@dataclass(frozen=True)
class Tokens:
    """Makes and digests tokens with a secret of the instance."""

    secret: bytes

    def link(self, purpose: Purpose, nonce: str) -> str:
        """The token of a link: 256 bits that hang on `nonce` and on the secret."""
        return self._keyed("link", purpose, nonce)

    def digest_link(self, token: str) -> str:
        """What the database keeps of a link's token."""
        return hashlib.sha256(token.encode()).hexdigest()

    def digest_code(self, typed: str) -> str:
        """What the database keeps of a voucher code, however it was typed."""
        return self._keyed("voucher", "", plain_code(typed))

    def _keyed(self, kind: str, purpose: str, value: str) -> str:
        said = f"certification/{kind}/{purpose}/{value}".encode()
        return hmac.new(self.secret, said, hashlib.sha256).hexdigest()


def new_nonce() -> str:
    """128 random bits."""
    return secrets.token_hex(16)


def new_code() -> str:
    """A voucher code such as `7K3QF-01XWZ-9MPHT-CR5VE`."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP))
    return show_code(drawn)


def show_code(plain: str) -> str:
    """A code in groups."""
    return "-".join(plain[i : i + GROUP] for i in range(0, len(plain), GROUP))


def plain_code(typed: str) -> str:
    """A code as it was meant: letters large, without spaces and hyphens, what is misread put right."""
    return "".join(c for c in typed.upper() if c.isalnum()).translate(_MISREAD)
