"""What is done with a contact person: their load, retiring, and handing their students over."""

from collections.abc import Callable
from uuid import UUID

from gateway.api.context import current_actor, today, views
from gateway.views.keyset import Row
from gateway.web.forms import Form, Number, OneOf, Option
from gateway.web.language import gettext, marked
from gateway.web.naming import with_names
from gateway.web.pages.committee.task import Task
from gateway.web.purposes import Purpose
from gateway.web.undo.housing import backup_before, enrolled_again, handed_back, load_limit_before
from services.housing import schemas

MOST_COLLEAGUES = 100


def colleagues(row: Row) -> Callable[[], list[Option]]:
    """The others of the committee who still take students."""

    def options() -> list[Option]:
        visible = views().visibility.contact_persons(current_actor(), today())
        rows = views().contact_persons.page(row["lc_id"], visible, today(), None, MOST_COLLEAGUES)
        others = [
            one
            for one in with_names(rows, "person_id", Purpose.ADMINISTRATION)
            if not one["has_retired"] and one["contact_person_id"] != row["contact_person_id"]
        ]
        return [
            Option(
                str(one["contact_person_id"]), one["name"] or gettext("Contact person"), _load(one)
            )
            for one in others
        ]

    return options


def _colleague(name: str, label: str, row: Row) -> OneOf:
    return OneOf(name, label, options=colleagues(row), is_radio=True)


def _load(row: Row) -> str:
    return gettext("{busiest} of {limit} students now").format(
        busiest=row["students"], limit=row["load_limit"]
    )


TASKS: dict[str, Task] = {
    "load-limit": Task(
        Form(
            "housing",
            schemas.SetLoadLimit,
            (Number("load_limit", marked("Students at a time, at most")),),
            marked("Save"),
        ),
        marked("Set the load limit"),
        marked("How many students they care for at a time. What they have taken on stays."),
        marked("The load limit is set."),
        values=lambda row: {"load_limit": row["load_limit"]},
        restoring=load_limit_before,
    ),
    "retire": Task(
        Form("housing", schemas.RetireContactPerson, (), marked("Let them take no more students")),
        marked("Retire"),
        marked("They get no new students. The students they have stay until handed over."),
        marked("The contact person takes no more students."),
        lambda row: not row["has_retired"],
        is_grave=True,
        restoring=enrolled_again,
    ),
}


def handing_over(row: Row, exchange_id: UUID) -> dict[str, Task]:
    """What is done with one student of a contact person."""
    return {
        "hand-over": Task(
            Form(
                "housing",
                schemas.ReassignContactPerson,
                (_colleague("successor_id", marked("Who takes over"), row),),
                marked("Hand the student over"),
            ),
            marked("Hand the student over"),
            marked("The colleague cares for the student from now on, and both are told."),
            marked("The student is handed over."),
            is_versioned=False,
            restoring=handed_back(exchange_id),
        ),
        "backup": Task(
            Form(
                "housing",
                schemas.NameBackupContact,
                (_colleague("backup_id", marked("Who steps in"), row),),
                marked("Name them"),
            ),
            marked("Name somebody who steps in"),
            marked("When the contact person cannot come, this colleague does."),
            marked("It is noted who steps in."),
            is_versioned=False,
            restoring=backup_before(exchange_id, views().contact_persons.of_exchange(exchange_id)),
        ),
    }
