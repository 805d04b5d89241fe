"""What pages look into the vault for are purposes that the vault knows."""

from gateway.web.purposes import Purpose
from services.people.vault import disclosure


def test_the_purposes_of_pages_are_those_of_the_vault() -> None:
    known = {purpose.name: purpose.value for purpose in disclosure.Purpose}
    assert {purpose.name: purpose.value for purpose in Purpose}.items() <= known.items()
