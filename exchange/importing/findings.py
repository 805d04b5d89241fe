"""What was found in a list, by row, in words that say what to do; also as a file."""

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import TextIO

REJECTED = "rejected"
ALREADY_THERE = "already there"


@dataclass(frozen=True)
class Finding:
    """One thing to know about one row; ``row`` counts as spreadsheets do, from the header on."""

    row: int
    outcome: str
    column: str
    problem: str
    remedy: str


class Rejected(Exception):
    """A row cannot be used as it is."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = list(findings)
        super().__init__(self.findings)


def rejected(row: int, column: str, problem: str, remedy: str) -> Rejected:
    """A rejection for one reason."""
    return Rejected([Finding(row, REJECTED, column, problem, remedy)])


def write_findings(findings: Iterable[Finding], file: TextIO) -> None:
    """The findings as CSV, in the order of the rows."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([field.name for field in fields(Finding)])
    writer.writerows(astuple(finding) for finding in sorted(findings, key=lambda f: f.row))
