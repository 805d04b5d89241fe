"""The cookies of the web client. None is ever read by a script, none leaves for another site.

access    the access token; ends with it
refresh   what the next access token is got with
link      a personal link that was opened, for a day
visit     a random name of the browser, to which forms are bound
display   language, colours, time zone
flash     one sentence for the next page, and how what it tells of is undone
"""

from datetime import timedelta
from typing import Any

from flask import Response, g, request

from gateway.api.context import gateway

A_DAY = timedelta(days=1)
A_MONTH = timedelta(days=30)
A_YEAR = timedelta(days=365)
A_MINUTE = timedelta(minutes=1)

ACCESS, REFRESH, LINK = "access", "refresh", "link"
VISIT, DISPLAY, FLASH = "visit", "display", "flash"
LIVES = {REFRESH: A_MONTH, LINK: A_DAY, VISIT: A_MONTH, DISPLAY: A_YEAR, FLASH: A_MINUTE}


def cookie(name: str) -> str:
    """What the browser keeps under a name; empty for nothing."""
    return request.cookies.get(_full_name(name), "")


def kept_from_now_on(name: str) -> str:
    """What the browser keeps under a name after the present answer; empty for nothing."""
    return _changes().get(name, cookie(name))


def keep(name: str, value: str) -> None:
    """Have the browser keep this from the answer on."""
    _changes()[name] = value


def forget(*names: str) -> None:
    """Have the browser forget these."""
    _changes().update(dict.fromkeys(names, ""))


def changes_cookies() -> bool:
    """Whether the answer will change what the browser keeps."""
    return bool(_changes())


def put_into(response: Response) -> None:
    """Tell the browser what to keep and what to forget."""
    for name, value in _changes().items():
        if value:
            response.set_cookie(_full_name(name), value, max_age=_life(name), **_guards())
        else:
            response.delete_cookie(_full_name(name), **_guards())


def _changes() -> dict[str, str]:
    if "cookie_changes" not in g:
        g.cookie_changes = {}
    changes: dict[str, str] = g.cookie_changes
    return changes


def _life(name: str) -> timedelta:
    return gateway().tokens.life if name == ACCESS else LIVES[name]


def _guards() -> dict[str, Any]:
    return {"path": "/", "httponly": True, "samesite": "Lax", "secure": _is_secure()}


def _is_secure() -> bool:
    return not gateway().settings.allows_plain_http


def _full_name(name: str) -> str:
    """With TLS a prefix that no other host of the domain can set (RFC 6265bis, section 4.1.3)."""
    return f"__Host-exchange-{name}" if _is_secure() else f"exchange-{name}"
