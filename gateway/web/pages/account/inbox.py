"""The inbox: messages in the visitor's language, the newest first."""

from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.context import views
from gateway.api.errors import NoSuchAddress
from gateway.api.streaming import stream, told_until
from gateway.web.answers import address, done, page
from gateway.web.context import visitor
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked, ngettext
from gateway.web.language.formats import compact
from gateway.web.lists.slices import Slice
from gateway.web.offline import kept_offline
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.registry.page import Menu, Place
from gateway.web.session import cookies
from gateway.web.session.guarding import comes_from_us
from gateway.web.templating import unread
from services.hosting.wire import to_wire
from services.notifications.schemas import Inbox, MarkAllRead, MarkRead

INBOX = "account.inbox"
AT_ONCE = 20


@ACCOUNT.page(
    "/inbox",
    marked("Inbox"),
    menu=Menu(70, "inbox", Place.ACCOUNT),
    words=marked("messages notifications unread"),
)
def inbox() -> Response:
    """A page of messages; ``before`` is the last one that was seen."""
    rows = _messages(_before())
    latest = "" if _before() else _latest()
    shown = page("account/inbox.html", slice=_slice(rows), latest=latest)
    return shown if _before() else kept_offline(shown)


def _before() -> str | None:
    try:
        return str(UUID(request.args.get("before", "")))
    except ValueError:
        return None


def _messages(before: str | None) -> list[dict[str, Any]]:
    asked: dict[str, Any] = {
        "person_id": str(visitor().person_id),
        "language": visitor().language,
        "limit": AT_ONCE + 1,
    }
    rows: list[dict[str, Any]] = send("notifications", Inbox, {**asked, "before": before})
    return rows


def _slice(rows: list[dict[str, Any]]) -> Slice:
    shown = rows[:AT_ONCE]
    following = address(INBOX, before=shown[-1]["message_id"]) if len(rows) > AT_ONCE else ""
    return Slice(shown, following, address(INBOX) if _before() else "")


@ACCOUNT.file("/inbox/news")
def news() -> Response:
    """How many messages are unread, for pages that stay open: they ask now and then."""
    waiting = unread()
    told = {
        "unread": waiting,
        "shown": compact(waiting),
        "said": ngettext("{number} unread", "{number} unread", waiting),
        "latest": _latest(),
    }
    return Response(to_wire(told), content_type="application/json")


@ACCOUNT.file("/inbox/live")
def live() -> Response:
    """What changes, told as it happens, to the inbox that is open; see the API's ``GET /live``.

    Where no more streams can be had, the page goes on asking for news.
    """
    if not comes_from_us():
        raise NoSuchAddress
    return stream(told_until(), cookies.kept_from_now_on(cookies.ACCESS))


def _latest() -> str:
    person_id = visitor().person_id
    assert person_id is not None  # only who has signed in asks
    return next((str(row["message_id"]) for row in views().inbox.page(person_id, None, 1)), "")


@ACCOUNT.action("/inbox/<uuid:message_id>/read")
def mark_read(message_id: UUID) -> Response:
    """A message has been seen."""
    answer = send("notifications", MarkRead, {"message_id": str(message_id)})
    return done(gettext("The message is marked as read."), INBOX, after=answer["after"])


@ACCOUNT.action("/inbox/read")
def mark_all_read() -> Response:
    """All messages have been seen."""
    answer = send("notifications", MarkAllRead, {"person_id": str(visitor().person_id)})
    return done(gettext("All messages are marked as read."), INBOX, after=answer["after"])
