"""The use cases of notifications: get, tell, save."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from services.hosting.use_cases import UseCases
from services.notifications.announcements.announcement import Announcement
from services.notifications.domain import Channel, Message, Preferences
from services.notifications.mail.settings import MailSettings
from services.notifications.sending import PostOffice
from services.notifications.texts import Text, shipped_texts

WORTH_A_MAIL = timedelta(days=14)
"""A fact told later than this lies in the inbox only: nobody wants last season's mail."""

WORTH_WAITING = timedelta(hours=1)
"""A mail that somebody waits for is told later than this to nobody: they have asked again."""

READ_AT_ONCE = 500


class Notifications(UseCases):
    """What can be done with messages and preferences."""

    name = "notifications"

    def prepare(self) -> None:
        """Load the texts; open the post office, if the home has one."""
        self.texts = shipped_texts()
        settings = MailSettings.from_settings(self.tools.settings)
        self.post_office = PostOffice(self, settings, self.texts) if settings else None

    def act_on_time(self) -> None:
        """Send the mails that are due."""
        if self.post_office:
            self.post_office.send_due_mails()

    # -- addressing

    def announce(
        self,
        *,
        lines: Sequence[Announcement],
        data: Mapping[str, Any],
        about_fact: str,
        happened_at: datetime,
    ) -> None:
        """Address each person whom a fact concerns once, by every channel they want."""
        told = self._told_by(lines, data)
        names = self.views.names_of(data) if told else {}
        for person_id, line in told.items():
            for channel in self._channels(line, person_id, happened_at):
                self._address(
                    person_id=person_id,
                    channel=channel,
                    template=line.template,
                    parameters={**names, **line.parameters(data)},
                    about_fact=about_fact,
                    exchange_id=data.get("exchange_id"),
                )

    def _told_by(
        self, lines: Sequence[Announcement], data: Mapping[str, Any]
    ) -> dict[UUID, Announcement]:
        """By which line each person is told: the first one that names them."""
        told: dict[UUID, Announcement] = {}
        for line in lines:
            if line.when(data):
                for person_id in line.persons(data, self.views, self.today()):
                    told.setdefault(person_id, line)
        return told

    def _channels(
        self, line: Announcement, person_id: UUID, happened_at: datetime
    ) -> list[Channel]:
        """How to tell the person about what happened then."""
        if line.is_for_the_mail:
            is_waited_for = self.now() - happened_at <= WORTH_WAITING
            return [Channel.EMAIL] if self.post_office and is_waited_for else []
        preferences = self.find(Preferences, person_id)
        wanted = preferences.channels if preferences else list(Channel)
        is_recent = self.now() - happened_at <= WORTH_A_MAIL
        if self.post_office and is_recent:
            return wanted
        return [Channel.INBOX]

    def _address(
        self, *, about_fact: str, person_id: UUID, channel: Channel, **content: Any
    ) -> None:
        """A new message, unless the person was told of the fact by this channel before."""
        message_id = Message.create_id(about_fact, person_id, channel)
        if self.find(Message, message_id) is None:
            self.add(
                Message(about_fact=about_fact, person_id=person_id, channel=channel, **content)
            )

    # -- commands of persons and operators

    def set_preferences(
        self, *, person_id: UUID, language: str, channels: list[str]
    ) -> Preferences:
        """A person chooses language and channels."""
        preferences = self._preferences(person_id)
        preferences.choose(language, [Channel(channel) for channel in channels])
        return preferences

    def mark_read(self, *, message_id: UUID) -> Message:
        """A person has seen a message."""
        message = self.change(Message, message_id)
        message.mark_read()
        return message

    def mark_all_read(self, *, person_id: UUID) -> tuple[Preferences, dict[str, int]]:
        """A person has seen the whole inbox, as far as it has come; answers with how many."""
        preferences = self._preferences(person_id)
        unread = self.views.unread_of(person_id, READ_AT_ONCE)
        for message_id in unread:
            self.also(Message, message_id).mark_read()
        return preferences, {"marked": len(unread)}

    def retry_mail(self, *, message_id: UUID) -> Message:
        """An operator has a mail sent again that failed or is in doubt."""
        message = self.change(Message, message_id)
        message.retry()
        return message

    def _preferences(self, person_id: UUID) -> Preferences:
        if self.find(Preferences, person_id):
            return self.change(Preferences, person_id)
        self.permit(person_id=person_id)
        return self.add(Preferences(id=person_id))

    # -- queries

    def inbox(
        self, *, person_id: UUID, language: str, before: UUID | None, limit: int
    ) -> list[dict[str, Any]]:
        """A person's messages as texts, newest first."""
        self.permit(person_id=person_id)
        preferences = self.find(Preferences, person_id)
        spoken = language or (preferences.language if preferences else "")
        return [self._shown(row, spoken) for row in self.views.inbox_of(person_id, before, limit)]

    def _shown(self, row: Any, language: str) -> dict[str, Any]:
        text: Text = self.texts.message(row.template, row.parameters, language)
        return {
            "message_id": row.message_id,
            "exchange_id": row.exchange_id,
            "template": row.template,
            "parameters": row.parameters,
            "addressed_at": row.addressed_at,
            "is_read": row.is_read,
            "language": text.language,
            "subject": text.subject,
            "body": text.body,
        }
