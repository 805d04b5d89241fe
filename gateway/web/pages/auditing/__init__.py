"""What auditors and directors look up: the history of an exchange, and how it was on a day."""

from gateway.web.pages.auditing import exchanges, history
from gateway.web.pages.auditing.area import AUDITING

__all__ = ["AUDITING", "exchanges", "history"]
