"""What an officer looks into the vault for; each look is recorded with its purpose."""

from enum import StrEnum


class Purpose(StrEnum):
    """The purposes of a committee, as the vault names them."""

    ADMINISTRATION = "administration"
    APPLICATION = "application"
    ARRIVAL = "arrival"
    BOARDING = "boarding"
    EMERGENCY = "emergency"
