"""What is done with a project: from the draft to the archive."""

from collections.abc import Callable

from gateway.api.context import current_actor, today, views
from gateway.api.queries.conditions import present_season
from gateway.views.keyset import Row
from gateway.web.forms import Form, Month, Number, OneOf, Option, Text
from gateway.web.forms.reasons import reasons
from gateway.web.language import gettext, marked
from gateway.web.naming import with_names
from gateway.web.pages.committee.area import PROJECT
from gateway.web.pages.committee.description import BEGINNING, FIELDS, as_values
from gateway.web.pages.committee.reasons import PROJECT_ARCHIVED, PROJECT_SUSPENDED
from gateway.web.pages.committee.task import Task
from gateway.web.purposes import Purpose
from gateway.web.undo.projects import mentor_before, places_before, resumed, suspended_again
from services.projects import schemas


def mentors(row: Row) -> Callable[[], list[Option]]:
    """The mentors of the committee that the row names."""

    def options() -> list[Option]:
        visible = views().visibility.mentors(current_actor(), today())
        rows = views().organisations.mentors_of(row["lc_id"], visible)
        return [
            Option(str(one["mentor_id"]), one["name"] or gettext("Mentor"), one["department"])
            for one in with_names(rows, "person_id", Purpose.ADMINISTRATION)
        ]

    return options


def _at(*states: str) -> Callable[[Row], bool]:
    return lambda row: row["state"] in states


def _is_alive(row: Row) -> bool:
    return bool(row["state"] != "archived")


def drafting(here: Row) -> Task:
    """Writing a new project of a committee down."""
    return Task(
        Form(
            "projects",
            schemas.DraftProject,
            (OneOf("mentor_id", marked("Mentor"), options=mentors(here)), *FIELDS),
            marked("Save the draft"),
        ),
        marked("Draft a project"),
        marked("Students see it when committee, organisation and programme have approved it."),
        marked("The draft is saved. Say for which months it has places, then approve it."),
        values=lambda _: dict(BEGINNING),
        is_versioned=False,
        leads_to=(PROJECT, "project_id"),
    )


def tasks_of(row: Row) -> dict[str, Task]:
    """The tasks with a project, in the order of its life."""
    return {
        "revise": Task(
            Form("projects", schemas.ReviseProject, FIELDS, marked("Save the description")),
            marked("Revise the description"),
            marked("The project stays where it is in its life; the catalogue shows the new text."),
            marked("The description is saved."),
            _is_alive,
            values=as_values,
        ),
        "places": Task(
            Form(
                "projects",
                schemas.OpenPlaces,
                (
                    Month("month", marked("Month")),
                    Number("places", marked("Students at a time")),
                ),
                marked("Save the places"),
                blames={"places_occupied": "places", "month_outside_season": "month"},
            ),
            marked("Places by month"),
            marked("How many students at a time it takes in a month; 0 closes the month."),
            marked("The places are saved."),
            _is_alive,
            values=lambda _: {"month": f"{today():%Y-%m}", "places": 1},
            restoring=places_before,
        ),
        "approve": Task(
            Form("projects", schemas.ApproveProjectLocally, (), marked("Approve it")),
            marked("Approve it for the committee"),
            marked("You have read it, and the mentor agrees. Your organisation approves it next."),
            marked("The committee has approved the project."),
            _at("drafted"),
        ),
        "reconfirm": Task(
            Form(
                "projects",
                schemas.ReconfirmProject,
                (Text("season", marked("Season"), hint=marked("Such as 2027-2028")),),
                marked("Offer it again"),
                blames={"season_not_one_year": "season"},
            ),
            marked("Reconfirm it for a season"),
            marked("Do this when the mentor has told you that the project is offered again."),
            marked("The project is offered in that season."),
            _at("published"),
            values=lambda _: {"season": present_season()},
        ),
        "mentor": Task(
            Form(
                "projects",
                schemas.AssignMentor,
                (OneOf("mentor_id", marked("Mentor"), options=mentors(row), is_radio=True),),
                marked("Give it to this mentor"),
            ),
            marked("Give it to another mentor"),
            marked("The new mentor takes the students of the project over as well."),
            marked("The project has another mentor."),
            _is_alive,
            values=lambda row: {"mentor_id": row["mentor_id"]},
            restoring=mentor_before,
        ),
        "suspend": Task(
            Form(
                "projects",
                schemas.SuspendProject,
                (OneOf("reason", marked("Reason"), options=reasons(PROJECT_SUSPENDED)),),
                marked("Suspend it"),
            ),
            marked("Suspend it for a while"),
            marked("It takes no more students until it is resumed. Those it has stay."),
            marked("The project is suspended."),
            _at("published"),
            restoring=resumed,
        ),
        "resume": Task(
            Form("projects", schemas.ResumeProject, (), marked("Take students again")),
            marked("Resume it"),
            marked("The catalogue offers it again."),
            marked("The project takes students again."),
            _at("suspended"),
            restoring=suspended_again,
        ),
        "archive": Task(
            Form(
                "projects",
                schemas.ArchiveProject,
                (OneOf("reason", marked("Reason"), options=reasons(PROJECT_ARCHIVED)),),
                marked("Archive it for good"),
            ),
            marked("Archive it"),
            marked("It ends for good and cannot be changed any more. Its students stay."),
            marked("The project is archived."),
            _is_alive,
            is_grave=True,
        ),
    }
