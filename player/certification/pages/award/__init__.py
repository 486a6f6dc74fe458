"""The end of the road: what was awarded, and who may see it.

certificates    the certificate to download, for its owner and for registrars
verification    the public page on a certificate
"""

from player.certification.pages.award import certificates, verification

BLUEPRINTS = (certificates.blueprint, verification.blueprint)
"""Everything around an award."""
