"""One sentence for the next page: what was done, and perhaps how it is undone.

The sentence travels in a sealed cookie that lives for a minute, together with the position of
what was written: the next page waits, bounded, until its views have that, whichever gateway
answers. So one reads what one wrote, and reloading does nothing again.

A gateway of a release before knows no undo: what it cannot read has a purpose of its own.
"""

from dataclasses import dataclass

from flask import g

from gateway.api.context import backend, gateway, has_seen, seals
from gateway.web.session import cookies
from services.hosting.wire import from_wire, to_wire

PURPOSE = "flash with undo"
FIELD = "form_undo"


@dataclass(frozen=True)
class Undo:
    """A button that takes back what was done: where it is sent, and what its form holds."""

    to: str
    held: str = ""


@dataclass(frozen=True)
class Flash:
    """A sentence, in what tone (done, info, late), and whether what it tells of can be seen."""

    text: str
    tone: str
    is_seen: bool = True
    undo: Undo | None = None


def leave(text: str, *, tone: str = "done", after: str = "", undo: Undo | None = None) -> None:
    """Leave a sentence for the next page. It must hold nothing personal: it lies in a cookie."""
    content = to_wire([text, tone, after, undo and [undo.to, undo.held]]).decode()
    cookies.keep(cookies.FLASH, seals().closed(PURPOSE, content))


def pick_up() -> None:
    """Take up what the page before has left, and wait for what it wrote. Runs before each page."""
    g.flash = None
    left = cookies.cookie(cookies.FLASH)
    content = seals().opened(PURPOSE, left) if left else None
    if content is None:
        return
    text, tone, after, undo = from_wire(content.encode())
    cookies.forget(cookies.FLASH)
    g.flash = Flash(text, tone, _is_seen(after), Undo(*undo) if undo else None)


def _is_seen(after: str) -> bool:
    source, _, position = after.partition(":")
    if source not in backend().sources:
        return True
    return has_seen(source, int(position), gateway().settings.wait_seconds)
