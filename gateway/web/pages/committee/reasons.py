"""The reasons that a local officer can choose from, by what they are for."""

LATE_CARD = (
    "mentor_answered_late",
    "no_bed_free",
    "no_contact_person_free",
    "documents_came_late",
    "dates_were_changed",
    "technical_problem",
)
MENTOR_DECLINES = (
    "mentor_on_leave",
    "no_time",
    "group_is_full",
    "profile_does_not_fit",
)
INTERRUPTED = (
    "illness",
    "family_reasons",
    "programme_not_held",
    "misconduct",
    "own_wish",
)
BLOCKED = (
    "own_use",
    "guests",
    "renovation",
)
ROOM_WITHDRAWN = (
    "provider_withdrew",
    "not_as_promised",
    "renovation",
    "too_far",
)
PROJECT_SUSPENDED = (
    "mentor_on_leave",
    "equipment_missing",
    "ethics_pending",
    "no_places_now",
)
PROJECT_ARCHIVED = (
    "research_finished",
    "mentor_left",
    "replaced",
)
