"""Notifications: the index of its entrypoints."""

from services.hosting.entrypoints import (
    Hosted,
    command,
    every,
    followed,
    newest,
    passing,
    published,
    query,
    relayed,
    selected,
    standing,
)
from services.notifications import schemas
from services.notifications.application import Notifications
from services.notifications.policy import REACTIONS
from services.notifications.publishing import PUBLISHING
from services.notifications.views import NotificationsViews


class NotificationsService:
    """Notifications: what to tell whom, by which channel, once."""

    name = "notifications"
    host = Hosted(Notifications, NotificationsViews, PUBLISHING, REACTIONS)

    set_preferences = command(schemas.SetPreferences)
    mark_read = command(schemas.MarkRead)
    mark_all_read = command(schemas.MarkAllRead)
    retry_mail = command(schemas.RetryMail)

    inbox = query(schemas.Inbox)

    facts_in = followed()
    facts_out = relayed()
    published_since = published()
    published_at = selected()
    newest_position = newest()
    line_statuses = standing()
    pass_over = passing()
    tick = every(seconds=5)
