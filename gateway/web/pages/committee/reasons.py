"""The reasons an officer can choose from: the codes that are recorded, and their words."""

from collections.abc import Iterable, Mapping

from gateway.web.forms import Option
from gateway.web.forms.fields import Options
from gateway.web.language import gettext, marked
from gateway.web.language.words import word

LATE_CARD = {
    "mentor_answered_late": marked("The mentor answered late"),
    "no_bed_free": marked("No bed was free"),
    "no_contact_person_free": marked("No contact person was free"),
    "documents_came_late": marked("The documents came late"),
    "dates_were_changed": marked("The dates were changed"),
    "technical_problem": marked("A technical problem"),
}
MENTOR_DECLINES = {
    "mentor_on_leave": marked("The mentor is away"),
    "no_time": marked("The mentor has no time then"),
    "group_is_full": marked("The group is full"),
    "profile_does_not_fit": marked("The student's profile does not fit"),
}
INTERRUPTED = {
    "illness": marked("Illness"),
    "family_reasons": marked("Reasons in the family"),
    "programme_not_held": marked("The programme was not held"),
    "misconduct": marked("Misconduct"),
    "own_wish": marked("The student's own wish"),
}
BLOCKED = {
    "own_use": marked("The provider needs it"),
    "guests": marked("Guests"),
    "renovation": marked("Renovation"),
}
ROOM_WITHDRAWN = {
    "provider_withdrew": marked("The provider no longer offers it"),
    "not_as_promised": marked("It was not as promised"),
    "renovation": marked("Renovation"),
    "too_far": marked("It is too far away"),
}
PROJECT_SUSPENDED = {
    "mentor_on_leave": marked("The mentor is away"),
    "equipment_missing": marked("Equipment is missing"),
    "ethics_pending": marked("The ethics committee has not decided"),
    "no_places_now": marked("No places for the time being"),
}
PROJECT_ARCHIVED = {
    "research_finished": marked("The research is finished"),
    "mentor_left": marked("The mentor has left"),
    "replaced": marked("Another project replaces it"),
}


ALL = {
    **LATE_CARD,
    **MENTOR_DECLINES,
    **INTERRUPTED,
    **BLOCKED,
    **ROOM_WITHDRAWN,
    **PROJECT_SUSPENDED,
    **PROJECT_ARCHIVED,
}


def in_words(code: str | None) -> str:
    """A reason that was recorded, as it was chosen; another one is at least readable."""
    return gettext(ALL[code]) if code in ALL else word(code)


def reasons(texts: Mapping[str, str]) -> Options:
    """The choices of a form's field out of codes and their marked words."""

    def options() -> Iterable[Option]:
        return [Option(code, gettext(text)) for code, text in texts.items()]

    return options
