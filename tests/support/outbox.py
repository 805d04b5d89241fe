"""The outbox: mails as files, while no mail server is set."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


def mails_in(outbox: Path) -> list[EmailMessage]:
    """The mails that were written; what is unfinished is none."""
    contents = [letter.read_bytes() for letter in sorted(outbox.glob("*.eml"))]
    return [message_from_bytes(content, policy=policy.default) for content in contents]
