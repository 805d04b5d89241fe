"""What was known of an exchange at an instant: the facts recorded until then."""

from collections.abc import Iterable
from datetime import datetime

from services.contracts.envelope import Envelope


def known_at(facts: Iterable[Envelope], instant: datetime) -> list[Envelope]:
    """The facts that were recorded at the instant or before, in their order."""
    return [fact for fact in facts if fact.time <= instant]
