"""Refusals of live updates.

Unavailable
└── TooManyStreams        503
"""

from services.contracts.errors import Unavailable


class TooManyStreams(Unavailable):
    """As many live streams are open as the server, or one person, may have."""

    says = (
        "Too many live streams are open. Try again in {seconds} seconds, or ask now and then with"
        " 'since'."
    )
