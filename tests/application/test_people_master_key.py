"""The master key of the vault is changed while everybody works; nobody's data are lost by it."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, opened
from exchange.main import main
from services.people.errors import AddressInUse
from services.people.service import PeopleService
from services.people.vault.keys import MasterKey, MasterKeyUnusableError, new_master_key
from services.people.vault.master_keys import MasterKeys
from services.people.vault.rewrapping import take_over_all
from tests.support.actors import person
from tests.support.bench import Bench
from tests.support.people import PASSWORD, PeopleSide, people_side

OLD, NEW = new_master_key(), new_master_key()
ZOE = {"given_name": "Zoë", "email": "zoe@example.org"}


class Change:
    """A vault that was sealed with the old key, served by replicas that know this key or that."""

    def __init__(self, service_host: Callable[..., Bench]) -> None:
        self._service_host = service_host
        first = people_side(service_host, settings={"master_key": OLD})
        self.side = first
        self.zoe = first.who_signs_in(ZOE["email"])
        first.bench.send("set_personal_data", person_id=self.zoe, data=ZOE)

    def replica(self, present: str, other: str = "") -> PeopleSide:
        """One more process of the service."""
        keys = {"master_key": present, "other_master_key": other}
        again = self._service_host(PeopleService, settings=keys)
        return PeopleSide(again, self.side.nmo_id, self.side.lc_id)

    def take_over(self, present: str = NEW, other: str = OLD) -> int:
        """What ``exchange rewrap`` does."""
        keys = MasterKeys(MasterKey.from_text(present), MasterKey.from_text(other))
        return take_over_all(self.side.bench.host.engine, keys)


@pytest.fixture
def change(service_host: Callable[..., Bench]) -> Change:
    return Change(service_host)


def is_at_home(side: PeopleSide, person_id: UUID, email: str) -> bool:
    """Whether the person's data are read, and the person signs in."""
    side.bench.send("sign_in", email=email, password=PASSWORD)
    return side.look(person(person_id), person_id, "own", "email") == {"email": email}


def test_replicas_with_the_keys_in_either_order_work_beside_each_other(change: Change) -> None:
    before, after = change.replica(OLD, NEW), change.replica(NEW, OLD)
    for own, other in ((before, after), (after, before)):
        email = f"{id(own)}@example.org"
        person_id = own.who_signs_in(email)
        assert is_at_home(own, person_id, email)
        assert is_at_home(other, person_id, email)


def test_an_address_is_nobody_elses_whichever_key_finds_it(change: Change) -> None:
    after = change.replica(NEW, OLD)
    with pytest.raises(AddressInUse):
        after.register(email=ZOE["email"].upper())


def test_after_everything_was_taken_over_the_old_key_is_needed_no_more(change: Change) -> None:
    assert change.take_over() == 1

    assert is_at_home(change.replica(NEW), change.zoe, ZOE["email"])
    with pytest.raises(MasterKeyUnusableError):
        change.replica(OLD)


def test_what_was_taken_over_already_stays_as_it_is(change: Change) -> None:
    change.take_over()
    assert change.take_over() == 0


def test_with_neither_key_nothing_is_changed(change: Change) -> None:
    with pytest.raises(MasterKeyUnusableError):
        change.take_over(NEW, new_master_key())

    assert is_at_home(change.replica(OLD), change.zoe, ZOE["email"])


# -- as an operator does it


def register(home: ExchangeHome) -> str:
    person_id: str = home.send("people", "register_person", {})["id"]
    home.send("people", "set_personal_data", {"person_id": person_id, "data": ZOE})
    return person_id


def seen(home: ExchangeHome, person_id: str) -> dict[str, str]:
    """What the home reads of the person in its vault."""
    records = home.hosts["people"].use_cases.records  # type: ignore[attr-defined]
    found: dict[str, str] = records.read(UUID(person_id), frozenset(ZOE))
    return found


def test_the_key_of_a_folder_is_changed_by_renaming_it(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with opened(folder) as home:
        person_id = register(home)
    secrets = tmp_path / "secrets"
    (secrets / "master_key.key").rename(secrets / "master_key.old")
    with opened(folder) as home:
        assert seen(home, person_id) == ZOE

    done = CliRunner().invoke(main, ["rewrap", "--data", str(tmp_path)])

    assert done.output.startswith("1 people were taken over")
    (secrets / "master_key.old").unlink()
    with opened(folder) as home:
        assert seen(home, person_id) == ZOE
