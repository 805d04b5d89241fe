"""Facts as a service publishes them, for looking at the checks of what must be true."""

from datetime import UTC, datetime
from typing import Any

from services.contracts.envelope import Envelope
from services.contracts.fact import Fact


def told(*facts: tuple[type[Fact], dict[str, Any]]) -> list[Envelope]:
    """Facts as they are published: the example of each, with changes."""
    return [
        Envelope(
            id=str(position),
            source=fact.source,
            type=fact.type_name(),
            time=datetime(2027, 1, 1, tzinfo=UTC),
            subject="",
            data={**fact.example, **changes},
            position=position,
            previous=position - 1,
            actor="",
            correlation_id="",
            causation_id="",
            command_id="",
        )
        for position, (fact, changes) in enumerate(facts, start=1)
    ]
