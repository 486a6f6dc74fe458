"""The errors of the companion; each has a stable `code`.

PlayerError
PolicyError          policy           the policy or the questionnaire is wrong, or the one asked for is not kept
NotReady             not-ready        something is missing that the policy asks for first; each thing in a line
EvaluatorsRefused    evaluators       the named evaluators cannot be taken; each reason in a line
AnswersRefused       answers          a questionnaire is not complete or does not fit; each fault in a line
VoucherRefused       voucher          the voucher cannot be used here; nothing was spent
NotIndependent       independence     whoever decides has had a part in what is decided
DocumentRefused      document         a file is not what may be attached
LinkRefused          link             a link from an e-mail is not good, or not any more
└── LinkOver         link             an evaluator's link was good; tells what it came to
ChainBroken          chain            the record is not what was written
"""

from collections.abc import Iterable

from player.errors import IllegalTransition, NotAllowed, NotFound, PlayerError


class _Listed(PlayerError):
    """An error that tells several things at once, in the order in which they should be mended."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


class PolicyError(PlayerError):
    """The policy or the questionnaire is wrong, or the one asked for is not kept."""

    code = "policy"


class NotReady(_Listed, IllegalTransition):
    """Something is missing that the policy asks for first; nothing changed."""

    code = "not-ready"


class EvaluatorsRefused(_Listed):
    """The named evaluators cannot be taken; nothing changed."""

    code = "evaluators"


class AnswersRefused(_Listed):
    """A questionnaire is not complete or does not fit; nothing was submitted."""

    code = "answers"


class VoucherRefused(PlayerError):
    """The voucher cannot be used here; nothing was spent."""

    code = "voucher"


class NotIndependent(_Listed, NotAllowed):
    """Whoever decides has had a part in what is decided (ISO/IEC 17024, 9.4.3)."""

    code = "independence"


class DocumentRefused(PlayerError):
    """A file is not what may be attached; nothing was kept."""

    code = "document"


class LinkRefused(NotFound):
    """A link from an e-mail is not good, or not any more."""

    code = "link"


class LinkOver(LinkRefused):
    """An evaluator's link was good, and is not any more; `ending` is what it came to."""

    def __init__(self, ending: str) -> None:
        self.ending = ending
        super().__init__("Nothing more is asked of you here. Thank you.")


class ChainBroken(PlayerError):
    """The record is not what was written."""

    code = "chain"
