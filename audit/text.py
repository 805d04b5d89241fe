"""Histories and states as text for people."""

from collections.abc import Iterable
from typing import Any

from services.contracts.envelope import Envelope
from services.eventlog.standstill import PassedOver


def history_text(facts: Iterable[Envelope]) -> str:
    """One line a fact: when, what, who, because of what, with which data."""
    return "\n".join(_line(fact) for fact in facts)


def _line(fact: Envelope) -> str:
    when = fact.time.strftime("%Y-%m-%d %H:%M:%S")
    because = f"  because of {fact.causation_id}" if fact.causation_id else ""
    data = ", ".join(f"{name}={_short(value)}" for name, value in sorted(fact.data.items()))
    place = f"{fact.source}/{fact.position}"
    return f"{when}  {place:<20}  {fact.name:<28}  by {fact.actor}{because}\n    {fact.id}: {data}"


def passed_over_text(passed: PassedOver) -> str:
    """One line: which fact was passed over, when, by whose doing, why."""
    return (
        f"{passed.source}/{passed.position} {passed.type} ({passed.fact_id}),"
        f" {passed.at:%Y-%m-%d %H:%M:%S}, by {passed.actor}: {passed.reason}"
    )


def state_text(state: dict[str, Any]) -> str:
    """One line for each thing known, empty ones left out."""
    known = {name: value for name, value in state.items() if value not in (None, "", [], {})}
    width = max((len(name) for name in known), default=0)
    return "\n".join(f"{name:<{width}}  {_short(value)}" for name, value in known.items())


def _short(value: Any, limit: int = 120) -> str:
    text = str(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
