"""The gateway's views: the parts, and the overviews that ask several parts at once."""

from uuid import UUID

from gateway.views.audience import Audiences
from gateway.views.board import Board
from gateway.views.catalogue import Catalogue
from gateway.views.lodging import Lodging
from gateway.views.parts import Parts
from gateway.views.personal_roles import PersonalRoles
from gateway.views.season_overview import SeasonOverview
from gateway.views.statistics import Statistics
from gateway.views.tasks import Tasks
from gateway.views.visibility import Visibility
from services.contracts.roles import Grant
from services.eventlog.views import Tables

NAME = "gateway"


class GatewayViews(Parts):
    """Everything the gateway can answer without asking a service."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.catalogue = Catalogue(self)
        self.lodging = Lodging(self)
        self.board = Board(self)
        self.statistics = Statistics(self)
        self.season_overview = SeasonOverview(self)
        self.personal_roles = PersonalRoles(self)
        self.visibility = Visibility(self)
        self.audiences = Audiences(self)
        self.tasks = Tasks(self, self.visibility)

    def grants_of_account(self, person_id: UUID) -> tuple[Grant, ...] | None:
        """The roles of a person who can sign in, with their terms; None if they cannot."""
        return self.people.grants_of_account(person_id)
