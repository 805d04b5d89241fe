"""A bench for the gateway's questions: the API over views that were told a whole story."""

from typing import Any
from uuid import UUID, uuid4

from services.contracts import housing as facts
from services.contracts import notifications
from services.contracts.people import AccountOpened, PersonalDataViewed, RoleGranted
from services.contracts.roles import Role
from tests.gateway.api_bench import ApiBench
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import feed


class World:
    """The gateway, told the whole story; somebody who may see everything, and a stranger."""

    def __init__(self, api: ApiBench) -> None:
        self.api = api
        self.season = Season().whole_story()
        self._tell_more(self.season)
        self.auditor = self.season.officer(Role.AUDITOR)
        self.stranger = self.season.officer(Role.LORE, uuid4())
        feed(api.store, self.season.told)

    @staticmethod
    def _tell_more(season: Season) -> None:
        season.answer(facts.BoardingPlanned)
        season.answer(facts.RoomBlocked, start="2027-09-01", end="2027-09-02")
        season.answer(facts.RoomRated)
        season.officer(Role.NORE_IN, season.nmo)
        lore = season.officer(Role.LORE, season.lc)
        granted = {"person_id": season.student, "grant_id": uuid4(), "unit_id": season.lc}
        season.tell(RoleGranted, **granted)
        for person in (season.student, lore):
            season.tell(AccountOpened, person_id=person)
        message = {"message_id": uuid4(), "person_id": season.student}
        season.tell(notifications.MessageAddressed, **message)
        look = {"look_id": uuid4(), "person_id": season.student, "viewer_id": lore}
        season.tell(PersonalDataViewed, **look)

    def get(self, address: str, who: UUID | None = None, **options: Any) -> Any:
        """Ask, with the season's ids in the address."""
        return self.api.get(filled(address, self.season), who, **options)


def filled(address: str, season: Season) -> str:
    names = {name: value for name, value in vars(season).items() if isinstance(value, UUID)}
    return address.format(**names)
