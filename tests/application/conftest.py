"""What the tests of people begin with; those of other services have benches of their own."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.support.bench import Bench
from tests.support.people import ADDRESS, PeopleSide, people_side


@pytest.fixture
def side(service_host: Callable[..., Bench]) -> PeopleSide:
    """An organisation with a committee, its officers and its people."""
    return people_side(service_host)


@pytest.fixture
def bench(side: PeopleSide) -> Bench:
    """The service behind that side."""
    return side.bench


@pytest.fixture
def person_id(side: PeopleSide) -> UUID:
    """Somebody of the committee who signs in."""
    return side.who_signs_in(ADDRESS)
