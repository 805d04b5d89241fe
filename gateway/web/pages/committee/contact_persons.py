"""The roster of contact persons: who cares for whom, how much each has to do, and handing over."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Place, Row
from gateway.web.answers import address, page
from gateway.web.language import gettext, marked
from gateway.web.lists.tables import Column
from gateway.web.naming import names_of, with_names
from gateway.web.pages.committee.area import COMMITTEE, CONTACT_PERSON, LOCAL
from gateway.web.pages.committee.contact_person_tasks import TASKS, handing_over
from gateway.web.pages.committee.listing import Listing, Reader
from gateway.web.pages.committee.task import Thing, named, possible, taken
from gateway.web.pages.committee.units import committee_of
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking


def _read(lc_id: UUID) -> Reader:
    def read(after: Place | None, most: int) -> list[Row]:
        visible = views().visibility.contact_persons(current_actor(), today())
        return views().contact_persons.page(lc_id, visible, today(), after, most)

    return read


def _state_of(row: Row) -> str:
    if row["has_retired"]:
        return gettext("Retired")
    is_full = row["students"] >= row["load_limit"]
    return gettext("Fully loaded") if is_full else gettext("Can take one more")


def _named(rows: list[Row]) -> list[Row]:
    return with_names(rows, "person_id", Purpose.ADMINISTRATION)


CONTACT_PERSONS = Listing(
    "contact_persons",
    marked("Contact persons"),
    marked("Local students who take care of incoming ones, each of a few at a time."),
    (
        Column(marked("Name"), lambda row: row["name"] or gettext("Contact person")),
        Column(marked("State"), _state_of),
        Column(marked("Students"), lambda row: row["students"], is_number=True),
        Column(marked("At a time, at most"), lambda row: row["load_limit"], is_number=True),
    ),
    _read,
    lambda row: address(CONTACT_PERSON, contact_person_id=row["contact_person_id"]),
    "person",
    (
        marked("No contact person yet"),
        marked("Register a person under People, and enrol them as a contact person there."),
    ),
    order=lambda: views().contact_persons.by_id,
    finish=_named,
)


@COMMITTEE.page(
    "/committee/contact-persons",
    marked("Contact persons"),
    seen_by=LOCAL,
    words=marked("roster load duties guides"),
)
def contact_persons() -> Response:
    """The roster with how much each has to do."""
    return CONTACT_PERSONS.shown()


@COMMITTEE.file("/committee/contact-persons.csv", seen_by=LOCAL)
def contact_persons_csv() -> Response:
    """The roster as a file."""
    return CONTACT_PERSONS.file()


def the_busiest(looking: Looking) -> dict[str, Any]:
    """The contact person with most duties."""
    views_, day = looking.views, looking.today
    visible = views_.visibility.contact_persons(looking.actor, day)
    rows = views_.contact_persons.page(committee_of(looking), visible, day, None, 100)
    whole = [views_.contact_persons.one(r["contact_person_id"], visible, day) for r in rows]
    best = max((row for row in whole if row), key=lambda row: len(row["duties"]))
    return {"contact_person_id": best["contact_person_id"]}


@COMMITTEE.page(
    "/committee/contact-persons/<uuid:contact_person_id>",
    marked("Contact person"),
    seen_by=LOCAL,
    example=Example(the_busiest),
)
def contact_person(contact_person_id: UUID) -> Response:
    """A contact person with the students they care for."""
    row = contact_person_of(contact_person_id)
    return page(
        "committee/contact_person.html",
        person=row,
        state=_state_of(row),
        duties=[_with_student(duty) for duty in row["duties"]],
        tasks=possible(TASKS, row),
    )


def contact_person_of(contact_person_id: UUID) -> Row:
    """A contact person with their name and duties. Raises NotFound if not ours."""
    visible = views().visibility.contact_persons(current_actor(), today())
    row = found(
        views().contact_persons.one(contact_person_id, visible, today()),
        "contact person",
        contact_person_id,
    )
    names = names_of([row["person_id"]], Purpose.ADMINISTRATION)
    return {**row, "name": names.get(row["person_id"]) or gettext("Contact person")}


def _with_student(duty: Row) -> Row:
    """A duty with the number of the exchange; a student of another time may not be ours."""
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    exchange = views().exchanges.one(duty["exchange_id"], visible)
    return {**duty, "number": exchange["number"] if exchange else ""}


def a_limit(looking: Looking) -> dict[str, Any]:
    """The load limit of a contact person."""
    return {**the_busiest(looking), "name": "load-limit"}


@COMMITTEE.page(
    "/committee/contact-persons/<uuid:contact_person_id>/<string(maxlength=20):name>",
    marked("A task with a contact person"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(a_limit),
)
def contact_person_task(contact_person_id: UUID, name: str) -> Response:
    """Set the load limit, or let them retire."""
    task, row = named(TASKS, name), contact_person_of(contact_person_id)
    return taken(task, thing_of(row, {}))


def a_hand_over(looking: Looking) -> dict[str, Any]:
    """Handing over a student, or one who does not exist where nobody has one."""
    views_, day = looking.views, looking.today
    visible = views_.visibility.contact_persons(looking.actor, day)
    one = the_busiest(looking)
    row = views_.contact_persons.one(one["contact_person_id"], visible, day)
    duties = row["duties"] if row else []
    exchange_id = duties[0]["exchange_id"] if duties else UUID(int=0)
    return {**one, "exchange_id": exchange_id, "name": "hand-over"}


@COMMITTEE.page(
    "/committee/contact-persons/<uuid:contact_person_id>/students/<uuid:exchange_id>/"
    "<string(maxlength=20):name>",
    marked("A task with a contact person's student"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(a_hand_over),
)
def duty_task(contact_person_id: UUID, exchange_id: UUID, name: str) -> Response:
    """Hand a student over, or name who steps in."""
    row = contact_person_of(contact_person_id)
    task = named(handing_over(row, exchange_id), name)
    return taken(task, thing_of(row, {"exchange_id": str(exchange_id)}))


def thing_of(row: Row, more: dict[str, str]) -> Thing:
    """The contact person as what a task is about; ``more`` goes along with the command."""
    where = {"contact_person_id": row["contact_person_id"]}
    return Thing(row, row["name"], CONTACT_PERSON, where, more)
