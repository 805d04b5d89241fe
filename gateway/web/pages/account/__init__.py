"""What everybody has: signing in, the start page, the inbox, settings, language and colours."""

from gateway.web.pages.account import (
    access,
    display,
    inbox,
    invitation,
    looks,
    settings,
    start,
    undoing,
    without_network,
)
from gateway.web.pages.account.area import ACCOUNT

__all__ = [
    "ACCOUNT",
    "access",
    "display",
    "inbox",
    "invitation",
    "looks",
    "settings",
    "start",
    "undoing",
    "without_network",
]
