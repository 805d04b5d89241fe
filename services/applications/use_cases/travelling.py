"""Steps 11 to 14 and x: the student prepares and arrives, does not come, or cancels."""

from datetime import date
from uuid import UUID

from services.applications.domain.contract import Contract
from services.applications.domain.exchange import Exchange
from services.applications.use_cases.exchanges import ExchangeUseCases

UNIT_OF_SIDE = {
    "student": "student_id",
    "sending": "sending_nmo_id",
    "hosting": "hosting_nmo_id",
}


class TravellingUseCases(ExchangeUseCases):
    """From the host's final yes to the student's arrival."""

    def issue_invitation_letter(self, *, exchange_id: UUID, passport_verified: bool) -> Exchange:
        """The host invites the student for the visa (step 11)."""
        exchange = self._exchange(exchange_id)
        exchange.issue_invitation_letter(passport_verified)
        return exchange

    def submit_card_of_confirmation(
        self, *, exchange_id: UUID, arrive_on: date, depart_on: date, travel_complete: bool
    ) -> Exchange:
        """The student's final yes, or changed travel dates (step 12)."""
        exchange = self._exchange(exchange_id)
        exchange.confirm(arrive_on, depart_on, travel_complete, self.today())
        return exchange

    def record_pre_departure_training(self, *, exchange_id: UUID) -> Exchange:
        """The student was trained before departure (step 13)."""
        exchange = self._exchange(exchange_id)
        exchange.record_training()
        return exchange

    def settle_visa(self, *, exchange_id: UUID, is_needed: bool) -> Exchange:
        """The visa is granted or not needed (step 13)."""
        exchange = self._exchange(exchange_id)
        exchange.settle_visa(is_needed)
        return exchange

    def record_arrival(self, *, exchange_id: UUID, handed_over_on: date) -> None:
        """Housing told that the student has the keys (step 14): the contract place is used."""
        exchange = self.find(Exchange, exchange_id)
        if exchange and exchange.arrive(handed_over_on):
            self.also(Contract, exchange.contract_id).use(exchange_id)

    def declare_no_show(self, *, exchange_id: UUID) -> Exchange:
        """The student did not come (step 14)."""
        exchange = self._exchange(exchange_id)
        self._declare_no_show(exchange)
        return exchange

    def declare_overdue_no_show(self, exchange_id: UUID) -> None:
        """The clock says that the student did not come, unless the keys came just now."""
        exchange = self.also(Exchange, exchange_id)
        if exchange.is_overdue(self.today()):
            self._declare_no_show(exchange)

    def _declare_no_show(self, exchange: Exchange) -> None:
        """Mentor, bed and contact person are free again; the contract place is lost."""
        self._let_go(exchange.open_placement_id)
        exchange.declare_no_show(self.today())
        self.also(Contract, exchange.contract_id).lose(exchange.id, "no_show")

    def cancel_exchange(self, *, exchange_id: UUID, cancelled_by: str, reason: str) -> Exchange:
        """One side ends the exchange; all four resources are free at once (step x)."""
        others = {unit: None for side, unit in UNIT_OF_SIDE.items() if side != cancelled_by}
        exchange = self.change(Exchange, exchange_id, **others)
        self._let_go(exchange.open_placement_id)
        exchange.cancel(cancelled_by, reason)
        self._free_place(exchange, "cancelled")
        return exchange
