"""Refusals of the web client itself.

Refusal
├── FormNotOurs    403  the form was not made by one of our pages, for this visitor
└── UndoNotYours   403  the button was not made by one of our pages, for this person
"""

from services.contracts.errors import Refusal


class FormNotOurs(Refusal):
    """The form was made for another browser or person, or too long ago."""

    status = 403
    says = "This form has expired. Go back, load the page again and send it once more."


class UndoNotYours(Refusal):
    """What is to be taken back was done by somebody else, or the gateway never offered it."""

    status = 403
    says = "Only who has done this can undo it, where a page offers it. Nothing has changed."
