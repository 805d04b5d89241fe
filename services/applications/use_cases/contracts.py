"""Contracts: propose, sign, amend, close."""

from uuid import UUID

from services.applications.domain.amendment import Amendment
from services.applications.domain.contract import Between, Contract, ContractKind
from services.contracts.errors import AlreadyExists
from services.hosting.use_cases import UseCases


class ContractUseCases(UseCases):
    """What organisations do about their contracts."""

    def propose_contract(
        self,
        *,
        nmo_id: UUID,
        sending_nmo_id: UUID,
        hosting_nmo_id: UUID,
        season: str,
        kind: str,
        places: int,
    ) -> Contract:
        """One of the two organisations proposes places."""
        self.permit(nmo_id=nmo_id)
        between = Between(sending_nmo_id, hosting_nmo_id)
        contract_kind = ContractKind(kind)
        if self.find(Contract, Contract.create_id(between, season, contract_kind)):
            raise AlreadyExists(what="contract")
        return self.add(Contract.propose(between, season, contract_kind, places, nmo_id))

    def sign_contract(self, *, contract_id: UUID, nmo_id: UUID) -> Contract:
        """One of the two organisations signs."""
        contract = self.change(Contract, contract_id, nmo_id=nmo_id)
        contract.sign(nmo_id)
        return contract

    def amend_contract(self, *, contract_id: UUID, nmo_id: UUID, places: int) -> Contract:
        """One of the two organisations asks for, or agrees to, another number of places."""
        contract = self.change(Contract, contract_id, nmo_id=nmo_id)
        contract.check_amendment(places, nmo_id)
        if self._amendment(contract_id).ask(places, nmo_id):
            contract.amend(places)
        return contract

    def _amendment(self, contract_id: UUID) -> Amendment:
        amendment_id = Amendment.create_id(contract_id)
        return self.find(Amendment, amendment_id) or self.add(Amendment(contract_id))

    def close_contract(self, *, contract_id: UUID, reason: str) -> Contract:
        """No more places are given."""
        contract = self.change(Contract, contract_id)
        contract.close(reason)
        return contract
