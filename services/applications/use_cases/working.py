"""Steps 15 to 17: the work begins, the logbook is kept, the work ends or is broken off."""

from datetime import date
from uuid import UUID

from services.applications.domain.exchange import Exchange
from services.applications.domain.logbook import Attendance, Logbook, logbook_id
from services.applications.errors import LogbookUnknown
from services.applications.use_cases.exchanges import ExchangeUseCases


class WorkingUseCases(ExchangeUseCases):
    """The weeks at the host."""

    def start_project(
        self,
        *,
        exchange_id: UUID,
        started_on: date,
        arrival_training_given: bool,
        ethics_cleared: bool,
    ) -> Exchange:
        """The work begins and the logbook is opened (step 15)."""
        exchange = self._exchange(exchange_id)
        exchange.start_project(
            started_on,
            today=self.today(),
            arrival_training_given=arrival_training_given,
            is_clear=ethics_cleared or not self._needs_clearance(exchange),
        )
        self.add(Logbook(exchange.parties, exchange.work, exchange.rules))
        return exchange

    def _needs_clearance(self, exchange: Exchange) -> bool:
        offer = self.views.offer(exchange.holding.project_id)
        return offer is not None and offer.needs_ethics_clearance

    # -- the logbook: who may write in it, and in which version, is said by the exchange -------

    def record_attendance(
        self, *, exchange_id: UUID, day: date, attendance: str
    ) -> tuple[Exchange, dict[str, int]]:
        """What became of a working day; answers how many may still be missed (step 16)."""
        exchange, logbook = self._with_logbook(exchange_id)
        logbook.record_attendance(day, Attendance(attendance), self.today())
        return exchange, {"may_still_miss": logbook.may_still_miss}

    def countersign_attendance(self, *, exchange_id: UUID, up_to: date) -> Exchange:
        """The mentor vouches for the attendance (step 16)."""
        exchange, logbook = self._with_logbook(exchange_id)
        logbook.countersign(up_to, self.today())
        return exchange

    def write_diary(self, *, exchange_id: UUID, day: date, document_id: UUID) -> Exchange:
        """The student wrote about a day (step 16)."""
        exchange, logbook = self._with_logbook(exchange_id)
        logbook.write_diary(day, document_id, self.today())
        return exchange

    def sign_mid_appraisal(self, *, exchange_id: UUID, score: int) -> Exchange:
        """The mentor's appraisal at half-way (step 16)."""
        exchange, logbook = self._with_logbook(exchange_id)
        logbook.sign_mid_appraisal(score, self.today())
        return exchange

    def sign_end_appraisal(
        self, *, exchange_id: UUID, score: int, objectives: list[str], outcome: str
    ) -> Exchange:
        """The mentor's appraisal at the end (step 17)."""
        exchange, logbook = self._with_logbook(exchange_id)
        logbook.sign_end_appraisal(score, tuple(objectives), outcome, self.today())
        return exchange

    def _with_logbook(self, exchange_id: UUID) -> tuple[Exchange, Logbook]:
        exchange = self._exchange(exchange_id)
        logbook = self.find(Logbook, logbook_id(exchange_id))
        if logbook is None:
            raise LogbookUnknown(exchange_id=exchange_id)
        return exchange, logbook

    def end_project(self, *, exchange_id: UUID, ended_on: date) -> Exchange:
        """The work is over (step 17)."""
        exchange = self._exchange(exchange_id)
        exchange.end_project(ended_on, self.today())
        return exchange

    def interrupt_exchange(
        self, *, exchange_id: UUID, reason: str, interrupted_on: date
    ) -> Exchange:
        """The stay is broken off; mentor, bed and contact person are free again (step 17)."""
        exchange = self._exchange(exchange_id)
        self._let_go(exchange.open_placement_id)
        exchange.interrupt(reason, interrupted_on, self.today())
        if logbook := self.find(Logbook, logbook_id(exchange_id)):
            logbook.close()
        return exchange
