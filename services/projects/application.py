"""The use cases of projects: get, tell, save."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.hosting.use_cases import UseCases
from services.projects.domain import (
    Description,
    ExchangeConditions,
    LocalCommittee,
    Mentor,
    NationalOrganisation,
    Project,
    Responsible,
    SlotRefusal,
    code_of_project,
)
from services.projects.errors import AlreadyExists, Refusal


class Projects(UseCases):
    """What can be done with organisations, committees, conditions, mentors and projects."""

    name = "projects"

    # -- hosts

    def register_organisation(
        self, *, programme: str, country: str, name: str
    ) -> NationalOrganisation:
        """A country takes part in a programme."""
        self.permit()
        natural_id = NationalOrganisation.create_id(programme, country)
        self._must_be_new("organisation", NationalOrganisation, natural_id)
        return self.add(NationalOrganisation(programme=programme, country=country, name=name))

    def register_committee(
        self, *, nmo_id: UUID, faculty: str, city: str, web_page: str
    ) -> LocalCommittee:
        """A faculty takes part in its country's organisation."""
        organisation = self.get(NationalOrganisation, nmo_id)
        self.permit(nmo_id=nmo_id)
        natural_id = LocalCommittee.create_id(nmo_id, faculty)
        self._must_be_new("committee", LocalCommittee, natural_id)
        return self.add(
            LocalCommittee(
                nmo_id=nmo_id,
                country=organisation.country,
                faculty=faculty,
                city=city,
                web_page=web_page,
            )
        )

    def publish_conditions(
        self, *, nmo_id: UUID, season: str, terms: dict[str, Any]
    ) -> tuple[ExchangeConditions, dict[str, int]]:
        """A host says what it asks and offers in a season; answers with the version's number.

        The view of the committees may be a moment behind: it can refuse a committee that was
        registered just now, it never takes a foreign one for an own.
        """
        conditions = self._conditions(nmo_id, season)
        conditions.publish(terms, own_committees=self.views.committees_of(nmo_id))
        return conditions, {"number": conditions.latest}

    def _conditions(self, nmo_id: UUID, season: str) -> ExchangeConditions:
        conditions_id = ExchangeConditions.create_id(nmo_id, season)
        if self.find(ExchangeConditions, conditions_id):
            return self.change(ExchangeConditions, conditions_id)
        self.get(NationalOrganisation, nmo_id)
        self.permit(nmo_id=nmo_id)
        return self.add(ExchangeConditions(nmo_id=nmo_id, season=season))

    def register_mentor(
        self, *, lc_id: UUID, person_id: UUID, department: str, orcid: str
    ) -> Mentor:
        """A person supervises projects of a committee."""
        committee = self.get(LocalCommittee, lc_id)
        self.permit(lc_id=lc_id, nmo_id=committee.nmo_id)
        self._must_be_new("mentor", Mentor, Mentor.create_id(lc_id, person_id))
        return self.add(
            Mentor.registered(
                person_id=person_id,
                lc_id=lc_id,
                nmo_id=committee.nmo_id,
                department=department,
                orcid=orcid,
            )
        )

    # -- projects and their life

    def draft_project(
        self, *, lc_id: UUID, mentor_id: UUID, description: dict[str, Any]
    ) -> tuple[Project, dict[str, str]]:
        """A committee writes a project down; answers with the code that it got."""
        committee = self.get(LocalCommittee, lc_id)
        self.permit(lc_id=lc_id, nmo_id=committee.nmo_id)
        mentor = self._mentor_of(lc_id, mentor_id)
        project_id = self.new_id()
        code = code_of_project(committee.country, project_id)
        responsible = Responsible(lc_id, committee.nmo_id, mentor.id, mentor.person_id)
        project = Project(
            id=project_id,
            project_code=code,
            responsible=responsible,
            description=Description(**description),
        )
        return self.add(project), {"project_code": code}

    def revise_project(self, *, project_id: UUID, description: dict[str, Any]) -> Project:
        """A committee describes its project anew."""
        project = self.change(Project, project_id)
        project.revise(Description(**description))
        return project

    def assign_mentor(self, *, project_id: UUID, mentor_id: UUID) -> Project:
        """Another mentor of the committee takes the project over."""
        project = self.change(Project, project_id)
        mentor = self._mentor_of(project.lc_id, mentor_id)
        project.assign_mentor(mentor.id, mentor.person_id)
        return project

    def _mentor_of(self, lc_id: UUID, mentor_id: UUID) -> Mentor:
        mentor = self.get(Mentor, mentor_id)
        mentor.must_belong_to(lc_id)
        return mentor

    def approve_project_locally(self, *, project_id: UUID) -> Project:
        """The committee stands behind its draft."""
        project = self.change(Project, project_id)
        project.approve_locally()
        return project

    def approve_project_nationally(self, *, project_id: UUID) -> Project:
        """The organisation stands behind its committee's project."""
        project = self.change(Project, project_id)
        project.approve_nationally()
        return project

    def publish_project(self, *, project_id: UUID) -> Project:
        """The programme puts the project into the catalogue."""
        project = self.change(Project, project_id)
        project.publish()
        return project

    def reconfirm_project(self, *, project_id: UUID, season: str) -> Project:
        """The mentor offers the project again in a season."""
        project = self.change(Project, project_id)
        project.reconfirm(season)
        return project

    def suspend_project(self, *, project_id: UUID, reason: str) -> Project:
        """The project takes no more students for a while."""
        project = self.change(Project, project_id)
        project.suspend(reason)
        return project

    def resume_project(self, *, project_id: UUID) -> Project:
        """The project takes students again."""
        project = self.change(Project, project_id)
        project.resume()
        return project

    def archive_project(self, *, project_id: UUID, reason: str) -> Project:
        """The project ends for good."""
        project = self.change(Project, project_id)
        project.archive(reason)
        return project

    # -- places and slots

    def open_places(self, *, project_id: UUID, month: str, places: int) -> Project:
        """The project takes this many students at a time in a month."""
        project = self.change(Project, project_id)
        project.open_places(month, places)
        return project

    def confirm_placement(self, *, project_id: UUID, placement_id: UUID) -> Project:
        """The mentor takes the student."""
        project = self.change(Project, project_id)
        project.confirm_placement(placement_id, at=self.now())
        return project

    def decline_placement(self, *, project_id: UUID, placement_id: UUID, reason: str) -> Project:
        """The mentor does not take the student."""
        project = self.change(Project, project_id)
        project.decline_placement(placement_id, reason)
        return project

    def hold_slot(
        self,
        *,
        project_id: UUID,
        placement_id: UUID,
        exchange_id: UUID,
        start: date,
        end: date,
        until: datetime,
    ) -> None:
        """Keep a place for a placement, or record why there is none: once for each placement."""
        if self.find(SlotRefusal, SlotRefusal.create_id(placement_id)):
            return
        try:
            project = self.also(Project, project_id)
            project.hold_slot(placement_id, exchange_id, start, end, until)
        except Refusal as refusal:
            self.add(
                SlotRefusal(
                    placement_id=placement_id,
                    project_id=project_id,
                    exchange_id=exchange_id,
                    reason=refusal.code,
                )
            )

    def book_slot(self, *, project_id: UUID, placement_id: UUID) -> None:
        """Keep the place of an accepted student for good, if there is one."""
        if project := self.find(Project, project_id):
            project.book_slot(placement_id)

    def release_slot(self, *, project_id: UUID, placement_id: UUID, reason: str) -> None:
        """Free the place of a placement that is off, if there is one."""
        if project := self.find(Project, project_id):
            project.release_slot(placement_id, reason)

    def _must_be_new(self, what: str, kind: type[Any], natural_id: UUID) -> None:
        if self.find(kind, natural_id):
            raise AlreadyExists(what=what, id=natural_id)
