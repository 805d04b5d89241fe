"""Who may see an exchange? The rules of ``visibility`` turned round: from exchanges to people.

Visibility answers for one actor and all exchanges, as conditions of SQL. Here a few exchanges are
looked up once, and any number of actors are compared with what was found. A test holds both to
the same answers.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, select, union_all

from gateway.views.contact_persons import ACTIVE
from gateway.views.exchange_steps import PARTIES
from gateway.views.keyset import Row, rows_of
from gateway.views.parts import Parts
from gateway.views.slots import TAKEN as SLOT_TAKEN
from gateway.views.stays import TAKEN
from gateway.views.visibility import sees_all, units
from services.contracts.roles import Actor, Role
from services.eventlog.prepared_questions import PreparedQuestion


@dataclass(frozen=True)
class Audience:
    """Who may see one exchange; ``helpers`` are its mentors, contact persons and providers.

    The hosting organisation is None until the form was forwarded to it.
    """

    student_id: UUID | None
    sending_nmo_id: UUID | None
    hosting_nmo_id: UUID | None
    hosting_lc_id: UUID | None
    helpers: frozenset[UUID]

    def sees(self, actor: Actor, today: date) -> bool:
        """Whether the actor may see the exchange."""
        return actor.person_id in self.helpers or self.follows(actor, today)

    def follows(self, actor: Actor, today: date) -> bool:
        """Whether the actor may see everything that happened in the exchange."""
        is_own = actor.person_id is not None and actor.person_id == self.student_id
        return is_own or sees_all(actor, today) or self._answers_for_it(actor, today)

    def _answers_for_it(self, actor: Actor, today: date) -> bool:
        return (
            self.sending_nmo_id in units(actor, Role.NORE_OUT, today)
            or self.hosting_nmo_id in units(actor, Role.NORE_IN, today)
            or self.hosting_lc_id in units(actor, Role.LORE, today)
        )


class Audiences:
    """Looks up who may see exchanges."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._exchanges = parts.exchanges.exchanges
        self._slots = parts.slots.slots
        self._projects = parts.projects.projects
        self._duties = parts.contact_persons.duties
        self._stays = parts.stays.stays
        self._rooms = parts.rooms.rooms
        self._providers = parts.rooms.providers
        is_asked = self._exchanges.c.exchange_id == bindparam("asked")
        self._parties = PreparedQuestion(self._of_exchanges().where(is_asked))

    def may_follow(self, exchange_id: UUID, actor: Actor, today: date) -> bool:
        """Whether the actor may see everything that happened in the exchange.

        That is asked with every look into one, and needs to know nobody who helps.
        """
        rows = self._parties.ask(self._parts.engine, asked=exchange_id)
        return any(_audience(row, frozenset()).follows(actor, today) for row in rows)

    def of(self, exchange_ids: Collection[UUID]) -> Mapping[UUID, Audience]:
        """Who may see each of these exchanges; of one that is not known yet, nothing."""
        if not exchange_ids:
            return {}
        with self._parts.read() as connection:
            helpers = self._helpers(connection, exchange_ids)
            exchange_id = self._exchanges.c.exchange_id
            asked = self._of_exchanges().where(exchange_id.in_(exchange_ids))
            return {
                row["exchange_id"]: _audience(row, frozenset(helpers[row["exchange_id"]]))
                for row in rows_of(connection, asked)
            }

    def _of_exchanges(self) -> Select[Any]:
        exchange = self._exchanges.c
        return select(exchange.exchange_id, exchange.forwarded_at, *(exchange[p] for p in PARTIES))

    def _helpers(
        self, connection: Connection, exchange_ids: Collection[UUID]
    ) -> Mapping[UUID, set[UUID]]:
        found: dict[UUID, set[UUID]] = defaultdict(set)
        everybody = union_all(
            *self._mentors(exchange_ids), self._guides(exchange_ids), self._hosts(exchange_ids)
        )
        for exchange_id, person_id in connection.execute(everybody):
            if person_id is not None:
                found[exchange_id].add(person_id)
        return found

    def _mentors(
        self, exchange_ids: Collection[UUID]
    ) -> tuple[Select[UUID, UUID], Select[UUID, UUID]]:
        """The mentor who was asked, and whoever has the project now."""
        slot, project = self._slots.c, self._projects.c
        is_theirs = slot.exchange_id.in_(exchange_ids) & slot.state.in_(SLOT_TAKEN)
        of_slot = select(slot.exchange_id, slot.mentor_person_id).where(is_theirs)
        joined = self._slots.join(self._projects, project.project_id == slot.project_id)
        of_project = select(slot.exchange_id, project.mentor_person_id).select_from(joined)
        return of_slot, of_project.where(is_theirs)

    def _guides(self, exchange_ids: Collection[UUID]) -> Select[UUID, UUID]:
        duty = self._duties.c
        return select(duty.exchange_id, duty.person_id).where(
            duty.exchange_id.in_(exchange_ids), duty.state.in_(ACTIVE) | duty.is_backup
        )

    def _hosts(self, exchange_ids: Collection[UUID]) -> Select[UUID, UUID]:
        stay, room, provider = self._stays.c, self._rooms.c, self._providers.c
        joined = self._stays.join(self._rooms, room.room_id == stay.room_id).join(
            self._providers, provider.provider_id == room.provider_id
        )
        return (
            select(stay.exchange_id, provider.person_id)
            .select_from(joined)
            .where(stay.exchange_id.in_(exchange_ids), stay.state.in_(TAKEN))
        )


def _audience(exchange: Row, helpers: frozenset[UUID]) -> Audience:
    return Audience(
        exchange["student_id"],
        exchange["sending_nmo_id"],
        exchange["hosting_nmo_id"] if exchange["forwarded_at"] else None,
        exchange["hosting_lc_id"],
        helpers,
    )
