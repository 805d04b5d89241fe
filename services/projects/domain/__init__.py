"""The aggregates of projects, a file each, and the values they are made of."""

from services.projects.domain.committee import LocalCommittee
from services.projects.domain.conditions import ExchangeConditions
from services.projects.domain.description import Description, Responsible
from services.projects.domain.mentor import Mentor
from services.projects.domain.organisation import NationalOrganisation
from services.projects.domain.project import Project, code_of_project
from services.projects.domain.slot_refusal import SlotRefusal

__all__ = [
    "Description",
    "ExchangeConditions",
    "LocalCommittee",
    "Mentor",
    "NationalOrganisation",
    "Project",
    "Responsible",
    "SlotRefusal",
    "code_of_project",
]
