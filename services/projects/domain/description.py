"""What the catalogue says about a project, and who answers for it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Description:
    """The description that a committee writes; it says nothing about any person."""

    title: str
    type: str
    field_of_study: str
    department: str
    city: str
    languages: list[str]
    background: str
    aim: str
    methods: str
    student_tasks: str
    theoretical_teaching: str
    expected_outcome: str
    learning_objectives: list[str]
    skills_required: str
    student_level: str
    limits: str
    needs_ethics_clearance: bool
    weeks: list[int]
    hours_per_week: int
    reading_list: str
    remarks: str
    accreditation: str


@dataclass(frozen=True)
class Responsible:
    """Who answers for a project: its committee, its organisation and its mentor."""

    lc_id: UUID
    nmo_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
