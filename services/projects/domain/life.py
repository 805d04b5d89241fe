"""The life of a project: its states, and the steps between them.

drafted → approved locally → approved nationally → published ⇄ suspended
   └──────────────┴───────────────────┴────────────────┴───────────┴────▶ archived
"""

from dataclasses import dataclass
from enum import StrEnum

from services.projects.errors import (
    ProjectNotApprovedLocally,
    ProjectNotApprovedNationally,
    ProjectNotDrafted,
    ProjectNotPublished,
    ProjectNotSuspended,
    Refusal,
)


class ProjectState(StrEnum):
    """Where a project is in its life, in words for the user."""

    DRAFTED = "drafted"
    APPROVED_LOCALLY = "approved locally"
    APPROVED_NATIONALLY = "approved nationally"
    PUBLISHED = "published"
    SUSPENDED = "suspended"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Step:
    """A step of the life, and how it is refused to a project that is not where it begins."""

    begin: ProjectState
    end: ProjectState
    refusal: type[Refusal]

    def is_to_take(self, state: ProjectState) -> bool:
        """Whether the step is still to be taken; repeating the last one is silently fine."""
        if state not in {self.begin, self.end}:
            raise self.refusal(state=state.value)
        return state is self.begin


LOCAL_APPROVAL = Step(ProjectState.DRAFTED, ProjectState.APPROVED_LOCALLY, ProjectNotDrafted)
NATIONAL_APPROVAL = Step(
    ProjectState.APPROVED_LOCALLY, ProjectState.APPROVED_NATIONALLY, ProjectNotApprovedLocally
)
PUBLICATION = Step(
    ProjectState.APPROVED_NATIONALLY, ProjectState.PUBLISHED, ProjectNotApprovedNationally
)
SUSPENSION = Step(ProjectState.PUBLISHED, ProjectState.SUSPENDED, ProjectNotPublished)
RESUMPTION = Step(ProjectState.SUSPENDED, ProjectState.PUBLISHED, ProjectNotSuspended)
