"""Routes of notifications: one's messages and how one wants them."""

from gateway.api.routes.route import Area, Route
from services.notifications import schemas

MESSAGES = Area(
    "notifications",
    "Messages",
    "One's inbox, and in which language and by which channel one is told.",
)

PERSON = "/people/<uuid:person_id>"
MESSAGE = "/messages/<uuid:message_id>"

ROUTES: tuple[Route, ...] = (
    MESSAGES.ask("GET", f"{PERSON}/messages", schemas.Inbox),
    MESSAGES.post(f"{PERSON}/messages/reading", schemas.MarkAllRead),
    MESSAGES.put(f"{PERSON}/message-preferences", schemas.SetPreferences),
    MESSAGES.post(f"{MESSAGE}/reading", schemas.MarkRead),
    MESSAGES.post(f"{MESSAGE}/retry", schemas.RetryMail),
)
