"""A person's fields out of the vault, in words."""

from typing import Any

from gateway.web.language import formats, gettext, marked

LABELS = {
    "given_name": marked("Given name"),
    "family_name": marked("Family name"),
    "native_name": marked("Name in their own script"),
    "email": marked("E-mail address"),
    "phone": marked("Phone"),
    "medical_school": marked("Medical school"),
    "studying_since": marked("Studying since"),
    "clinical_since": marked("Clinical student since"),
    "languages": marked("Languages"),
    "arrival": marked("Arrival"),
    "departure": marked("Departure"),
    "diet": marked("Diet"),
    "allergies": marked("Allergies"),
    "emergency_contact": marked("Emergency contact"),
    "insurance": marked("Insurance"),
}


def written(data: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields that may be seen, each with its name."""
    return [
        (gettext(text), _written(name, data[name])) for name, text in LABELS.items() if name in data
    ]


def _written(name: str, value: Any) -> str:
    """A field of the vault in words; parts of a value in their order."""
    if name == "languages":
        return ", ".join(
            f"{formats.language_name(v['language'])} {v['level']}" for v in value or []
        )
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    return "" if value is None else str(value)
