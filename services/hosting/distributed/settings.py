"""Every setting of the distributed home: what it is for, an example, and what holds without it.

docs/operations/settings.md lists them from here.
"""

from services.hosting.setting import Setting

BROKER = Setting("broker", "the RabbitMQ", "amqp://exchange:secret@broker:5672/exchange")
ADMIN = Setting(
    "database_admin",
    "a PostgreSQL role that may create roles and databases, for `exchange migrate` alone",
    "postgresql://postgres:secret@database/postgres",
    usual="",
)
MASTER_KEY = Setting(
    "master_key",
    "the vault's master key, 32 bytes in hexadecimal",
    "the output of openssl rand -hex 32",
)
OTHER_MASTER_KEY = Setting(
    "other_master_key",
    "a second master key, which opens what it has sealed, while the key is being changed",
    "the output of openssl rand -hex 32",
    usual="",
)
SIGNING_KEY = Setting(
    "signing_key",
    "the key that signs access tokens, 32 bytes in hexadecimal, the same for every gateway",
    "the output of openssl rand -hex 32",
)
OLD_SIGNING_KEY = Setting(
    "old_signing_key",
    "the key before this one, for a while after it was changed",
    "the output of openssl rand -hex 32",
    usual="",
)
WORKERS = Setting("workers", "orders that one replica carries out at the same time", "16", "16")
POOL = Setting("pool", "connections to each of its databases, for log and views each", "8", "8")
PATIENCE = Setting("patience", "seconds to wait for a service's answer", "10", "10")
HEALTH = Setting(
    "health",
    "where health and metrics are told; port 0 takes a free one",
    "0.0.0.0:9100",
    "127.0.0.1:0",
)
LISTEN = Setting("listen", "where the gateway listens", "0.0.0.0:8000", "127.0.0.1:8000")
GATEWAY_WORKERS = Setting("gateway_workers", "processes of the gateway", "4", "2")
GATEWAY_THREADS = Setting(
    "gateway_threads", "threads of each of them; half of them for live streams", "32", "24"
)
SITE = Setting(
    "site", "the address of the site, as people know it", "https://exchange.example.org", usual=""
)
PLAIN_HTTP = Setting(
    "plain_http", "anything, where browsers come without TLS: on one's own machine", "1", usual=""
)
CLOCK = Setting(
    "clock_file",
    "a file with the seconds by which all clocks of a rehearsal are ahead; never in production",
    "/var/lib/exchange/clock",
    usual="",
)
LOG_LEVEL = Setting("log_level", "how much is logged", "DEBUG", "INFO")


def database_of(name: str) -> Setting:
    """The database of a service, or of the gateway's and the auditor's views."""
    return Setting(
        f"database_{name}",
        f"the PostgreSQL database of {name}, with the role that owns it",
        f"postgresql://exchange_{name}:secret@database/exchange_{name}",
    )
