"""A row of a list of universities, mended where there is only one way to, and checked."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from exchange.importing.findings import REJECTED, Finding, Rejected
from exchange.importing.table import Row
from services.projects.schemas import RegisterCommittee, RegisterOrganisation

COLUMNS = ("country_code", "country", "region", "name", "web_page")
REMEDIES = {
    "country_code": "Write the two letters of ISO 3166-1, such as PT.",
    "country": "Write the name of the country, in at most 150 characters.",
    "region": "Write a city or region, in at most 200 characters, or leave it empty.",
    "name": "Write the name of the university as it writes it itself, in at most 300 characters.",
    "web_page": "Write an address that begins with https:// or http://, or leave it empty.",
}
# In a text these are nothing; as Windows-1252 they are quotation marks, dashes and the like.
WINDOWS_SIGNS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


@dataclass(frozen=True)
class University:
    """A university that a committee can be registered for."""

    row: int
    country_code: str
    country: str
    region: str
    name: str
    web_page: str

    @property
    def organisation(self) -> dict[str, str]:
        """Its country's organisation, as the command to register it takes it."""
        return {"country": self.country_code, "name": f"Medical students of {self.country}"}

    @property
    def committee(self) -> dict[str, str]:
        """Its committee, as the command to register it takes it, without the organisation."""
        return {"faculty": self.name, "city": self.region, "web_page": self.web_page}


def country_code_of(row: Row) -> str:
    """Which country a row is of, whatever else is wrong with it."""
    return mended(row.cell("country_code")).upper()


def university_of(row: Row) -> University:
    """The university that a row is about. Raises Rejected with everything that is wrong."""
    cells = {column: mended(text) for column, text in row.by_column().items() if column in COLUMNS}
    university = University(row.number, **{**cells, "country_code": country_code_of(row)})
    problems = {**_faults(university), **dict(_garbled(cells))}
    if problems:
        raise Rejected(
            Finding(row.number, REJECTED, column, problem, REMEDIES[column])
            for column, problem in problems.items()
        )
    return university


def mended(text: str) -> str:
    """The text without stray spaces, and with signs of Windows-1252 as what they are."""
    return " ".join(text.translate(WINDOWS_SIGNS).split())


def _faults(university: University) -> dict[str, str]:
    """What the commands would refuse, by column."""
    organisation = RegisterOrganisation().validate(university.organisation)
    committee = RegisterCommittee().validate(university.committee, partial=("nmo_id",))
    found = {
        "country_code": (university.country_code, organisation.get("country")),
        "country": (university.country, organisation.get("name") or not university.country),
        "name": (university.name, committee.get("faculty")),
        "region": (university.region, committee.get("city")),
        "web_page": (university.web_page, committee.get("web_page")),
    }
    return {column: _said(text) for column, (text, is_faulty) in found.items() if is_faulty}


def _said(text: str) -> str:
    return f"“{_shortened(text)}” cannot be used" if text else "is empty"


def _garbled(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column, text in cells.items():
        if original := _read_wrongly(text):
            yield column, f"“{_shortened(text)}” is garbled, probably from “{_shortened(original)}”"
        elif any(sign == "\N{REPLACEMENT CHARACTER}" or _is_control(sign) for sign in text):
            yield column, f"“{_shortened(text)}” has signs that a conversion has lost"


def _read_wrongly(text: str) -> str:
    """What the text was before its UTF-8 was taken for Windows-1252; empty when it was not."""
    try:
        original = text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""
    return original if original != text else ""


def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) == "Cc"


def _shortened(text: str) -> str:
    """Enough of the text to recognise it, printable whatever is in it."""
    start = text if len(text) <= 60 else f"{text[:59]}…"
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_control(sign) else sign for sign in start)
