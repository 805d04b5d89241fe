"""The sample's projects, from the draft to the catalogue, with their mentors and places."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice
from typing import Any

from exchange.season.cast import Cast
from exchange.season.hosts import Committee, Organisation
from exchange.season.world import DISEASES, SUBJECTS
from services.contracts.roles import Actor


class Catalogue:
    """Writes projects down and takes them through their approvals."""

    def __init__(self, cast: Cast, count: int, months: Sequence[date]) -> None:
        self._cast = cast
        self._count = count
        self._months = months

    def projects(self, organisations: Sequence[Organisation], director: Actor) -> None:
        """Spread the projects over all committees; nearly all reach the catalogue."""
        pairs = [(o, c) for o in organisations for c in o.committees]
        titles = _titles(self._count)
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
        mentor = self._cast.person(
            organisation.country, committee.lore, lc_id=committee.lc_id, nmo_id=committee.nmo_id
        )
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
