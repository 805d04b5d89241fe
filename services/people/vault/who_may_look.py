"""Who may look at whom because of an exchange: the ties that the other services tell of.

The ties are joined when they are asked for, from what each service told; so it does not
matter which of them told first.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    Uuid,
    delete,
    literal,
    select,
    union_all,
)

from services.contracts import applications, housing, projects
from services.contracts.roles import Role
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert
from services.people.vault.disclosure import Relation, Tie

PARTIES = ("student_id", "sending_nmo_id", "hosting_nmo_id", "hosting_lc_id")


class WhoMayLook(Views):
    """Ties between people that exchanges make and end."""

    def __init__(self, tables: Tables) -> None:
        self.exchanges = tables.add(
            "exchanges",
            Column("exchange_id", Uuid, primary_key=True),
            *(Column(party, Uuid) for party in PARTIES),
            Column("is_with_host", Boolean, nullable=False, default=False),
            Column("is_over", Boolean, nullable=False, default=False),
            indexes=[["student_id"]],
        )
        self.guides = tables.add(
            "guides",
            Column("placement_id", Uuid, primary_key=True),
            Column("contact_person_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("person_id", Uuid, nullable=False),
            Column("is_backup", Boolean, nullable=False, default=False),
            indexes=[["exchange_id"], ["person_id"]],
        )
        self.mentors = tables.add(
            "mentors",
            Column("placement_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("person_id", Uuid, nullable=False),
            Column("is_booked", Boolean, nullable=False, default=False),
            indexes=[["exchange_id"], ["person_id"]],
        )
        self.stays = tables.add(
            "stays",
            Column("placement_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, nullable=False),
            Column("room_id", Uuid, nullable=False),
            indexes=[["exchange_id"]],
        )
        self.contact_persons = tables.add(
            "contact_persons",
            Column("contact_person_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
            Column("lc_id", Uuid, nullable=False),
            indexes=[["person_id"], ["lc_id"]],
        )
        self.rooms = tables.add(
            "rooms",
            Column("room_id", Uuid, primary_key=True),
            Column("provider_id", Uuid, nullable=False),
        )
        self.providers = tables.add(
            "providers",
            Column("provider_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
        )

    # -- exchanges -------------------------------------------------------------------------

    @told(applications.ApplicationFormAssigned)
    def begin_exchange(self, tx: Connection, fact: Told) -> None:
        """The sending organisation helps the student with the form."""
        self._keep_exchange(tx, fact)

    @told(applications.ApplicationForwarded, applications.AssignedToCommittee)
    def let_host_look(self, tx: Connection, fact: Told) -> None:
        """The host considers the student: from now on it may look."""
        self._keep_exchange(tx, fact, is_with_host=True)

    @told(applications.ApplicationReturned)
    def keep_host_out(self, tx: Connection, fact: Told) -> None:
        """The form is the student's again, and not the host's to read."""
        self._keep_exchange(tx, fact, is_with_host=False)

    @told(
        applications.ApplicationRejected,
        applications.ExchangeCancelled,
        applications.NoShowDeclared,
    )
    def end_without_stay(self, tx: Connection, fact: Told) -> None:
        """The student does not come: nobody at the host needs to look any more."""
        self._keep_exchange(tx, fact, is_with_host=False, is_over=True)

    @told(applications.CertificateIssued, applications.CertificateRefused)
    def end_after_stay(self, tx: Connection, fact: Told) -> None:
        """The exchange is completed: those who helped have done their part."""
        self._keep_exchange(tx, fact, is_over=True)

    def _keep_exchange(self, tx: Connection, fact: Told, **state: bool) -> None:
        values = {**fact.pick(*PARTIES), **state}
        upsert(tx, self.exchanges, fact.pick("exchange_id"), values)

    # -- those who help --------------------------------------------------------------------

    @told(housing.ContactPersonAssigned)
    def keep_guide(self, tx: Connection, fact: Told) -> None:
        """A contact person takes care of the student."""
        self._keep_guide(tx, fact, is_backup=False)

    @told(housing.BackupContactNamed)
    def keep_backup(self, tx: Connection, fact: Told) -> None:
        """A colleague steps in for the contact person, and who did so before does not."""
        self._drop_backup(tx, fact)
        self._keep_guide(tx, fact, is_backup=True)

    def _keep_guide(self, tx: Connection, fact: Told, **part: bool) -> None:
        key = fact.pick("placement_id", "contact_person_id")
        upsert(tx, self.guides, key, {**fact.pick("exchange_id", "person_id"), **part})

    def _drop_backup(self, tx: Connection, fact: Told) -> None:
        _drop(tx, self.guides, {**fact.pick("placement_id"), "is_backup": True})

    @told(housing.ContactPersonReleased)
    def drop_guide(self, tx: Connection, fact: Told) -> None:
        """The contact person does not take care of the student any more.

        Unless a colleague does so instead, nobody has to step in either.
        """
        _drop(tx, self.guides, fact.pick("placement_id", "contact_person_id"))
        if fact["reason"] != housing.HANDED_OVER:
            self._drop_backup(tx, fact)

    @told(housing.ContactPersonEnrolled)
    def keep_colleague(self, tx: Connection, fact: Told) -> None:
        """The committee has one more contact person: they hand students over to each other."""
        values = fact.pick("person_id", "lc_id")
        upsert(tx, self.contact_persons, fact.pick("contact_person_id"), values)

    @told(housing.ContactPersonRetired)
    def drop_colleague(self, tx: Connection, fact: Told) -> None:
        """The contact person is none any more."""
        _drop(tx, self.contact_persons, fact.pick("contact_person_id"))

    @told(projects.SlotHeld, projects.MentorConfirmed)
    def keep_mentor(self, tx: Connection, fact: Told) -> None:
        """The mentor is asked to take the student, or is willing to."""
        self._keep_mentor(tx, fact)

    @told(projects.SlotBooked)
    def book_mentor(self, tx: Connection, fact: Told) -> None:
        """The mentor takes the student."""
        self._keep_mentor(tx, fact, is_booked=True)

    def _keep_mentor(self, tx: Connection, fact: Told, **state: bool) -> None:
        values = {"exchange_id": fact["exchange_id"], "person_id": fact["mentor_person_id"]}
        upsert(tx, self.mentors, fact.pick("placement_id"), {**values, **state})

    @told(projects.MentorDeclined, projects.SlotReleased)
    def drop_mentor(self, tx: Connection, fact: Told) -> None:
        """The mentor does not take the student."""
        _drop(tx, self.mentors, fact.pick("placement_id"))

    @told(housing.BedBooked)
    def keep_stay(self, tx: Connection, fact: Told) -> None:
        """The student will live in the room."""
        upsert(tx, self.stays, fact.pick("placement_id"), fact.pick("exchange_id", "room_id"))

    @told(housing.BedReleased, housing.StayEnded)
    def drop_stay(self, tx: Connection, fact: Told) -> None:
        """The student does not live in the room, or not any more."""
        _drop(tx, self.stays, fact.pick("placement_id"))

    @told(housing.RoomOffered)
    def keep_room(self, tx: Connection, fact: Told) -> None:
        """The room is a provider's."""
        upsert(tx, self.rooms, fact.pick("room_id"), fact.pick("provider_id"))

    @told(housing.ProviderRegistered)
    def keep_provider(self, tx: Connection, fact: Told) -> None:
        """The provider is a person."""
        upsert(tx, self.providers, fact.pick("provider_id"), fact.pick("person_id"))

    # -- the question ----------------------------------------------------------------------

    def ties_to(self, person_id: UUID) -> list[Tie]:
        """Who is tied to the person by exchanges: officers and helpers, or students."""
        ties = union_all(*self._ties_to_student(person_id), *self._ties_to_helper(person_id))
        with self.read() as connection:
            rows = connection.execute(ties).all()
        return [Tie(Relation(relation), Role(role), of) for relation, role, of in rows if of]

    def _ties_to_student(self, student_id: UUID) -> list[Select[Any]]:
        exchange, guide, mentor = self.exchanges.c, self.guides.c, self.mentors.c
        sent = exchange.student_id == student_id
        hosted = sent & exchange.is_with_host
        helped = hosted & ~exchange.is_over
        return [
            _tie(Relation.SENDING, Role.NORE_OUT, exchange.sending_nmo_id, sent),
            _tie(Relation.HOSTING_NATIONAL, Role.NORE_IN, exchange.hosting_nmo_id, hosted),
            _tie(Relation.HOSTING_LOCAL, Role.LORE, exchange.hosting_lc_id, hosted),
            _tie(
                Relation.CONTACT_PERSON,
                Role.CONTACT_PERSON,
                guide.person_id,
                helped & (guide.exchange_id == exchange.exchange_id),
            ),
            _tie(
                Relation.MENTOR,
                Role.MENTOR,
                mentor.person_id,
                helped & (mentor.exchange_id == exchange.exchange_id),
            ),
            _tie(
                Relation.PROVIDER,
                Role.PROVIDER,
                self.providers.c.person_id,
                helped & self._lives_with_provider(),
            ),
        ]

    def _lives_with_provider(self) -> ColumnElement[bool]:
        return (
            (self.stays.c.exchange_id == self.exchanges.c.exchange_id)
            & (self.rooms.c.room_id == self.stays.c.room_id)
            & (self.providers.c.provider_id == self.rooms.c.provider_id)
        )

    def _tie_to_colleague(self, person_id: UUID) -> Select[Any]:
        own, colleague = self.contact_persons.alias("own").c, self.contact_persons.c
        is_colleague = (own.person_id == person_id) & (colleague.lc_id == own.lc_id)
        others = is_colleague & (colleague.person_id != person_id)
        return _tie(Relation.COLLEAGUE, Role.CONTACT_PERSON, colleague.person_id, others)

    def _ties_to_helper(self, person_id: UUID) -> list[Select[Any]]:
        exchange, guide, mentor = self.exchanges.c, self.guides.c, self.mentors.c
        running = exchange.is_with_host & ~exchange.is_over
        guided = (guide.exchange_id == exchange.exchange_id) & (guide.person_id == person_id)
        taken = (mentor.exchange_id == exchange.exchange_id) & mentor.is_booked
        return [
            self._tie_to_colleague(person_id),
            _tie(Relation.GUIDED, Role.STUDENT, exchange.student_id, running & guided),
            _tie(
                Relation.SUPERVISED,
                Role.STUDENT,
                exchange.student_id,
                running & taken & (mentor.person_id == person_id),
            ),
        ]


def _tie(
    relation: Relation, role: Role, of: ColumnElement[Any], where: ColumnElement[bool]
) -> Select[Any]:
    return select(literal(relation.value), literal(role.value), of).where(where)


def _drop(tx: Connection, table: Table, key: dict[str, Any]) -> None:
    tx.execute(delete(table).filter_by(**key))
