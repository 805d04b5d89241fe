"""The shapes of questions and answers about projects."""

from marshmallow import Schema, fields, validate

from gateway.api.queries.answers import AsStored
from gateway.api.queries.shapes import PagedQuestion, Question, many, one, shown
from services.contracts.shapes import LEARNING_OBJECTIVES, MONTH, PROJECT_TYPES, SEASON

STATES = (
    "drafted",
    "approved_locally",
    "approved_nationally",
    "published",
    "suspended",
    "archived",
)
SORTS = ("title", "country", "-places_left")


class CatalogueFilters(Question):
    """Which projects are wanted."""

    text = shown(
        fields.String,
        "Words to find; accents and case do not matter, the last letters may be missing.",
        "microglia porto",
        load_default="",
        data_key="q",
        validate=validate.Length(max=200),
    )
    countries = many(fields.String, "The host's country (ISO 3166-1).", "country")
    cities = many(fields.String, "The city.", "city")
    types = many(
        fields.String, "The type of project.", "type", validate=validate.OneOf(PROJECT_TYPES)
    )
    fields_of_study = many(
        fields.String, "The field of study (ISCED-F).", "field", attribute="fields"
    )
    months = many(fields.String, "A month with places left.", "month", validate=MONTH)
    languages = many(fields.String, "A language spoken (BCP 47).", "language")
    objectives = many(
        fields.String,
        "A learning objective.",
        "objective",
        validate=validate.OneOf(LEARNING_OBJECTIVES),
    )
    weeks = many(fields.Integer, "The length in weeks.", "weeks")
    places_left = shown(
        fields.Integer,
        "At least so many places left in a month.",
        load_default=0,
        validate=validate.Range(0, 100),
    )
    nmo_id = one(fields.UUID, "The hosting organisation.", "nmo")
    lc_id = one(fields.UUID, "The hosting committee.", "committee")
    season = one(
        fields.String, "Offered again by its mentor in this season.", "season", validate=SEASON
    )


class CatalogueQuestion(CatalogueFilters, PagedQuestion):
    """The published projects, in pages."""

    sort = shown(
        fields.String,
        "The order: by title, by country, or most places left first.",
        load_default="title",
        validate=validate.OneOf(SORTS),
    )


class AnyProjectsQuestion(CatalogueQuestion):
    """Projects at any stage of their life, in pages."""

    states = many(
        fields.String, "Where the project is in its life.", "state", validate=validate.OneOf(STATES)
    )


class Month(Schema):
    """A month of a project."""

    month = shown(fields.String, "The month.", "2027-07")
    places = shown(fields.Integer, "How many students at a time.", 2)
    taken = shown(fields.Integer, "How many places are taken on the busiest day.", 1)
    left = shown(fields.Integer, "How many are left on that day.", 1)


class ListedProject(Schema):
    """A project as it stands in a list."""

    project_id = shown(fields.UUID, "The project.")
    project_code = shown(fields.String, "The code to speak and print.", "PT-7K3MQXWB")
    title = shown(fields.String, "The title.", "Microglia in early Parkinson's disease")
    type = shown(fields.String, "The type of project.", "basic_science")
    field_of_study = shown(fields.String, "The field of study (ISCED-F).", "0912")
    department = shown(fields.String, "The department.", "Neurology")
    city = shown(fields.String, "The city.", "Porto")
    country = shown(fields.String, "The host's country (ISO 3166-1).", "PT")
    organisation = shown(fields.String, "The hosting organisation's name.", "ANEM-Portugal")
    faculty = shown(fields.String, "The committee's faculty.", "Universidade do Porto")
    nmo_id = shown(fields.UUID, "The hosting organisation.")
    lc_id = shown(fields.UUID, "The hosting committee.")
    languages = AsStored(
        fields.String(), metadata={"description": "Languages spoken.", "example": ["en", "pt"]}
    )
    learning_objectives = AsStored(
        fields.String(), metadata={"description": "What a student learns.", "example": ["lab_work"]}
    )
    weeks = AsStored(
        fields.Integer(), metadata={"description": "Lengths offered.", "example": [4, 8]}
    )
    months = AsStored(fields.Nested(Month), metadata={"description": "The months that are open."})
    state = shown(fields.String, "Where the project is in its life.", "published")


class Project(ListedProject):
    """Everything about a project."""

    mentor_id = shown(fields.UUID, "The mentor.")
    background = shown(fields.String, "Why the question matters.")
    aim = shown(fields.String, "What is to be found out.")
    methods = shown(fields.String, "Methods and techniques.")
    student_tasks = shown(fields.String, "The student's part.")
    theoretical_teaching = shown(fields.String, "Lectures and seminars.")
    expected_outcome = shown(fields.String, "What should come of it.")
    skills_required = shown(fields.String, "What a student must know already.")
    student_level = shown(fields.String, "For students of which years.")
    limits = shown(fields.String, "What the law or ethics do not let a student do.")
    needs_ethics_clearance = shown(fields.Boolean, "Whether work starts with a clearance.")
    hours_per_week = shown(fields.Integer, "The hours of work in a week.", 35)
    reading_list = shown(fields.String, "What to read before.")
    remarks = shown(fields.String, "What else there is to say.")
    accreditation = shown(fields.String, "By whom it is accredited.")
    state_reason = shown(fields.String, "Why it is suspended or archived, as a code.")
    seasons = fields.List(
        fields.String(),
        metadata={"description": "Confirmed by its mentor for.", "example": ["2026-2027"]},
    )
    version = shown(fields.Integer, "Its version; also the ETag.", 7)


class Facet(Schema):
    """A value that projects can be filtered by."""

    facet = shown(fields.String, "The filter it belongs to, in the plural.", "countries")
    value = shown(fields.String, "The value to filter by.", "PT")
    projects = shown(fields.Integer, "How many projects that would leave.", 12)


class Facets(Schema):
    """What the projects found can be narrowed down by."""

    facets = fields.List(fields.Nested(Facet))


class FreeSlotsQuestion(Question):
    """Where is a place on every day of a period?"""

    lc_id = shown(fields.UUID, "The committee.", required=True, data_key="committee")
    start = shown(fields.Date, "The first day.", "2027-07-01", required=True)
    end = shown(fields.Date, "The last day.", "2027-07-28", required=True)


class FreeSlot(ListedProject):
    """A project with a place for the whole period."""

    places_left = shown(fields.Integer, "How many places on the fullest day.", 1)


class FreeSlots(Schema):
    """The committee's projects with a place for the whole period."""

    items = fields.List(fields.Nested(FreeSlot))
