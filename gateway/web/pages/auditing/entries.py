"""The history of an exchange as entries of a timeline: who, when, why, and what it led to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from gateway.api.context import views
from gateway.web.context import visitor
from gateway.web.language import gettext
from gateway.web.language.words import word
from gateway.web.pages.auditing.happenings import happened, tone_of
from services.contracts.envelope import Envelope

SYSTEM = "system"
MESSAGE = "MessageAddressed"


@dataclass(frozen=True)
class Entry:
    """A fact on the timeline. ``place`` is its number, by which causes and effects link to it."""

    place: int
    fact: Envelope
    title: str
    tone: str
    actor: str
    cause: tuple[int, str] | None
    effects: tuple[tuple[int, str], ...]
    messages: int
    is_known: bool

    @property
    def details(self) -> list[tuple[str, str]]:
        """What the fact says, as it is recorded."""
        data: Mapping[str, Any] = self.fact.data
        return [(name, str(value)) for name, value in data.items() if value not in (None, "", [])]


def entries_of(facts: Sequence[Envelope], actors: "Actors", until: date | None) -> list[Entry]:
    """The facts in their order, causes before effects; ``until`` marks what was known on a day.

    Who was told of a fact is counted with it: messages would hide what happened.
    """
    happenings = [fact for fact in facts if fact.name != MESSAGE]
    places = {fact.id: number for number, fact in enumerate(happenings, start=1)}
    effects = _effects(happenings, places)
    told = Counter(fact.causation_id for fact in facts if fact.name == MESSAGE)
    return [
        _entry(fact, places, effects[fact.id], told[fact.id], actors, until) for fact in happenings
    ]


def _effects(
    facts: Iterable[Envelope], places: Mapping[str, int]
) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for fact in facts:
        found[fact.causation_id].append((places[fact.id], happened(fact.name)))
    return found


def _entry(
    fact: Envelope,
    places: Mapping[str, int],
    effects: list[tuple[int, str]],
    messages: int,
    actors: "Actors",
    until: date | None,
) -> Entry:
    return Entry(
        places[fact.id],
        fact,
        happened(fact.name),
        tone_of(fact.name),
        actors.named(fact.actor),
        (places[fact.causation_id], fact.causation_id) if fact.causation_id in places else None,
        tuple(effects),
        messages,
        until is None or day_of(fact) <= until,
    )


def day_of(fact: Envelope) -> date:
    """The day on which a fact was recorded, where the visitor is."""
    return fact.time.astimezone(visitor().zone).date()


class Actors:
    """Those who acted, by their roles; by their names only when these were asked for."""

    def __init__(self, facts: Iterable[Envelope], student_id: UUID) -> None:
        listed = dict.fromkeys(fact.actor for fact in facts)
        self.people = [UUID(actor) for actor in listed if _is_person(actor)]
        self.student_id = student_id
        self.names: Mapping[UUID, str] = {}
        self._roles: dict[str, str] = {}

    @property
    def asked_for(self) -> list[UUID]:
        """Whose names can be asked for: the student's and those of everybody who acted."""
        return list(dict.fromkeys((self.student_id, *self.people)))

    def named(self, actor: str) -> str:
        """How an actor is called."""
        if not _is_person(actor):
            return gettext("The system") if actor == SYSTEM else actor
        if name := self.names.get(UUID(actor)):
            return f"{name} ({self._role_of(actor)})"
        return self._role_of(actor)

    def _role_of(self, actor: str) -> str:
        """Student, or the offices and parts that somebody has or had."""
        if actor not in self._roles:
            self._roles[actor] = self._told_role(UUID(actor))
        return self._roles[actor]

    def _told_role(self, person_id: UUID) -> str:
        if person_id == self.student_id:
            return word("student", "role")
        granted = [row["role"] for row in views().people.roles_of(person_id)]
        personal = [role for role, of in views().personal_roles.of(person_id).items() if of]
        roles = dict.fromkeys([*granted, *personal])
        return ", ".join(word(role, "role") for role in roles) or gettext("Somebody")


def _is_person(actor: str) -> bool:
    try:
        UUID(actor)
    except ValueError:
        return False
    return True
