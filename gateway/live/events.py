"""The text of server-sent events (WHATWG HTML, section 9.2)."""

from services.hosting.wire import to_wire

CONTENT_TYPE = "text/event-stream"
RETRY_MILLISECONDS = 2_000


def event(cursor: str, name: str, data: dict[str, object]) -> str:
    """Something is told. A browser sends the cursor when it connects again."""
    return f"id: {cursor}\nevent: {name}\ndata: {to_wire(data).decode()}\n\n"


def beat(cursor: str) -> str:
    """Nothing is told, and the connection lives; yet the cursor goes on."""
    return f"id: {cursor}\nretry: {RETRY_MILLISECONDS}\n\n"


def reset(cursor: str) -> str:
    """Too much was missed to tell it: whatever was read before is to be read anew."""
    return event(cursor, "reset", {"event": "reset"})
