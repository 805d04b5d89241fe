"""One sentence for the next page: what was done. It waits until that page can show it.

The sentence travels in a sealed cookie that lives for a minute, together with the position of
what was written: the next page waits, bounded, until its views have that, whichever gateway
answers. So one reads what one wrote, and reloading does nothing again.
"""

from dataclasses import dataclass

from flask import g

from gateway.api.context import backend, gateway
from gateway.web.context import site
from gateway.web.session import cookies
from services.hosting.wire import from_wire, to_wire

PURPOSE = "flash"


@dataclass(frozen=True)
class Flash:
    """A sentence, in what tone (done, info, late), and whether what it tells of can be seen."""

    text: str
    tone: str
    is_seen: bool = True


def leave(text: str, *, tone: str = "done", after: str = "") -> None:
    """Leave a sentence for the next page. It must hold nothing personal: it lies in a cookie."""
    content = to_wire([text, tone, after]).decode()
    cookies.keep(cookies.FLASH, site().seals.closed(PURPOSE, content))


def pick_up() -> None:
    """Take up what the page before has left, and wait for what it wrote. Runs before each page."""
    g.flash = None
    left = cookies.cookie(cookies.FLASH)
    content = site().seals.opened(PURPOSE, left) if left else None
    if content is None:
        return
    text, tone, after = from_wire(content.encode())
    cookies.forget(cookies.FLASH)
    g.flash = Flash(text, tone, _is_seen(after))


def _is_seen(after: str) -> bool:
    source, _, position = after.partition(":")
    if source not in backend().sources:
        return True
    return backend().wait_for(source, int(position), gateway().settings.wait_seconds)
