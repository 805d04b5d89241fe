"""The steps while the student is there: work, logbook, leaving, certificate."""

from collections.abc import Callable

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.forms import Day, Form, OneNumber, OneOf, Option, SomeOf, YesNo
from gateway.web.forms.reasons import reasons
from gateway.web.language import gettext, marked
from gateway.web.pages.committee.choices import codes
from gateway.web.pages.committee.reasons import INTERRUPTED
from gateway.web.pages.committee.task import Task
from gateway.web.undo.exchanges import attendance_before
from services.applications import schemas as applications
from services.contracts.applications import ATTENDANCE
from services.contracts.shapes import LEARNING_OBJECTIVES
from services.housing import schemas as housing


def at(*stages: str) -> Callable[[Row], bool]:
    """Possible at these stages."""
    return lambda row: row["stage"] in stages


def scores() -> list[Option]:
    """Marks, the best last."""
    return [Option(str(mark), gettext("{mark} of 5").format(mark=mark)) for mark in range(1, 6)]


def _sleeps_here(row: Row) -> bool:
    return bool(row["bed"]) and row["bed"]["state"] == "occupied"


def _lacks_score(name: str, *stages: str) -> Callable[[Row], bool]:
    return lambda row: (
        row["stage"] in stages and bool(row["logbook"]) and row["logbook"][name] is None
    )


SCORE = OneNumber("score", marked("The mentor's mark"), options=scores, is_radio=True)

DURING: dict[str, Task] = {
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
        restoring=lambda row, filled, answer: attendance_before(row["logbook"], filled, answer),
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
        at("arrived", "in_progress"),
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
