"""The project: its description, its life from draft to archive, and its mentor's slots."""

from base64 import b32encode
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from services.projects.domain import life
from services.projects.domain.description import Description, Responsible
from services.projects.domain.life import ProjectState
from services.projects.domain.season import Season
from services.projects.domain.slots import MentorSlots, Slot, SlotState
from services.projects.errors import ProjectIsArchived, ProjectNotPublished


def code_of_project(country: str, project_id: UUID) -> str:
    """A short code to speak and print, for example ``PT-7K3MQXWB``; it follows from the id."""
    return f"{country}-{b32encode(project_id.bytes[:5]).decode()}"


class Project(Aggregate):
    """A research project that takes a number of students at a time, month by month.

    Whoever is responsible stands in every event, for the facts that are published of it.
    """

    TOPIC = "projects:Project"

    @event("Created", topic="projects:Project.Created")
    def __init__(
        self, id: UUID, project_code: str, responsible: Responsible, description: Description
    ) -> None:
        self.project_code = project_code
        self.responsible = responsible
        self.description = description
        self.state = ProjectState.DRAFTED
        self.seasons: set[str] = set()
        self.slots = MentorSlots()

    @property
    def lc_id(self) -> UUID:
        """The committee whose project it is."""
        return self.responsible.lc_id

    @property
    def nmo_id(self) -> UUID:
        """The organisation of that committee."""
        return self.responsible.nmo_id

    @property
    def mentor_person_id(self) -> UUID:
        """The person who is the mentor."""
        return self.responsible.mentor_person_id

    # -- description and mentor

    def revise(self, description: Description) -> None:
        """Describe the project anew; it stays where it is in its life."""
        self._must_not_be_archived()
        if description != self.description:
            self._revise(self.project_code, self.responsible, description)

    @event("Revised", topic="projects:Project.Revised")
    def _revise(
        self, project_code: str, responsible: Responsible, description: Description
    ) -> None:
        self.description = description

    def assign_mentor(self, mentor_id: UUID, mentor_person_id: UUID) -> None:
        """Put the project, with the students it has, into a mentor's hands."""
        self._must_not_be_archived()
        new = replace(self.responsible, mentor_id=mentor_id, mentor_person_id=mentor_person_id)
        if new != self.responsible:
            self._assign_mentor(self.project_code, new, self.description)

    @event("MentorAssigned", topic="projects:Project.MentorAssigned")
    def _assign_mentor(
        self, project_code: str, responsible: Responsible, description: Description
    ) -> None:
        self.responsible = responsible

    # -- life

    def approve_locally(self) -> None:
        """The committee stands behind the draft."""
        if life.LOCAL_APPROVAL.is_to_take(self.state):
            self._approve_locally(self.responsible)

    @event("ApprovedLocally", topic="projects:Project.ApprovedLocally")
    def _approve_locally(self, responsible: Responsible) -> None:
        self.state = ProjectState.APPROVED_LOCALLY

    def approve_nationally(self) -> None:
        """The national organisation stands behind the project."""
        if life.NATIONAL_APPROVAL.is_to_take(self.state):
            self._approve_nationally(self.responsible)

    @event("ApprovedNationally", topic="projects:Project.ApprovedNationally")
    def _approve_nationally(self, responsible: Responsible) -> None:
        self.state = ProjectState.APPROVED_NATIONALLY

    def publish(self) -> None:
        """Put the project into the catalogue."""
        if life.PUBLICATION.is_to_take(self.state):
            self._publish(self.responsible)

    @event("Published", topic="projects:Project.Published")
    def _publish(self, responsible: Responsible) -> None:
        self.state = ProjectState.PUBLISHED

    def reconfirm(self, season: str) -> None:
        """The mentor offers the published project again in a season."""
        Season.named(season)
        self._must_be_published()
        if season not in self.seasons:
            self._reconfirm(season, self.responsible)

    @event("Reconfirmed", topic="projects:Project.Reconfirmed")
    def _reconfirm(self, season: str, responsible: Responsible) -> None:
        self.seasons.add(season)

    def suspend(self, reason: str) -> None:
        """Take no more students for a while; those who have a slot stay."""
        if life.SUSPENSION.is_to_take(self.state):
            self._suspend(reason, self.responsible)

    @event("Suspended", topic="projects:Project.Suspended")
    def _suspend(self, reason: str, responsible: Responsible) -> None:
        self.state = ProjectState.SUSPENDED

    def resume(self) -> None:
        """Take students again."""
        if life.RESUMPTION.is_to_take(self.state):
            self._resume(self.responsible)

    @event("Resumed", topic="projects:Project.Resumed")
    def _resume(self, responsible: Responsible) -> None:
        self.state = ProjectState.PUBLISHED

    def archive(self, reason: str) -> None:
        """End the project for good; the students who have a slot stay."""
        if self.state is not ProjectState.ARCHIVED:
            self._archive(reason, self.responsible)

    @event("Archived", topic="projects:Project.Archived")
    def _archive(self, reason: str, responsible: Responsible) -> None:
        self.state = ProjectState.ARCHIVED

    # -- places and slots

    def open_places(self, month: str, places: int) -> None:
        """Take this many students at a time in a month; not fewer than have a slot then."""
        self._must_not_be_archived()
        self.slots.check_places(month, places)
        if places != self.slots.places.get(month):
            self._open_places(month, places, self.responsible)

    @event("PlacesOpened", topic="projects:Project.PlacesOpened")
    def _open_places(self, month: str, places: int, responsible: Responsible) -> None:
        self.slots.places[month] = places

    def hold_slot(
        self, placement_id: UUID, exchange_id: UUID, start: date, end: date, until: datetime
    ) -> None:
        """Keep a place for a placement; refused when one of its days has none left."""
        if placement_id in self.slots.by_placement:
            return
        self._must_be_published()
        self.slots.check_free(start, end)
        self._hold_slot(placement_id, exchange_id, start, end, until, self.responsible)

    @event("SlotHeld", topic="projects:Project.SlotHeld")
    def _hold_slot(
        self,
        placement_id: UUID,
        exchange_id: UUID,
        start: date,
        end: date,
        until: datetime,
        responsible: Responsible,
    ) -> None:
        self.slots.by_placement[placement_id] = Slot(exchange_id, start, end, until)

    def confirm_placement(self, placement_id: UUID, at: datetime) -> None:
        """The mentor takes the student, in time."""
        if self.slots.is_to_confirm(placement_id, at):
            exchange_id = self.slots.exchange_of(placement_id)
            self._confirm_placement(placement_id, exchange_id, self.responsible)

    @event("MentorConfirmed", topic="projects:Project.MentorConfirmed")
    def _confirm_placement(
        self, placement_id: UUID, exchange_id: UUID, responsible: Responsible
    ) -> None:
        self.slots.move(placement_id, SlotState.CONFIRMED)

    def decline_placement(self, placement_id: UUID, reason: str) -> None:
        """The mentor does not take the student; the place is free again."""
        if self.slots.is_to_decline(placement_id):
            exchange_id = self.slots.exchange_of(placement_id)
            self._decline_placement(placement_id, exchange_id, reason, self.responsible)

    @event("MentorDeclined", topic="projects:Project.MentorDeclined")
    def _decline_placement(
        self, placement_id: UUID, exchange_id: UUID, reason: str, responsible: Responsible
    ) -> None:
        self.slots.move(placement_id, SlotState.DECLINED)

    def book_slot(self, placement_id: UUID) -> None:
        """Keep the place for good; nothing to do for a placement that has none here."""
        if self.slots.is_to_book(placement_id):
            exchange_id = self.slots.exchange_of(placement_id)
            self._book_slot(placement_id, exchange_id, self.responsible)

    @event("SlotBooked", topic="projects:Project.SlotBooked")
    def _book_slot(self, placement_id: UUID, exchange_id: UUID, responsible: Responsible) -> None:
        self.slots.move(placement_id, SlotState.BOOKED)

    def release_slot(self, placement_id: UUID, reason: str) -> None:
        """Free the place; nothing to do for a placement that has none here."""
        if self.slots.is_to_release(placement_id):
            exchange_id = self.slots.exchange_of(placement_id)
            self._release_slot(placement_id, exchange_id, reason, self.responsible)

    @event("SlotReleased", topic="projects:Project.SlotReleased")
    def _release_slot(
        self, placement_id: UUID, exchange_id: UUID, reason: str, responsible: Responsible
    ) -> None:
        self.slots.move(placement_id, SlotState.RELEASED)

    def _must_be_published(self) -> None:
        if self.state is not ProjectState.PUBLISHED:
            raise ProjectNotPublished(state=self.state.value)

    def _must_not_be_archived(self) -> None:
        if self.state is ProjectState.ARCHIVED:
            raise ProjectIsArchived(project_id=self.id)
