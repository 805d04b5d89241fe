"""The reasons that a national officer can choose from, by what they are for."""

from collections.abc import Mapping

from gateway.web.forms import Option
from gateway.web.forms.fields import Options
from gateway.web.language import gettext, marked

RETURNED = (
    "document_missing",
    "document_unreadable",
    "document_expired",
    "photo_unreadable",
    "letter_missing",
    "dates_do_not_fit",
    "data_incomplete",
)
REJECTED = (
    "no_capacity",
    "profile_does_not_fit",
    "language_level_too_low",
    "conditions_not_met",
)
CANCELLED = (
    "own_wish",
    "exam_moved",
    "visa_refused",
    "illness",
    "family_reasons",
    "money_missing",
    "mentor_on_leave",
    "no_bed_free",
    "safety",
)
INTERRUPTED = ("own_wish", "illness", "family_reasons", "mentor_on_leave", "safety")

CONTRACT_CLOSED = {
    "season_ended": marked("The season has ended"),
    "partner_left": marked("The partner no longer takes part"),
    "by_agreement": marked("Both have agreed on it"),
    "terms_not_kept": marked("The terms were not kept"),
}
ROLE_ENDED = {
    "resigned": marked("The officer has resigned"),
    "replaced": marked("Somebody else takes over"),
    "removed": marked("The organisation has removed the officer"),
    "granted_by_mistake": marked("The role was given by mistake"),
}


def texts(marked_texts: Mapping[str, str]) -> Options:
    """The choices of a field out of codes with their own marked texts."""

    def options() -> list[Option]:
        return [Option(code, gettext(text)) for code, text in marked_texts.items()]

    return options
