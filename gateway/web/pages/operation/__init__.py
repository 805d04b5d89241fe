"""What operators do with pages: look at health, let lines go on, have mails sent again."""

from gateway.web.pages.operation import health, mails, skipping
from gateway.web.pages.operation.area import OPERATION

__all__ = ["OPERATION", "health", "mails", "skipping"]
