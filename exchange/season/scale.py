"""How large a sample season is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Numbers of organisations, of committees in each, of projects and of students in all."""

    organisations: int = 12
    committees_each: int = 3
    projects: int = 150
    students: int = 120
    beds_each: int = 6
    contact_persons_each: int = 4


SAMPLE = Scale()
TINY = Scale(organisations=2, committees_each=1, projects=4, students=6)
