"""What is done with a room: offering, inspecting, opening, blocking, withdrawing."""

from typing import Any

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.forms import Day, Form, Number, OneOf, Paragraph, SomeOf, Text, YesNo
from gateway.web.forms.reasons import reasons
from gateway.web.language import marked
from gateway.web.pages.committee.area import ROOM
from gateway.web.pages.committee.choices import codes
from gateway.web.pages.committee.reasons import BLOCKED, ROOM_WITHDRAWN
from gateway.web.pages.committee.task import Task
from gateway.web.undo.housing import unblocked
from services.contracts.housing import ROOM_KINDS
from services.housing import schemas

DIETS = ("vegetarian", "vegan", "halal", "kosher", "gluten-free", "lactose-free")
ORDER_OF_DAYS = {"period_not_in_order": "end"}


def _is_offered(row: Row) -> bool:
    return bool(row["state"] != "withdrawn")


def _has_passed(row: Row) -> bool:
    return row["state"] in ("inspected", "open")


OFFER = Task(
    Form(
        "housing",
        schemas.OfferRoom,
        (
            Text("label", marked("Name of the room"), hint=marked("No address: that is private.")),
            OneOf("kind", marked("Kind"), options=codes(ROOM_KINDS, "room"), is_radio=True),
            Number("beds", marked("Beds")),
            Number("minutes_to_hospital", marked("Minutes to the hospital")),
            YesNo("is_private", marked("For one student alone")),
            YesNo("furnished", marked("Furnished")),
            YesNo("kitchen", marked("Kitchen can be used")),
            YesNo("heating", marked("Heated")),
            SomeOf("diets_served", marked("Diets served"), options=codes(DIETS)),
            Paragraph("remarks", marked("Remarks")),
        ),
        marked("Offer the room"),
        blames={"room_too_far": "minutes_to_hospital", "room_without_beds": "beds"},
    ),
    marked("Offer a room"),
    marked("It can be opened for students after the committee has inspected it."),
    marked("The room is offered. Inspect it next."),
    values=lambda _: {"beds": 1, "furnished": True, "heating": True},
    is_versioned=False,
    leads_to=(ROOM, "room_id"),
)


def _today(name: str) -> Any:
    return lambda _: {name: today().isoformat()}


TASKS: dict[str, Task] = {
    "inspect": Task(
        Form(
            "housing",
            schemas.InspectRoom,
            (
                Day("inspected_on", marked("Day of the inspection")),
                YesNo("passed", marked("The room is good enough for students")),
                Paragraph("findings", marked("What you saw"), hint=marked("Only about the room.")),
            ),
            marked("Save the inspection"),
            blames={"day_not_yet_come": "inspected_on"},
        ),
        marked("Inspect the room"),
        marked("A room is opened for students when somebody of the committee has seen it."),
        marked("The inspection is saved."),
        _is_offered,
        values=_today("inspected_on"),
    ),
    "open": Task(
        Form(
            "housing",
            schemas.OpenRoom,
            (
                Day("available_from", marked("First day")),
                Day("available_to", marked("Last day")),
            ),
            marked("Open the room"),
            blames={"period_not_in_order": "available_to"},
        ),
        marked("Open it for some time"),
        marked("A student gets a bed only on days on which the room is open for the whole stay."),
        marked("The room is open."),
        _has_passed,
    ),
    "block": Task(
        Form(
            "housing",
            schemas.BlockRoom,
            (
                Day("start", marked("First day")),
                Day("end", marked("Last day")),
                OneOf("reason", marked("Reason"), options=reasons(BLOCKED), none=marked("None")),
            ),
            marked("Block these days"),
            blames={"room_needed_for_stay": "start", **ORDER_OF_DAYS},
        ),
        marked("Block some days"),
        marked("The provider needs the room then: nobody is placed there on these days."),
        marked("The days are blocked."),
        _is_offered,
        restoring=unblocked,
    ),
    "withdraw": Task(
        Form(
            "housing",
            schemas.WithdrawRoom,
            (OneOf("reason", marked("Reason"), options=reasons(ROOM_WITHDRAWN)),),
            marked("Withdraw the room"),
        ),
        marked("Withdraw the room"),
        marked("It takes no new stays, and this is final. Stays that are booked remain."),
        marked("The room is withdrawn."),
        _is_offered,
        is_grave=True,
    ),
}
