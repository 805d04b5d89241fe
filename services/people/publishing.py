"""What leaves people: who is known, who may sign in, who holds which role, who looked at what."""

from services.contracts import people as facts
from services.eventlog.publishing import Publishing
from services.people.domain import Person, VaultDocument, VaultLook

PUBLISHING = Publishing("people")
PUBLISHING.add(
    Person.Created,
    facts.PersonRegistered,
    subject="person_id",
    home_unit_id=lambda event: event["home_lc_id"] or event["home_nmo_id"],
)
PUBLISHING.add(Person.AccountOpened, facts.AccountOpened, subject="person_id")
PUBLISHING.add(Person.AccountClosed, facts.AccountClosed, subject="person_id")
PUBLISHING.add(Person.PasswordForgotten, facts.PasswordForgotten, subject="person_id")
PUBLISHING.add(Person.PasswordChanged, facts.PasswordChanged, subject="person_id")
PUBLISHING.add(Person.RoleGranted, facts.RoleGranted, subject="person_id")
PUBLISHING.add(Person.RoleEnded, facts.RoleEnded, subject="person_id")
PUBLISHING.add(Person.DataChanged, facts.PersonalDataChanged, subject="person_id")
PUBLISHING.add(VaultDocument.Created, facts.DocumentStored, subject="document_id")
PUBLISHING.add(VaultLook.Created, facts.PersonalDataViewed, subject="look_id")
