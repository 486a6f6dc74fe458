"""The end of the road: the decision, and what comes of it.

decision        what the rules recommend, and a registrar's own word
appeal          answering an appeal
revocation      taking an award back
certificates    the certificate to download, for its owner and for registrars
verification    the public page on a certificate

access          who may decide
evidence        what a decision rests on, in words
"""

from player.certification.pages.award import (
    access,
    appeal,
    certificates,
    decision,
    revocation,
    verification,
)

PAGES = (decision, appeal, revocation)
"""The modules that hang their pages on the blueprint of decisions."""
BLUEPRINTS = (access.blueprint, certificates.blueprint, verification.blueprint)
"""Everything around an award."""
