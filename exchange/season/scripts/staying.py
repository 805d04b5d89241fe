"""Steps 14 to 17: arrival and the weeks of work."""

from base64 import b64encode
from datetime import date, datetime, time, timedelta

from exchange.season.scripts.part import Course, ScriptPart
from exchange.season.stage import Script


class Staying(ScriptPart):
    """The student works, and writes it down."""

    def _stay(self) -> Script:
        self._cast.say(self._guide, "housing", "hand_over_keys", exchange_id=self._exchange_id)
        yield self._in_days(0, 1)
        self._say(
            self._lore,
            "start_project",
            started_on=self._cast.now().date().isoformat(),
            arrival_training_given=True,
            ethics_cleared=True,
        )
        self._working_days = self._days_of_work()
        for day in self._working_days:
            yield datetime.combine(day, time(18), self._cast.now().tzinfo)
            yield from self._work(day)
        yield self._at(self._end)

    def _days_of_work(self) -> list[date]:
        today = self._cast.now().date()
        days = (today + timedelta(days=n) for n in range((self._end - today).days + 1))
        return [day for day in days if day.weekday() < 5]

    def _work(self, day: date) -> Script:
        is_absent = self._is_absent(day)
        self._days_missed += is_absent
        self._say(
            self._student,
            "record_attendance",
            day=day.isoformat(),
            attendance="absent" if is_absent else "present",
        )
        if day.weekday() == 4:
            self._write_diary(day)
            yield datetime.combine(day, time(18, 30), self._cast.now().tzinfo)
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
