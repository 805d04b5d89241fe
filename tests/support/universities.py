"""Lists of universities for tests: invented names in many scripts, with the flaws of real lists."""

import csv
from collections.abc import Iterable
from pathlib import Path

HEADER = ("country_code", "country", "region", "name", "web_page")
PORTO = ("PT", "Portugal", "Porto", "Universidade do Porto", "https://www.up.example/")
PLACES = (
    ("PT", "Portugal", "Évora", "Universidade de São Tomé {}"),
    ("PL", "Polska", "Łódź", "Uniwersytet Żółwiowy {}"),
    ("GR", "Ελλάδα", "Θεσσαλονίκη", "Πανεπιστήμιο Αιγαίου {}"),
    ("RU", "Россия", "Казань", "Университет имени Ёлкина {}"),
    ("EG", "مصر", "", "جامعة النيل {}"),
    ("IL", "ישראל", "חיפה", "אוניברסיטת הכרמל {}"),
    ("JP", "日本", "京都", "桜花大学 {}"),
    ("KR", "대한민국", "", "한빛대학교 {}"),
    ("IN", "भारत", "वाराणसी", "गंगा विश्वविद्यालय {}"),
    ("TH", "ไทย", "", "มหาวิทยาลัยดอกไม้ {}"),
    ("GE", "საქართველო", "თბილისი", "უნივერსიტეტი ვაზი {}"),
    ("XK", "Kosova", "", "Universiteti i Sharrit {}"),
)


def write_list(file: Path, rows: Iterable[Iterable[str]], header: Iterable[str] = HEADER) -> Path:
    """A list as a spreadsheet saves it."""
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return file


def many_rows(count: int) -> list[tuple[str, ...]]:
    """So many different universities, in all scripts by turns."""
    return [
        (code, country, region, name.format(number), f"https://{number}.example/")
        for number in range(count)
        for code, country, region, name in [PLACES[number % len(PLACES)]]
    ]


def with_flaws(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The same list, where of every fifty rows ten are spoilt: five of them beyond repair."""
    return [_spoilt(number % 50, row) for number, row in enumerate(rows)]


def _spoilt(number: int, row: tuple[str, ...]) -> tuple[str, ...]:
    code, country, region, name, page = row
    return {
        1: (f" {code.lower()} ", country, region, f"  {name}\t", page),
        2: (code, country, region, name.replace(" ", " \u00a0 "), f" {page}\n"),
        3: (code, country, region, name, ""),
        4: (code, country, "", f"{name} \x93Karolina\x94", page),
        5: (code, country, region, name, page.upper().replace("HTTPS", "http")),
        11: (code, country, region, name, "www.example"),
        12: (code, country, region, "", page),
        13: ("?", country, region, name, page),
        14: (code, country, region, "UniversitÃ¤t", page),
        15: (code, country, region, name),
    }.get(number, row)
