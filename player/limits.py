"""Rate limits on what can be guessed: sign-in, vouchers, and the tokens of letters (ASVS 5.0, 6.3.1)."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://")
