"""How to restore what was changed at people: the roles they hold, how they are told."""

from uuid import UUID

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.undo.restoring import Values
from gateway.web.undo.step import CounterStep
from services.notifications.schemas import SetPreferences
from services.people.schemas import EndRole

SERVICE = "people"


def role_ended(person_id: UUID | str, filled: Values, answer: Values) -> CounterStep:
    """The role that was given is not held: from its first day on, or from today."""
    grant = {"person_id": str(person_id), "grant_id": str(answer["grant_id"])}
    ended_on = max(filled["valid_from"], today().isoformat())
    end = {"ended_on": ended_on, "reason": "granted_by_mistake"}
    return CounterStep(SERVICE, EndRole, {**grant, **end})


def preferences_before(before: Row, answer: Values) -> CounterStep:
    """One is told in the language and by the channels as before."""
    told = {"language": before["language"], "channels": list(before["channels"])}
    data = {"person_id": str(before["person_id"]), **told}
    return CounterStep("notifications", SetPreferences, data, answer["version"])
