"""The errors of the player. Each has a stable `code`, which is what a browser or a script may rely on.

PlayerError
ConfigError            config            a setting of the environment is wrong
MalformedMessage       malformed         a message is not of the protocol
IllegalTransition      illegal           the attempt is not where this command belongs; nothing changed
├── ItemClosed         item-closed       the item takes no answer any more: its time is over
├── AttemptClosed      closed            the attempt is over
└── Superseded         superseded        the attempt was opened elsewhere, and this connection is the older one
InvalidResponse        invalid-response  an answer does not fit its item; nothing was recorded
TooMany                too-many          more messages or connections than a person makes
Full                   full              the attempt keeps no more of this kind; nothing was recorded
NotFound               not-found         there is no such thing, or it is not yours
NotAllowed             not-allowed       signed in, but not for this
└── NotAdmitted        not-admitted      this may not be sat in this mode now, or not again; says every reason
SignInRefused          sign-in           the name or the password is wrong
Conflict               conflict          someone else wrote first; the same command may be tried again
PublishRefused         publish           a package cannot be published
MarkRefused            mark              an answer cannot be marked like this, or a key not be corrected
ReviewRefused          review            a scene cannot be signed off like this; nothing was recorded
WriteRefused           write             a file of a package cannot be written like this; nothing was written
└── Changed            changed           the file was changed since it was read; nothing was written
TypesetRefused         typeset           a document cannot be typeset
"""

from collections.abc import Sequence
from typing import ClassVar


class PlayerError(Exception):
    """Anything that a person or a program is told instead of what they asked for."""

    code: ClassVar[str] = "error"
    status: ClassVar[int] = 400
    """The HTTP status of a page that ends with this error."""


class ConfigError(PlayerError):
    """A setting of the environment is wrong."""

    code = "config"


class MalformedMessage(PlayerError):
    """A message is not of the protocol."""

    code = "malformed"


class IllegalTransition(PlayerError):
    """The attempt is not where this command belongs; nothing changed."""

    code = "illegal"
    status = 409


class ItemClosed(IllegalTransition):
    """The item takes no answer any more: its time is over."""

    code = "item-closed"


class AttemptClosed(IllegalTransition):
    """The attempt is over."""

    code = "closed"


class Superseded(IllegalTransition):
    """The attempt was opened elsewhere, and this connection is the older one."""

    code = "superseded"


class InvalidResponse(PlayerError):
    """An answer does not fit its item; nothing was recorded."""

    code = "invalid-response"


class TooMany(PlayerError):
    """More messages or connections than a person makes."""

    code = "too-many"
    status = 429


class Full(PlayerError):
    """The attempt keeps no more of this kind; nothing was recorded."""

    code = "full"
    status = 409


class NotFound(PlayerError):
    """There is no such thing, or it is not yours."""

    code = "not-found"
    status = 404


class NotAllowed(PlayerError):
    """Signed in, but not for this."""

    code = "not-allowed"
    status = 403


class NotAdmitted(NotAllowed):
    """This may not be sat in this mode now, or not again; says every reason."""

    code = "not-admitted"


class SignInRefused(PlayerError):
    """The name or the password is wrong."""

    code = "sign-in"
    status = 401


class Conflict(PlayerError):
    """Someone else wrote first; the same command may be tried again."""

    code = "conflict"
    status = 409


class PublishRefused(PlayerError):
    """A package cannot be published."""

    code = "publish"


class MarkRefused(PlayerError):
    """An answer cannot be marked like this, or a key not be corrected; nothing was recorded."""

    code = "mark"


class WriteRefused(PlayerError):
    """A file of a package cannot be written like this; nothing was written."""

    code = "write"
    status = 422


class Changed(WriteRefused):
    """A file of a package was changed since it was read; nothing was written."""

    code = "changed"
    status = 409


class TypesetRefused(PlayerError):
    """A document cannot be typeset: a letter of it is in no font, or its template is wrong."""

    code = "typeset"
    status = 422


class ReviewRefused(PlayerError):
    """A scene cannot be signed off like this, with every reason; nothing was recorded."""

    code = "review"

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reasons))
