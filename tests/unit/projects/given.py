"""What the tests of the domain of projects start from."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from services.eventlog.mapper import TypedMapper
from services.projects.domain import Description, Project, Responsible, code_of_project

JULY = (date(2027, 7, 1), date(2027, 7, 28))
UNTIL = datetime(2027, 5, 1, 12, tzinfo=UTC)
IN_TIME = datetime(2027, 4, 20, 9, tzinfo=UTC)

DESCRIPTION = Description(
    title="Microglia in early Parkinson's disease",
    type="basic_science",
    field_of_study="0912",
    department="Neurology",
    city="Porto",
    languages=["en", "pt"],
    background="",
    aim="",
    methods="",
    student_tasks="",
    theoretical_teaching="",
    expected_outcome="",
    learning_objectives=["lab_work", "statistics"],
    skills_required="",
    student_level="",
    limits="",
    needs_ethics_clearance=False,
    weeks=[4],
    hours_per_week=35,
    reading_list="",
    remarks="",
    accreditation="",
)


def drafted() -> Project:
    """A project that its committee has written down."""
    project_id = uuid4()
    return Project(
        id=project_id,
        project_code=code_of_project("PT", project_id),
        responsible=Responsible(uuid4(), uuid4(), uuid4(), uuid4()),
        description=DESCRIPTION,
    )


def published(**places: int) -> Project:
    """A project in the catalogue, with places such as ``july=2`` in 2027."""
    project = drafted()
    project.approve_locally()
    project.approve_nationally()
    project.publish()
    for month, number in places.items():
        project.open_places(f"{datetime.strptime(month, '%B'):2027-%m}", number)  # noqa: DTZ007
    return project


def held(project: Project, start: date = JULY[0], end: date = JULY[1]) -> UUID:
    """The placement for which a slot of the project is now held."""
    placement_id = uuid4()
    project.hold_slot(placement_id, uuid4(), start, end, UNTIL)
    return placement_id


def names_of(aggregate: Any) -> list[str]:
    """The names of the events that were recorded and not yet saved."""
    return [type(event).__name__ for event in aggregate.pending_events]


def state_of(aggregate: Any) -> dict[str, Any]:
    """What an aggregate knows, without the library's own bookkeeping."""
    return {name: value for name, value in vars(aggregate).items() if not name.startswith("_")}


def replayed(events: Sequence[Any]) -> Any:
    """The aggregate that results from these events after they were stored and read."""
    mapper = TypedMapper("projects")
    aggregate = None
    for event in events:
        aggregate = mapper.to_domain_event(mapper.to_stored_event(event)).mutate(aggregate)
    return aggregate
