"""In which conversation something happens, for the log: set where work for it begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_CORRELATION_ID: ContextVar[str] = ContextVar("correlation_id", default="")


def begin_conversation(correlation_id: str) -> None:
    """What is logged from here on belongs to this conversation."""
    _CORRELATION_ID.set(correlation_id)


def correlation_id() -> str:
    """The id of the present conversation; empty outside of any."""
    return _CORRELATION_ID.get()


@contextmanager
def in_conversation(correlation_id: str) -> Iterator[None]:
    """What is logged in this block belongs to this conversation, and so does what it raises."""
    token = _CORRELATION_ID.set(correlation_id)
    try:
        yield
    except Exception as error:
        error.__dict__.setdefault("conversation", correlation_id)
        raise
    finally:
        _CORRELATION_ID.reset(token)


def conversation_of(error: BaseException) -> str:
    """The conversation in which an error was raised; empty when that was in none."""
    return str(error.__dict__.get("conversation", ""))
