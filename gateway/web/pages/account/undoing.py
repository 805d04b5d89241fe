"""The button with which somebody who has signed in takes back what they have just done."""

from flask import Response

from gateway.web.pages.account.area import ACCOUNT
from gateway.web.undo.carrying_out import take_back


@ACCOUNT.action("/undo")
def undo() -> Response:
    """Take back what the button is for."""
    return take_back()
