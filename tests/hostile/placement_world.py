"""A host with too little of everything, and students who are to be placed there.

Made through the services' own commands, in a home that only moves when it is told to.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from services.contracts.roles import Actor
from services.hosting.clock import SetClock
from services.hosting.one_process import OneProcessHome
from tests.support.actors import person

WEEKS_AHEAD = 22
STUDENTS = 4
CONTRACT_PLACES = 3
STANDARD_DOCUMENTS = ("terms", "passport_copy", "photo", "proof_of_enrolment")

_numbers = count(1)


@dataclass(frozen=True)
class Scarce:
    """Two projects with a slot, a room with one bed and one with two, three contact persons."""

    projects: list[str]
    rooms: list[str]
    contact_persons: list[str]


class PlacementWorld:
    """Exchanges at the stage of placing, and what a committee can offer them."""

    def __init__(self, home: OneProcessHome, clock: SetClock) -> None:
        self.home = home
        self.clock = clock
        self.start = self._a_monday_ahead()
        self.mentor = person()
        self._programme = f"programme {next(_numbers)}"
        self.sending, self.hosting = (self._organisation(country) for country in ("FR", "PT"))
        self.lc_id = self._made("projects", "register_committee", nmo_id=self.hosting, faculty="A")
        self.scarce = Scarce(self._projects(), self._rooms(), self._contact_persons())
        home.settle()
        self.contract_id = self._contract()
        self.exchanges = [self._to_placing() for _ in range(STUDENTS - 1)]
        home.settle()

    def say(self, service: str, command: str, actor: Actor | None = None, **data: Any) -> Any:
        """Send a command, as the system where nobody else is named. Raises Refusal."""
        return self.home.send(service, command, data, *([actor] if actor else []))

    def _made(self, service: str, command: str, **data: Any) -> str:
        made_id: str = self.say(service, command, **data)["id"]
        return made_id

    # -- time ------------------------------------------------------------------------------

    def _a_monday_ahead(self) -> date:
        earliest = self.clock.now().date() + timedelta(weeks=WEEKS_AHEAD)
        return earliest + timedelta(days=-earliest.weekday() % 7)

    @property
    def months(self) -> list[str]:
        """Every month of the stays."""
        return sorted({f"{self.start + timedelta(days=n):%Y-%m}" for n in range(28)})

    @property
    def _season(self) -> str:
        first = self.start.year - (self.start.month < 4)
        return f"{first}-{first + 1}"

    # -- the host --------------------------------------------------------------------------

    def _organisation(self, country: str) -> str:
        given = {"country": country, "name": country, "programme": self._programme}
        return self._made("projects", "register_organisation", **given)

    def _projects(self) -> list[str]:
        mentor_id = self._made(
            "projects", "register_mentor", lc_id=self.lc_id, person_id=str(self.mentor.person_id)
        )
        return [self._project(mentor_id, number) for number in range(2)]

    def _project(self, mentor_id: str, number: int) -> str:
        description = {"title": f"Project {number}", "type": "basic_science"}
        project_id = self._made(
            "projects",
            "draft_project",
            lc_id=self.lc_id,
            mentor_id=mentor_id,
            description=description,
        )
        for step in ("approve_project_locally", "approve_project_nationally", "publish_project"):
            self.say("projects", step, project_id=project_id)
        for month in self.months:
            self.say("projects", "open_places", project_id=project_id, month=month, places=1)
        return project_id

    def _rooms(self) -> list[str]:
        self.home.settle()
        provider_id = self._made(
            "housing",
            "register_provider",
            lc_id=self.lc_id,
            person_id=str(uuid4()),
            kind="host_family",
        )
        return [self._room(provider_id, beds) for beds in (1, 2)]

    def _room(self, provider_id: str, beds: int) -> str:
        about = {"label": f"Room {beds}", "kind": "room", "beds": beds, "minutes_to_hospital": 20}
        has = dict.fromkeys(("is_private", "furnished", "kitchen", "heating"), True)
        room_id = self._made("housing", "offer_room", provider_id=provider_id, **about, **has)
        today = self.clock.now().date()
        self.say("housing", "inspect_room", room_id=room_id, passed=True, inspected_on=f"{today}")
        until = self.start + timedelta(days=60)
        self.say(
            "housing",
            "open_room",
            room_id=room_id,
            available_from=f"{self.start}",
            available_to=f"{until}",
        )
        return room_id

    def _contact_persons(self) -> list[str]:
        enrolled = {"lc_id": self.lc_id, "load_limit": 1}
        return [
            self._made("housing", "enrol_contact_person", person_id=str(uuid4()), **enrolled)
            for _ in range(3)
        ]

    # -- the students ----------------------------------------------------------------------

    def _contract(self) -> str:
        self.say(
            "projects", "publish_conditions", nmo_id=self.hosting, season=self._season, terms={}
        )
        self.home.settle()
        between = {"sending_nmo_id": self.sending, "hosting_nmo_id": self.hosting}
        contract_id = self._made(
            "applications",
            "propose_contract",
            nmo_id=self.sending,
            season=self._season,
            kind="bilateral",
            places=CONTRACT_PLACES,
            **between,
        )
        for nmo_id in (self.sending, self.hosting):
            self.say("applications", "sign_contract", contract_id=contract_id, nmo_id=nmo_id)
        return contract_id

    def assign_form(self) -> str:
        """One more student gets a place of the contract. Raises Refusal when there is none."""
        given = {"student_id": str(uuid4()), "contract_id": self.contract_id}
        return self._made("applications", "assign_application_form", **given)

    def _to_placing(self) -> str:
        exchange_id = self.assign_form()
        of_it = {"exchange_id": exchange_id}
        self.say("applications", "submit_application", **of_it, **self._form())
        for step in ("forward_application", "receive_application"):
            self.say("applications", step, **of_it)
        self.say("applications", "assign_to_committee", **of_it, lc_id=self.lc_id)
        return exchange_id

    def _form(self) -> dict[str, Any]:
        choices = [
            {"project_id": project_id, "letter_id": str(uuid4()), "letter_digest": uuid4().hex * 2}
            for project_id in self.scarce.projects
        ]
        documents = {kind: str(uuid4()) for kind in STANDARD_DOCUMENTS}
        form = {"choices": choices, "start": f"{self.start}", "weeks": 4}
        return {**form, "student_type": "clinical", "documents": documents}
