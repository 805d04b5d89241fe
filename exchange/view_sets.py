"""The views and the logs of the distributed home, opened where they lie."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from exchange.distributed import POSTGRES, VIEWS
from exchange.serve_views import READ_BY_ALL
from services.eventlog.following import Pull
from services.eventlog.generations import ViewStore
from services.eventlog.published import PublishedLog
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.migration import ViewSets
from services.hosting.distributed.settings import database_of
from services.hosting.service_list import service_class
from services.hosting.stores import DatabaseOfEach

POOL_SIZE = 2


def views_in(part: str) -> ViewSets:
    """The sets of views that lie in the database of a part."""
    return READ_BY_ALL if part == VIEWS else {part: service_class(part).host.views}


@contextmanager
def sets_of_views(
    environment: Environment, parts: Iterable[str]
) -> Iterator[dict[str, ViewStore[Any]]]:
    """Every set of views that lies in the databases of these parts, by name.

    Raises SettingsUnusable.
    """
    databases = _databases(environment, parts)
    with ExitStack() as opened:
        found: dict[str, ViewStore[Any]] = {}
        for part in parts:
            engine = databases.engine(part)
            opened.callback(engine.dispose)
            found |= {n: ViewStore(engine, n, kind) for n, kind in views_in(part).items()}
        yield found


@contextmanager
def logs_of(environment: Environment, sources: Iterable[str]) -> Iterator[dict[str, Pull]]:
    """How to pull these services' facts, whether or not they run. Raises SettingsUnusable."""
    databases = _databases(environment, sources)
    with ExitStack() as opened:
        logs: dict[str, Pull] = {}
        for source in sources:
            recorder = databases.recorder(source)
            opened.callback(recorder.close)
            logs[source] = PublishedLog(recorder, service_class(source).host.publishing).since
        yield logs


def _databases(environment: Environment, parts: Iterable[str]) -> DatabaseOfEach:
    dsns = {part: environment.url(database_of(part), *POSTGRES) for part in parts}
    environment.check()
    return DatabaseOfEach(dsns, POOL_SIZE)
