"""What a setting is. Those who have some list them with what they are for."""

from dataclasses import dataclass

PREFIX = "EXCHANGE_"


@dataclass(frozen=True)
class Setting:
    """One setting: its name, what it is for, an example, and what holds without it."""

    name: str
    says: str
    example: str
    usual: str | None = None

    @property
    def variable(self) -> str:
        """The variable of the environment."""
        return PREFIX + self.name.upper()
