"""Faculties for a sample season out of a list of real universities."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from random import Random

from exchange.importing.findings import Rejected
from exchange.importing.table import Row, read_table
from exchange.importing.universities import COLUMNS, University, university_of
from exchange.season.build import invented_faculties
from exchange.season.hosts import Faculty
from exchange.season.world import Country
from services.projects.domain.committee import natural_key


def faculties_from(path: Path, seed: int) -> Callable[[Country, int], list[Faculty]]:
    """Chooses faculties of a country from a list, the same for the same seed.

    Where the list has too few, invented ones make up the number. Raises Unreadable.
    """
    by_country = _by_country(read_table(path, COLUMNS))

    def choose(country: Country, count: int) -> list[Faculty]:
        known = by_country[country.code]
        random = Random(f"{seed}/{country.code}")  # noqa: S311 - reproducible on purpose
        chosen = random.sample(known, min(count, len(known)))
        return [*map(_faculty, chosen), *invented_faculties(country, count - len(chosen))]

    return choose


def _by_country(rows: Iterable[Row]) -> dict[str, list[University]]:
    """The usable universities of each country, each name once."""
    found: dict[str, dict[str, University]] = defaultdict(dict)
    for row in rows:
        with suppress(Rejected):
            university = university_of(row)
            found[university.country_code].setdefault(natural_key(university.name), university)
    return defaultdict(list, {code: list(named.values()) for code, named in found.items()})


def _faculty(university: University) -> Faculty:
    return Faculty(university.name, university.region, university.web_page)
