"""Refusals of the web client itself.

Refusal
└── FormNotOurs    403  the form was not made by one of our pages, for this visitor
"""

from services.contracts.errors import Refusal


class FormNotOurs(Refusal):
    """The form was made for another browser or person, or too long ago."""

    status = 403
    says = "This form has expired. Go back, load the page again and send it once more."
