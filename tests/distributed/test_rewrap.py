"""The master key of the distributed home is changed by settings and one command."""

from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from exchange.main import main
from services.hosting.stores import DatabaseOfEach
from services.people.vault.keyring import Keyring
from services.people.vault.keys import MasterKey, MasterKeyUnusableError
from services.people.vault.master_keys import MasterKeys

OLD, NEW = "ab" * 32, "cd" * 32


def knowing(key: str) -> Keyring:
    """What a process makes of that one key."""
    return Keyring(MasterKeys(MasterKey(bytes.fromhex(key))))


def run(dsn: str, command: str, key: str, other: str = "") -> Result:
    told = {
        "EXCHANGE_DATABASE_PEOPLE": dsn,
        "EXCHANGE_MASTER_KEY": key,
        "EXCHANGE_OTHER_MASTER_KEY": other,
    }
    return CliRunner().invoke(main, command.split(), env=told)


def test_after_a_rewrap_the_new_key_opens_the_vault_and_the_old_one_does_not(
    postgres_database: str,
) -> None:
    assert run(postgres_database, "migrate people", OLD).exit_code == 0
    engine = DatabaseOfEach({"people": postgres_database}).engine("people")
    with engine.begin() as tx:
        knowing(OLD).to_seal(tx, uuid4())

    done = run(postgres_database, "rewrap --distributed", NEW, OLD)

    assert done.output.startswith("1 people were taken over"), done.output
    knowing(NEW).check(engine)
    with pytest.raises(MasterKeyUnusableError):
        knowing(OLD).check(engine)
    engine.dispose()


def test_a_rewrap_with_keys_that_open_nothing_says_so(postgres_database: str) -> None:
    assert run(postgres_database, "migrate people", OLD).exit_code == 0
    engine = DatabaseOfEach({"people": postgres_database}).engine("people")
    with engine.begin() as tx:
        knowing(OLD).to_seal(tx, uuid4())

    done = run(postgres_database, "rewrap --distributed", NEW)

    assert done.exit_code == 1
    assert "sealed with another master key" in done.output
    engine.dispose()
