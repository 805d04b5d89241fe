"""How mails leave the house: each at most once, whatever crashes when.

    ask for the card, write the letter ─▶ record "sending" ─▶ hand over ─▶ record how it ended

An attempt whose end was not recorded is repeated where that is harmless (a file is written
again); otherwise it is in doubt, and an operator decides. Nothing here runs in a replay: only
the timer calls it.
"""

import logging
from collections.abc import Callable
from uuid import UUID

from services.contracts.errors import Refusal, Unavailable
from services.hosting.use_cases import UseCases
from services.notifications.domain import Message, Preferences, State
from services.notifications.mail.contacts import (
    ContactCard,
    contact_card,
    password_link,
    personal_link,
)
from services.notifications.mail.letter import NO_LINK, Link, write_letter
from services.notifications.mail.settings import MailSettings
from services.notifications.mail.transport import (
    Letter,
    NoAddress,
    OutcomeUnknown,
    OutOfReach,
    Refused,
    TryLater,
)
from services.notifications.metrics import MAILS
from services.notifications.texts import Texts

log = logging.getLogger(__name__)

AT_ONCE = 200
BRINGS_A_LINK = "password_forgotten"
"""The template of the mail that brings a link to another password."""


class PostOffice:
    """Sends what is due, one mail after the other."""

    def __init__(self, desk: UseCases, settings: MailSettings, texts: Texts) -> None:
        self._desk = desk
        self.settings = settings
        self._transport = settings.transport
        self._texts = texts

    def send_due_mails(self) -> None:
        """Send what is due; when nothing can be sent at all, leave the rest for the next time."""
        for message_id in self._desk.views.mails_due(self._desk.now(), AT_ONCE):
            try:
                self._attend_to(message_id)
            except (OutOfReach, Unavailable) as reason:
                log.warning("Mails wait: %s", reason)
                return
            except Exception:
                log.exception("Mail %s could not be attended to", message_id)

    def _attend_to(self, message_id: UUID) -> None:
        message = self._desk.tools.log.load(message_id)
        if not isinstance(message, Message):
            return
        if self._can_start(message):
            self._send(message)
        elif message.state is State.SENDING:
            self._doubt_if_silent(message_id)

    def _send(self, message: Message) -> None:
        try:
            letter = self._letter(message)
        except Refused as refused:
            self._fail(message.id, refused)
        else:
            if self._claim(message.id):
                self._hand_over(letter)

    def _claim(self, message_id: UUID) -> bool:
        """Record the intent; False when somebody else was faster."""
        claims: list[bool] = []

        def claim(message: Message) -> None:
            claims.append(self._can_start(message))
            if claims[-1]:
                message.start_sending(self._desk.now())

        self._record(message_id, claim)
        return claims[-1]

    def _hand_over(self, letter: Letter) -> None:
        """Hand the letter over and record how that ended. Raises OutOfReach."""
        message_id = letter.message_id
        try:
            self._transport.deliver(letter)
        except TryLater as later:
            self._postpone(message_id, later)
        except Refused as refused:
            self._fail(message_id, refused)
        except OutcomeUnknown:
            self._record_end(message_id, Message.doubt, "in_doubt")
        else:
            self._record_end(message_id, Message.confirm_sent, "sent")

    def _postpone(self, message_id: UUID, later: TryLater) -> None:
        at = self._desk.now()
        self._record_end(
            message_id, lambda message: message.postpone(later.reason, at), "postponed"
        )
        if isinstance(later, OutOfReach):
            raise later

    def _fail(self, message_id: UUID, refused: Refused) -> None:
        result = "no_address" if isinstance(refused, NoAddress) else "failed"
        self._record_end(message_id, lambda message: message.fail(refused.reason), result)

    def _can_start(self, message: Message) -> bool:
        repeatable = self._transport.is_repeatable
        return message.can_start(self._desk.now(), is_repeatable=repeatable)

    def _doubt_if_silent(self, message_id: UUID) -> None:
        """Of an attempt that has not ended in time nobody knows how it went."""
        doubts: list[bool] = []

        def doubt(message: Message) -> None:
            message.doubt_if_silent(self._desk.now(), self.settings.patience)
            doubts.append(message.state is State.IN_DOUBT)

        self._record(message_id, doubt)
        if doubts[-1]:
            MAILS.labels("in_doubt").inc()

    def _record_end(self, message_id: UUID, change: Callable[[Message], None], result: str) -> None:
        self._record(message_id, change)
        MAILS.labels(result).inc()

    def _record(self, message_id: UUID, change: Callable[[Message], None]) -> None:
        """Change the message in a transaction of its own."""
        self._desk.by_itself("send_mail", lambda: change(self._desk.get(Message, message_id)))

    # -- the letter

    def _letter(self, message: Message) -> Letter:
        """The letter in the person's language. Raises Refused without a usable address."""
        card = contact_card(self._desk.tools.ask, message.person_id)
        text = self._texts.message(
            message.template, message.parameters, self._language(message, card)
        )
        return write_letter(
            message.id,
            text,
            self._texts,
            self.settings.head,
            card,
            at=self._desk.now(),
            link=self._link(message) if card.email else NO_LINK,
        )

    def _link(self, message: Message) -> Link:
        """Who has a task in the exchange gets to it without a password; others sign in.

        Raises Refused where a password is asked for that is not wanted any more.
        """
        ask, site = self._desk.tools.ask, self.settings.head.site
        person_id, exchange_id = message.person_id, message.exchange_id
        if message.template == BRINGS_A_LINK:
            return Link("password_link", self._password_link(person_id))
        if exchange_id is None or not self._desk.views.has_task(person_id, exchange_id):
            return NO_LINK
        return Link("personal_link", personal_link(ask, person_id, exchange_id, site))

    def _password_link(self, person_id: UUID) -> str:
        try:
            return password_link(self._desk.tools.ask, person_id, self.settings.head.site)
        except Unavailable:
            raise
        except Refusal as refusal:
            raise Refused(refusal.code) from refusal

    def _language(self, message: Message, card: ContactCard) -> str:
        """The one that was chosen, or the one of the person's record."""
        preferences = self._desk.tools.log.load(message.person_id)
        chosen = preferences.language if isinstance(preferences, Preferences) else ""
        return chosen or card.language
