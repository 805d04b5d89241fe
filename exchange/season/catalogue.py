"""The sample's projects, from the draft to the catalogue, with their mentors and places."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from exchange.season.cast import Cast
from exchange.season.hosts import Committee, Organisation
from exchange.season.subjects import Topic, topics
from services.contracts.roles import Actor

SETTLED_AT_ONCE = 20


class Catalogue:
    """Writes projects down and takes them through their approvals."""

    def __init__(self, cast: Cast, count: int, months: Sequence[date]) -> None:
        self._cast = cast
        self._count = count
        self._months = months

    def projects(
        self,
        organisations: Sequence[Organisation],
        director: Actor,
        on_progress: Callable[[float], None],
    ) -> None:
        """Spread the projects over all committees; nearly all reach the catalogue.

        ``on_progress`` is told the part that is done, 0 to 1.
        """
        pairs = [(o, c) for o in organisations for c in o.committees]
        for number, topic in enumerate(topics(self._count, self._cast.random)):
            organisation, committee = pairs[number % len(pairs)]
            self._project(organisation, committee, director, number, topic)
            if number % SETTLED_AT_ONCE == 0:
                self._cast.settle()
                on_progress(number / self._count)
        self._cast.settle()

    def _project(
        self,
        organisation: Organisation,
        committee: Committee,
        director: Actor,
        number: int,
        topic: Topic,
    ) -> None:
        mentor_id, mentor = self._mentor(organisation, committee, topic.subject.department)
        project_id = self._cast.say(
            committee.lore,
            "projects",
            "draft_project",
            lc_id=str(committee.lc_id),
            mentor_id=mentor_id,
            description=self._description(organisation, committee, topic),
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
        self, organisation: Organisation, committee: Committee, topic: Topic
    ) -> dict[str, Any]:
        department, objectives = topic.subject.department, topic.subject.objectives
        return {
            "title": topic.title,
            "type": topic.subject.type,
            "field_of_study": "0912",
            "department": department,
            "city": committee.city,
            "languages": list(dict.fromkeys(["en", organisation.country.language])),
            "background": f"The {department.lower()} group at {committee.faculty} works on this.",
            "aim": f"To understand more about the question: {topic.title}.",
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
