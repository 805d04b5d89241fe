"""The invented world of the sample season: real countries and cities, people who do not exist.

The countries lie in ``countries.toml``, beside this file. Names are combined from lists of
frequent ones, in several scripts, because the real season has names in all of them.
"""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Country:
    """A country with what the sample season needs of it.

    ``code`` is ISO 3166-1 alpha-2, ``language`` BCP 47, ``currency`` ISO 4217.
    """

    code: str
    organisation: str
    language: str
    currency: str
    time_zone: str
    cities: tuple[str, ...]
    given_names: tuple[str, ...]
    family_names: tuple[str, ...]
    native_names: tuple[str, ...] = ()


def _country(row: dict[str, Any]) -> Country:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Country(**fields)


def _countries() -> tuple[Country, ...]:
    text = (files(__package__) / "countries.toml").read_text("utf-8")
    return tuple(_country(row) for row in tomllib.loads(text)["country"])


COUNTRIES = _countries()
