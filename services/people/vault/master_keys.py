"""The master key, and beside it another one while it is being changed.

Both open what they have sealed; only the first one seals. So replicas that are told the two keys
in either order work beside each other, and what the other one has sealed is taken over meanwhile
(``rewrapping``).
"""

from collections.abc import Mapping
from typing import Any

from services.people.vault.keys import DataKey, MasterKey


class MasterKeys:
    """Seals with the present key, and opens with it or with the other."""

    def __init__(self, present: MasterKey, other: MasterKey | None = None) -> None:
        self._present = present
        self._all = [present, other] if other else [present]

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> "MasterKeys":
        """As the home gives them. Raises MasterKeyUnusableError."""
        other = settings.get("other_master_key")
        present = MasterKey.from_text(settings.get("master_key", ""))
        return cls(present, MasterKey.from_text(other) if other else None)

    def new_wrapped_key(self, about: str) -> bytes:
        """A fresh random data key, wrapped by the present key."""
        return self._present.new_wrapped_key(about)

    def unwrapped(self, wrapped: bytes, about: str) -> DataKey:
        """The data key in a wrapped one. Raises MasterKeyUnusableError."""
        return self._that_opens(wrapped, about).unwrapped(wrapped, about)

    def taken_over(self, wrapped: bytes, about: str) -> bytes | None:
        """The same data key, wrapped by the present key; None when it is so already.

        Raises MasterKeyUnusableError.
        """
        if self._present.opens(wrapped, about):
            return None
        return self._that_opens(wrapped, about).taken_over(wrapped, about, self._present)

    def lookup(self, text: str) -> bytes:
        """The keyed hash under which a text is stored."""
        return self._present.lookup(text)

    def lookups(self, text: str) -> list[bytes]:
        """The keyed hashes under which a text may have been stored."""
        return [key.lookup(text) for key in self._all]

    def _that_opens(self, wrapped: bytes, about: str) -> MasterKey:
        found = (key for key in self._all if key.opens(wrapped, about))
        return next(found, self._present)
