"""An exchange as it was at the end of a day, term by term, so that two days can be compared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from audit.as_of import known_at
from gateway.api.context import views
from gateway.views.past import exchange_from
from gateway.web.context import visitor
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from services.contracts.envelope import Envelope
from services.contracts.errors import NotFound

Past = Mapping[str, Any]
LATE_STEPS = {
    "submission": marked("form"),
    "acceptance": marked("card of acceptance"),
    "confirmation": marked("card of confirmation"),
    "evaluation": marked("evaluation"),
}
DAYS = {
    "due_on": marked("Form due"),
    "accept_by": marked("Card of acceptance due"),
    "confirm_by": marked("Card of confirmation due"),
    "arrive_on": marked("Arrival as announced"),
    "depart_on": marked("Departure as announced"),
    "arrived_on": marked("Arrived"),
    "started_on": marked("Work began"),
    "ended_on": marked("Work ended"),
    "evaluate_by": marked("Evaluation due"),
}
MOMENTS = {
    "accepted_at": marked("Card of acceptance"),
    "confirmed_at": marked("Card of confirmation"),
    "invited_at": marked("Invitation letter"),
    "trained_at": marked("Training before departure"),
    "visa_settled_at": marked("Visa settled"),
    "certified_at": marked("Certificate"),
    "recognised_at": marked("Recognised at home"),
}


def past_on(facts: Sequence[Envelope], exchange_id: UUID, day: date) -> Past | None:
    """The exchange from what was recorded by the end of a day; None when there was none yet."""
    end = datetime.combine(day, time.max, visitor().zone)
    try:
        return exchange_from(known_at(facts, end), exchange_id)
    except NotFound:
        return None


def told(past: Past | None) -> dict[str, str]:
    """What an exchange was, by translated titles; empty texts where nothing was known."""
    if past is None:
        return {}
    row = past["exchange"]
    return {
        gettext("Stage"): word(row["stage"], "stage"),
        gettext("Reason"): word(row["reason"], "reason"),
        gettext("Period"): formats.period(row["start"], row["end"]),
        gettext("Committee"): _committee(row["hosting_lc_id"]),
        gettext("Wishes"): _wishes(row),
        gettext("Placements"): _placements(past),
        **_written(row, DAYS, formats.day),
        **_written(row, MOMENTS, formats.moment),
        gettext("Late"): _late(row),
        gettext("Attendance"): _attendance(past["logbook"]),
    }


def _written(row: Past, titles: Mapping[str, str], written: Callable[[Any], str]) -> dict[str, str]:
    return {gettext(title): written(row[name]) for name, title in titles.items()}


def _committee(lc_id: UUID | None) -> str:
    row = views().organisations.committee(lc_id) if lc_id else None
    return str(row["faculty"]) if row else ""


def _wishes(row: Past) -> str:
    return formats.number(len(row["choices"])) if row["choices"] else ""


def _placements(past: Past) -> str:
    return formats.listed(word(one["state"]) for one in past["placements"])


def _late(row: Past) -> str:
    late = [gettext(text) for step, text in LATE_STEPS.items() if row[f"is_{step}_late"]]
    return formats.listed(late)


def _attendance(logbook: Past | None) -> str:
    if not logbook:
        return ""
    return gettext(
        "{present} of {all} days", present=logbook["present_days"], all=logbook["working_days"]
    )


def compared(one: Past | None, other: Past | None) -> list[dict[str, Any]]:
    """Two pasts side by side: each term with both values, and whether they differ."""
    before, after = told(one), told(other)
    titles = dict.fromkeys([*before, *after])
    rows: list[dict[str, Any]] = [
        {"title": title, "values": (before.get(title, ""), after.get(title, ""))}
        for title in titles
    ]
    return [
        {**row, "differs": row["values"][0] != row["values"][1]}
        for row in rows
        if any(row["values"])
    ]
