"""What the clock demands: holds run out, students do not come, deadlines come near."""

from uuid import UUID

from services.applications.domain.deadline import Deadline
from services.applications.domain.exchange import Exchange
from services.applications.read_models.deadlines import DueDeadline
from services.applications.use_cases.placing import PlacingUseCases
from services.applications.use_cases.travelling import TravellingUseCases


class TimingUseCases(PlacingUseCases, TravellingUseCases):
    """Each thing that is due, in a transaction of its own."""

    def act_on_time(self) -> None:
        """Look at everything that is due. Views may be behind, so that aggregates decide."""
        ending: list[UUID] = self.views.placements_ending_by(self.now())
        self.each_by_itself("expire_placement", self.expire_placement, ending)
        expected: list[UUID] = self.views.expected_before(self.today())
        self.each_by_itself("declare_no_show", self.declare_overdue_no_show, expected)
        due: list[DueDeadline] = self.views.deadlines_to_look_at(self.today())
        self.each_by_itself("look_at_deadline", self.look_at_deadline, due)

    def look_at_deadline(self, due: DueDeadline) -> None:
        """Warn, or record a miss, if the step is still to be taken."""
        exchange = self.also(Exchange, due.exchange_id)
        if not exchange.awaits(due.deadline):
            return
        deadline_id = Deadline.create_id(*due)
        deadline = self.find(Deadline, deadline_id) or self.add(Deadline(*due))
        deadline.look(exchange.parties, self.today())
