"""``exchange import universities``: what becomes of a list, row by row."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from exchange.data_folder import DataFolder
from exchange.home import opened
from exchange.main import main
from tests.support.universities import HEADER, PORTO, many_rows, with_flaws, write_list

CREATE = "--create-organisations"


class Desk:
    """Where a list is imported into a folder."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.list = folder / "universities.csv"
        self.errors = folder / "errors.csv"

    def run(self, *options: str) -> Result:
        """The command on the list as it is now."""
        words = ["import", "universities", str(self.list), "--data", str(self.data), *options]
        return CliRunner().invoke(main, words)

    def take(self, rows: Iterable[Iterable[str]], *options: str) -> Result:
        """The command on a list of these rows, findings written to a file."""
        write_list(self.list, rows)
        return self.run("--errors", str(self.errors), *options)

    def facts(self, name: str) -> list[dict[str, Any]]:
        """What projects has published under a name."""
        with opened(DataFolder(self.data)) as home:
            envelopes = home.pulls()["projects"](0, 10_000)
        return [dict(e.data) for e in envelopes if e.name == name]

    def faculties(self) -> list[str]:
        """The faculties of all committees, in the order in which they were registered."""
        return [fact["faculty"] for fact in self.facts("CommitteeRegistered")]

    def findings(self) -> list[dict[str, str]]:
        """What the command wrote about the rows."""
        with self.errors.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def counted(result: Result) -> dict[str, int]:
    """The summary by its words."""
    lines = [line.strip().partition(" ") for line in result.stdout.splitlines()]
    return {
        words: int(number.replace(",", ""))
        for number, _, words in lines
        if words in {"registered", "already there", "rejected"}
    }


def test_a_university_becomes_a_committee_of_its_countrys_organisation(desk: Desk) -> None:
    result = desk.take([PORTO], CREATE)

    assert result.exit_code == 0
    [organisation] = desk.facts("OrganisationRegistered")
    [committee] = desk.facts("CommitteeRegistered")
    assert organisation["name"] == "Medical students of Portugal"
    assert committee == {
        "lc_id": committee["lc_id"],
        "nmo_id": organisation["nmo_id"],
        "country": "PT",
        "city": "Porto",
        "faculty": "Universidade do Porto",
        "web_page": "https://www.up.example/",
    }


def test_an_organisation_that_is_there_is_used(desk: Desk) -> None:
    with opened(DataFolder(desk.data)) as home:
        known = home.send("projects", "register_organisation", {"country": "PT", "name": "ANEM"})

    result = desk.take([PORTO], CREATE)

    assert result.exit_code == 0
    assert [fact["nmo_id"] for fact in desk.facts("CommitteeRegistered")] == [known["id"]]
    assert [fact["name"] for fact in desk.facts("OrganisationRegistered")] == ["ANEM"]


def test_without_an_organisation_the_row_is_rejected_and_says_what_to_do(desk: Desk) -> None:
    result = desk.take([PORTO])

    assert result.exit_code == 1
    assert desk.faculties() == []
    [finding] = desk.findings()
    assert (finding["row"], finding["column"]) == ("2", "country_code")
    assert CREATE in finding["remedy"]


def test_imported_again_nothing_is_doubled(desk: Desk) -> None:
    desk.take(many_rows(30), CREATE)

    result = desk.take(many_rows(40), CREATE)

    assert result.exit_code == 0
    assert counted(result) == {"registered": 10, "already there": 30, "rejected": 0}
    assert len(set(desk.faculties())) == len(desk.faculties()) == 40
    assert desk.findings() == []


def test_a_repeated_name_is_already_there_and_names_the_first_row(desk: Desk) -> None:
    again = ("PT", "Portugal", "", "UNIVERSIDADE  do porto", "https://sigarra.up.example/")

    result = desk.take([PORTO, again], CREATE)

    assert result.exit_code == 0
    assert counted(result) == {"registered": 1, "already there": 1, "rejected": 0}
    [finding] = desk.findings()
    assert (finding["row"], finding["outcome"]) == ("3", "already there")
    assert "row 2" in finding["problem"]


def test_the_same_name_in_another_country_is_another_university(desk: Desk) -> None:
    desk.take([PORTO, ("BR", "Brasil", *PORTO[2:])], CREATE)

    assert [fact["country"] for fact in desk.facts("CommitteeRegistered")] == ["PT", "BR"]


def test_stray_spaces_and_signs_of_windows_are_mended(desk: Desk) -> None:
    desk.take([(" pt", "Portugal ", "", "\u00a0Instituto  \x93Abel Salazar\x94 ", "")], CREATE)

    [committee] = desk.facts("CommitteeRegistered")
    assert committee["faculty"] == "Instituto “Abel Salazar”"
    assert committee["country"] == "PT"


@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [
        ("country_code", "", "is empty"),
        ("country_code", "PRT", "“PRT”"),
        ("country_code", "P1", "“P1”"),
        ("country", "", "is empty"),
        ("country", "P" * 200, "cannot be used"),
        ("region", "r" * 201, "cannot be used"),
        ("name", " ", "is empty"),
        ("name", "n" * 301, "cannot be used"),
        ("name", "a\0b", "lost"),
        ("name", "Universit\ufffdt", "lost"),
        ("name", "UniversitÃ¤t", "from “Universität”"),
        ("region", "Ã‰vora", "from “Évora”"),
        ("web_page", "www.up.example", "“www.up.example”"),
        ("web_page", "ftp://up.example", "cannot be used"),
        ("web_page", "http://up.example /", "cannot be used"),
        ("web_page", "javascript:alert(1)", "cannot be used"),
    ],
)
def test_what_cannot_be_mended_is_rejected_by_row_and_column(
    desk: Desk, column: str, text: str, problem: str
) -> None:
    spoilt = [text if name == column else cell for name, cell in zip(HEADER, PORTO, strict=True)]

    result = desk.take([PORTO, spoilt, *many_rows(1)], CREATE, "--dry-run")

    assert result.exit_code == 1
    assert counted(result) == {"registered": 2, "already there": 0, "rejected": 1}
    [finding] = desk.findings()
    assert (finding["row"], finding["column"]) == ("3", column)
    assert problem in finding["problem"]
    assert finding["remedy"]


def test_everything_that_is_wrong_with_a_row_is_said_at_once(desk: Desk) -> None:
    desk.take([("", "Portugal", "", "", "nowhere")], CREATE, "--dry-run")

    assert [f["column"] for f in desk.findings()] == ["country_code", "name", "web_page"]


def test_a_row_with_a_cell_too_many_or_too_few_is_rejected(desk: Desk) -> None:
    result = desk.take([PORTO[:4], PORTO, [*PORTO, "more"], [], [" "]], CREATE)

    assert counted(result) == {"registered": 1, "already there": 0, "rejected": 2}
    assert [finding["row"] for finding in desk.findings()] == ["2", "4"]


def test_only_rows_of_the_countries_asked_for_are_taken(desk: Desk) -> None:
    rows = [*many_rows(36), ("PT", "a row", "of another country", "may be spoilt", "!")]

    result = desk.take(rows, CREATE, "--country", "gr", "--country", "XK")

    assert result.exit_code == 0
    assert {fact["country"] for fact in desk.facts("CommitteeRegistered")} == {"GR", "XK"}


def test_a_country_must_be_two_letters(desk: Desk) -> None:
    assert desk.take([PORTO], "--country", "Portugal").exit_code == 2


def test_a_dry_run_changes_nothing(desk: Desk) -> None:
    desk.take(many_rows(10), CREATE)
    before = desk.facts("CommitteeRegistered")

    result = desk.take(many_rows(20), CREATE, "--dry-run")

    assert counted(result) == {"registered": 10, "already there": 10, "rejected": 0}
    assert desk.facts("CommitteeRegistered") == before


def test_a_dry_run_does_not_even_make_the_folder(desk: Desk) -> None:
    desk.take([PORTO], CREATE, "--dry-run")

    assert not desk.data.exists()


def test_a_dry_run_can_look_at_a_folder_in_use_an_import_cannot(desk: Desk) -> None:
    desk.take(many_rows(10), CREATE)

    with opened(DataFolder(desk.data)):
        dry, real = desk.run("--dry-run"), desk.run()

    assert dry.exit_code == 0
    assert counted(dry) == {"registered": 0, "already there": 10, "rejected": 0}
    assert real.exit_code == 1
    assert "another --data" in real.stderr


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "Line 1"),
        (b"country_code;country;region;name;web_page\n", "Line 1"),
        (b"country_code,name\nPT,Porto\n", "country, region, web_page"),
        ("country_code,country,region,name,web_page\nPT,a,b,c,\nPT,é".encode("latin-1"), "Line 3"),
        ("country_code,country,region,name,web_page\n".encode("utf-16"), "Line 1"),
        (b'country_code,country,region,name,web_page\nPT,a,b,c,\nPT,"a,b\n\nPT,a,b,c,', "line 3"),
        (b'country_code,country,region,name,web_page\nPT,a,b,"c"d,\n', "line 2"),
    ],
)
def test_an_unreadable_list_says_in_which_line_and_changes_nothing(
    desk: Desk, content: bytes, line: str
) -> None:
    desk.list.write_bytes(content)

    result = desk.run(CREATE)

    assert result.exit_code == 2
    assert line in result.stderr
    assert not desk.data.exists()


def test_a_list_may_begin_with_a_byte_order_mark_and_have_more_columns(desk: Desk) -> None:
    header = ["\ufeffId", *(name.upper() for name in HEADER)]
    write_list(desk.list, [["7", *PORTO]], header)

    assert desk.run(CREATE).exit_code == 0
    assert desk.faculties() == ["Universidade do Porto"]


def test_a_long_list_in_many_scripts_with_all_flaws(desk: Desk) -> None:
    rows = with_flaws(many_rows(300))

    promised = desk.take(rows, CREATE, "--dry-run")
    first, findings = desk.take(rows, CREATE), desk.findings()
    second = desk.take(rows, CREATE)

    assert counted(first) == {"registered": 270, "already there": 0, "rejected": 30}
    assert counted(second) == {"registered": 0, "already there": 270, "rejected": 30}
    assert promised.exit_code == first.exit_code == second.exit_code == 1
    assert counted(promised) == counted(first)
    assert desk.findings() == findings
    assert len(findings) == 30
    assert "and 10 more" in first.stdout
    assert len(set(desk.faculties())) == 270
