"""Addresses of media: good for one attempt, and not to be guessed."""

import hashlib
import hmac
from dataclasses import dataclass

from player.delivery import Sitting
from player.engine.form import Rendition
from player.engine.release import release
from player.engine.view import Addresses
from player.errors import NotFound


@dataclass(frozen=True)
class MediaAddresses:
    """Makes and resolves addresses with a secret of the instance."""

    secret: bytes

    def of(self, sitting: Sitting) -> Addresses:
        """The addresses that a sitting's browser is given."""
        attempt = sitting.record.id
        return Addresses(
            media=lambda rendition: f"/media/{attempt}/{self.token(attempt, rendition)}",
            result=f"/sit/{attempt}/result",
        )

    def token(self, attempt: str, rendition: Rendition) -> str:
        """128 bits that stand for a medium in one attempt."""
        said = f"media/{attempt}/{rendition.digest}".encode()
        return hmac.new(self.secret, said, hashlib.sha256).hexdigest()[:32]

    def resolve(self, sitting: Sitting, token: str) -> Rendition:
        """The medium behind an address, if it may be fetched now.

        Raises:
            NotFound: it is not released, no longer released, or no address at all.
        """
        attempt = sitting.record.id
        for rendition in release(sitting.form, sitting.state).renditions:
            if hmac.compare_digest(self.token(attempt, rendition).encode(), token.encode()):
                return rendition
        raise NotFound("There is nothing here.")
