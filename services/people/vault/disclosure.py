"""Who may see what about a person, and for which purpose: the whole table in one file.

What is not listed is not seen. A relation is held by somebody towards a person (``views``
says who holds which); a purpose is stated with every look and recorded with it.
Documents stand in the table as ``document:<kind>``.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from services.contracts.conditions import SPECIAL_DOCUMENTS
from services.contracts.roles import UNIT_KIND_OF, Role
from services.people.vault.personal_data import DOCUMENT_KINDS, FIELDS


class Relation(StrEnum):
    """What somebody is to a person."""

    SELF = "self"
    HOME = "home"
    SENDING = "sending"
    HOSTING_NATIONAL = "hosting_national"
    HOSTING_LOCAL = "hosting_local"
    CONTACT_PERSON = "contact_person"
    MENTOR = "mentor"
    PROVIDER = "provider"
    GUIDED = "guided"
    SUPERVISED = "supervised"
    COLLEAGUE = "colleague"
    DIRECTOR = "director"
    AUDITOR = "auditor"


class Purpose(StrEnum):
    """What somebody looks for."""

    OWN = "own"
    ADMINISTRATION = "administration"
    APPLICATION = "application"
    INVITATION = "invitation"
    ARRIVAL = "arrival"
    EMERGENCY = "emergency"
    BOARDING = "boarding"
    HOUSING = "housing"
    PLACEMENT = "placement"
    LOGBOOK = "logbook"
    CERTIFICATE = "certificate"
    CONTACT = "contact"
    AUDIT = "audit"


@dataclass(frozen=True)
class Tie:
    """Who holds a relation to a person: a role for a unit, or a person in a personal role."""

    relation: Relation
    role: Role
    of: UUID | None

    @property
    def unit_id(self) -> UUID | None:
        """The unit for which the role is held, if it is an office of one."""
        return self.of if self.role in UNIT_KIND_OF else None


Seen = frozenset[str]
NOTHING: Seen = frozenset()


def document(kind: str) -> str:
    """How a kind of document is named among the fields."""
    return f"document:{kind}"


def _documents(*kinds: str) -> Seen:
    return frozenset(document(kind) for kind in kinds)


NAMES: Seen = frozenset({"given_name", "family_name", "native_name"})
MAIL_AND_PHONE: Seen = frozenset({"email", "phone"})
STUDIES: Seen = frozenset({"medical_school", "studying_since", "clinical_since", "languages"})
BORN: Seen = frozenset({"birth_date", "gender", "nationality"})
PASSPORT: Seen = frozenset({"passport_number", "passport_valid_until"})
JOURNEY: Seen = frozenset({"arrival", "departure"})
IN_NEED: Seen = NAMES | {"phone", "emergency_contact", "insurance", "allergies", "languages"}
LETTERS: Seen = _documents("motivation_letter", "recommendation_letter", "curriculum_vitae")
SPECIAL: Seen = _documents(*SPECIAL_DOCUMENTS)
STANDARD: Seen = _documents("photo", "proof_of_enrolment", "terms")
FORM: Seen = NAMES | MAIL_AND_PHONE | STUDIES | BORN | LETTERS | SPECIAL | STANDARD

MAY_SEE: dict[Relation, dict[Purpose, Seen]] = {
    Relation.SELF: {
        Purpose.OWN: FIELDS | _documents(*DOCUMENT_KINDS),
    },
    Relation.HOME: {
        Purpose.ADMINISTRATION: NAMES | MAIL_AND_PHONE | STUDIES | BORN | {"language", "time_zone"},
    },
    Relation.SENDING: {
        Purpose.APPLICATION: FORM | PASSPORT | _documents("passport_copy"),
        Purpose.ARRIVAL: NAMES | {"phone"} | JOURNEY,
        Purpose.EMERGENCY: IN_NEED,
    },
    Relation.HOSTING_NATIONAL: {
        Purpose.APPLICATION: FORM,
        Purpose.INVITATION: NAMES | BORN | PASSPORT | _documents("passport_copy"),
        Purpose.ARRIVAL: NAMES | {"phone"} | JOURNEY,
        Purpose.EMERGENCY: IN_NEED,
        Purpose.BOARDING: NAMES | {"diet", "allergies"},
        Purpose.CERTIFICATE: NAMES | {"birth_date", "medical_school"},
    },
    Relation.HOSTING_LOCAL: {
        Purpose.APPLICATION: NAMES | MAIL_AND_PHONE | STUDIES | LETTERS | _documents("photo"),
        Purpose.ARRIVAL: NAMES | {"phone"} | JOURNEY,
        Purpose.EMERGENCY: IN_NEED,
        Purpose.BOARDING: NAMES | {"diet", "allergies"},
        Purpose.LOGBOOK: NAMES | _documents("diary"),
        Purpose.CERTIFICATE: NAMES | {"birth_date", "medical_school"},
    },
    Relation.CONTACT_PERSON: {
        Purpose.ARRIVAL: NAMES | {"phone"} | JOURNEY,
    },
    Relation.MENTOR: {
        Purpose.PLACEMENT: NAMES | {"languages"} | LETTERS,
        Purpose.LOGBOOK: NAMES | _documents("diary"),
    },
    Relation.PROVIDER: {
        Purpose.HOUSING: frozenset({"given_name", "diet"}),
    },
    Relation.GUIDED: {
        Purpose.CONTACT: NAMES | {"phone", "languages"},
    },
    Relation.SUPERVISED: {
        Purpose.CONTACT: NAMES | {"email"},
    },
    Relation.COLLEAGUE: {
        Purpose.CONTACT: NAMES,
    },
    Relation.DIRECTOR: {
        Purpose.ADMINISTRATION: NAMES | {"email"},
    },
    Relation.AUDITOR: {
        Purpose.AUDIT: NAMES,
    },
}

NEEDS_CONSENT = {Purpose.HOUSING: {"diet": "may_share_diet"}}
"""Fields that are given out for a purpose only while the person says so in another field."""


def visible(ties: list[Tie], purpose: Purpose) -> Seen:
    """What may be seen for the purpose by who holds all these relations."""
    return NOTHING.union(*(MAY_SEE[tie.relation].get(purpose, NOTHING) for tie in ties))


def lets_look(ties: list[Tie], purpose: Purpose) -> Tie:
    """The first of the ties that gives something to see for the purpose."""
    return next(tie for tie in ties if MAY_SEE[tie.relation].get(purpose))
