"""What all parts of a student's script share: the plan, who takes part, and simulated time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from exchange.season.cast import Cast
from exchange.season.hosts import Committee, Organisation
from services.contracts.roles import Actor

DAYTIME = (9, 12, 15, 18)
"""Hours at which people act: few, so that many act at one instant and settle together."""


class Course(StrEnum):
    """Which way an exchange goes."""

    THROUGH = "through"
    RETURNED = "returned"
    REJECTED = "rejected"
    MENTOR_DECLINES = "mentor_declines"
    LATE_CARD = "late_card"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    OFTEN_ABSENT = "often_absent"


COURSES = (Course.THROUGH,) * 9 + tuple(Course)


@dataclass(frozen=True)
class Plan:
    """Who goes where and when, and what becomes of it; the number tells students apart."""

    sending: Organisation
    hosting: Organisation
    committee: Committee
    contract_id: str
    start: date
    course: Course
    number: int


class ScriptPart:
    """A part of a student's script. Its steps are generators that yield when they go on."""

    def __init__(self, cast: Cast, plan: Plan) -> None:
        self._cast = cast
        self._plan = plan
        self._random = cast.random
        self._lore = plan.committee.lore
        self._end = plan.start + timedelta(days=27)
        self.student: Actor | None = None
        self.phase = "not yet applied"
        self._mentor: Actor
        self._guide: Actor
        self._exchange_id = ""
        self._is_placed = False
        self._working_days: list[date] = []
        self._days_missed = 0

    @property
    def _student(self) -> Actor:
        assert self.student is not None  # every step comes after the first
        return self.student

    def _say(self, actor: Actor, command: str, **data: Any) -> Any:
        return self._cast.say(actor, "applications", command, exchange_id=self._exchange_id, **data)

    def _in_days(self, fewest: int, most: int) -> datetime:
        now = self._cast.now()
        day = now.date() + timedelta(days=self._random.randint(fewest, most))
        return self._at(day)

    def _at(self, day: date) -> datetime:
        """Some daytime of the day, and later than now, so that facts settle in between."""
        now = self._cast.now()
        moment = datetime.combine(day, time(self._random.choice(DAYTIME)), now.tzinfo)
        return max(moment, now + timedelta(minutes=1))

    def _weeks_before(self, weeks: int) -> datetime:
        return self._at(self._plan.start - timedelta(weeks=weeks))

    def _chosen_here(self) -> list[tuple[str, Actor]]:
        """The projects of the committee among the wishes, the same whenever they are asked for."""
        projects = self._plan.committee.projects
        first = self._plan.number
        return [projects[(first + n) % len(projects)] for n in range(min(2, len(projects)))]

    def _document(self, kind: str, content: str) -> str:
        answer = self._cast.say(
            self._student,
            "people",
            "store_document",
            person_id=str(self._student.person_id),
            kind=kind,
            content=content,
        )
        document_id: str = answer["document_id"]
        return document_id
