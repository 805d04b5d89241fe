"""The exchange: one student with one host, from the application form to the recognition."""

from datetime import date
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from services.applications.domain.codes import exchange_number
from services.applications.domain.exchange.applying import Applying
from services.applications.domain.exchange.completing import Completing
from services.applications.domain.exchange.placing import Placing
from services.applications.domain.exchange.travelling import Travelling
from services.applications.domain.exchange.working import Working
from services.applications.domain.parties import Choice, Parties, Placed, Wanted
from services.applications.domain.rules import PinnedConditions, Rules
from services.applications.domain.stage import Stage


class Exchange(Applying, Placing, Travelling, Working, Completing, Aggregate):
    """A student's exchange. Its student, sending and hosting organisation never change.

    Each part of its life is a class of its own; this one assigns the form (step 4) and says who
    is concerned.
    """

    TOPIC = "applications:Exchange"

    @staticmethod
    def create_id(parties: Parties) -> UUID:
        """The id is given, so that the contract place can be assigned to it first."""
        return parties.exchange_id

    @event("Created", topic="applications:Exchange.Created")
    def __init__(
        self,
        parties: Parties,
        number: str,
        season: str,
        programme: str,
        contract_id: UUID,
        is_unilateral: bool,
        conditions: PinnedConditions,
        rules: Rules,
        due_on: date,
    ) -> None:
        self.parties = parties
        self.number = number
        self.season = season
        self.programme = programme
        self.contract_id = contract_id
        self.is_unilateral = is_unilateral
        self.conditions = conditions
        self.rules = rules
        self.due_on = due_on
        self.stage = Stage.ASSIGNED
        self.choices: tuple[Choice, ...] = ()
        self.wanted: Wanted | None = None
        self.placed: Placed | None = None
        self.is_invited = False
        self.is_trained = False
        self.is_visa_settled = False
        self.is_evaluated = False

    @property
    def student_id(self) -> UUID:
        """Who travels."""
        return self.parties.student_id

    @property
    def sending_nmo_id(self) -> UUID:
        """Which organisation sends the student."""
        return self.parties.sending_nmo_id

    @property
    def hosting_nmo_id(self) -> UUID:
        """Which organisation takes the student."""
        return self.parties.hosting_nmo_id

    @property
    def hosting_lc_id(self) -> UUID | None:
        """Which of its committees does, once one is assigned."""
        return self.parties.hosting_lc_id

    @property
    def mentor_person_id(self) -> UUID | None:
        """Who supervises the work, once a mentor has confirmed."""
        return self.placed.mentor_person_id if self.placed else None

    @property
    def contact_person_person_id(self) -> UUID | None:
        """Who is the student's contact person, once one is held."""
        return self.placed.contact_person_person_id if self.placed else None


__all__ = ["Exchange", "Parties", "Placed", "Stage", "exchange_number"]
