"""People as the log knows them: an id, an account, roles with a term. Never a name.

Names, contacts and documents lie in the vault; the log says that they were changed, stored
or looked at, and by whom.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from services.people.errors import (
    AccountIsClosed,
    AccountNotOpen,
    EndLiesInThePast,
    EndNotInTerm,
    RoleAlreadyHeld,
    RoleNotHeld,
    TermEndsBeforeItBegins,
    TermTooLong,
)

# Officers serve "a term (a year)" (the domain, section 2); some weeks more let a handover overlap.
LONGEST_TERM = timedelta(days=400)


class Account(StrEnum):
    """Whether a person can sign in."""

    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class HeldRole:
    """A role for a unit (None: the whole programme), from a day to a day, both included."""

    role: str
    unit_kind: str
    unit_id: UUID | None
    valid_from: date
    valid_until: date

    def overlaps(self, other: "HeldRole") -> bool:
        """Whether both are the same role for the same unit on some day."""
        is_same = (self.role, self.unit_id) == (other.role, other.unit_id)
        return is_same and max(self.valid_from, other.valid_from) <= min(
            self.valid_until, other.valid_until
        )

    def ended(self, on: date) -> "HeldRole":
        """The same role, held until the day before."""
        return replace(self, valid_until=on - timedelta(days=1))


class Person(Aggregate):
    """Somebody known to the exchange, at home in a committee, a national organisation or neither.

    The home is who registered the person; its officers keep the person's data in order.
    """

    TOPIC = "people:Person"

    @event("Created", topic="people:Person.Created")
    def __init__(self, id: UUID, home_lc_id: UUID | None, home_nmo_id: UUID | None) -> None:
        self.home_lc_id = home_lc_id
        self.home_nmo_id = home_nmo_id
        self.account = Account.NONE
        self.roles: dict[UUID, HeldRole] = {}

    @property
    def is_open(self) -> bool:
        """Whether the person can sign in."""
        return self.account is Account.OPEN

    def open_account(self) -> None:
        """Let the person sign in, for the first time or again."""
        if not self.is_open:
            self._open_account()

    @event("AccountOpened", topic="people:Person.AccountOpened")
    def _open_account(self) -> None:
        self.account = Account.OPEN

    def close_account(self, reason: str) -> None:
        """Let the person no longer sign in; what they did and were stays on record."""
        if self.account is Account.NONE:
            raise AccountNotOpen
        if self.is_open:
            self._close_account(reason)

    @event("AccountClosed", topic="people:Person.AccountClosed")
    def _close_account(self, reason: str) -> None:
        self.account = Account.CLOSED

    def invite(self) -> None:
        """Record that the person was given a way to choose a password; it is not kept here."""
        if not self.is_open:
            raise AccountNotOpen
        self._invite()

    @event("Invited", topic="people:Person.Invited")
    def _invite(self) -> None:
        """Nothing to remember: the invitation is a secret."""

    def forget_password(self) -> None:
        """Record that the person is to be sent a way to choose another password."""
        if not self.is_open:
            raise AccountNotOpen
        self._forget_password()

    @event("PasswordForgotten", topic="people:Person.PasswordForgotten")
    def _forget_password(self) -> None:
        """Nothing to remember: the way is a secret, made when the mail is written."""

    def change_password(self, *, is_first: bool) -> None:
        """Record that the person has chosen a password, which is kept elsewhere."""
        self._change_password(is_first)

    @event("PasswordChanged", topic="people:Person.PasswordChanged")
    def _change_password(self, is_first: bool) -> None:
        """Nothing to remember."""

    def grant_role(
        self,
        grant_id: UUID,
        role: str,
        unit_kind: str,
        unit_id: UUID | None,
        valid_from: date,
        valid_until: date,
    ) -> None:
        """Give the person a role for a unit and a term; refused while it is held already."""
        if grant_id in self.roles:
            return  # told twice
        granted = HeldRole(role, unit_kind, unit_id, valid_from, valid_until)
        self._check_can_take(granted)
        self._grant_role(grant_id, role, unit_kind, unit_id, valid_from, valid_until)

    def _check_can_take(self, granted: HeldRole) -> None:
        if self.account is Account.CLOSED:
            raise AccountIsClosed
        _check_term(granted.valid_from, granted.valid_until)
        for held in self.roles.values():
            if held.overlaps(granted):
                raise RoleAlreadyHeld(valid_until=held.valid_until)

    @event("RoleGranted", topic="people:Person.RoleGranted")
    def _grant_role(
        self,
        grant_id: UUID,
        role: str,
        unit_kind: str,
        unit_id: UUID | None,
        valid_from: date,
        valid_until: date,
    ) -> None:
        self.roles[grant_id] = HeldRole(role, unit_kind, unit_id, valid_from, valid_until)

    def role(self, grant_id: UUID) -> HeldRole:
        """The role that was granted under this id, with its term as it stands."""
        if grant_id not in self.roles:
            raise RoleNotHeld(grant_id=grant_id)
        return self.roles[grant_id]

    def holds_office(self, today: date) -> bool:
        """Whether the person holds any role today, or is to hold one."""
        return any(held.valid_until >= today for held in self.roles.values())

    def end_role(self, grant_id: UUID, ended_on: date, reason: str, today: date) -> None:
        """End a role earlier than its term says; ``ended_on`` is the first day without it."""
        held = self.role(grant_id)
        if (ended_on - held.valid_until).days == 1:
            return  # told twice, or it ends on that day anyway
        if ended_on < today:
            raise EndLiesInThePast(today=today)
        if ended_on > held.valid_until:
            raise EndNotInTerm(valid_until=held.valid_until)
        self._end_role(grant_id, ended_on, reason)

    @event("RoleEnded", topic="people:Person.RoleEnded")
    def _end_role(self, grant_id: UUID, ended_on: date, reason: str) -> None:
        self.roles[grant_id] = self.roles[grant_id].ended(ended_on)

    def change_data(self, fields_changed: list[str]) -> None:
        """Record that these fields of the vault record were set; the values stay there."""
        if fields_changed:
            self._change_data(fields_changed)

    @event("DataChanged", topic="people:Person.DataChanged")
    def _change_data(self, fields_changed: list[str]) -> None:
        """Nothing to remember: the vault holds the data."""


def _check_term(valid_from: date, valid_until: date) -> None:
    if valid_until < valid_from:
        raise TermEndsBeforeItBegins(valid_from=valid_from, valid_until=valid_until)
    if valid_until - valid_from >= LONGEST_TERM:
        raise TermTooLong(days=LONGEST_TERM.days)


class VaultDocument(Aggregate):
    """A document of a person, sealed in the vault under the same id."""

    TOPIC = "people:VaultDocument"

    @event("Created", topic="people:VaultDocument.Created")
    def __init__(self, id: UUID, person_id: UUID, kind: str, content_type: str, size: int) -> None:
        self.person_id = person_id
        self.kind = kind
        self.content_type = content_type
        self.size = size


class VaultLook(Aggregate):
    """One look into the vault: an aggregate of its own, so that looks do not wait."""

    TOPIC = "people:VaultLook"

    class Event(Aggregate.Event):
        """Something happened to a look."""

    class Created(Aggregate.Created, Event):
        """Somebody looked. At first it was not recorded as what, which nobody can tell later."""

        TOPIC = "people:VaultLook.Created"
        class_version = 2
        person_id: UUID
        viewer_id: UUID | None
        viewer_role: str
        unit_id: UUID | None
        purpose: str
        fields_viewed: list[str]

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            """Looks from before."""
            state |= {"viewer_role": "", "unit_id": None}

    @event(Created)
    def __init__(
        self,
        id: UUID,
        person_id: UUID,
        viewer_id: UUID | None,
        viewer_role: str,
        unit_id: UUID | None,
        purpose: str,
        fields_viewed: list[str],
    ) -> None:
        self.person_id = person_id
        self.viewer_id = viewer_id
        self.viewer_role = viewer_role
        self.unit_id = unit_id
        self.purpose = purpose
        self.fields_viewed = fields_viewed
