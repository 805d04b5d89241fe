"""Pages that only tests have: one that fails as it is told, and one with a form on a version."""

from uuid import UUID

from flask import Response

from gateway.api.context import views
from gateway.web.answers import done
from gateway.web.context import site
from gateway.web.forms import Form, Number
from gateway.web.language import formats
from gateway.web.registry.area import Area
from gateway.web.registry.audience import EVERYBODY, SIGNED_IN, those_with
from services.contracts.errors import StorageBusy
from services.contracts.roles import Role
from services.housing.schemas import SetLoadLimit

TRIAL = Area("trial")
FAILURES = {"fault": ValueError("a secret of the inside"), "busy": StorageBusy(seconds=3)}
LOAD_LIMIT = Form(
    "housing", SetLoadLimit, (Number("load_limit", "How many students at once"),), "Save"
)
TEXT = (
    '{% extends "layout.html" %}{% from "components/forms.html" import form as draw %}'
    "{% block title %}Trial{% endblock %}{% block content %}{{ draw(form) }}{% endblock %}"
)


@TRIAL.page("/trial/<any(fault,busy):what>", "Failure", seen_by=EVERYBODY)
def fail(what: str) -> Response:
    """Fails."""
    raise FAILURES[what]


@TRIAL.page("/trial/load/<uuid:contact_person_id>", "Load", seen_by=SIGNED_IN, takes_forms=True)
def load(contact_person_id: UUID) -> Response:
    """A number of a contact person, changed on the version that was seen."""
    filled = LOAD_LIMIT.asked(version=views().versions.of(contact_person_id))
    if filled.is_sent and (answer := filled.carry_out(contact_person_id=str(contact_person_id))):
        return done("Saved.", "trial.load", after=answer["after"], contact_person_id=answer["id"])
    html = site().templates.from_string(TEXT).render(form=filled)
    return Response(html, filled.status, content_type="text/html; charset=utf-8")


@TRIAL.page("/trial/directors", "Directors", seen_by=those_with(Role.DIRECTOR))
def directors() -> Response:
    """Only for directors."""
    return Response("for directors")


@TRIAL.page("/trial/values", "Values", seen_by=EVERYBODY)
def values() -> Response:
    """Values of every kind, as the visitor's language writes them."""
    written = (
        formats.day("2027-07-01"),
        formats.number(1234.5),
        formats.listed(["a", "b", "c"]),
        formats.country("PT"),
        formats.weeks(3),
        formats.moment("2027-07-01T20:00:00+00:00"),
    )
    return Response("|".join(written))


@TRIAL.page("/trial/counts", "Counts", seen_by=EVERYBODY)
def counts() -> Response:
    """So many weeks, for a number of each kind that Arabic has."""
    return Response("|".join(formats.weeks(number) for number in (0, 1, 2, 3, 11, 100)))
