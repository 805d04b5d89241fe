"""The season: 1 April of a year to 31 March of the next."""

from dataclasses import dataclass

from services.projects.errors import SeasonInvalid

FIRST_MONTH = "04"
LAST_MONTH = "03"


@dataclass(frozen=True)
class Season:
    """The year of a season's first month stands for the season."""

    first_year: int

    @classmethod
    def named(cls, name: str) -> "Season":
        """The season of a name such as ``2026-2027``."""
        first, _, last = name.partition("-")
        if int(last) != int(first) + 1:
            raise SeasonInvalid(season=name)
        return cls(int(first))

    def includes(self, month: str) -> bool:
        """Whether a month (``YYYY-MM``) lies in this season."""
        return self._first_month <= month <= self._last_month

    @property
    def _first_month(self) -> str:
        return f"{self.first_year:04}-{FIRST_MONTH}"

    @property
    def _last_month(self) -> str:
        return f"{self.first_year + 1:04}-{LAST_MONTH}"
