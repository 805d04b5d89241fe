"""Facts of projects: organisations, committees, conditions, mentors, projects, mentor slots."""

from typing import Any

from marshmallow import fields

from services.contracts.fact import Fact, facts_of
from services.contracts.shapes import (
    LEARNING_OBJECTIVES,
    PROJECT_TYPES,
    a_count,
    a_day,
    a_moment,
    a_month,
    a_season,
    a_text,
    an_id,
    maybe_text,
    one_of,
    some_of,
    some_texts,
)

NMO = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b01"
LC = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b02"
MENTOR = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b03"
PROJECT = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b04"
PERSON = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b05"
EXCHANGE = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b06"
PLACEMENT = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b07"
CONDITIONS = "6a1f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b08"

UNITS = {"nmo_id": NMO, "lc_id": LC}
SLOT = {
    "project_id": PROJECT,
    "placement_id": PLACEMENT,
    "exchange_id": EXCHANGE,
    "mentor_id": MENTOR,
    "mentor_person_id": PERSON,
    **UNITS,
}


class ProjectsFact(Fact):
    """What projects publishes."""

    source = "projects"


class OrganisationRegistered(ProjectsFact):
    """A national member organisation takes part. ``country`` is ISO 3166-1 alpha-2."""

    nmo_id = an_id()
    country = a_text(maximum=2)
    name = a_text()
    example = {"nmo_id": NMO, "country": "PT", "name": "ANEM-Portugal"}


class CommitteeRegistered(ProjectsFact):
    """A medical faculty's committee belongs to a national organisation."""

    lc_id = an_id()
    nmo_id = an_id()
    country = a_text(maximum=2)
    city = maybe_text(200)
    faculty = a_text(300)
    web_page = maybe_text(500)
    example = {
        **UNITS,
        "country": "PT",
        "city": "Porto",
        "faculty": "Universidade do Porto",
        "web_page": "https://www.up.pt/",
    }


class ConditionsPublished(ProjectsFact):
    """A host's terms for a season, in a new version; earlier versions stay valid where pinned.

    ``terms`` has the shape of ``services.contracts.conditions.Terms``.
    """

    conditions_id = an_id()
    nmo_id = an_id()
    season = a_season()
    number = a_count(1)
    terms = fields.Dict(keys=fields.String(), required=True)
    example: dict[str, Any] = {
        "conditions_id": CONDITIONS,
        "nmo_id": NMO,
        "season": "2026-2027",
        "number": 1,
        "terms": {"languages": [{"language": "en", "level": "B2"}]},
    }


class MentorRegistered(ProjectsFact):
    """A researcher supervises projects of a committee."""

    mentor_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()
    person_id = an_id()
    department = maybe_text(200)
    orcid = maybe_text(19)
    example = {
        "mentor_id": MENTOR,
        **UNITS,
        "person_id": PERSON,
        "department": "Neurology",
        "orcid": "0000-0002-1825-0097",
    }


class Described(ProjectsFact):
    """The public description of a project; the base of the facts that carry it whole."""

    project_id = an_id()
    project_code = a_text(30)
    lc_id = an_id()
    nmo_id = an_id()
    mentor_id = an_id()
    mentor_person_id = an_id()
    title = a_text(300)
    type = one_of(PROJECT_TYPES)
    field_of_study = maybe_text(100)
    department = maybe_text(200)
    city = maybe_text(200)
    languages = some_texts(10, 35)
    background = maybe_text(5_000)
    aim = maybe_text(5_000)
    methods = maybe_text(5_000)
    student_tasks = maybe_text(5_000)
    theoretical_teaching = maybe_text(5_000)
    expected_outcome = maybe_text(5_000)
    learning_objectives = some_of(LEARNING_OBJECTIVES)
    skills_required = maybe_text(2_000)
    student_level = maybe_text(200)
    limits = maybe_text(2_000)
    needs_ethics_clearance = fields.Boolean(load_default=False)
    weeks = fields.List(fields.Integer(), load_default=lambda: [4])
    hours_per_week = fields.Integer(load_default=35)
    reading_list = maybe_text(5_000)
    remarks = maybe_text(2_000)
    accreditation = maybe_text(200)


DESCRIBED: dict[str, Any] = {
    "project_id": PROJECT,
    "project_code": "PT-0001",
    **UNITS,
    "mentor_id": MENTOR,
    "mentor_person_id": PERSON,
    "title": "Microglia in early Parkinson's disease",
    "type": "basic_science",
    "field_of_study": "0912",
    "department": "Neurology",
    "city": "Porto",
    "languages": ["en", "pt"],
    "learning_objectives": ["lab_work", "statistics"],
    "weeks": [4, 8],
    "hours_per_week": 35,
}


class ProjectDrafted(Described):
    """A committee has written a project down."""

    example = DESCRIBED


class ProjectRevised(Described):
    """The description was changed; this is the whole new one."""

    example = DESCRIBED


class ProjectChanged(ProjectsFact):
    """The base of the facts about a project's life."""

    project_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()


class ProjectApprovedLocally(ProjectChanged):
    """The committee stands behind the project."""

    example = {"project_id": PROJECT, **UNITS}


class ProjectApprovedNationally(ProjectChanged):
    """The national organisation stands behind the project."""

    example = {"project_id": PROJECT, **UNITS}


class ProjectPublished(ProjectChanged):
    """The project is in the public catalogue."""

    example = {"project_id": PROJECT, **UNITS}


class ProjectReconfirmed(ProjectChanged):
    """The mentor offers the project again in this season."""

    season = a_season()
    example = {"project_id": PROJECT, **UNITS, "season": "2027-2028"}


class ProjectSuspended(ProjectChanged):
    """The project takes no more students until it is resumed."""

    reason = a_text()
    example = {"project_id": PROJECT, **UNITS, "reason": "mentor_on_leave"}


class ProjectResumed(ProjectChanged):
    """A suspended project is in the catalogue again."""

    example = {"project_id": PROJECT, **UNITS}


class ProjectArchived(ProjectChanged):
    """The project has ended for good."""

    reason = a_text()
    example = {"project_id": PROJECT, **UNITS, "reason": "funding_ended"}


class PlacesOpened(ProjectChanged):
    """The project takes this many students at a time in that month."""

    month = a_month()
    places = a_count(0, 100)
    example = {"project_id": PROJECT, **UNITS, "month": "2027-07", "places": 2}


class SlotFact(ProjectsFact):
    """The base of the facts about one placement's mentor slot."""

    project_id = an_id()
    placement_id = an_id()
    exchange_id = an_id()
    mentor_id = an_id()
    mentor_person_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()


class SlotHeld(SlotFact):
    """A mentor slot is held for the whole period until a moment; the mentor is asked."""

    start = a_day()
    end = a_day()
    until = a_moment()
    example = {
        **SLOT,
        "start": "2027-07-01",
        "end": "2027-07-28",
        "until": "2027-05-01T12:00:00+00:00",
    }


class SlotRefused(ProjectsFact):
    """No mentor slot for this placement; ``reason`` is the refusal's stable code."""

    project_id = an_id()
    placement_id = an_id()
    exchange_id = an_id()
    reason = a_text()
    example = {
        "project_id": PROJECT,
        "placement_id": PLACEMENT,
        "exchange_id": EXCHANGE,
        "reason": "no_free_slot",
    }


class MentorConfirmed(SlotFact):
    """The mentor takes this student on the held slot."""

    example = SLOT


class MentorDeclined(SlotFact):
    """The mentor does not take this student; the slot is free again."""

    reason = a_text()
    example = {**SLOT, "reason": "away_that_month"}


class SlotBooked(SlotFact):
    """The slot is the student's: the card of acceptance was issued."""

    example = SLOT


class SlotReleased(SlotFact):
    """The slot is free again."""

    reason = a_text()
    example = {**SLOT, "reason": "cancelled"}


FACTS = facts_of(globals())
