"""What the vault says about an applicant, for the officers who decide about the form.

Each look is recorded there. The sending organisation sees the passport, too.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from gateway.web.forms.sending import send
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.naming import display_name
from gateway.web.purposes import Purpose
from services.contracts.errors import NotFound, NotPermitted
from services.people.schemas import ListDocuments, ViewPersonalData

Written = Callable[[Any], str]


def _languages(spoken: list[dict[str, str]]) -> str:
    return formats.listed(f"{formats.language_name(s['language'])} {s['level']}" for s in spoken)


FACTS: dict[str, tuple[str, Written]] = {
    "native_name": (marked("Name in its own script"), str),
    "birth_date": (marked("Born"), formats.day),
    "gender": (marked("Gender"), str),
    "nationality": (marked("Nationality"), formats.country),
    "passport_number": (marked("Passport"), str),
    "passport_valid_until": (marked("Passport valid until"), formats.day),
    "medical_school": (marked("Medical school"), str),
    "studying_since": (marked("Studying since"), formats.day),
    "clinical_since": (marked("Clinical student since"), formats.day),
    "languages": (marked("Languages"), _languages),
    "email": (marked("E-mail address"), str),
    "phone": (marked("Telephone"), str),
}
NOT_SHOWN = (NotFound, NotPermitted)


def applicant(student_id: UUID, purpose: Purpose = Purpose.APPLICATION) -> dict[str, Any]:
    """Name, facts in words, and documents; nothing where the visitor may not look any more."""
    data = _seen(student_id, purpose)
    documents = _documents(student_id, purpose) if data else []
    return {"name": display_name(data), "facts": _written(data), "documents": documents}


def _seen(student_id: UUID, purpose: Purpose) -> dict[str, Any]:
    asked = {"person_id": str(student_id), "purpose": purpose, "fields_asked": []}
    with suppress(*NOT_SHOWN):
        data: dict[str, Any] = send("people", ViewPersonalData, asked)["data"]
        return data
    return {}


def _written(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (gettext(title), written(data[name]))
        for name, (title, written) in FACTS.items()
        if data.get(name)
    ]


def _documents(student_id: UUID, purpose: Purpose) -> list[dict[str, Any]]:
    asked = {"person_id": str(student_id), "purpose": purpose}
    with suppress(*NOT_SHOWN):
        found = send("people", ListDocuments, asked)["documents"]
        return [{**one, "title": word(one["kind"])} for one in found]
    return []
