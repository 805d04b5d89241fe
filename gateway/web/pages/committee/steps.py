"""What an officer records about one exchange: each step with its form, and when it is possible.

A step has a page of its own, which says what it means and asks for what it needs. It is offered
where the stage allows it; whether it holds is decided by the service.
"""

from collections.abc import Callable
from typing import Any

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.forms import Day, Form, Number, OneOf, Option, SomeOf, Text, YesNo
from gateway.web.language import gettext, marked
from gateway.web.pages.committee.choices import codes
from gateway.web.pages.committee.reasons import INTERRUPTED, MENTOR_DECLINES, reasons
from gateway.web.pages.committee.task import Task
from services.applications import schemas as applications
from services.contracts.applications import ATTENDANCE
from services.contracts.housing import BOARDING_KINDS
from services.contracts.shapes import LEARNING_OBJECTIVES
from services.housing import schemas as housing
from services.housing.domain.stay import EARLY_KEYS
from services.projects import schemas as projects

EXPECTED = ("accepted", "confirmed", "cleared")
HERE = ("arrived", "in_progress")


def at(*stages: str) -> Callable[[Row], bool]:
    """Possible at these stages."""
    return lambda row: row["stage"] in stages


def scores() -> list[Option]:
    """Marks, the best last."""
    return [Option(str(mark), gettext("{mark} of 5").format(mark=mark)) for mark in range(1, 6)]


def _keys_can_be_handed_over(row: Row) -> bool:
    return row["stage"] in EXPECTED and row["start"] - EARLY_KEYS <= today()


def _is_overdue(row: Row) -> bool:
    return row["stage"] in EXPECTED and row["start"] <= today()


def _sleeps_here(row: Row) -> bool:
    return bool(row["bed"]) and row["bed"]["state"] == "occupied"


def _mentor_is_asked(row: Row) -> bool:
    return bool(row["slot"]) and row["slot"]["state"] == "held" and row["stage"] == "placing"


def _has_boarding(row: Row) -> bool:
    return row["stage"] in ("placed", *EXPECTED, *HERE)


def _of_placement(row: Row) -> dict[str, Any]:
    return {"project_id": str(row["project_id"]), "placement_id": str(row["placement_id"])}


def _lacks_score(name: str, *stages: str) -> Callable[[Row], bool]:
    return lambda row: (
        row["stage"] in stages and bool(row["logbook"]) and row["logbook"][name] is None
    )


DAY_OF_ARRIVAL = Day("handed_over_on", marked("Day on which the keys were handed over"))
SCORE = OneOf("score", marked("The mentor's mark"), options=scores, is_radio=True)

STEPS: dict[str, Task] = {
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
        Form("housing", housing.HandOverKeys, (DAY_OF_ARRIVAL,), marked("The student is there")),
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
    "start": Task(
        Form(
            "applications",
            applications.StartProject,
            (
                Day("started_on", marked("First day of work")),
                YesNo("arrival_training_given", marked("The training upon arrival was given")),
                YesNo("ethics_cleared", marked("The ethics clearance is there, where needed")),
            ),
            marked("The work has begun"),
            blames={
                "arrival_training_missing": "arrival_training_given",
                "ethics_clearance_missing": "ethics_cleared",
            },
        ),
        marked("The project starts"),
        marked("The logbook is opened. Attendance counts from this day."),
        marked("The work has begun."),
        at("arrived"),
        values=lambda _: {"started_on": today().isoformat()},
    ),
    "attendance": Task(
        Form(
            "applications",
            applications.RecordAttendance,
            (
                Day("day", marked("Day")),
                OneOf("attendance", marked("Attendance"), options=codes(ATTENDANCE), is_radio=True),
            ),
            marked("Record"),
            blames={"not_a_working_day": "day", "day_not_yet_come": "day"},
        ),
        marked("Attendance of a day"),
        marked("For the student, when the logbook cannot be reached. The mentor countersigns."),
        marked("The day is recorded."),
        at("in_progress"),
        values=lambda _: {"day": today().isoformat()},
        is_versioned=False,
    ),
    "mid-appraisal": Task(
        Form("applications", applications.SignMidAppraisal, (SCORE,), marked("Sign")),
        marked("Appraisal at half-way"),
        marked("On the mentor's behalf, from what the mentor has told you. It is signed once."),
        marked("The appraisal is signed."),
        _lacks_score("mid_score", "in_progress"),
        is_versioned=False,
    ),
    "end-appraisal": Task(
        Form(
            "applications",
            applications.SignEndAppraisal,
            (
                SCORE,
                SomeOf("objectives", marked("Learned"), options=codes(LEARNING_OBJECTIVES)),
                OneOf("outcome", marked("Outcome"), options=codes(applications.OUTCOMES)),
            ),
            marked("Sign"),
        ),
        marked("Appraisal at the end"),
        marked("On the mentor's behalf, from what the mentor has told you. It is signed once."),
        marked("The appraisal is signed."),
        _lacks_score("end_score", "in_progress", "ended"),
        is_versioned=False,
    ),
    "end": Task(
        Form(
            "applications",
            applications.EndProject,
            (Day("ended_on", marked("Last day of work")),),
            marked("The work is over"),
        ),
        marked("The project ends"),
        marked("Afterwards the student evaluates, and you decide about the certificate."),
        marked("The work is over."),
        at("in_progress"),
        values=lambda row: {"ended_on": min(today(), row["end"]).isoformat()},
    ),
    "leaving": Task(
        Form(
            "housing",
            housing.EndStay,
            (Day("ended_on", marked("Day of leaving")),),
            marked("The student has left"),
        ),
        marked("The student leaves the room"),
        marked("From that day on the bed is free for somebody else."),
        marked("The bed is free again."),
        _sleeps_here,
        values=lambda _: {"ended_on": today().isoformat()},
        is_versioned=False,
    ),
    "interrupt": Task(
        Form(
            "applications",
            applications.InterruptExchange,
            (
                OneOf("reason", marked("Reason"), options=reasons(INTERRUPTED)),
                Day("interrupted_on", marked("Last day of the stay")),
            ),
            marked("Break the stay off"),
        ),
        marked("The stay is broken off"),
        marked("Everything that is held is freed, and there is no certificate. It is final."),
        marked("The stay is broken off."),
        at(*HERE),
        values=lambda _: {"interrupted_on": today().isoformat()},
        is_grave=True,
    ),
    "certificate": Task(
        Form("applications", applications.IssueCertificate, (), marked("Issue the certificate")),
        marked("Certificate"),
        marked("It needs attendance, the appraisal at the end and the evaluation. It is final."),
        marked("The certificate is issued."),
        at("ended"),
    ),
    "no-certificate": Task(
        Form("applications", applications.RefuseCertificate, (), marked("Refuse the certificate")),
        marked("No certificate"),
        marked("Only where something is missing that can no longer come in. It is final."),
        marked("The exchange is completed without a certificate."),
        at("ended"),
        is_grave=True,
    ),
}
"""The steps by the last part of their address, in the order in which an exchange takes them."""
