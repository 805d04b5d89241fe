"""The keys that sign access tokens: made on the first start, kept by the operator, rotated.

The first key signs; every key verifies. To rotate, put a new key in front and drop the old
one after the life of an access token.
"""

import os
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

KEY_BYTES = 32
OWNER_ONLY = 0o600


class SigningKeysUnusable(Exception):
    """The signing keys are missing or malformed."""


@dataclass(frozen=True)
class SigningKey:
    """A secret and the name (``kid``) by which a token says that this key signed it."""

    secret: bytes

    @property
    def name(self) -> str:
        """Derived from the secret, so that a key has the same name in every process."""
        return sha256(b"exchange signing key " + self.secret).hexdigest()[:12]

    @classmethod
    def from_text(cls, text: str) -> "SigningKey":
        """The key as written in a setting or file: base64 of at least 32 bytes."""
        try:
            secret = b64decode(text, validate=True)
        except NotBase64 as error:
            raise SigningKeysUnusable("A signing key is not base64") from error
        if len(secret) < KEY_BYTES:
            raise SigningKeysUnusable(f"A signing key has less than {KEY_BYTES} bytes")
        return cls(secret)


class SigningKeys:
    """The key that signs, and all keys that verify."""

    def __init__(self, keys: list[SigningKey]) -> None:
        if not keys:
            raise SigningKeysUnusable("There is no signing key")
        self.current = keys[0]
        self._by_name = {key.name: key for key in keys}

    def named(self, name: str) -> SigningKey | None:
        """The key with this name, if it is (still) one of ours."""
        return self._by_name.get(name)

    @classmethod
    def from_text(cls, text: str) -> "SigningKeys":
        """Keys as written in a setting or file: separated by white space, the signing one first."""
        return cls([SigningKey.from_text(word) for word in text.split()])

    @classmethod
    def from_file(cls, path: Path) -> "SigningKeys":
        """The keys in a file, which is made on the first start, readable by its owner only."""
        if not path.exists():
            _make(path)
        return cls.from_text(path.read_text("ascii"))


def new_signing_key() -> str:
    """A fresh key as text for a setting or a file."""
    return b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def _make(path: Path) -> None:
    """The name appears with the whole content at once, and never replaces another's key."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w") as file:
        file.write(new_signing_key() + "\n")
        file.flush()
        os.fsync(descriptor)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
