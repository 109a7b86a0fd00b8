"""The question before all others: does the caller hold the service token?"""

import hashlib
import hmac
from collections.abc import Sequence

from worksmart_inference.errors import ServiceError


def check_token(header: str | None, tokens: Sequence[str]) -> None:
    """Raises `unauthorized`. Both tokens are always compared, so that time tells nothing."""
    scheme, _, given = (header or "").partition(" ")
    wanted = hashlib.sha256(given.strip().encode()).digest()
    matches = [
        hmac.compare_digest(hashlib.sha256(token.encode()).digest(), wanted) for token in tokens
    ]
    if scheme.lower() != "bearer" or not any(matches):
        raise ServiceError("unauthorized")
