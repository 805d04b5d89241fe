"""In which conversation something happens, for the log: set where work for it begins."""

from contextvars import ContextVar

_CORRELATION_ID: ContextVar[str] = ContextVar("correlation_id", default="")


def begin_conversation(correlation_id: str) -> None:
    """What is logged from here on belongs to this conversation."""
    _CORRELATION_ID.set(correlation_id)


def correlation_id() -> str:
    """The id of the present conversation; empty outside of any."""
    return _CORRELATION_ID.get()
