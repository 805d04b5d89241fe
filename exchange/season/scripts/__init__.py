"""The students of the sample season: each follows a script from the form to the recognition.

Most go all the way; a few go each of the ways off the path. Where a script stands on the day
on which the season is made, there the exchange stands.
"""

from datetime import UTC, datetime, time

from exchange.season.calendar import begin_of_forms
from exchange.season.scripts.applying import Applying
from exchange.season.scripts.completing import Completing
from exchange.season.scripts.part import COURSES, Course, Plan
from exchange.season.scripts.placing import Placing
from exchange.season.scripts.staying import Staying
from exchange.season.scripts.travelling import Travelling
from exchange.season.stage import Script
from services.contracts.roles import Actor


class StudentScript(Applying, Placing, Travelling, Staying, Completing):
    """One student's exchange, played by everyone concerned."""

    @property
    def helpers(self) -> dict[str, Actor]:
        """Who has something to do for the student at present, by role."""
        if self._plan.course is not Course.THROUGH or not self._is_placed:
            return {}
        by_phase = {
            "accepted": {"contact_person": self._guide},
            "at work": {"mentor": self._mentor},
        }
        return by_phase.get(self.phase, {})

    def begins(self) -> datetime:
        """When the script begins."""
        return datetime.combine(begin_of_forms(self._plan.start), time(9), UTC)

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


__all__ = ["COURSES", "Course", "Plan", "StudentScript"]
