"""The draft of an application form: in the person's own space of the vault, and in no log.

It is kept as it was typed, one step after the other, and stays after the form was submitted: a
form that comes back begins with what was sent. With the card of confirmation it is dropped.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Self
from uuid import UUID

from gateway.web.context import visitor
from gateway.web.forms.fields import as_number
from gateway.web.forms.sending import send
from gateway.web.pages.student.texts import keep_text
from services.people.schemas import KeepDraft, ViewDraft


@dataclass(frozen=True)
class Draft:
    """What is filled in so far; ``letters`` by project, ``choices`` best first."""

    choices: list[str] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    start: str = ""
    weeks: str = ""
    student_type: str = ""

    @classmethod
    def of(cls, exchange_id: UUID) -> Self:
        """The visitor's draft for an exchange; an empty one where nothing is kept."""
        asked = {"person_id": str(visitor().person_id), "about": str(exchange_id)}
        content = send("people", ViewDraft, asked)["content"]
        return cls(**json.loads(content)) if content else cls()

    def with_(self, **changes: Any) -> Self:
        """The same, but for these."""
        return replace(self, **changes)

    def keep(self, exchange_id: UUID) -> None:
        """Keep it in place of the one before."""
        _keep(exchange_id, json.dumps(asdict(self)))

    def letter(self, project_id: str) -> str:
        """The letter for a project; empty as long as there is none."""
        return self.letters.get(project_id, "")

    @property
    def steps_done(self) -> list[str]:
        """The steps in which nothing is left to fill in."""
        done = {
            "choosing": self.choices,
            "letters": self.choices and all(map(self.letter, self.choices)),
            "dates": self.end and self.student_type,
        }
        return [name for name, is_done in done.items() if is_done]

    @property
    def end(self) -> date | None:
        """The last day; None as long as first day and length are not both good."""
        try:
            return date.fromisoformat(self.start) + timedelta(weeks=int(self.weeks), days=-1)
        except (ValueError, OverflowError):
            return None

    def as_command(self, documents: dict[str, str]) -> dict[str, Any]:
        """What a command to submit says; the letters are put into the vault for it."""
        return {
            "choices": [self._wish(project_id) for project_id in self.choices],
            "documents": documents,
            **{name: value for name, value in self._dates().items() if value},
        }

    def _dates(self) -> dict[str, Any]:
        weeks = as_number(self.weeks)
        return {"start": self.start, "weeks": weeks, "student_type": self.student_type}

    def _wish(self, project_id: str) -> dict[str, str]:
        letter = self.letter(project_id)
        return {
            "project_id": project_id,
            "letter_id": keep_text("motivation_letter", letter),
            "letter_digest": sha256(letter.encode()).hexdigest(),
        }


def drop(exchange_id: UUID) -> None:
    """Keep nothing any more."""
    _keep(exchange_id, "")


def _keep(exchange_id: UUID, content: str) -> None:
    me = str(visitor().person_id)
    send("people", KeepDraft, {"person_id": me, "about": str(exchange_id), "content": content})
