"""How to restore what was changed at a project: its places, its mentor, whether it is open."""

from gateway.views.keyset import Row
from gateway.web.undo.restoring import Values, has_changed
from gateway.web.undo.step import CounterStep
from services.projects.schemas import AssignMentor, OpenPlaces, ResumeProject, SuspendProject

SERVICE = "projects"


def places_before(before: Row, filled: Values, answer: Values) -> CounterStep | None:
    """The month has as many places as before; none, if nothing was said of it."""
    if not has_changed(before, answer):
        return None
    known = {one["month"]: one["places"] for one in before["months"]}
    places = {"month": filled["month"], "places": known.get(filled["month"], 0)}
    return CounterStep(SERVICE, OpenPlaces, {**_project(before), **places}, answer["version"])


def mentor_before(before: Row, _filled: Values, answer: Values) -> CounterStep | None:
    """The project is with the mentor again who had it."""
    if not has_changed(before, answer):
        return None
    mentor = {"mentor_id": str(before["mentor_id"]), **_project(before)}
    return CounterStep(SERVICE, AssignMentor, mentor, answer["version"])


def resumed(before: Row, _filled: Values, _answer: Values) -> CounterStep:
    """The project that was suspended takes students."""
    return CounterStep(SERVICE, ResumeProject, _project(before))


def suspended_again(before: Row, _filled: Values, _answer: Values) -> CounterStep:
    """The project that was resumed is suspended as before, for the same reason."""
    reason = {"reason": before["state_reason"], **_project(before)}
    return CounterStep(SERVICE, SuspendProject, reason)


def _project(row: Row) -> dict[str, str]:
    return {"project_id": str(row["project_id"])}
