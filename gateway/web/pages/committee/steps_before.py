"""The steps before a student is there: the mentor's answer, withdrawing, boarding, the keys."""

from datetime import timedelta
from typing import Any

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.forms import Day, Form, Number, OneOf, Text, YesNo
from gateway.web.forms.reasons import reasons
from gateway.web.language import marked
from gateway.web.pages.committee.choices import codes
from gateway.web.pages.committee.reasons import MENTOR_DECLINES
from gateway.web.pages.committee.task import Task
from services.applications import schemas as applications
from services.contracts.housing import BOARDING_KINDS
from services.housing import schemas as housing
from services.projects import schemas as projects

EARLY_KEYS = timedelta(days=3)
"""So long before the first day keys are handed over at the earliest."""

EXPECTED = ("accepted", "confirmed", "cleared")
HERE = ("arrived", "in_progress")


def _keys_can_be_handed_over(row: Row) -> bool:
    return row["stage"] in EXPECTED and row["start"] - EARLY_KEYS <= today()


def _is_overdue(row: Row) -> bool:
    return row["stage"] in EXPECTED and row["start"] <= today()


def _mentor_is_asked(row: Row) -> bool:
    return bool(row["slot"]) and row["slot"]["state"] == "held" and row["stage"] == "placing"


def _has_boarding(row: Row) -> bool:
    return row["stage"] in ("placed", *EXPECTED, *HERE)


def _of_placement(row: Row) -> dict[str, Any]:
    return {"project_id": str(row["project_id"]), "placement_id": str(row["placement_id"])}


BEFORE: dict[str, Task] = {
    "mentor-confirms": Task(
        Form("projects", projects.ConfirmPlacement, (), marked("Confirm for the mentor")),
        marked("The mentor takes the student"),
        marked("Do this when the mentor has told you so. It is recorded that you confirmed."),
        marked("The mentor's place is confirmed."),
        _mentor_is_asked,
        known=_of_placement,
        is_versioned=False,
    ),
    "mentor-declines": Task(
        Form(
            "projects",
            projects.DeclinePlacement,
            (OneOf("reason", marked("Reason"), options=reasons(MENTOR_DECLINES)),),
            marked("Decline for the mentor"),
        ),
        marked("The mentor does not take the student"),
        marked("Bed and contact person are let go of, and you can propose another placement."),
        marked("The mentor has declined. Propose another placement."),
        _mentor_is_asked,
        known=_of_placement,
        is_versioned=False,
        is_grave=True,
    ),
    "withdraw": Task(
        Form("applications", applications.WithdrawPlacement, (), marked("Withdraw the placement")),
        marked("Withdraw the placement"),
        marked("Mentor, bed and contact person are let go of at once. You can propose again."),
        marked("The placement is withdrawn."),
        lambda row: bool(row["placement_id"]) and row["stage"] in ("placing", "placed"),
        is_grave=True,
    ),
    "boarding": Task(
        Form(
            "housing",
            housing.PlanBoarding,
            (
                OneOf("kind", marked("Boarding"), options=codes(BOARDING_KINDS), is_radio=True),
                Number("meals_per_working_day", marked("Meals per working day")),
                Text("where", marked("Where"), hint=marked("Such as: hospital canteen")),
                Text("amount", marked("Pocket money"), hint=marked("Such as 150.00")),
                Text("currency", marked("Currency"), hint=marked("Three letters, such as EUR")),
                YesNo("diet_catered", marked("The diet that the student asks for is served")),
            ),
            marked("Save the plan"),
            blames={
                "boarding_without_meals": "meals_per_working_day",
                "pocket_money_incomplete": "amount",
                "currency_unknown": "currency",
            },
        ),
        marked("Boarding"),
        marked("At least one meal on each working day and where, or pocket money."),
        marked("The boarding plan is saved."),
        _has_boarding,
        values=lambda row: row["boarding"] or {"kind": "meals", "meals_per_working_day": 1},
        is_versioned=False,
    ),
    "keys": Task(
        Form(
            "housing",
            housing.HandOverKeys,
            (Day("handed_over_on", marked("Day on which the keys were handed over")),),
            marked("The student is there"),
        ),
        marked("Keys handed over"),
        marked("With the keys the student counts as arrived. Usually the contact person does it."),
        marked("The student has arrived."),
        _keys_can_be_handed_over,
        values=lambda _: {"handed_over_on": today().isoformat()},
        is_versioned=False,
    ),
    "no-show": Task(
        Form("applications", applications.DeclareNoShow, (), marked("Record that nobody came")),
        marked("The student did not come"),
        marked("This ends the exchange and frees bed and mentor. It cannot be undone."),
        marked("It is recorded that the student did not come."),
        _is_overdue,
        is_grave=True,
    ),
}
