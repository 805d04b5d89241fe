"""The parts of the distributed home, put together from the settings of the environment."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Any

from exchange.clock_file import clock_of
from services.hosting.clock import Clock
from services.hosting.distributed import settings
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.settings import database_of

POSTGRES = ("postgresql", "postgres")
AMQP = ("amqp", "amqps")
MASTER_KEYS = (settings.MASTER_KEY, settings.OTHER_MASTER_KEY)
VIEWS = "gateway"
"""The database of the views that answer queries, and of the auditor's index."""


@dataclass(frozen=True)
class PartSettings:
    """What every part of the distributed home is told."""

    broker: str
    dsn: str
    pool: int
    patience: float
    health: tuple[str, int]
    clock: Clock
    log_level: str


def part_settings(environment: Environment, database: str) -> PartSettings:
    """The settings of a part that works on this database."""
    return PartSettings(
        broker=environment.url(settings.BROKER, *AMQP),
        dsn=environment.url(database_of(database), *POSTGRES),
        pool=int(environment.number(settings.POOL)),
        patience=environment.number(settings.PATIENCE, least=0.1),
        health=environment.address(settings.HEALTH),
        clock=clock_of(environment.text(settings.CLOCK)),
        log_level=environment.text(settings.LOG_LEVEL),
    )


def told_to_service(environment: Environment, name: str) -> dict[str, Any]:
    """What a service itself is told: everything but the secrets of others."""
    given = {
        setting: value
        for setting, value in environment.all_given().items()
        if not setting.startswith(("database_", "broker", "signing_key", "old_signing_key"))
    }
    for setting in MASTER_KEYS:
        given.pop(setting.name, None)
        if name == "people":
            given[setting.name] = b64encode(environment.key(setting)).decode()
    return given
