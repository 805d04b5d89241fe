"""Who has looked at somebody's record in the vault: as what, when, what for, and at what?"""

from uuid import UUID

from sqlalchemy import JSON, Column, Connection, String, Uuid, select

from gateway.views.keyset import Keyset, Place, Row, rows_of
from services.contracts import people as facts
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, upsert

SEEN = ("person_id", "viewer_id", "viewer_role", "unit_id", "purpose", "fields_viewed")


class Looks(Views):
    """The looks of others. Whoever looks at their own record does so with every page."""

    def __init__(self, tables: Tables) -> None:
        self.looks = tables.add(
            "vault_looks",
            Column("look_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
            Column("viewer_id", Uuid),
            Column("viewer_role", String(50), nullable=False),
            Column("unit_id", Uuid),
            Column("purpose", String, nullable=False),
            Column("fields_viewed", JSON, nullable=False),
            Column("looked_at", Moment, nullable=False),
            indexes=[["person_id", "looked_at", "look_id"]],
        )
        look = self.looks.c
        self.newest_first = Keyset("-looked_at", look.looked_at, look.look_id, is_descending=True)

    @told(facts.PersonalDataViewed)
    def keep_look(self, tx: Connection, fact: Told) -> None:
        """Somebody else looked."""
        if fact["look_id"] and fact["viewer_id"] != fact["person_id"]:
            values = {**fact.pick(*SEEN), "looked_at": fact.time}
            upsert(tx, self.looks, fact.pick("look_id"), values)

    def page(self, person_id: UUID, after: Place | None, limit: int) -> list[Row]:
        """The looks at a person's record, the newest first."""
        looks = select(self.looks).where(self.looks.c.person_id == person_id)
        with self.read() as connection:
            return rows_of(connection, self.newest_first.slice(looks, after, limit))
