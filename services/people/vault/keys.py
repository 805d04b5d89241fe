"""The keys of the vault: one master key, and a data key per person that it wraps.

    master key (given by the home, never in a database)
    ├── wrapping key  → wraps each person's 256-bit data key (AES-256-GCM)
    └── lookup key    → a keyed hash of an e-mail address finds its account (HMAC-SHA-256)

A person's key seals everything that the vault holds about the person. Destroying that one key
makes all of it unreadable, also in backups. Sources: NIST SP 800-38D (GCM, 96-bit random
nonces), RFC 5869 (HKDF), NIST SP 800-57 part 1 (a key serves one purpose).
"""

import base64
import binascii
import hmac
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12


class MasterKeyUnusableError(Exception):
    """The master key is missing, malformed, or not the one that the vault was sealed with."""


class DataKey:
    """A key that seals data for one purpose; ``about`` binds a seal to its place."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, content: bytes, about: str) -> bytes:
        """The content, encrypted and authenticated together with what it is about."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, content, about.encode())

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """The content that was sealed about the same; InvalidTag when it is not that."""
        nonce, ciphertext = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return self._cipher.decrypt(nonce, ciphertext, about.encode())


class MasterKey:
    """The one secret of the vault, from which the wrapping and the lookup key are derived."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise MasterKeyUnusableError(f"The master key has {len(key)} bytes, not {KEY_BYTES}")
        self._wrapping = DataKey(_derived(key, "people: wrap data keys"))
        self._lookup = _derived(key, "people: look up addresses")

    @classmethod
    def from_text(cls, text: str) -> "MasterKey":
        """The key as the home gives it in the setting ``master_key``: 32 bytes in base64."""
        try:
            return cls(base64.b64decode(text.strip(), validate=True))
        except binascii.Error as error:
            raise MasterKeyUnusableError("The master key is not base64") from error

    def new_wrapped_key(self, about: str) -> bytes:
        """A fresh random data key, wrapped so that only this master key can use it."""
        return self._wrapping.seal(secrets.token_bytes(KEY_BYTES), about)

    def opens(self, wrapped: bytes, about: str) -> bool:
        """Whether this is the master key that wrapped it."""
        try:
            self._wrapping.unseal(wrapped, about)
        except InvalidTag:
            return False
        return True

    def unwrapped(self, wrapped: bytes, about: str) -> DataKey:
        """The data key in a wrapped one."""
        return DataKey(self._bytes_in(wrapped, about))

    def taken_over(self, wrapped: bytes, about: str, by: "MasterKey") -> bytes:
        """The same data key, wrapped so that only that other master key can use it."""
        return by._wrapping.seal(self._bytes_in(wrapped, about), about)

    def _bytes_in(self, wrapped: bytes, about: str) -> bytes:
        try:
            return self._wrapping.unseal(wrapped, about)
        except InvalidTag as error:
            raise MasterKeyUnusableError("The vault was sealed with another master key") from error

    def lookup(self, text: str) -> bytes:
        """A keyed hash: finds equal texts without keeping them, and is useless without the key."""
        return hmac.digest(self._lookup, text.encode(), sha256)


def new_master_key() -> str:
    """A fresh master key as text."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(key)
