"""What the sample's committees offer: rooms that were inspected, and contact persons."""

from datetime import date, timedelta

from exchange.season.calendar import months_open
from exchange.season.cast import Cast
from exchange.season.hosts import Committee, Organisation
from exchange.season.scale import Scale
from exchange.season.world import Country
from services.contracts.roles import Actor


class Offers:
    """Furnishes committees."""

    def __init__(self, cast: Cast, scale: Scale, today: date) -> None:
        self._cast = cast
        self._scale = scale
        self._months = months_open(today)

    def furnish(self, organisation: Organisation, committee: Committee) -> None:
        """Give the committee rooms and contact persons."""
        country = organisation.country
        for _ in range(self._scale.contact_persons_each):
            guide = self._cast.person(
                country, committee.lore, lc_id=committee.lc_id, nmo_id=committee.nmo_id
            )
            answer = self._cast.say(
                committee.lore,
                "housing",
                "enrol_contact_person",
                lc_id=str(committee.lc_id),
                person_id=str(guide.person_id),
                load_limit=2,
            )
            committee.contact_persons.append((answer["id"], guide))
        self._rooms(country, committee)

    def _rooms(self, country: Country, committee: Committee) -> None:
        committee.provider = self._cast.person(
            country, committee.lore, lc_id=committee.lc_id, nmo_id=committee.nmo_id
        )
        provider_id = self._cast.say(
            committee.lore,
            "housing",
            "register_provider",
            lc_id=str(committee.lc_id),
            person_id=str(committee.provider.person_id),
            kind=self._cast.random.choice(("hall_of_residence", "host_family", "flat_owner")),
        )["id"]
        for number in range(1, self._scale.beds_each // 2 + 1):
            committee.rooms.append(self._room(committee.lore, provider_id, number))

    def _room(self, lore: Actor, provider_id: str, number: int) -> str:
        say, random = self._cast.say, self._cast.random
        room_id: str = say(
            lore,
            "housing",
            "offer_room",
            provider_id=provider_id,
            label=f"Residence {random.choice('ABCD')}, room {random.randint(1, 4)}{number:02d}",
            kind=random.choice(("room", "studio")),
            beds=2,
            is_private=False,
            furnished=True,
            kitchen=random.random() < 0.8,
            heating=True,
            minutes_to_hospital=random.randrange(5, 46, 5),
            diets_served=random.sample(["vegetarian", "vegan", "halal", "gluten-free"], 2),
        )["id"]
        inspected_on = self._cast.now().date()
        say(
            lore,
            "housing",
            "inspect_room",
            room_id=room_id,
            passed=True,
            inspected_on=inspected_on.isoformat(),
        )
        say(
            lore,
            "housing",
            "open_room",
            room_id=room_id,
            available_from=(self._months[0] - timedelta(days=7)).isoformat(),
            available_to=(self._months[-1] + timedelta(days=31)).isoformat(),
        )
        return room_id
