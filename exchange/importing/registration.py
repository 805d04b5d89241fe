"""Registers universities as committees' faculties, each through the real command."""

from dataclasses import dataclass, field
from uuid import UUID

from exchange.importing.findings import ALREADY_THERE, Finding, Rejected, rejected
from exchange.importing.table import Row
from exchange.importing.universities import University, university_of
from services.contracts.errors import AlreadyExists, NotFound
from services.hosting.one_process import OneProcessHome
from services.projects.domain import NationalOrganisation
from services.projects.schemas import PROGRAMME


@dataclass
class Tally:
    """What became of the rows so far."""

    registered: int = 0
    already_there: int = 0
    rejected: int = 0
    organisations: int = 0
    findings: list[Finding] = field(default_factory=list)


class Registration:
    """Takes row after row. Ids follow from names, so that a repeated row changes nothing."""

    def __init__(self, home: OneProcessHome, *, create_organisations: bool) -> None:
        self.tally = Tally()
        self._home = home
        self._create_organisations = create_organisations
        self._correlation_id = str(home.around.new_id())
        self._organisations: dict[str, UUID] = {}
        self._first_rows: dict[UUID, int] = {}

    def take(self, row: Row) -> None:
        """Register the university of a row, or note why not."""
        try:
            self._register(university_of(row))
        except Rejected as rejection:
            self.tally.rejected += 1
            self.tally.findings += rejection.findings

    def _register(self, university: University) -> None:
        nmo_id = self._organisation_of(university)
        try:
            lc_id = self._send("register_committee", nmo_id=str(nmo_id), **university.committee)
        except AlreadyExists as known:
            self._note_known(university, UUID(str(known.details["id"])))
        except NotFound as missing:
            raise _without_organisation(university) from missing
        else:
            self.tally.registered += 1
            self._first_rows[lc_id] = university.row

    def _organisation_of(self, university: University) -> UUID:
        code = university.country_code
        if code not in self._organisations:
            if self._create_organisations:
                self._register_organisation(university)
            self._organisations[code] = NationalOrganisation.create_id(PROGRAMME, code)
        return self._organisations[code]

    def _register_organisation(self, university: University) -> None:
        try:
            self._send("register_organisation", **university.organisation)
        except AlreadyExists:
            return
        self.tally.organisations += 1

    def _note_known(self, university: University, lc_id: UUID) -> None:
        """It was registered earlier: by another import, or by a row above with the same name."""
        self.tally.already_there += 1
        first = self._first_rows.setdefault(lc_id, university.row)
        if first != university.row:
            self.tally.findings.append(_repeated(university, first))

    def _send(self, command: str, **data: str) -> UUID:
        answer = self._home.send("projects", command, data, correlation_id=self._correlation_id)
        return UUID(answer["id"])


def _without_organisation(university: University) -> Rejected:
    return rejected(
        university.row,
        "country_code",
        f"{university.country_code} ({university.country}) has no organisation",
        "Register its organisation first, or repeat with --create-organisations.",
    )


def _repeated(university: University, first: int) -> Finding:
    return Finding(
        university.row,
        ALREADY_THERE,
        "name",
        f"“{university.name}” is the name in row {first} too",
        "If it is another university, add its city to the name; otherwise leave the row out.",
    )
