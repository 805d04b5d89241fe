"""Letters to a mail server. Only what surely was not taken is ever tried again.

The steps are told apart because they mean different things: before the text of the letter is
sent nothing can have been taken; once it is on its way only the server's answer can tell.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum

from services.notifications.mail.transport import (
    Letter,
    OutcomeUnknown,
    OutOfReach,
    Refused,
    TryLater,
)

ACCEPTED = {250, 251}
UNUSABLE = (OSError, ValueError)
"""What a wrong host name or password raises, besides errors of the network and of SMTP."""


class Security(StrEnum):
    """How the connection is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True)
class SmtpServer:
    """The mail server that takes the letters of the Exchange."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 30.0


class SmtpTransport:
    """Hands letters to a mail server, one connection for each."""

    is_repeatable = False

    def __init__(self, server: SmtpServer, trust: ssl.SSLContext | None = None) -> None:
        self.server = server
        self._trust = trust or ssl.create_default_context()

    def deliver(self, letter: Letter) -> None:
        """Hand the letter over. Raises NotDelivered."""
        with self._session() as session:
            self._announce(session, letter)
            self._send_text(session, letter)

    @contextmanager
    def _session(self) -> Iterator[smtplib.SMTP]:
        try:
            session = self._connect()
        except UNUSABLE as error:
            raise OutOfReach("server_unreachable") from error
        try:
            self._sign_in(session)
            yield session
        finally:
            with suppress(OSError):
                session.quit()
            session.close()

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        if server.security is Security.TLS:
            return smtplib.SMTP_SSL(
                server.host, server.port, timeout=server.timeout_seconds, context=self._trust
            )
        return smtplib.SMTP(server.host, server.port, timeout=server.timeout_seconds)

    def _sign_in(self, session: smtplib.SMTP) -> None:
        try:
            if self.server.security is Security.STARTTLS:
                session.starttls(context=self._trust)
            if self.server.user:
                session.login(self.server.user, self.server.password)
            session.ehlo_or_helo_if_needed()
        except UNUSABLE as error:
            raise OutOfReach("server_refused_sign_in") from error

    def _announce(self, session: smtplib.SMTP, letter: Letter) -> None:
        """Name sender and recipient; nothing has been taken when this fails."""
        options = self._options(session, letter)
        try:
            if session.mail(letter.sender, options)[0] not in ACCEPTED:
                raise OutOfReach("sender_refused")
            code = session.rcpt(letter.recipient)[0]
        except OSError as error:
            raise OutOfReach("connection_lost") from error
        _judge(code)

    @staticmethod
    def _options(session: smtplib.SMTP, letter: Letter) -> tuple[str, ...]:
        if not letter.needs_smtputf8:
            return ()
        if not session.has_extn("smtputf8"):
            raise Refused("address_not_supported_by_server")
        session.command_encoding = "utf-8"
        return ("SMTPUTF8", "BODY=8BITMIME")

    @staticmethod
    def _send_text(session: smtplib.SMTP, letter: Letter) -> None:
        try:
            code = session.data(letter.content)[0]
        except smtplib.SMTPDataError as error:
            code = error.smtp_code
        except OSError as error:
            raise OutcomeUnknown("connection_lost_while_sending") from error
        _judge(code)


def _judge(code: int) -> None:
    """What a reply code means for this letter (RFC 5321, section 4.2.1)."""
    if code in ACCEPTED:
        return
    reason = f"smtp_{code}"
    if 500 <= code < 600:
        raise Refused(reason)
    raise TryLater(reason)
