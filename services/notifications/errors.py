"""What notifications refuses.

Refusal
├── NoChannelLeft       every channel would be switched off
├── NotAnInboxMessage   a mail cannot be marked as read
└── NothingToRetry      the mail is neither failed nor in doubt
"""

from services.contracts.errors import Refusal


class NoChannelLeft(Refusal):
    """Somebody who takes part in an exchange must be reachable."""

    says = "At least one channel must stay on. Choose the inbox, e-mail or both."


class NotAnInboxMessage(Refusal):
    """Only what lies in the inbox can be marked as read."""

    says = "This message was sent by e-mail. Only messages of the inbox can be marked as read."


class NothingToRetry(Refusal):
    """A mail is sent again by hand only after it failed or when its fate is unknown."""

    says = "This mail is {state}. Only a mail that failed or is in doubt can be sent again."
