"""Steps 9 and 10: mentor, bed and contact person, and the card of acceptance."""

from collections.abc import Iterator
from datetime import timedelta

from exchange.season.scripts.part import Course, ScriptPart
from exchange.season.stage import Script
from services.contracts.errors import Refusal
from services.contracts.roles import Actor


class Placing(ScriptPart):
    """The committee proposes until a combination is held."""

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
        late = self._cast.now().date() > plan.start - timedelta(weeks=8)
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
