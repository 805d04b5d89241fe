"""The distributed home with a season in it, on servers of its own."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from benchmarks.databases import a_folder, a_postgres
from benchmarks.http.servers import SCALE
from exchange.data_folder import DataFolder
from exchange.distributed import VIEWS
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.scale import Scale
from exchange.season.sign_ins import SignIn
from exchange.serve_views import view_stores
from gateway.views import GatewayViews
from services.eventlog.generations import ViewStore
from services.hosting.stores import DatabaseOfEach
from tests.support.distributed_home import (
    DistributedPlace,
    DistributedProcesses,
    distributed_place,
)
from tests.support.servers.rabbit import RabbitServer

FULL_DURABILITY = {"EXCHANGE_MAIL_FOLDER": "", "EXCHANGE_POOL": "8"}


@contextmanager
def a_place_with_a_season(scale: Scale = SCALE) -> Iterator[tuple[DistributedPlace, list[SignIn]]]:
    """Databases into which a season was moved, and who can sign in; nothing runs yet."""
    with a_folder() as folder, a_postgres() as postgres, RabbitServer() as rabbit:
        season = DataFolder(folder / "season")
        with redirect_stdout(StringIO()):  # which tells the passwords
            sign_ins = build_season(season, Wanted(scale, seed=1), datetime.now(UTC))
        shutil.copytree(season.path / "secrets", folder / "data" / "secrets")
        with distributed_place(folder, postgres, rabbit, **FULL_DURABILITY) as place:
            place.run = subprocess.Popen
            move_in(place, season.path)
            yield place, sign_ins


def move_in(place: DistributedPlace, season: Path) -> None:
    """`exchange move`."""
    command = [sys.executable, "-m", "exchange", "move", "--from", f"sqlite:{season}"]
    subprocess.run(command, env=place.environment, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running(place: DistributedPlace, replicas: int) -> Iterator[DistributedProcesses]:
    """The home's processes, ready, with so many replicas of each service."""
    processes = DistributedProcesses(place, replicas)
    processes.start()
    try:
        processes.wait_until_ready()
        yield processes
    finally:
        processes.stop()


def sign_in_of(sign_ins: Sequence[SignIn], role: str) -> SignIn:
    """Somebody with the role."""
    return next(one for one in sign_ins if one.role.startswith(role))


def views_of(place: DistributedPlace) -> ViewStore[GatewayViews]:
    """The views that the gateway reads."""
    stores = DatabaseOfEach({VIEWS: place.databases["gateway"]}, pool_size=2)
    return view_stores(stores.engine(VIEWS))[0]
