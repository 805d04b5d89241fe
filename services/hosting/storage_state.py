"""Whether a service's storage does its work: its faults become refusals, and are remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from services.contracts.errors import Unavailable
from services.eventlog.faults import STORE_ERRORS, storage_refusal

REMEMBERED_SECONDS = 30.0
"""Without a further attempt nobody knows whether the fault is still there."""


class StorageState:
    """What became of the last attempts to store something."""

    def __init__(self) -> None:
        self._fault = ""
        self._forgotten_at = 0.0

    @property
    def fault(self) -> str:
        """The code of the fault at the last attempt; empty when it went well, or long ago."""
        return self._fault if monotonic() < self._forgotten_at else ""

    @contextmanager
    def attempted(self) -> Iterator[None]:
        """Let a block use the storage. Raises its faults as refusals (Unavailable)."""
        try:
            yield
        except STORE_ERRORS as error:
            refusal = storage_refusal(error)
            if refusal is None:
                raise
            self._remember(refusal)
            raise refusal from error

    def _remember(self, refusal: Unavailable) -> None:
        self._fault, self._forgotten_at = refusal.code, monotonic() + REMEMBERED_SECONDS

    def has_stored(self) -> None:
        """Something was stored: whatever was the matter is over."""
        self._fault = ""
