"""How somebody likes to see the pages, kept in their browser."""

from flask import g

from gateway.web.session import cookies


def keep_display(**changes: str) -> None:
    """Change language, theme or zone for this browser, from the next page on."""
    display = g.visitor.display.with_(**changes)
    g.visitor.display = display
    cookies.keep(cookies.DISPLAY, display.written())
