"""Forms: each describes how a command is filled in by a person.

fields   the kinds of fields: how each is read from what a browser sends
rules    what the command's schema says about a field: needed, how long, between what
faults   what is wrong with a field, in words
form     a form: its command, fields and button
filled   a form with values and faults, and how it is carried out once
"""

from gateway.web.forms.fields import (
    Day,
    File,
    Month,
    Number,
    OneNumber,
    OneOf,
    Option,
    Paragraph,
    Ranked,
    Secret,
    SomeOf,
    Text,
    YesNo,
)
from gateway.web.forms.form import Form

__all__ = [
    "Day",
    "File",
    "Form",
    "Month",
    "Number",
    "OneNumber",
    "OneOf",
    "Option",
    "Paragraph",
    "Ranked",
    "Secret",
    "SomeOf",
    "Text",
    "YesNo",
]
