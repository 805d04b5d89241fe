"""Random texts that stand for a right, and the hashes by which they are known again."""

import secrets
from hashlib import sha256

TOKEN_BYTES = 32


def new_token() -> str:
    """256 random bits as text for an address or a header."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> bytes:
    """How a token is kept. Nobody can guess 256 random bits, so a fast hash is enough."""
    return sha256(token.encode()).digest()
