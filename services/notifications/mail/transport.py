"""What is handed over, and what that can come to, whoever takes it.

NotDelivered
├── TryLater          not now; nothing was taken, so it can be tried again
│   └── OutOfReach    and neither would any other letter be taken now
├── Refused           not this letter, now or later
└── OutcomeUnknown    perhaps it was taken; trying again could deliver it twice
"""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Letter:
    """A letter as it goes out; whoever takes it need not look into it."""

    message_id: UUID
    sender: str
    recipient: str
    content: bytes

    @property
    def needs_smtputf8(self) -> bool:
        """Whether the recipient's address has more than ASCII in front of the @ (RFC 6531)."""
        return not self.recipient.isascii()


class NotDelivered(Exception):
    """A letter was not handed over. ``reason`` is a stable code and names nobody."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class TryLater(NotDelivered):
    """Nothing was taken; it can be tried again."""


class OutOfReach(TryLater):
    """The other side takes no letters at all at the moment."""


class Refused(NotDelivered):
    """This letter is not taken, and trying again would not help."""


class NoAddress(Refused):
    """Nobody has said where to send it, as host families need not."""

    def __init__(self) -> None:
        super().__init__("no_address")


class OutcomeUnknown(NotDelivered):
    """The connection broke when the letter was already on its way."""


class Transport(Protocol):
    """Somebody who takes letters."""

    is_repeatable: bool
    """Whether handing the same letter over twice comes to the same as once."""

    def deliver(self, letter: Letter) -> None:
        """Hand a letter over. Raises NotDelivered."""
