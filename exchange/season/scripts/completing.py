"""Steps 17 to 20: appraisal, evaluation, certificate, recognition."""

from exchange.season.scripts.part import ScriptPart
from exchange.season.stage import Script

ATTENDANCE_NEEDED = 0.8


class Completing(ScriptPart):
    """What is left when the work is done."""

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
        if not self._has_attended_enough():
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

    def _has_attended_enough(self) -> bool:
        """Bad luck costs some of the others the certificate, too."""
        missed, days = self._days_missed, len(self._working_days)
        return days - missed >= ATTENDANCE_NEEDED * days
