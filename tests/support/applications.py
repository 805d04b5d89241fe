"""Both sides of an exchange for tests of applications, and the steps to any stage of it.

Projects and housing are played by the test, which tells their facts.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from services.contracts import applications as facts
from services.contracts import housing, projects
from services.contracts.envelope import Envelope
from services.contracts.fact import Fact
from services.contracts.roles import Actor, Role
from tests.support.actors import officer, person
from tests.support.bench import Bench

START, END = date(2027, 7, 1), date(2027, 7, 28)
SEASON = "2027-2028"
MARKS = {"project": 5, "mentor": 5, "housing": 3}


def at_nine(month: int, day: int) -> datetime:
    """Nine o'clock of a day in 2027."""
    return datetime(2027, month, day, 9, 0, tzinfo=UTC)


@dataclass
class TwoSides:
    """A sending and a hosting organisation with a contract, and their officers."""

    bench: Bench
    sending: UUID = field(default_factory=uuid4)
    hosting: UUID = field(default_factory=uuid4)
    lc_id: UUID = field(default_factory=uuid4)
    project_id: UUID = field(default_factory=uuid4)
    mentor: Actor = field(default_factory=person)
    contact_person: Actor = field(default_factory=person)
    contract_id: UUID = field(default_factory=uuid4)

    @property
    def nore_out(self) -> Actor:
        """The sending side's national officer."""
        return officer(Role.NORE_OUT, self.sending)

    @property
    def nore_in(self) -> Actor:
        """The hosting side's national officer."""
        return officer(Role.NORE_IN, self.hosting)

    @property
    def lore(self) -> Actor:
        """The local officer of the hosting committee."""
        return officer(Role.LORE, self.lc_id)

    def offer_project(self, project_id: UUID, **changes: Any) -> None:
        """The hosting committee publishes a project for July."""
        ids = {"project_id": project_id, "nmo_id": self.hosting, "lc_id": self.lc_id}
        self.bench.tell(projects.ProjectDrafted, **{**ids, **changes})
        self.bench.tell(projects.ProjectPublished, **ids)
        self.bench.tell(projects.PlacesOpened, **ids, month="2027-07", places=2)

    def publish_conditions(self, number: int = 1, **terms: Any) -> None:
        """The host publishes its terms."""
        self.bench.tell(
            projects.ConditionsPublished,
            nmo_id=self.hosting,
            season=SEASON,
            number=number,
            terms=terms,
        )

    def register_host(self) -> None:
        """The host, its committee and its project are known."""
        self.bench.tell(projects.OrganisationRegistered, nmo_id=self.hosting, country="PT")
        self.bench.tell(projects.CommitteeRegistered, nmo_id=self.hosting, lc_id=self.lc_id)
        self.offer_project(self.project_id)

    def propose_contract(self, places: int = 2) -> None:
        """The sending side proposes a contract."""
        answer = self.bench.send(
            "propose_contract",
            actor=self.nore_out,
            nmo_id=self.sending,
            sending_nmo_id=self.sending,
            hosting_nmo_id=self.hosting,
            season=SEASON,
            kind="bilateral",
            places=places,
        )
        self.contract_id = UUID(answer["id"])

    def sign_contract(self) -> None:
        """Both sides sign."""
        for actor, nmo_id in ((self.nore_out, self.sending), (self.nore_in, self.hosting)):
            self.bench.send(
                "sign_contract", actor=actor, contract_id=self.contract_id, nmo_id=nmo_id
            )

    def assign_form(self) -> "Journey":
        """A student gets a place and a form."""
        student = person()
        answer = self.bench.send(
            "assign_application_form",
            actor=self.nore_out,
            student_id=student.person_id,
            contract_id=self.contract_id,
        )
        return Journey(self, student, UUID(answer["id"]))


def two_sides(bench: Bench, places: int = 2, **terms: Any) -> TwoSides:
    """Two organisations with a contract in force, and a host with terms and a project."""
    sides = TwoSides(bench)
    sides.register_host()
    sides.publish_conditions(**terms)
    sides.propose_contract(places)
    sides.sign_contract()
    return sides


def a_form(project_id: UUID, **changes: Any) -> dict[str, Any]:
    """The data of a form that the host can consider."""
    kinds = ("terms", "passport_copy", "photo", "proof_of_enrolment")
    letter = {"letter_id": uuid4(), "letter_digest": sha256(uuid4().bytes).hexdigest()}
    return {
        "choices": [{"project_id": project_id, **letter}],
        "start": START,
        "weeks": 4,
        "student_type": "clinical",
        "documents": {kind: uuid4() for kind in kinds},
        **changes,
    }


@dataclass
class Journey:
    """One student's exchange, taken on step by step. ``to_<stage>`` takes all steps before it."""

    sides: TwoSides
    student: Actor
    exchange_id: UUID
    placement_id: UUID = field(default_factory=uuid4)
    room_id: UUID = field(default_factory=uuid4)
    contact_person_id: UUID = field(default_factory=uuid4)

    def send(self, command: str, actor: Actor, **data: Any) -> Any:
        """Send a command about the exchange."""
        return self.sides.bench.send(command, actor=actor, exchange_id=self.exchange_id, **data)

    # -- steps 5 to 8

    def submit(self, **changes: Any) -> Any:
        """The student submits the form."""
        form = a_form(self.sides.project_id, **changes)
        return self.send("submit_application", self.student, **form)

    def to_received(self) -> "Journey":
        """The host considers the form."""
        self.submit()
        self.send("forward_application", self.sides.nore_out)
        self.send("receive_application", self.sides.nore_in)
        return self

    def to_placing(self) -> "Journey":
        """The committee looks for a place."""
        self.to_received()
        self.send("assign_to_committee", self.sides.nore_in, lc_id=self.sides.lc_id)
        return self

    # -- steps 9 and 10

    def propose(self) -> Any:
        """The committee proposes a placement."""
        answer = self.send(
            "propose_placement",
            self.sides.lore,
            project_id=self.sides.project_id,
            room_id=self.room_id,
            contact_person_id=self.contact_person_id,
        )
        self.placement_id = UUID(answer["placement_id"])
        return answer

    def to_proposed(self) -> "Journey":
        """A placement is open."""
        self.to_placing().propose()
        return self

    def told(self, fact: type[Fact], **changes: Any) -> Envelope:
        """Projects or housing tells a fact about the placement."""
        about = {
            "placement_id": self.placement_id,
            "exchange_id": self.exchange_id,
            "project_id": self.sides.project_id,
            "room_id": self.room_id,
            "contact_person_id": self.contact_person_id,
            "mentor_person_id": self.sides.mentor.person_id,
            "person_id": self.sides.contact_person.person_id,
        }
        known = {name: value for name, value in about.items() if name in fact.example}
        return self.sides.bench.tell(fact, **{**known, **changes})

    def hold_all(self) -> None:
        """Mentor, bed and contact person are all held."""
        self.told(projects.MentorConfirmed)
        self.told(housing.BedHeld)
        self.told(housing.ContactPersonHeld)

    def to_placed(self) -> "Journey":
        """Everything is held."""
        self.to_proposed().hold_all()
        return self

    def accept(self, **data: Any) -> Any:
        """The card of acceptance."""
        return self.send("issue_card_of_acceptance", self.sides.lore, **data)

    def to_accepted(self) -> "Journey":
        """The host has said its final yes."""
        self.to_placed().accept()
        return self

    # -- steps 12 to 14

    def confirm(self, **changes: Any) -> Any:
        """The student's final yes."""
        travel = {"arrive_on": "2027-06-30", "depart_on": "2027-07-29", "travel_complete": True}
        return self.send("submit_card_of_confirmation", self.student, **{**travel, **changes})

    def hand_keys_over(self, **changes: Any) -> Envelope:
        """Housing tells that the student has the keys."""
        return self.told(housing.KeysHandedOver, **{"handed_over_on": START, **changes})

    def to_arrived(self) -> "Journey":
        """The student is there, on the first day."""
        self.to_accepted().confirm()
        self.sides.bench.clock.move_to(at_nine(7, 1))
        self.hand_keys_over()
        return self

    # -- steps 15 to 19

    def start(self, **changes: Any) -> Any:
        """The work begins."""
        data = {"started_on": START, "arrival_training_given": True}
        return self.send("start_project", self.sides.lore, **{**data, **changes})

    def to_working(self) -> "Journey":
        """The work has begun."""
        self.to_arrived().start()
        return self

    def attend(self, days: list[date], attendance: str = "present") -> Any:
        """The student writes these days down; the last answer."""
        answers = [
            self.send("record_attendance", self.student, day=day, attendance=attendance)
            for day in days
        ]
        return answers[-1]

    def end(self) -> Any:
        """The work is over."""
        return self.send("end_project", self.sides.mentor, ended_on=END)

    def to_ended(self) -> "Journey":
        """The work is over, on its last day."""
        self.to_working()
        self.sides.bench.clock.move_to(at_nine(7, 28))
        self.end()
        return self

    def appraise(self) -> Any:
        """The mentor signs the end appraisal."""
        found = {"score": 5, "objectives": ["lab_work"], "outcome": "poster"}
        return self.send("sign_end_appraisal", self.sides.mentor, **found)

    def evaluate(self) -> Any:
        """The student's evaluation is in."""
        return self.send("submit_evaluation", self.student, marks=MARKS)

    # -- looking

    @property
    def steps(self) -> list[str]:
        """The names of the facts about this exchange, in order."""
        return [
            envelope.name
            for envelope in self.sides.bench.facts()
            if envelope.data.get("exchange_id") == str(self.exchange_id)
        ]

    def last(self, fact: type[Fact]) -> dict[str, Any]:
        """The data of the last fact of a kind about this exchange."""
        mine = [
            envelope.data
            for envelope in self.sides.bench.facts(fact)
            if envelope.data.get("exchange_id") == str(self.exchange_id)
        ]
        return mine[-1]

    @property
    def place(self) -> str:
        """What became of the contract place, by the last fact about it."""
        places = {
            facts.ContractPlaceAssigned.__name__: "assigned",
            facts.ContractPlaceUsed.__name__: "used",
            facts.ContractPlaceLost.__name__: "lost",
            facts.ContractPlaceReleased.__name__: "open",
        }
        return [places[name] for name in self.steps if name in places][-1]
