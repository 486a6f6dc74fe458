"""The addresses that letters and certificates carry; the pages answer under them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Links:
    """Makes addresses of this instance; `origin` is the first one that browsers use."""

    origin: str

    def application(self, application: str) -> str:
        """An applicant's status page."""
        return f"{self.origin}/certification/applications/{application}"

    def evaluation(self, token: str) -> str:
        """An evaluator's page; opening it changes nothing."""
        return f"{self.origin}/evaluate/{token}"

    def confirmation(self, token: str) -> str:
        """The page that confirms an address, on a press of its button."""
        return f"{self.origin}/confirm/{token}"

    def reset(self, token: str) -> str:
        """The page that sets a new password."""
        return f"{self.origin}/reset/{token}"

    def sign_in(self) -> str:
        """The page to sign in."""
        return f"{self.origin}/sign-in"

    def verification(self, code: str) -> str:
        """The public page that says what a certificate is worth."""
        return f"{self.origin}/verify/{code}"
