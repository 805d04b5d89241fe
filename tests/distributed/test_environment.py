"""Settings: what is missing or unusable is named at once, with what to do; secrets from files."""

from pathlib import Path

import pytest

from exchange.distributed import part_settings, told_to_service
from services.hosting.distributed import settings
from services.hosting.distributed.environment import Environment, SettingsUnusable

GIVEN = {
    "EXCHANGE_BROKER": "amqp://exchange:secret@broker:5672/exchange",
    "EXCHANGE_DATABASE_PEOPLE": "postgresql://people:secret@database/people",
    "EXCHANGE_MASTER_KEY": "ab" * 32,
}


def test_what_is_given_is_taken_and_the_rest_has_usual_values() -> None:
    environment = Environment(GIVEN)

    part = part_settings(environment, "people")

    environment.check()
    assert part.broker == GIVEN["EXCHANGE_BROKER"]
    assert part.dsn == GIVEN["EXCHANGE_DATABASE_PEOPLE"]
    assert (part.pool, part.patience, part.health) == (8, 10.0, ("127.0.0.1", 0))


def test_everything_that_is_missing_is_named_at_once_with_what_to_do() -> None:
    environment = Environment({})

    part_settings(environment, "housing")

    with pytest.raises(SettingsUnusable) as trouble:
        environment.check()
    for variable in ("EXCHANGE_BROKER", "EXCHANGE_DATABASE_HOUSING"):
        assert f"{variable} is missing: give " in str(trouble.value)
        assert f"{variable}_FILE" in str(trouble.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("EXCHANGE_BROKER", "http://somewhere/"),
        ("EXCHANGE_BROKER", "amqp://somewhere"),
        ("EXCHANGE_DATABASE_PEOPLE", "sqlite:///people.db"),
        ("EXCHANGE_POOL", "many"),
        ("EXCHANGE_POOL", "-5"),
        ("EXCHANGE_HEALTH", "9101"),
        ("EXCHANGE_HEALTH", "localhost:http"),
    ],
)
def test_what_cannot_be_used_is_named_and_not_repeated(variable: str, value: str) -> None:
    environment = Environment({**GIVEN, variable: value})

    part_settings(environment, "people")

    with pytest.raises(SettingsUnusable, match=f"{variable} ") as trouble:
        environment.check()
    assert value not in str(trouble.value)


@pytest.mark.parametrize("key", ["", "ab" * 31, "no hexadecimal"])
def test_a_key_has_32_bytes_in_hexadecimal(key: str) -> None:
    environment = Environment({"EXCHANGE_MASTER_KEY": key})

    environment.key(settings.MASTER_KEY)

    with pytest.raises(SettingsUnusable, match="EXCHANGE_MASTER_KEY"):
        environment.check()


def test_a_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "broker").write_text(GIVEN["EXCHANGE_BROKER"] + "\n")
    environment = Environment({"EXCHANGE_BROKER_FILE": str(tmp_path / "broker")})

    assert environment.url(settings.BROKER, "amqp") == GIVEN["EXCHANGE_BROKER"]
    environment.check()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    environment = Environment({"EXCHANGE_BROKER_FILE": str(tmp_path / "nothing")})

    environment.url(settings.BROKER, "amqp")

    with pytest.raises(SettingsUnusable, match=r"EXCHANGE_BROKER_FILE: .*nothing cannot"):
        environment.check()


def test_a_service_is_told_no_secrets_of_others(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("of the mail server")
    given = {
        **GIVEN,
        "EXCHANGE_SIGNING_KEY": "cd" * 32,
        "EXCHANGE_SMTP_PASSWORD_FILE": str(tmp_path / "password"),
    }

    told = told_to_service(Environment(given), "notifications")

    assert told == {"smtp_password": "of the mail server"}
    assert "master_key" in told_to_service(Environment(given), "people")
