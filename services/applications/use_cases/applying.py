"""Steps 4 to 8: the form is assigned, filled in, forwarded, considered, given to a committee."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.applications.domain.codes import exchange_number
from services.applications.domain.contract import Contract
from services.applications.domain.exchange import Exchange
from services.applications.domain.exchange.form import Form, Offer, Wish
from services.applications.domain.parties import Parties
from services.applications.domain.rules import PinnedConditions
from services.applications.errors import NoConditionsPublished, ProjectNotOffered
from services.applications.use_cases.exchanges import ExchangeUseCases
from services.contracts.errors import NotFound


class ApplyingUseCases(ExchangeUseCases):
    """From a contract place to the committee that looks for mentor, bed and contact person."""

    def assign_application_form(
        self, *, student_id: UUID, contract_id: UUID, programme: str
    ) -> tuple[Exchange, dict[str, str]]:
        """A place of the contract is the student's; the host's terms are pinned (step 4)."""
        contract = self.also(Contract, contract_id)
        self.permit(contract)
        conditions = self.views.latest_conditions(contract.hosting_nmo_id, contract.season)
        if conditions is None:
            raise NoConditionsPublished(season=contract.season)
        parties = Parties(
            self.new_id(), student_id, contract.sending_nmo_id, contract.hosting_nmo_id
        )
        contract.assign(parties.exchange_id)
        rules = self.rules.under(conditions.terms)
        exchange = Exchange(
            parties=parties,
            number=self._number(parties, contract.season),
            season=contract.season,
            programme=programme,
            contract_id=contract.id,
            is_unilateral=contract.is_unilateral,
            conditions=PinnedConditions.pin(*conditions),
            rules=rules,
            due_on=self.today() + timedelta(days=rules.submission_days),
        )
        return self.add(exchange), {"number": exchange.number}

    def _number(self, parties: Parties, season: str) -> str:
        country = self.views.country_of(parties.hosting_nmo_id)
        if country is None:
            raise NotFound(what="organisation", id=parties.hosting_nmo_id)
        return exchange_number(parties.exchange_id, season, country)

    def submit_application(
        self,
        *,
        exchange_id: UUID,
        choices: list[dict[str, Any]],
        start: date,
        weeks: int,
        student_type: str,
        documents: dict[str, UUID],
    ) -> Exchange:
        """The student locks the filled-in form (step 5)."""
        exchange = self._exchange(exchange_id)
        wishes = tuple(self._wish(**choice) for choice in choices)
        exchange.submit(Form(wishes, start, weeks, student_type, documents), self.today())
        return exchange

    def _wish(self, project_id: UUID, letter_id: UUID, letter_digest: str) -> Wish:
        return Wish(self._offer(project_id), letter_id, letter_digest)

    def _offer(self, project_id: UUID) -> Offer:
        offer = self.views.offer(project_id)
        if offer is None:
            raise ProjectNotOffered(project_id=project_id)
        return offer

    def forward_application(self, *, exchange_id: UUID) -> Exchange:
        """The sending organisation sends the form to the host (step 6)."""
        exchange = self._exchange(exchange_id)
        exchange.forward()
        return exchange

    def return_application(self, *, exchange_id: UUID, reason: str) -> Exchange:
        """Whoever has the form gives it back to the student (steps 6 and 7)."""
        is_with_sending = self.get(Exchange, exchange_id).is_with_sending
        not_theirs = "hosting_nmo_id" if is_with_sending else "sending_nmo_id"
        exchange = self.change(Exchange, exchange_id, **{not_theirs: None})
        exchange.return_to_student(reason)
        return exchange

    def receive_application(self, *, exchange_id: UUID, verified_documents: list[str]) -> Exchange:
        """The host considers the form (step 7)."""
        exchange = self._exchange(exchange_id)
        exchange.receive(verified_documents)
        return exchange

    def reject_application(self, *, exchange_id: UUID, reason: str) -> Exchange:
        """The host does not take the student; the place is open again (step 7)."""
        exchange = self._exchange(exchange_id)
        exchange.reject(reason)
        self._free_place(exchange, "rejected")
        return exchange

    def assign_to_committee(self, *, exchange_id: UUID, lc_id: UUID) -> Exchange:
        """The host gives the student to one of its committees (step 8)."""
        exchange = self._exchange(exchange_id)
        incomings = self.views.incomings_of(
            exchange.hosting_nmo_id, exchange.season, without=exchange_id
        )
        exchange.assign_to_committee(lc_id, self.views.organisation_of(lc_id), incomings)
        return exchange
