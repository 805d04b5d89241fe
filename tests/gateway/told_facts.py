"""Facts for tests of the gateway's views: what services would publish, one after the other."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from marshmallow import RAISE

from services.contracts import applications, housing, people, projects
from services.contracts.envelope import Envelope
from services.contracts.fact import Fact
from services.contracts.roles import UNIT_KIND_OF, Role
from services.hosting.wire import from_wire, to_wire
from tests.support.bench import A_DAY_IN_SPRING

# Facts that are published by an aggregate of their own, not by the one that they name first.
OF_THEIR_OWN = (
    projects.SlotRefused,
    housing.BedRefused,
    housing.ContactPersonRefused,
    housing.BoardingPlanned,
    applications.AttendanceRecorded,
    applications.AttendanceCountersigned,
    applications.DiaryWritten,
    applications.MidAppraisalSigned,
    applications.EndAppraisalSigned,
    applications.DeadlineApproaching,
    applications.DeadlineMissed,
)


class Facts:
    """The published logs of all services, as a test writes them."""

    def __init__(self) -> None:
        self.told: list[Envelope] = []
        self.now = A_DAY_IN_SPRING
        self._versions: Counter[UUID] = Counter()

    def tell(self, fact: type[Fact], about: UUID | None = None, **changes: Any) -> Envelope:
        """A service publishes a fact: its example with these changes, an hour after the last."""
        data = {**fact.example, **from_wire(to_wire(changes))}
        fact(unknown=RAISE).load(data)
        subject = about or _subject(fact, data)
        self._versions[subject] += 1
        self.now += timedelta(hours=1)
        envelope = self._envelope(fact, subject, data, self.now)
        self.told.append(envelope)
        return envelope

    def _envelope(
        self, fact: type[Fact], subject: UUID, data: dict[str, Any], time: datetime
    ) -> Envelope:
        before = self.of(fact.source)
        previous = before[-1].position if before else 0
        return Envelope(
            id=f"{subject}.{self._versions[subject]}",
            source=fact.source,
            type=fact.type_name(),
            time=time,
            subject=str(subject),
            data=data,
            position=previous + 3,
            previous=previous,
            actor="system",
            correlation_id="test",
            causation_id="",
            command_id="",
        )

    def of(self, source: str) -> list[Envelope]:
        """The log of one service."""
        return [envelope for envelope in self.told if envelope.source == source]

    def pull(self, source: str) -> Any:
        """How to read the log of one service."""

        def pull(position: int, limit: int) -> Sequence[Envelope]:
            return [e for e in self.of(source) if e.position > position][:limit]

        return pull


def _subject(fact: type[Fact], data: dict[str, Any]) -> UUID:
    """The aggregate that publishes such a fact: its first id, or an aggregate of its own."""
    return uuid4() if fact in OF_THEIR_OWN else UUID(next(iter(data.values())))


class Season(Facts):
    """A season with one host, one sending organisation and a student, told step by step."""

    def __init__(self) -> None:
        super().__init__()
        self.nmo, self.lc, self.sending = uuid4(), uuid4(), uuid4()
        self.mentor, self.mentor_person = uuid4(), uuid4()
        self.project = uuid4()
        self.provider, self.provider_person, self.room = uuid4(), uuid4(), uuid4()
        self.contact, self.contact_person = uuid4(), uuid4()
        self.contract, self.conditions = uuid4(), uuid4()
        self.student, self.exchange, self.placement = uuid4(), uuid4(), uuid4()

    @property
    def units(self) -> dict[str, UUID]:
        """Committee and organisation of the host."""
        return {"lc_id": self.lc, "nmo_id": self.nmo}

    # -- the host --------------------------------------------------------------------------

    def host(self) -> None:
        """Two organisations, a committee, a mentor, the host's terms."""
        register, committee = projects.OrganisationRegistered, projects.CommitteeRegistered
        self.tell(register, nmo_id=self.nmo, country="PT", name="ANEM-Portugal")
        self.tell(register, nmo_id=self.sending, country="FR", name="ANEMF-France")
        self.tell(committee, about=self.lc, **self.units)
        mentor = {"mentor_id": self.mentor, "person_id": self.mentor_person}
        self.tell(projects.MentorRegistered, **mentor, **self.units)
        self.publish_conditions(1)

    def publish_conditions(self, number: int, **terms: Any) -> None:
        """A version of the host's terms."""
        version = {"conditions_id": self.conditions, "nmo_id": self.nmo, "number": number}
        self.tell(projects.ConditionsPublished, **version, terms=terms)

    def publish_project(self, project: UUID | None = None, places: int = 2, **told: Any) -> UUID:
        """A project of the committee, published and open in July 2027."""
        project = project or self.project
        mentor = {"mentor_id": self.mentor, "mentor_person_id": self.mentor_person}
        life = {"project_id": project, **self.units}
        self.tell(projects.ProjectDrafted, **{**life, **mentor, **told})
        self.tell(projects.ProjectPublished, **life)
        self.tell(projects.PlacesOpened, **life, month="2027-07", places=places)
        return project

    def offer_room(self, room: UUID | None = None, beds: int = 2, **told: Any) -> UUID:
        """A room of a provider, inspected and open in summer 2027."""
        room = room or self.room
        provider = {"provider_id": self.provider, "person_id": self.provider_person}
        self.tell(housing.ProviderRegistered, **provider, **self.units)
        of_room = {"room_id": room, **self.units}
        self.tell(housing.RoomOffered, **of_room, provider_id=self.provider, beds=beds, **told)
        self.tell(housing.RoomInspected, **of_room)
        self.tell(housing.RoomOpened, **of_room)
        return room

    def enrol_contact_person(self, contact: UUID | None = None, load_limit: int = 2) -> UUID:
        """A contact person of the committee."""
        contact = contact or self.contact
        person = self.contact_person if contact == self.contact else uuid4()
        enrolled = {"contact_person_id": contact, "person_id": person, **self.units}
        self.tell(housing.ContactPersonEnrolled, **enrolled, load_limit=load_limit)
        return contact

    # -- the exchange ----------------------------------------------------------------------

    def sign_contract(self) -> None:
        """A contract in force, of five places."""
        between = {"sending_nmo_id": self.sending, "hosting_nmo_id": self.nmo}
        contract = {"contract_id": self.contract, **between}
        self.tell(applications.ContractProposed, **contract, proposed_by=self.sending)
        for nmo, in_force in ((self.sending, False), (self.nmo, True)):
            signed = {"signed_by": nmo, "is_in_force": in_force}
            self.tell(applications.ContractSigned, **contract, **signed)

    def step(self, fact: type[Fact], **told: Any) -> Envelope:
        """A fact about the exchange; before ``assign_to_committee``, no committee has it."""
        parties = {
            "exchange_id": self.exchange,
            "student_id": self.student,
            "sending_nmo_id": self.sending,
            "hosting_nmo_id": self.nmo,
        }
        is_placed = any(e.name == "AssignedToCommittee" for e in self.told) or (
            fact is applications.AssignedToCommittee
        )
        return self.tell(fact, **parties, hosting_lc_id=self.lc if is_placed else None, **told)

    def apply(self) -> None:
        """From the form to the host's desk."""
        place = {"contract_id": self.contract, "exchange_id": self.exchange}
        between = {"sending_nmo_id": self.sending, "hosting_nmo_id": self.nmo}
        self.tell(applications.ContractPlaceAssigned, **place, **between)
        pinned = {"contract_id": self.contract, "conditions_id": self.conditions}
        self.step(applications.ApplicationFormAssigned, **pinned)
        choice = {"rank": 1, "project_id": self.project, "lc_id": self.lc}
        self.step(applications.ApplicationSubmitted, choices=[choice])
        self.step(applications.ApplicationForwarded)

    @property
    def trio(self) -> dict[str, UUID]:
        """What the placement asks for."""
        return {
            "placement_id": self.placement,
            "project_id": self.project,
            "room_id": self.room,
            "contact_person_id": self.contact,
        }

    def propose(self) -> None:
        """The committee asks for mentor slot, bed and contact person."""
        self.step(applications.ApplicationReceived)
        self.step(applications.AssignedToCommittee)
        self.step(applications.PlacementProposed, **self.trio)

    def answer(self, answer: type[Fact], **told: Any) -> Envelope:
        """Mentor, room or contact person has something to say about the placement."""
        named = {
            **self.trio,
            "exchange_id": self.exchange,
            "mentor_id": self.mentor,
            "mentor_person_id": self.mentor_person,
            "person_id": self.contact_person,
            **self.units,
        }
        fields = answer._declared_fields
        return self.tell(answer, **{k: v for k, v in named.items() if k in fields}, **told)

    def hold(self) -> None:
        """All three are held, and the mentor has confirmed."""
        self.answer(projects.SlotHeld)
        self.answer(housing.BedHeld)
        self.answer(housing.ContactPersonHeld)
        self.answer(projects.MentorConfirmed)
        self.step(applications.PlacementCompleted, **self.trio)

    def accept(self, **told: Any) -> None:
        """The card of acceptance is issued; everything is booked."""
        self.step(applications.CardOfAcceptanceIssued, **self.trio, **told)
        self.answer(projects.SlotBooked)
        self.answer(housing.BedBooked)
        self.answer(housing.ContactPersonAssigned)

    def travel(self) -> None:
        """From the card of confirmation to the keys."""
        self.step(applications.CardOfConfirmationSubmitted)
        self.step(applications.PreDepartureTrainingAttended)
        self.step(applications.VisaSettled)
        self.step(applications.ClearedToTravel)
        self.answer(housing.KeysHandedOver)
        self.step(applications.StudentArrived)

    def work(self) -> None:
        """The weeks at the host, up to the certificate."""
        self.step(applications.ProjectStarted)
        self.step(applications.AttendanceRecorded)
        self.step(applications.AttendanceCountersigned)
        self.step(applications.DiaryWritten)
        self.step(applications.MidAppraisalSigned)
        self.step(applications.EndAppraisalSigned)
        self.step(applications.ProjectEnded)
        self.answer(housing.StayEnded)
        self.step(applications.EvaluationSubmitted)
        self.step(applications.CertificateIssued, project_id=self.project)
        self.step(applications.RecognitionRecorded)

    # -- people ----------------------------------------------------------------------------

    def officer(self, role: Role, unit: UUID | None = None, **term: Any) -> UUID:
        """Somebody with an account and a role."""
        person = uuid4()
        self.tell(people.PersonRegistered, person_id=person, home_unit_id=unit)
        self.tell(people.AccountOpened, person_id=person)
        granted = {"role": role, "unit_kind": UNIT_KIND_OF[role], "unit_id": unit}
        grant = {"person_id": person, "grant_id": uuid4()}
        self.tell(people.RoleGranted, **grant, **granted, **term)
        return person

    def whole_story(self) -> "Season":
        """Everything, from the host's registration to the recognition at home."""
        for chapter in (
            self.host,
            self.publish_project,
            self.offer_room,
            self.enrol_contact_person,
            self.sign_contract,
            self.apply,
            self.propose,
            self.hold,
            self.accept,
            self.travel,
            self.work,
        ):
            chapter()
        return self
