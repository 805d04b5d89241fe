"""How mails leave, from the home's settings; checked before the service starts.

With neither a mail server nor a folder for letters, only inboxes are used.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from services.hosting.setting import Setting
from services.notifications.mail.folder import FolderTransport
from services.notifications.mail.letter import Letterhead, address
from services.notifications.mail.smtp import Security, SmtpServer, SmtpTransport
from services.notifications.mail.transport import Refused, Transport

USUAL_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}
USUAL_TIMEOUT, LONGEST_TIMEOUT = 30, 60
LAST_PORT = 65_535
FOLDER_SENDER = "The Exchange <exchange@localhost>"
LOCAL_SITE = "http://localhost:8000"

SMTP_HOST = Setting(
    "smtp_host",
    "the mail server; without one, letters are written to the mail folder",
    "smtp.example.org",
    "",
)
SMTP_PORT = Setting("smtp_port", "its port", "587", "587 (starttls), 465 (tls) or 25 (none)")
SMTP_SECURITY = Setting("smtp_security", "starttls, tls or none", "tls", Security.STARTTLS.value)
SMTP_USER = Setting("smtp_user", "the sign-in, if the server wants one", "exchange", "")
SMTP_PASSWORD = Setting("smtp_password", "the password to it", "a password", "")
SMTP_TIMEOUT = Setting(
    "smtp_timeout",
    f"seconds to wait for each answer of the server, at most {LONGEST_TIMEOUT}",
    "20",
    str(USUAL_TIMEOUT),
)
MAIL_FROM = Setting(
    "mail_from",
    "the sender of mails; needed with a mail server",
    "The Exchange <exchange@example.org>",
    "",
)
MAIL_FOLDER = Setting(
    "mail_folder", "a folder in which letters are written instead", "/var/mail/exchange", ""
)


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
        if settings.get(SMTP_HOST.name):
            return cls(SmtpTransport(_server(settings)), _letterhead(settings, sender=""))
        if settings.get(MAIL_FOLDER.name):
            folder = FolderTransport(Path(settings[MAIL_FOLDER.name]))
            return cls(folder, _letterhead(settings, FOLDER_SENDER))
        return None


def _letterhead(settings: Mapping[str, Any], sender: str) -> Letterhead:
    name, email = parseaddr(settings.get(MAIL_FROM.name) or sender)
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
    user, password = settings.get(SMTP_USER.name) or "", settings.get(SMTP_PASSWORD.name) or ""
    _check_sign_in(user, password, security)
    return SmtpServer(
        host=settings[SMTP_HOST.name],
        port=_number(settings, SMTP_PORT, USUAL_PORTS[security], LAST_PORT),
        security=security,
        user=user,
        password=password,
        timeout_seconds=_number(settings, SMTP_TIMEOUT, USUAL_TIMEOUT, LONGEST_TIMEOUT),
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
        return Security(settings.get(SMTP_SECURITY.name) or Security.STARTTLS)
    except ValueError as error:
        raise MailSettingsUnusable(f"smtp_security is one of {', '.join(Security)}.") from error


def _number(settings: Mapping[str, Any], asked: Setting, usual: int, maximum: int) -> int:
    given = str(settings.get(asked.name) or usual)
    if not given.isdecimal() or not 0 < int(given) <= maximum:
        raise MailSettingsUnusable(f"{asked.name} must be a whole number from 1 to {maximum}.")
    return int(given)
