"""Seals: what only this gateway can have written, each good for one purpose.

A seal is a keyed hash (HMAC with SHA-256) over a purpose and some texts. Cookies and forms that
come back from a browser are trusted as far as their seal goes, and no further.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from gateway.security.signing_keys import SigningKeys

SEPARATOR = "\x1f"


class Seals:
    """Makes and checks seals with the keys that also sign access tokens."""

    def __init__(self, keys: SigningKeys) -> None:
        self._keys = keys

    def seal(self, purpose: str, *texts: str) -> str:
        """The seal of these texts for a purpose."""
        return _seal(self._keys.current, purpose, texts)

    def fits(self, seal: str, purpose: str, *texts: str) -> bool:
        """Whether it is the seal of these texts for this purpose, by any key that verifies."""
        made = [_seal(key, purpose, texts) for key in self._keys.all]
        return any(hmac.compare_digest(seal.encode(), one.encode()) for one in made)

    def closed(self, purpose: str, text: str) -> str:
        """The text with its seal, as a cookie can hold it. It can be read by who holds it."""
        return f"{urlsafe_b64encode(text.encode()).decode()}.{self.seal(purpose, text)}"

    def opened(self, purpose: str, closed: str) -> str | None:
        """The text that was sealed for this purpose; None when it was not by us."""
        encoded, _, seal = closed.partition(".")
        try:
            text = urlsafe_b64decode(encoded).decode()
        except (NotBase64, ValueError):
            return None
        return text if self.fits(seal, purpose, text) else None


def _seal(key: bytes, purpose: str, texts: tuple[str, ...]) -> str:
    said = SEPARATOR.join(("exchange seal", purpose, *texts))
    digest = hmac.new(key, said.encode(), "sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
