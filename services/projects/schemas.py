"""The commands of projects: their shape, and who may send them."""

from typing import Any

from marshmallow import RAISE, fields, post_load, validate

from services.contracts.conditions import Terms
from services.contracts.projects import Described
from services.contracts.roles import Role
from services.contracts.shapes import (
    BLANK,
    END,
    a_code,
    a_count,
    a_month,
    a_season,
    a_text,
    an_id,
    maybe_text,
    storable,
)
from services.hosting.commands import Command, WhoMay, commands_of

PROGRAMME = "research"
WEEKS = (4,)
HOURS_PER_WEEK = 35

BY_COMMITTEE: WhoMay = {Role.LORE: "lc_id", Role.NORE_IN: "nmo_id"}
BY_MENTOR: WhoMay = {Role.MENTOR: "mentor_person_id", Role.LORE: "lc_id"}

# Not the list of ISO 3166-1: members also use its user-assigned codes, such as XK.
COUNTRY = validate.Regexp(r"^[A-Z]{2}" + END, error="Give the country's two letters, such as PT.")
WEB_PAGE = validate.Regexp(
    rf"^(https?://[^{BLANK}]+)?" + END, error="Give an address that begins with https://."
)


class DescriptionForm(Described):
    """The description of a project as its committee writes it: the public one, checked closer."""

    class Meta:
        unknown = RAISE
        exclude = (
            "project_id",
            "project_code",
            "lc_id",
            "nmo_id",
            "mentor_id",
            "mentor_person_id",
        )

    weeks = fields.List(
        a_count(1, 52), load_default=lambda: list(WEEKS), validate=validate.Length(1, 10)
    )
    hours_per_week = a_count(1, 60, required=False, load_default=HOURS_PER_WEEK)


class RegisterOrganisation(Command):
    """Let a national member organisation take part in a programme."""

    by = {Role.DIRECTOR: None}
    country = a_text(2, validate=COUNTRY)
    name = a_text()
    programme = a_text(20, required=False, load_default=PROGRAMME)


class RegisterCommittee(Command):
    """Register the committee of a medical faculty; a faculty has one."""

    by = {Role.NORE_IN: "nmo_id", Role.NORE_OUT: "nmo_id", Role.DIRECTOR: None}
    nmo_id = an_id()
    faculty = a_text(300)
    city = maybe_text(200)
    web_page = fields.String(
        load_default="", validate=[validate.Length(max=500), WEB_PAGE, storable]
    )


class GivenTerms(Terms):
    """A host's terms as they are given: an unknown one is refused."""

    class Meta:
        unknown = RAISE


class PublishConditions(Command):
    """Publish the organisation's terms for a season, as a new version if they differ."""

    by = {Role.NORE_IN: "nmo_id"}
    answers = {"number": a_count(1)}
    nmo_id = an_id()
    season = a_season()
    terms = fields.Nested(GivenTerms, required=True)

    @post_load
    def in_plain_form(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """With the terms in the JSON form in which they are kept, compared and published."""
        return {**data, "terms": Terms().dump(data["terms"])}


class RegisterMentor(Command):
    """Register a person as a mentor of the committee."""

    by = BY_COMMITTEE
    lc_id = an_id()
    person_id = an_id()
    department = maybe_text(200)
    orcid = maybe_text(19)


class DraftProject(Command):
    """Write a project of the committee down."""

    by = BY_COMMITTEE
    answers = {"project_code": a_text()}
    lc_id = an_id()
    mentor_id = an_id()
    description = fields.Nested(DescriptionForm, required=True)


class ReviseProject(Command):
    """Replace the description; the project stays where it is in its life."""

    by = BY_COMMITTEE
    project_id = an_id()
    description = fields.Nested(DescriptionForm, required=True)


class AssignMentor(Command):
    """Give the project to another mentor of the committee."""

    by = BY_COMMITTEE
    project_id = an_id()
    mentor_id = an_id()


class ApproveProjectLocally(Command):
    """Stand behind the draft, for the committee."""

    by = {Role.LORE: "lc_id"}
    project_id = an_id()


class ApproveProjectNationally(Command):
    """Stand behind the project, for the national organisation."""

    by = {Role.NORE_IN: "nmo_id"}
    project_id = an_id()


class PublishProject(Command):
    """Put the project into the public catalogue."""

    by = {Role.DIRECTOR: None}
    project_id = an_id()


class ReconfirmProject(Command):
    """Offer the published project again in a season."""

    by = BY_MENTOR
    project_id = an_id()
    season = a_season()


class SuspendProject(Command):
    """Take no more students on the project for a while."""

    by = {**BY_COMMITTEE, Role.DIRECTOR: None}
    project_id = an_id()
    reason = a_code()


class ResumeProject(Command):
    """Take students on the suspended project again."""

    by = {**BY_COMMITTEE, Role.DIRECTOR: None}
    project_id = an_id()


class ArchiveProject(Command):
    """End the project for good."""

    by = BY_COMMITTEE
    project_id = an_id()
    reason = a_code()


class OpenPlaces(Command):
    """Say how many students at a time the project takes in a month."""

    by = BY_COMMITTEE
    project_id = an_id()
    month = a_month()
    places = a_count(0, 100)


class ConfirmPlacement(Command):
    """Take the student, as the mentor or on the mentor's behalf."""

    by = BY_MENTOR
    project_id = an_id()
    placement_id = an_id()


class DeclinePlacement(Command):
    """Do not take the student, as the mentor or on the mentor's behalf."""

    by = BY_MENTOR
    project_id = an_id()
    placement_id = an_id()
    reason = a_code()


COMMANDS = commands_of(globals())
