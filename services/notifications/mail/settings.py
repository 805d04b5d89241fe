"""How mails leave, from the home's settings; checked before the service starts.

smtp_host       the mail server; without it, letters are written to ``mail_folder``
smtp_port       587 (starttls), 465 (tls) or 25 (none) if not given
smtp_security   starttls (the usual), tls, none
smtp_user       with smtp_password, if the server wants a sign-in
smtp_timeout    seconds to wait for each answer of the server (30, at most 60)
mail_from       "Name <address>"; needed with a mail server
mail_folder     where letters are written; with neither this nor a server, only inboxes are used
site            the address that the letters point to
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from services.notifications.mail.folder import FolderTransport
from services.notifications.mail.letter import Letterhead, address
from services.notifications.mail.smtp import Security, SmtpServer, SmtpTransport
from services.notifications.mail.transport import Refused, Transport

USUAL_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
USUAL_TIMEOUT, LONGEST_TIMEOUT = 30, 60
LAST_PORT = 65_535
FOLDER_SENDER = "The Exchange <exchange@localhost>"
LOCAL_SITE = "http://localhost:8000"


class MailSettingsUnusable(ValueError):
    """A setting is missing or wrong; the text says which one and what it should be."""


@dataclass(frozen=True)
class MailSettings:
    """Who takes the letters, from whom they come, how long an attempt may take.

    ``patience`` is longer than any attempt (about a dozen answers of the server): after it,
    nobody can still be at it.
    """

    transport: Transport
    head: Letterhead
    patience: timedelta = timedelta(minutes=15)

    @classmethod
    def from_settings(cls, settings: Mapping[str, Any]) -> "MailSettings | None":
        """How mails leave, or None when they do not. Raises MailSettingsUnusable."""
        if settings.get("smtp_host"):
            return cls(SmtpTransport(_server(settings)), _letterhead(settings, sender=""))
        if settings.get("mail_folder"):
            folder = FolderTransport(Path(settings["mail_folder"]))
            return cls(folder, _letterhead(settings, FOLDER_SENDER))
        return None


def _letterhead(settings: Mapping[str, Any], sender: str) -> Letterhead:
    name, email = parseaddr(settings.get("mail_from") or sender)
    if not _is_plain_address(email):
        raise MailSettingsUnusable('mail_from must be "Name <address>", the address in ASCII.')
    return Letterhead(name, email, settings.get("site") or LOCAL_SITE)


def _is_plain_address(email: str) -> bool:
    try:
        return email.isascii() and bool(address("", email))
    except Refused:
        return False


def _server(settings: Mapping[str, Any]) -> SmtpServer:
    security = _security(settings)
    user, password = settings.get("smtp_user") or "", settings.get("smtp_password") or ""
    _check_sign_in(user, password, security)
    return SmtpServer(
        host=settings["smtp_host"],
        port=_number(settings, "smtp_port", USUAL_PORTS[security], LAST_PORT),
        security=security,
        user=user,
        password=password,
        timeout_seconds=_number(settings, "smtp_timeout", USUAL_TIMEOUT, LONGEST_TIMEOUT),
    )


def _check_sign_in(user: str, password: str, security: Security) -> None:
    if bool(user) != bool(password):
        raise MailSettingsUnusable("Give both smtp_user and smtp_password, or neither.")
    if user and security is Security.NONE:
        raise MailSettingsUnusable(
            "A password is not sent in the clear: set smtp_security to starttls or tls."
        )


def _security(settings: Mapping[str, Any]) -> Security:
    try:
        return Security(settings.get("smtp_security") or Security.STARTTLS)
    except ValueError as error:
        raise MailSettingsUnusable(f"smtp_security is one of {', '.join(Security)}.") from error


def _number(settings: Mapping[str, Any], name: str, usual: int, maximum: int) -> int:
    given = str(settings.get(name) or usual)
    if not given.isdecimal() or not 0 < int(given) <= maximum:
        raise MailSettingsUnusable(f"{name} must be a whole number from 1 to {maximum}.")
    return int(given)
