"""Messages and preferences: each message once per fact, recipient and channel.

inbox:   addressed ──▶ read
e-mail:  addressed ──▶ sending ──▶ sent
             ▲            ├──▶ failed      the server, or the address, said no for good
             │            ├──▶ in doubt    nobody knows whether the server took it
             │            └──▶ addressed   postponed: tried again later
             └─ retried by an operator, from failed and in doubt
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from services.notifications.errors import NoChannelLeft, NotAnInboxMessage, NothingToRetry

MESSAGES = UUID("5d3c6c0e-8f0b-5a39-9f6f-1b7a4c2e9d01")

DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440, 1440))
"""How long a mail waits after its first, second, ... attempt; then it is given up."""


class Channel(StrEnum):
    """A way to reach somebody."""

    INBOX = "inbox"
    EMAIL = "email"


class State(StrEnum):
    """How far a message has come."""

    ADDRESSED = "addressed"
    READ = "read"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    IN_DOUBT = "in_doubt"


class Message(Aggregate):
    """Something a person is told about a fact, by one channel."""

    TOPIC = "notifications:Message"

    @staticmethod
    def create_id(about_fact: str, person_id: UUID, channel: Channel) -> UUID:
        """The id follows from fact, person and channel: a fact told twice makes no second one."""
        return uuid5(MESSAGES, f"{about_fact}/{person_id}/{channel}")

    @event("Created", topic="notifications:Message.Created")
    def __init__(
        self,
        person_id: UUID,
        channel: Channel,
        template: str,
        parameters: dict[str, str],
        about_fact: str,
        exchange_id: UUID | None,
    ) -> None:
        self.person_id = person_id
        self.channel = channel
        self.template = template
        self.parameters = parameters
        self.about_fact = about_fact
        self.exchange_id = exchange_id
        self.state = State.ADDRESSED
        self.attempts = 0
        self.sending_since: datetime | None = None
        self.next_try_at: datetime | None = None

    def mark_read(self) -> None:
        """The person has seen it; seeing it again changes nothing."""
        if self.channel is not Channel.INBOX:
            raise NotAnInboxMessage
        if self.state is State.ADDRESSED:
            self._mark_read(self.person_id)

    def can_start(self, at: datetime, *, is_repeatable: bool) -> bool:
        """Whether it is a mail to be handed over now.

        An attempt whose end nobody recorded is begun again only if doing so is harmless.
        """
        if self.state is State.SENDING:
            return is_repeatable
        waits = self.channel is Channel.EMAIL and self.state is State.ADDRESSED
        return waits and (self.next_try_at is None or self.next_try_at <= at)

    def start_sending(self, at: datetime) -> None:
        """Record the intent, before the mail leaves the house."""
        self._start_sending(at)

    def doubt_if_silent(self, at: datetime, patience: timedelta) -> None:
        """An attempt whose end nobody recorded in time may have been sent or not."""
        if self.sending_since is not None and self.sending_since + patience <= at:
            self.doubt()

    def confirm_sent(self) -> None:
        """The mail was handed over."""
        if self.state is State.SENDING:
            self._confirm_sent(self.person_id)

    def postpone(self, reason: str, at: datetime) -> None:
        """Not now: try again later, each time a little later, and give up in the end."""
        if self.state is not State.SENDING:
            return
        if self.attempts > len(DELAYS):
            self._fail(self.person_id, reason)
        else:
            self._postpone(self.person_id, reason, self.attempts, at + DELAYS[self.attempts - 1])

    def fail(self, reason: str) -> None:
        """It cannot be sent to this person, and trying again would not help."""
        if self.state in {State.ADDRESSED, State.SENDING}:
            self._fail(self.person_id, reason)

    def doubt(self) -> None:
        """It may have been sent or not: an operator decides, it is never sent twice by itself."""
        if self.state is State.SENDING:
            self._doubt(self.person_id)

    def retry(self) -> None:
        """An operator wants it sent (again), with all its attempts."""
        if self.state not in {State.FAILED, State.IN_DOUBT}:
            raise NothingToRetry(state=self.state.value)
        self._retry(self.person_id)

    @event("Read", topic="notifications:Message.Read")
    def _mark_read(self, person_id: UUID) -> None:
        self.state = State.READ

    @event("SendingStarted", topic="notifications:Message.SendingStarted")
    def _start_sending(self, at: datetime) -> None:
        self.state = State.SENDING
        self.attempts += 1
        self.sending_since = at

    @event("Sent", topic="notifications:Message.Sent")
    def _confirm_sent(self, person_id: UUID) -> None:
        self._end_attempt(State.SENT)

    @event("Postponed", topic="notifications:Message.Postponed")
    def _postpone(self, person_id: UUID, reason: str, attempts: int, next_try_at: datetime) -> None:
        self._end_attempt(State.ADDRESSED)
        self.next_try_at = next_try_at

    @event("Failed", topic="notifications:Message.Failed")
    def _fail(self, person_id: UUID, reason: str) -> None:
        self._end_attempt(State.FAILED)

    @event("Doubted", topic="notifications:Message.Doubted")
    def _doubt(self, person_id: UUID) -> None:
        self._end_attempt(State.IN_DOUBT)

    @event("Retried", topic="notifications:Message.Retried")
    def _retry(self, person_id: UUID) -> None:
        self._end_attempt(State.ADDRESSED)
        self.attempts = 0
        self.next_try_at = None

    def _end_attempt(self, state: State) -> None:
        self.state = state
        self.sending_since = None


class Preferences(Aggregate):
    """How a person wants to be told: in which language, by which channels. Its id is theirs."""

    TOPIC = "notifications:Preferences"

    @event("Created", topic="notifications:Preferences.Created")
    def __init__(self, id: UUID) -> None:
        self.language = ""
        self.channels: list[Channel] = list(Channel)

    @property
    def person_id(self) -> UUID:
        """Whose preferences these are."""
        return self.id

    def choose(self, language: str, channels: Sequence[Channel]) -> None:
        """Set both; an empty language means the one of the person's record."""
        if not channels:
            raise NoChannelLeft
        wanted = [channel for channel in Channel if channel in channels]
        if (language, wanted) != (self.language, self.channels):
            self._choose(language, wanted)

    @event("Chosen", topic="notifications:Preferences.Chosen")
    def _choose(self, language: str, channels: list[Channel]) -> None:
        self.language = language
        self.channels = channels
