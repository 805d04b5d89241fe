"""The fixture ``service_host``: benches for one service, on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.hosting.stores import Stores
from tests.support.bench import Bench


@pytest.fixture
def service_host(stores: Stores) -> Iterator[Callable[..., Bench]]:
    """Makes benches: ``service_host(HousingService, now=…)``; closed at the end."""
    made: list[Bench] = []

    def make(service_class: Any, **options: Any) -> Bench:
        made.append(Bench(service_class, stores, **options))
        return made[-1]

    yield make
    for bench in made:
        bench.close()
