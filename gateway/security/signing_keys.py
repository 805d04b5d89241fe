"""The keys that sign access tokens. Who opens the home gives them: there is no default secret.

To rotate, a new key becomes the current one and the old one goes on verifying for the life of
an access token.
"""

from collections.abc import Iterable
from hashlib import sha256

SHORTEST = 32


class SigningKeyTooShort(ValueError):
    """A key for HMAC with SHA-256 has at least as many bytes as its digest (RFC 7518, 3.2)."""


class SigningKeys:
    """The key that signs, and all keys that verify, each under a name (``kid``)."""

    def __init__(self, current: bytes, older: Iterable[bytes] = ()) -> None:
        self.current = current
        self.current_name = name_of(current)
        self._by_name = {name_of(key): key for key in (current, *older)}

    @property
    def all(self) -> list[bytes]:
        """Every key that verifies, the current one first."""
        return list(self._by_name.values())

    def named(self, name: str) -> bytes | None:
        """The key with this name, if it is (still) one of ours."""
        return self._by_name.get(name)


def name_of(key: bytes) -> str:
    """The key's name: derived from it, so that it is the same in every process.

    Raises SigningKeyTooShort.
    """
    if len(key) < SHORTEST:
        raise SigningKeyTooShort(f"A signing key has {len(key)} bytes; give {SHORTEST} or more")
    return sha256(b"exchange signing key " + key).hexdigest()[:12]
