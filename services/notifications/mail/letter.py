"""One mail: headers that any mail server and any script can live with, and two bodies."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from uuid import UUID

from services.notifications.mail.contacts import ContactCard
from services.notifications.mail.transport import Letter, NoAddress, Refused
from services.notifications.texts import Text, Texts

POLICY = SMTP.clone(cte_type="7bit")
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[^\s@<>()\[\],;:\\\"]+")
LINE_BREAKERS = frozenset({"Cc", "Zl", "Zp"})


@dataclass(frozen=True)
class Letterhead:
    """From whom every letter comes, and the address of the site it points to."""

    name: str
    email: str
    site: str


@dataclass(frozen=True)
class Link:
    """Where a letter leads, and the phrase that says so; without an address, to the site."""

    phrase: str = "link"
    address: str = ""


NO_LINK = Link()


def write_letter(
    message_id: UUID,
    text: Text,
    texts: Texts,
    head: Letterhead,
    card: ContactCard,
    at: datetime,
    link: Link = NO_LINK,
) -> Letter:
    """The letter that brings a text to a person, perhaps with a link of their own.

    Raises Refused for an unusable address.
    """
    name = one_line(card.name)
    sender, recipient = address(head.name, head.email), address(name, card.email)
    mail = EmailMessage(POLICY.clone(utf8=not recipient.addr_spec.isascii()))
    mail["From"] = sender
    mail["To"] = recipient
    mail["Subject"] = one_line(text.subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message_id}@{sender.domain}>"
    mail["List-Id"] = f"<notifications.{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    _write_bodies(mail, _paragraphs(text, texts, head.site, link, name), text)
    mail["Content-Language"] = text.language
    mail.set_boundary(f"={message_id.hex}=")
    return Letter(message_id, sender.addr_spec, recipient.addr_spec, mail.as_bytes())


def address(name: str, email: str) -> Address:
    """A header's address. Raises Refused when the address cannot be one."""
    if not email:
        raise NoAddress
    if not ADDRESS.fullmatch(email):
        raise Refused("unusable_address")
    local, _, domain = email.rpartition("@")
    return Address(display_name=name, username=local, domain=_ascii_domain(domain))


def one_line(text: str) -> str:
    """The text without anything that would break a header's line."""
    kept = (" " if unicodedata.category(char) in LINE_BREAKERS else char for char in text)
    return " ".join("".join(kept).split())


def _ascii_domain(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Refused("unusable_address") from error


def _paragraphs(text: Text, texts: Texts, site: str, link: Link, name: str) -> list[str]:
    greeting = "greeting" if name else "greeting_without_name"
    return [
        texts.phrase(greeting, text.language, name=name),
        text.body,
        texts.phrase(link.phrase, text.language, site=link.address or site),
        texts.phrase("closing", text.language),
        texts.phrase("footer", text.language),
    ]


def _write_bodies(mail: EmailMessage, paragraphs: list[str], text: Text) -> None:
    mail.set_content("\n\n".join(paragraphs) + "\n")
    mail.add_alternative(_html(paragraphs, text), subtype="html")


def _html(paragraphs: list[str], text: Text) -> str:
    body = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    language, direction = escape(text.language), escape(text.direction)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">'
        f'<head><meta charset="utf-8"></head>\n<body>\n{body}</body></html>\n'
    )
