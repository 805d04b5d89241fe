"""Steps 11 to 13: invitation, confirmation, training, visa."""

from datetime import timedelta

from exchange.season.scripts.part import ScriptPart
from exchange.season.stage import Script


class Travelling(ScriptPart):
    """The student prepares."""

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
