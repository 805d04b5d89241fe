"""What a stack holds, to be compared before and after."""

from exchange.home import ExchangeHome
from services.eventlog.log_tables import LogTables
from services.eventlog.table_copy import fingerprint
from services.hosting.stores import DatabaseOfEach
from tests.support.distributed_home import DistributedPlace


def what_is_stored(home: ExchangeHome, place: DistributedPlace) -> dict[str, str]:
    """A digest of every log, and of what services keep beside it, such as the vault."""
    stores = DatabaseOfEach(place.databases, pool_size=1)
    found = {}
    for name, host in home.hosts.items():
        engine = stores.log_engine(name)
        beside = [table for group in host.use_cases.kept for table in group.sorted_tables]
        for table in (LogTables(name).events, *beside):
            found[table.name] = str(fingerprint(engine, table, at_once=20))
        engine.dispose()
    return found


def certificates_in(home: ExchangeHome) -> list[str]:
    """The codes of all certificates that were ever issued."""
    facts = home.hosts["applications"].published.since(0, 100_000)
    return [fact.data["code"] for fact in facts if fact.name == "CertificateIssued"]
