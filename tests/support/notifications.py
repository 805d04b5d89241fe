"""Notifications on a bench: the people it may ask for, its mails, its messages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from msgspec import structs

from services.contracts import notifications as facts
from services.contracts.envelope import Envelope
from services.contracts.errors import NotFound
from services.eventlog.following import Pull
from services.eventlog.rebuilding import Rebuilt
from services.notifications.mail.transport import Letter, Transport
from services.notifications.sending import PostOffice
from tests.support.bench import Bench

SOURCES = ("people", "projects", "housing", "applications")
A_TERM = {"valid_from": "2026-10-01", "valid_until": "2027-09-30"}


class Crash(BaseException):
    """The process ends here."""


class KnownPeople:
    """Plays the people service: answers for contact cards, as long as it is not away."""

    def __init__(self) -> None:
        self.cards: dict[str, dict[str, Any]] = {}
        self.links: list[dict[str, Any]] = []
        self.trouble: Exception | None = None

    def add(self, name: str = "Zoë Ångström", email: str | None = "", language: str = "en") -> UUID:
        """Somebody with this card; their id."""
        person_id = uuid4()
        address = f"{person_id.hex}@example.org" if email == "" else email
        self.cards[str(person_id)] = {
            "person_id": str(person_id),
            "display_name": name,
            "email": address,
            "language": language,
            "time_zone": None,
        }
        return person_id

    def __call__(self, service: str, question: str, data: dict[str, Any]) -> dict[str, Any]:
        """Answer a question of another service."""
        assert service == "people"
        if self.trouble:
            raise self.trouble
        if question == "issue_link":
            self.links.append(data)
            return {"token": f"token-{len(self.links)}"}
        assert question == "contact_card"
        if data["person_id"] not in self.cards:
            raise NotFound(what="person", id=data["person_id"])
        return self.cards[data["person_id"]]


class Breaking(Transport):
    """Hands letters to another transport and crashes before or after it."""

    def __init__(self, inner: Transport, *, before: bool = False, after: bool = False) -> None:
        self.is_repeatable = inner.is_repeatable
        self._inner, self._before, self._after = inner, before, after

    def deliver(self, letter: Letter) -> None:
        """Deliver, or not, and crash."""
        if self._before:
            raise Crash
        self._inner.deliver(letter)
        if self._after:
            raise Crash


def send_by(bench: Bench, transport: Transport) -> None:
    """From now on mails leave by this transport."""
    desk = bench.host.use_cases
    desk.post_office = PostOffice(
        desk, replace(desk.post_office.settings, transport=transport), desk.texts
    )


def restarted(bench: Bench, make: Any, service_class: Any, **options: Any) -> Bench:
    """The same service after a restart: its stores, its clock, what it was told."""
    again: Bench = make(service_class, now=bench.clock.now(), **options)
    again.told = bench.told
    return again


def tell_late(bench: Bench, envelope: Envelope, **ago: float) -> Envelope:
    """The same content once more, of a fact that is that old."""
    log = bench.told[envelope.source]
    late = structs.replace(
        envelope,
        id=str(uuid4()),
        position=log[-1].position + 3,
        previous=log[-1].position,
        time=bench.clock.now() - timedelta(**ago),
    )
    log.append(late)
    bench.settle()
    return late


def addressed(bench: Bench, person_id: UUID | None = None) -> list[tuple[str, str]]:
    """Templates and channels of the messages (to a person), in order."""
    messages = [e.data for e in bench.facts(facts.MessageAddressed)]
    return [
        (message["template"], message["channel"])
        for message in messages
        if person_id is None or message["person_id"] == str(person_id)
    ]


def templates(bench: Bench, person_id: UUID) -> list[str]:
    """What a person was told, by any channel."""
    return list(dict.fromkeys(template for template, _ in addressed(bench, person_id)))


def fates(bench: Bench) -> list[str]:
    """What became of the mails, in order."""
    return [name for name in bench.names() if name.startswith("Mail")]


def letters(folder: Path) -> list[EmailMessage]:
    """The letters in a folder, as a mail program reads them."""
    files: Sequence[Path] = sorted(folder.glob("*.eml")) if folder.exists() else []
    return [message_from_bytes(file.read_bytes(), policy=SMTP) for file in files]  # type: ignore[misc]


def later(bench: Bench, moment: datetime) -> None:
    """Move the clock and let the service act."""
    bench.clock.move_to(moment)
    bench.tick()


def rebuild(bench: Bench) -> Rebuilt:
    """Build all views anew from the logs and switch to them."""
    pulls = {source: _pull_from(bench.told.get(source, [])) for source in SOURCES}
    rebuilt = bench.host.views.rebuild({**pulls, bench.host.name: bench.host.published.since})
    bench.settle()
    return rebuilt


def _pull_from(log: Sequence[Envelope]) -> Pull:
    return lambda position, limit: [e for e in log if e.position > position][:limit]
