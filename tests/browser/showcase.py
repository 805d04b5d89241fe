"""A page with every component in every state: what the product's pages are made of.

It is an area like any other, but only tests put it into the application.
"""

from pathlib import Path

from flask import Response

from gateway.web.answers import done
from gateway.web.context import site, visitor
from gateway.web.forms import (
    File,
    Form,
    Month,
    Number,
    OneOf,
    Option,
    Paragraph,
    Ranked,
    SomeOf,
    Text,
    YesNo,
)
from gateway.web.lists.tables import Column
from gateway.web.registry.area import Area
from gateway.web.registry.audience import EVERYBODY, SIGNED_IN
from services.housing.schemas import OfferRoom, PlanBoarding
from services.notifications.schemas import SetPreferences
from services.people.schemas import StoreDocument
from services.projects.schemas import OpenPlaces

SHOWCASE = Area("showcase")
HERE = Path(__file__).parent

COLUMNS = (
    Column("Name", lambda row: row["name"]),
    Column("Beds", lambda row: row["beds"], is_number=True),
)
ROWS = [{"name": "Residence A", "beds": 2}, {"name": "Residence B", "beds": None}]


def channels() -> list[Option]:
    return [Option("inbox", "Inbox", "Here"), Option("email", "E-mail")]


RANKED = Form(
    "notifications", SetPreferences, (Ranked("channels", "Channels", options=channels),), "Save"
)
FORMS = (
    Form(
        "housing",
        OfferRoom,
        (
            Text("label", "Name of the room", hint="As on the door"),
            OneOf("kind", "Kind", options=lambda: [Option("room", "Room")], is_radio=True),
            Number("beds", "Beds"),
            YesNo("furnished", "Furnished"),
        ),
        "Offer",
    ),
    Form(
        "housing",
        PlanBoarding,
        (
            OneOf("kind", "Kind of boarding", options=lambda: [Option("meals", "Meals")]),
            Paragraph("where", "Where"),
        ),
        "Plan",
    ),
    Form("people", StoreDocument, (File("content", "File"),), "Upload"),
    Form("projects", OpenPlaces, (Month("month", "Month"),), "Open"),
    Form(
        "notifications",
        SetPreferences,
        (SomeOf("channels", "Channels", options=channels),),
        "Choose",
    ),
)


@SHOWCASE.page("/showcase", "Showcase", seen_by=EVERYBODY)
def showcase() -> Response:
    """Everything at once."""
    shown = {
        "columns": COLUMNS,
        "rows": ROWS,
        "filled": [form.asked() for form in FORMS],
        "ranked": RANKED.asked({"channels": ["email", "inbox"]}),
    }
    html = site().templates.from_string((HERE / "showcase.html").read_text()).render(shown)
    return Response(html, content_type="text/html; charset=utf-8")


@SHOWCASE.page("/showcase/ranking", "Ranking", seen_by=SIGNED_IN, takes_forms=True)
def ranking() -> Response:
    """A ranked list that is saved."""
    ranked = RANKED.asked({"channels": ["email", "inbox"]})
    if ranked.is_sent and (answer := ranked.carry_out(person_id=str(visitor().person_id))):
        return done("Saved.", "showcase.ranking", after=answer["after"])
    text = (
        '{% extends "layout.html" %}{% from "components/forms.html" import form %}'
        "{% block title %}Ranking{% endblock %}{% block content %}<h1>Ranking</h1>"
        "{{ form(ranked) }}{% endblock %}"
    )
    html = site().templates.from_string(text).render(ranked=ranked)
    return Response(html, ranked.status, content_type="text/html; charset=utf-8")
