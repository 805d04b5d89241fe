"""What the use cases of exchanges share."""

from uuid import UUID

from services.applications.domain.contract import Contract
from services.applications.domain.exchange import Exchange
from services.applications.domain.placement import Placement
from services.applications.domain.rules import Rules
from services.applications.views import ApplicationsViews
from services.hosting.use_cases import UseCases


class ExchangeUseCases(UseCases):
    """The base of the use cases of exchanges."""

    @property
    def views(self) -> ApplicationsViews:
        """This service's live views."""
        views: ApplicationsViews = super().views
        return views

    @property
    def rules(self) -> Rules:
        """The programme's numbers: the setting ``rules`` over the defaults."""
        return Rules(**self.tools.settings.get("rules", {}))

    def _exchange(self, exchange_id: UUID) -> Exchange:
        return self.change(Exchange, exchange_id)

    def _let_go(self, placement_id: UUID | None) -> None:
        """Take no more answers for a placement that the exchange releases, if it has one."""
        if placement_id:
            self.also(Placement, placement_id).release()

    def _free_place(self, exchange: Exchange, reason: str) -> None:
        self.also(Contract, exchange.contract_id).release(exchange.id, reason)
