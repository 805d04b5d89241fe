"""A person's fields out of the vault, in words."""

from typing import Any

from gateway.web.language import formats
from gateway.web.language.words import word

TOLD = (
    "given_name", "family_name", "native_name", "email", "phone", "medical_school",
    "studying_since", "clinical_since", "languages", "arrival", "departure", "diet", "allergies",
    "emergency_contact", "insurance",
)  # fmt: skip
"""The fields in their order."""


def written(data: dict[str, Any]) -> list[tuple[str, str]]:
    """The fields that may be seen, each with its name."""
    known = (name for name in TOLD if name in data)
    return [(word(name, "personal_data"), _written(name, data[name])) for name in known]


def _written(name: str, value: Any) -> str:
    """A field of the vault in words; parts of a value in their order."""
    if name == "languages":
        return ", ".join(
            f"{formats.language_name(v['language'])} {v['level']}" for v in value or []
        )
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    return "" if value is None else str(value)
