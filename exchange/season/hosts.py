"""The hosts of the sample season: organisations, committees, conditions, projects, rooms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any
from uuid import UUID

from exchange.season.calendar import month_shifted, months_around, seasons_around
from exchange.season.cast import Cast
from exchange.season.scale import Scale
from exchange.season.world import DISEASES, SUBJECTS, Country
from services.contracts.roles import Actor, Role


@dataclass
class Committee:
    """A committee of the sample with what it can offer."""

    lc_id: UUID
    nmo_id: UUID
    city: str
    faculty: str
    lore: Actor
    provider: Actor = field(init=False)
    projects: list[tuple[str, Actor]] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    contact_persons: list[tuple[str, Actor]] = field(default_factory=list)


@dataclass
class Organisation:
    """An organisation of the sample with its officers and committees."""

    nmo_id: UUID
    country: Country
    nore_out: Actor
    nore_in: Actor
    committees: list[Committee] = field(default_factory=list)


@dataclass(frozen=True)
class Faculty:
    """A faculty to make a committee of."""

    name: str
    city: str
    web_page: str = ""


class Hosts:
    """Builds the hosts, each step by who takes it in real life."""

    def __init__(self, cast: Cast, scale: Scale, today: date) -> None:
        self._cast = cast
        self._scale = scale
        self._today = today
        months = months_around(today)
        self._months = [*months, month_shifted(months[-1], 1)]

    def organisation(
        self, country: Country, faculties: Sequence[Faculty], director: Actor
    ) -> Organisation:
        """Register an organisation with its officers, conditions and committees."""
        say = self._cast.say
        answer = say(
            director,
            "projects",
            "register_organisation",
            country=country.code,
            name=country.organisation,
        )
        nmo_id = UUID(answer["id"])
        self._cast.home.settle()
        made = Organisation(
            nmo_id,
            country,
            self._national_officer(country, Role.NORE_OUT, nmo_id, director),
            self._national_officer(country, Role.NORE_IN, nmo_id, director),
        )
        for faculty in faculties:
            made.committees.append(self._committee(made, faculty))
        self._publish_conditions(made)
        return made

    def _national_officer(
        self, country: Country, role: Role, nmo_id: UUID, director: Actor
    ) -> Actor:
        person = self._cast.with_account(country, director, nmo_id=nmo_id)
        return self._cast.appoint(person, role, director, nmo_id=nmo_id)

    def _committee(self, organisation: Organisation, faculty: Faculty) -> Committee:
        nmo_id, nore = organisation.nmo_id, organisation.nore_in
        answer = self._cast.say(
            nore,
            "projects",
            "register_committee",
            nmo_id=str(nmo_id),
            faculty=faculty.name,
            city=faculty.city,
            web_page=faculty.web_page,
        )
        lc_id = UUID(answer["id"])
        self._cast.home.settle()
        person = self._cast.with_account(organisation.country, nore, lc_id=lc_id, nmo_id=nmo_id)
        lore = self._cast.appoint(person, Role.LORE, nore, lc_id=lc_id, nmo_id=nmo_id)
        return Committee(lc_id, nmo_id, faculty.city, faculty.name, lore)

    def _publish_conditions(self, organisation: Organisation) -> None:
        for season in seasons_around(self._today):
            self._cast.say(
                organisation.nore_in,
                "projects",
                "publish_conditions",
                nmo_id=str(organisation.nmo_id),
                season=season,
                terms=self._terms(organisation.country),
            )

    def _terms(self, country: Country) -> dict[str, Any]:
        random = self._cast.random
        return {
            "student_types": ["preclinical", "clinical"],
            "languages": [{"language": "en", "level": "B2"}],
            "start_day_rule": "First working day of the month",
            "hours_per_day": 7,
            "unilateral_fee": str(random.randrange(150, 400, 25)),
            "currency": country.currency,
            "lodging_kinds": random.sample(["hall of residence", "host family", "flat"], 2),
            "meals_where": "Hospital canteen",
            "special_documents": random.sample(["curriculum_vitae", "insurance"], 1),
            "cancellation_terms": "Free of charge until eight weeks before the start.",
        }

    def _person_of(self, country: Country, committee: Committee) -> Actor:
        lc_id, nmo_id = committee.lc_id, committee.nmo_id
        return self._cast.person(country, committee.lore, lc_id=lc_id, nmo_id=nmo_id)

    # -- what a committee offers -----------------------------------------------------------

    def furnish(self, organisation: Organisation, committee: Committee) -> None:
        """Give the committee rooms and contact persons."""
        country = organisation.country
        for _ in range(self._scale.contact_persons_each):
            guide = self._person_of(country, committee)
            answer = self._cast.say(
                committee.lore,
                "housing",
                "enrol_contact_person",
                lc_id=str(committee.lc_id),
                person_id=str(guide.person_id),
                load_limit=2,
            )
            committee.contact_persons.append((answer["id"], guide))
        self._rooms(country, committee)

    def _rooms(self, country: Country, committee: Committee) -> None:
        committee.provider = self._person_of(country, committee)
        provider_id = self._cast.say(
            committee.lore,
            "housing",
            "register_provider",
            lc_id=str(committee.lc_id),
            person_id=str(committee.provider.person_id),
            kind=self._cast.random.choice(("hall_of_residence", "host_family", "flat_owner")),
        )["id"]
        for number in range(1, self._scale.beds_each // 2 + 1):
            committee.rooms.append(self._room(committee.lore, provider_id, number))

    def _room(self, lore: Actor, provider_id: str, number: int) -> str:
        say, random = self._cast.say, self._cast.random
        room_id: str = say(
            lore,
            "housing",
            "offer_room",
            provider_id=provider_id,
            label=f"Residence {random.choice('ABCD')}, room {random.randint(1, 4)}{number:02d}",
            kind=random.choice(("room", "studio")),
            beds=2,
            is_private=False,
            furnished=True,
            kitchen=random.random() < 0.8,
            heating=True,
            minutes_to_hospital=random.randrange(5, 46, 5),
            diets_served=random.sample(["vegetarian", "vegan", "halal", "gluten-free"], 2),
        )["id"]
        inspected_on = self._cast.home.around.clock.now().date()
        say(
            lore,
            "housing",
            "inspect_room",
            room_id=room_id,
            passed=True,
            inspected_on=inspected_on.isoformat(),
        )
        say(
            lore,
            "housing",
            "open_room",
            room_id=room_id,
            available_from=(self._months[0] - timedelta(days=7)).isoformat(),
            available_to=(self._months[-1] + timedelta(days=31)).isoformat(),
        )
        return room_id

    # -- projects --------------------------------------------------------------------------

    def projects(self, organisations: Sequence[Organisation], director: Actor) -> None:
        """Spread the projects over all committees; nearly all reach the catalogue."""
        pairs = [(o, c) for o in organisations for c in o.committees]
        titles = _titles(self._scale.projects)
        for number, (organisation, committee) in enumerate(islice(cycle(pairs), len(titles))):
            self._project(organisation, committee, director, number, titles[number])

    def _project(
        self,
        organisation: Organisation,
        committee: Committee,
        director: Actor,
        number: int,
        title: tuple[str, Any],
    ) -> None:
        mentor_id, mentor = self._mentor(organisation, committee, title[1][2])
        project_id = self._cast.say(
            committee.lore,
            "projects",
            "draft_project",
            lc_id=str(committee.lc_id),
            mentor_id=mentor_id,
            description=self._description(organisation, committee, *title),
        )["id"]
        steps = [
            (committee.lore, "approve_project_locally"),
            (organisation.nore_in, "approve_project_nationally"),
            (director, "publish_project"),
        ]
        is_left_underway = number % 25 == 24
        for actor, step in steps[: number % 3] if is_left_underway else steps:
            self._cast.say(actor, "projects", step, project_id=project_id)
        self._open_places(committee.lore, project_id)
        if not is_left_underway:
            committee.projects.append((project_id, mentor))

    def _mentor(
        self, organisation: Organisation, committee: Committee, department: str
    ) -> tuple[str, Actor]:
        mentor = self._person_of(organisation.country, committee)
        answer = self._cast.say(
            committee.lore,
            "projects",
            "register_mentor",
            lc_id=str(committee.lc_id),
            person_id=str(mentor.person_id),
            department=department,
        )
        return answer["id"], mentor

    def _open_places(self, lore: Actor, project_id: str) -> None:
        for month in self._months:
            self._cast.say(
                lore,
                "projects",
                "open_places",
                project_id=project_id,
                month=f"{month:%Y-%m}",
                places=self._cast.random.randint(1, 2),
            )

    def _description(
        self, organisation: Organisation, committee: Committee, title: str, subject: Any
    ) -> dict[str, Any]:
        _, kind, department, objectives = subject
        return {
            "title": title,
            "type": kind,
            "field_of_study": "0912",
            "department": department,
            "city": committee.city,
            "languages": list(dict.fromkeys(["en", organisation.country.language])),
            "background": f"The {department.lower()} group at {committee.faculty} works on this.",
            "aim": f"To understand more about the question: {title.lower()}.",
            "methods": "Taught in the first week, with a protocol to keep.",
            "student_tasks": "A part of the work of your own, from data to a short report.",
            "theoretical_teaching": "A weekly seminar with the group.",
            "expected_outcome": "A report or poster, presented in the last week.",
            "learning_objectives": list(objectives),
            "student_level": "From the third year",
            "needs_ethics_clearance": "ethics" in objectives,
            "weeks": [4, 8] if self._cast.random.random() < 0.3 else [4],
            "hours_per_week": 35,
        }


def _titles(count: int) -> list[tuple[str, Any]]:
    """Titles with their subject; with as many as there are combinations, none comes twice."""
    all_titles = [(s[0].format(disease=d), s) for d in DISEASES for s in SUBJECTS]
    return list(islice(cycle(all_titles), count))
