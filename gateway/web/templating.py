"""The templates' environment: what every template can call, and how values are written."""

from typing import Any

from flask import g, request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from gateway.api.context import correlation_id, today, views
from gateway.web.answers import address
from gateway.web.context import visitor
from gateway.web.drawing import chart, world
from gateway.web.forms.faults import refusal_in_words
from gateway.web.language import formats, gettext, ngettext
from gateway.web.language.spoken import SPOKEN, direction
from gateway.web.language.words import word, words
from gateway.web.navigation import entries
from gateway.web.offline import whose
from gateway.web.session import flashes
from gateway.web.session.guarding import FIELD, form_token
from gateway.web.static_files import StaticFiles

FILTERS = ("compact", "country", "day", "day_of", "language_name", "listed", "moment", "money",
           "month", "number", "percent", "period", "remaining", "short_day", "short_month",
           "weeks")  # fmt: skip


def environment(static: StaticFiles) -> Environment:
    """The environment; an unknown name in a template is an error."""
    made = Environment(
        loader=PackageLoader("gateway.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update({name: getattr(formats, name) for name in FILTERS})
    made.filters.update(word=word, words=words)
    made.globals.update(
        _=said,
        ngettext=counted,
        address=address,
        static=static.address,
        entries=entries,
        unread=unread,
        whose=whose,
        page=lambda: g.get("page"),
        flash=lambda: g.get("flash"),
        here=here,
        visitor=visitor,
        today=today,
        spoken=SPOKEN,
        direction=direction,
        form_token=form_token,
        form_token_field=FIELD,
        undo_field=flashes.FIELD,
        chart=chart,
        world=world,
        correlation_id=correlation_id,
        refusal=refusal_in_words,
    )
    return made


def said(text: str, **filled: Any) -> Markup:
    """A text in the visitor's language. What fills it is escaped, unless it is markup."""
    return Markup(escape(gettext(text))).format(**filled)  # noqa: S704 - escaped just before


def counted(one: str, many: str, number: int, **filled: Any) -> Markup:
    """A text for so many things."""
    template = Markup(escape(ngettext(one, many, number, **{k: f"{{{k}}}" for k in filled})))  # noqa: S704
    return template.format(**filled)


def here() -> str:
    """The present address, to come back to."""
    return request.full_path.rstrip("?")


def unread() -> int:
    """How many messages the visitor has not read."""
    person_id = visitor().person_id
    return views().inbox.unread(person_id) if person_id and visitor().is_signed_in else 0
