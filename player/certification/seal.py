"""The key that heads of the record are signed with: Ed25519, made once, kept in the instance with mode 600.

Ed25519 rather than a keyed hash: whoever keeps an exported head can check it with the public key that stands
in it, and needs no secret of the instance for that.
"""

import os
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from player.certification.chain import Head
from player.errors import ConfigError

NAME = "record-key.pem"


class Seal:
    """Signs heads, and checks them."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public = key.public_key().public_bytes_raw().hex()

    @classmethod
    def open(cls, instance: Path) -> "Seal":
        """The seal of an instance; made the first time, and only once even if two servers start together.

        Raises:
            ConfigError: the key cannot be read or made.
        """
        path = instance / NAME
        try:
            if not path.exists():
                _make(path)
            key = load_pem_private_key(path.read_bytes(), password=None)
        except OSError as error:
            raise ConfigError(f"{path} cannot be used as the key of the record: {error.strerror}.") from None
        except ValueError:
            key = None
        if not isinstance(key, Ed25519PrivateKey):
            raise ConfigError(f"{path} holds no Ed25519 key; restore it from a backup.")
        return cls(key)

    def sign(self, head: Head) -> Head:
        """A head with this seal's key and signature."""
        own = replace(head, key=self.public)
        return replace(own, signature=self._key.sign(own.message).hex())


def is_signed(head: Head) -> bool:
    """Whether a head was signed with the key that stands in it."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key))
        key.verify(bytes.fromhex(head.signature), head.message)
    except (ValueError, InvalidSignature):
        return False
    return True


def _make(path: Path) -> None:
    """Put a whole key into its place at once, unless another server was first."""
    written = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # a temporary file has mode 600 from its beginning
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".key-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(written)
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        Path(temporary).unlink()
