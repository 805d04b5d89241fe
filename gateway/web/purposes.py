"""What is looked into the vault for; each look is recorded with its purpose."""

from enum import StrEnum


class Purpose(StrEnum):
    """The purposes of pages, as the vault names them. A test holds them against the vault's."""

    ADMINISTRATION = "administration"
    APPLICATION = "application"
    ARRIVAL = "arrival"
    AUDIT = "audit"
    BOARDING = "boarding"
    CONTACT = "contact"
    EMERGENCY = "emergency"
    OWN = "own"
