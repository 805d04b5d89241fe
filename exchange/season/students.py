"""The students of the sample season: each follows a script from the form to the recognition.

Most go all the way; a few go each of the ways off the path. Where a script stands on the day
on which the season is made, there the exchange stands.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from exchange.season.cast import Cast
from exchange.season.hosts import Committee, Organisation
from exchange.season.stage import Script
from services.contracts.errors import Refusal
from services.contracts.roles import Actor

ONE_PIXEL = b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
).decode()
STANDARD_DOCUMENTS = ("terms", "passport_copy", "photo", "proof_of_enrolment")
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
    """Who goes where and when, and what becomes of it."""

    sending: Organisation
    hosting: Organisation
    committee: Committee
    contract_id: str
    start: date
    course: Course


class StudentScript:
    """One student's exchange, played by everyone concerned."""

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

    def begins(self, weeks_before: int) -> datetime:
        """When the script begins, so many weeks before the start."""
        return datetime.combine(self._plan.start - timedelta(weeks=weeks_before), time(9), UTC)

    def play(self) -> Script:
        """The whole exchange, with the instants between its steps."""
        self.phase = "form open"
        yield from self._apply()
        if self._plan.course is Course.REJECTED:
            self._say(
                self._plan.hosting.nore_in, "reject_application", reason="profile_does_not_fit"
            )
            return
        self.phase = "in review"
        yield from self._find_place()
        if not self._is_placed:
            return
        if self._plan.course is Course.CANCELLED:
            yield self._in_days(3, 9)
            self._say(self._student, "cancel_exchange", cancelled_by="student", reason="exam_moved")
            return
        self.phase = "accepted"
        yield from self._prepare()
        if self._plan.course is not Course.NO_SHOW:
            self.phase = "at work"
            yield from self._stay()
            self.phase = "completed"
            yield from self._complete()

    # -- who says what ---------------------------------------------------------------------

    @property
    def _student(self) -> Actor:
        assert self.student is not None  # every step comes after the first
        return self.student

    def _say(self, actor: Actor, command: str, **data: Any) -> Any:
        return self._cast.say(actor, "applications", command, exchange_id=self._exchange_id, **data)

    def _in_days(self, fewest: int, most: int) -> datetime:
        now = self._cast.home.around.clock.now()
        day = now.date() + timedelta(days=self._random.randint(fewest, most))
        return self._at(day)

    def _at(self, day: date) -> datetime:
        """Some daytime of the day, and later than now, so that facts settle in between."""
        now = self._cast.home.around.clock.now()
        moment = datetime.combine(day, time(self._random.choice(DAYTIME)), now.tzinfo)
        return max(moment, now + timedelta(minutes=1))

    def _weeks_before(self, weeks: int) -> datetime:
        return self._at(self._plan.start - timedelta(weeks=weeks))

    # -- steps 4 to 8 ----------------------------------------------------------------------

    def _apply(self) -> Script:
        plan = self._plan
        self.student = self._cast.with_account(
            plan.sending.country, plan.sending.nore_out, nmo_id=plan.sending.nmo_id
        )
        answer = self._cast.say(
            plan.sending.nore_out,
            "applications",
            "assign_application_form",
            student_id=str(self._student.person_id),
            contract_id=plan.contract_id,
        )
        self._exchange_id = answer["id"]
        yield self._in_days(2, 10)
        form = self._filled_form()
        self._say(self._student, "submit_application", **form)
        yield self._in_days(1, 4)
        if plan.course is Course.RETURNED:
            self._say(plan.sending.nore_out, "return_application", reason="photo_unreadable")
            yield self._in_days(1, 3)
            self._say(self._student, "submit_application", **form)
            yield self._in_days(1, 2)
        self._say(plan.sending.nore_out, "forward_application")
        yield self._in_days(3, 7)
        self._say(
            plan.hosting.nore_in,
            "receive_application",
            verified_documents=["curriculum_vitae", "insurance"],
        )
        yield self._in_days(1, 3)

    def _filled_form(self) -> dict[str, Any]:
        return {
            "choices": [self._wish(project_id) for project_id in self._ranked_projects()],
            "start": self._plan.start.isoformat(),
            "weeks": 4,
            "student_type": self._random.choice(("preclinical", "clinical")),
            "documents": {kind: self._document(kind, ONE_PIXEL) for kind in STANDARD_DOCUMENTS},
        }

    def _ranked_projects(self) -> list[str]:
        """Two projects of the committee that the student will come to, one of another."""
        own = [project for project, _ in self._chosen_here()]
        others = [
            project
            for committee in self._plan.hosting.committees
            if committee is not self._plan.committee
            for project, _ in committee.projects
        ]
        return own + self._random.sample(others, min(1, len(others)))

    def _chosen_here(self) -> list[tuple[str, Actor]]:
        """The projects of the committee among the wishes, the same whenever they are asked for."""
        projects = self._plan.committee.projects
        first = self._plan.start.month + self._plan.start.year
        return [projects[(first + n) % len(projects)] for n in range(min(2, len(projects)))]

    def _wish(self, project_id: str) -> dict[str, str]:
        letter = f"Why this project ({project_id}) is the one I would learn most from.".encode()
        return {
            "project_id": project_id,
            "letter_id": self._document("motivation_letter", b64encode(letter).decode()),
            "letter_digest": hashlib.sha256(letter).hexdigest(),
        }

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

    # -- steps 9 and 10 --------------------------------------------------------------------

    def _find_place(self) -> Script:
        plan = self._plan
        self._say(plan.hosting.nore_in, "assign_to_committee", lc_id=str(plan.committee.lc_id))
        if plan.course is Course.LATE_CARD:
            yield self._weeks_before(7)
        else:
            yield self._in_days(2, 8)
        yield from self._placed()
        if not self._is_placed:
            return
        late = self._cast.home.around.clock.now().date() > plan.start - timedelta(weeks=8)
        self._say(
            self._lore,
            "issue_card_of_acceptance",
            **({"justification": "mentor_answered_late"} if late else {}),
        )
        yield self._in_days(1, 4)
        self._cast.say(
            self._lore,
            "housing",
            "plan_boarding",
            exchange_id=self._exchange_id,
            kind="meals",
            meals_per_working_day=1,
            where="Hospital canteen",
            diet_catered=True,
        )

    def _placed(self) -> Script:
        """Propose until a combination is held; the first mentor may decline."""
        has_declined = self._plan.course is not Course.MENTOR_DECLINES
        for project_id, mentor, room_id, guide_id, guide in self._combinations():
            proposal = self._propose(project_id, room_id, guide_id)
            if proposal is None:
                yield self._in_days(1, 1)
                continue
            yield self._in_days(1, 4)
            answer = "confirm_placement" if has_declined else "decline_placement"
            reason = {} if has_declined else {"reason": "away_that_month"}
            try:
                self._cast.say(
                    mentor,
                    "projects",
                    answer,
                    project_id=project_id,
                    placement_id=proposal,
                    **reason,
                )
            except Refusal:  # another part was refused meanwhile, and the slot let go of
                yield self._in_days(0, 1)
                continue
            yield self._in_days(0, 1)
            if has_declined:
                self._mentor, self._guide, self._is_placed = mentor, guide, True
                return
            has_declined = True
        self._say(self._plan.hosting.nore_in, "reject_application", reason="no_capacity")

    def _propose(self, project_id: str, room_id: str, guide_id: str) -> str | None:
        """Propose a placement; its id."""
        answer = self._say(
            self._lore,
            "propose_placement",
            project_id=project_id,
            room_id=room_id,
            contact_person_id=guide_id,
        )
        placement_id: str | None = answer.get("placement_id")
        return placement_id

    def _combinations(self) -> Iterator[tuple[str, Actor, str, str, Actor]]:
        committee, chosen = self._plan.committee, self._chosen_here()
        for turn in range(12):
            project_id, mentor = chosen[turn % len(chosen)]
            room_id = self._random.choice(committee.rooms)
            guide_id, guide = self._random.choice(committee.contact_persons)
            yield project_id, mentor, room_id, guide_id, guide

    # -- steps 11 to 14 --------------------------------------------------------------------

    def _prepare(self) -> Script:
        self._say(self._plan.hosting.nore_in, "issue_invitation_letter", passport_verified=True)
        yield self._in_days(1, 6)
        self._set_travel_data()
        self._say(
            self._student,
            "submit_card_of_confirmation",
            arrive_on=self._plan.start.isoformat(),
            depart_on=(self._end + timedelta(days=1)).isoformat(),
            travel_complete=True,
        )
        yield self._weeks_before(3)
        self._say(self._plan.sending.nore_out, "record_pre_departure_training")
        yield self._weeks_before(2)
        self._say(self._student, "settle_visa", is_needed=self._random.random() < 0.5)
        yield self._at(self._plan.start)

    def _set_travel_data(self) -> None:
        day = self._plan.start.isoformat()
        self._cast.say(
            self._student,
            "people",
            "set_personal_data",
            person_id=str(self._student.person_id),
            data={
                "arrival": {
                    "day": day,
                    "time": "14:35",
                    "place": "Central station",
                    "number": "R7",
                },
                "emergency_contact": {"name": "A parent", "phone": "+000 555 0000"},
                "insurance": {"insurer": "Travellers' Mutual"},
                "diet": self._random.choice(("none", "vegetarian", "halal")),
                "may_share_diet": True,
            },
        )

    # -- steps 14 to 17 --------------------------------------------------------------------

    def _stay(self) -> Script:
        self._cast.say(self._guide, "housing", "hand_over_keys", exchange_id=self._exchange_id)
        yield self._in_days(0, 1)
        self._say(
            self._lore,
            "start_project",
            started_on=self._cast.home.around.clock.now().date().isoformat(),
            arrival_training_given=True,
            ethics_cleared=True,
        )
        for day in self._working_days():
            yield datetime.combine(day, time(18), self._cast.home.around.clock.now().tzinfo)
            yield from self._work(day)
        yield self._at(self._end)

    def _working_days(self) -> list[date]:
        today = self._cast.home.around.clock.now().date()
        days = (today + timedelta(days=n) for n in range((self._end - today).days + 1))
        return [day for day in days if day.weekday() < 5]

    def _work(self, day: date) -> Script:
        self._say(
            self._student,
            "record_attendance",
            day=day.isoformat(),
            attendance="absent" if self._is_absent(day) else "present",
        )
        if day.weekday() == 4:
            self._write_diary(day)
            yield datetime.combine(day, time(18, 30), self._cast.home.around.clock.now().tzinfo)
            self._say(self._mentor, "countersign_attendance", up_to=day.isoformat())
            if timedelta(days=12) <= day - self._plan.start < timedelta(days=19):
                self._say(self._mentor, "sign_mid_appraisal", score=self._random.randint(3, 5))

    def _is_absent(self, day: date) -> bool:
        if self._plan.course is Course.OFTEN_ABSENT:
            return day.weekday() in {0, 4}
        return self._random.random() < 0.04

    def _write_diary(self, day: date) -> None:
        text = b64encode(f"What I learned in the week until {day}.".encode()).decode()
        document_id = self._document("diary", text)
        self._say(self._student, "write_diary", day=day.isoformat(), document_id=document_id)

    # -- steps 17 to 20 --------------------------------------------------------------------

    def _complete(self) -> Script:
        self._say(
            self._mentor,
            "sign_end_appraisal",
            score=self._random.randint(3, 5),
            objectives=self._random.sample(
                ("lab_work", "statistics", "collecting_data", "scientific_writing"), 2
            ),
            outcome=self._random.choice(("report", "poster", "talk")),
        )
        self._say(self._mentor, "end_project", ended_on=self._end.isoformat())
        yield self._in_days(1, 1)
        self._cast.say(self._guide, "housing", "end_stay", exchange_id=self._exchange_id)
        yield self._in_days(2, 14)
        marks = {aspect: self._random.randint(3, 5) for aspect in ("project", "mentor", "housing")}
        self._say(self._student, "submit_evaluation", marks=marks)
        self._cast.say(
            self._student,
            "housing",
            "rate_room",
            exchange_id=self._exchange_id,
            rating=marks["housing"],
        )
        yield self._in_days(3, 14)
        if self._plan.course is Course.OFTEN_ABSENT:
            self._say(self._lore, "refuse_certificate")
            return
        self._say(self._lore, "issue_certificate")
        yield self._in_days(20, 40)
        self._say(
            self._plan.sending.nore_out,
            "record_recognition",
            recognised_by=f"Medical faculty, {self._plan.sending.country.cities[0]}",
            credits=self._random.choice((3, 5, 6)),
        )
