"""What people are told about their account and their offices."""

from services.contracts import people as facts
from services.contracts.fact import Fact
from services.notifications.announcements.announcement import Announcement as Tell
from services.notifications.announcements.announcement import where
from services.notifications.announcements.recipients import Person

ITSELF = (Person("person_id"),)

LINES = (
    Tell(facts.AccountOpened, "account_opened", to=ITSELF),
    Tell(facts.AccountClosed, "account_closed", to=ITSELF),
    Tell(facts.PasswordForgotten, "password_forgotten", to=ITSELF, is_for_the_mail=True),
    Tell(facts.PasswordChanged, "password_changed", to=ITSELF, when=where("is_first", False)),
    Tell(
        facts.RoleGranted,
        "role_granted",
        to=ITSELF,
        saying=("role", "valid_from", "valid_until"),
    ),
    Tell(facts.RoleEnded, "role_ended", to=ITSELF, saying=("ended_on",)),
)

SILENT: dict[type[Fact], str] = {
    facts.PersonRegistered: "the person hears of it when the account is opened",
    facts.PersonalDataChanged: "the person, or an officer at their side, has just done it",
    facts.DocumentStored: "the person, or an officer at their side, has just done it",
    facts.PersonalDataViewed: "kept for the auditor; every mail looks at a contact card itself",
}
