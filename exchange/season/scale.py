"""How large a sample season is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Numbers of organisations, of committees in each, of projects and of students in all.

    ``further_committees`` are had by one organisation after the other, over and over again;
    ``starts_in_summer`` is how many students begin in July or August for one in another month.
    """

    organisations: int = 12
    committees_each: int = 3
    projects: int = 150
    students: int = 120
    beds_each: int = 6
    contact_persons_each: int = 4
    further_committees: tuple[int, ...] = (0,)
    starts_in_summer: int = 1

    def committees_of(self, number: int) -> int:
        """How many committees the organisation with this number has."""
        return self.committees_each + self.further_committees[number % len(self.further_committees)]


SAMPLE = Scale()
TINY = Scale(organisations=2, committees_each=1, projects=4, students=6)
FULL = Scale(
    organisations=65,
    committees_each=2,
    projects=3_000,
    students=2_400,
    further_committees=(6, 3, 1, 0, 4, 2),
    starts_in_summer=3,
)
