"""``exchange run``: the whole product in one process, with a sample season the first time."""

import logging
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from exchange.data_folder import DataFolder
from exchange.home import gateway_settings, opened
from exchange.make_season import build_season
from exchange.options import data_option
from exchange.season.draft import Wanted
from exchange.season.scale import SAMPLE
from exchange.stop_request import StopRequest
from gateway.app import create_app
from gateway.server import GatewayServer
from gateway.settings import GatewaySettings
from services.hosting.logs import log_json_lines

log = logging.getLogger(__name__)

THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


@click.command()
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port; 0 takes a free one.")
@click.option("--empty", is_flag=True, help="Start a new folder without the sample season.")
def run(data: Path, host: str, port: int, empty: bool) -> None:
    """Run all services and the API in one process, until SIGTERM or Ctrl-C."""
    folder = DataFolder(data)
    if folder.is_new and not empty:
        build_season(folder, Wanted(SAMPLE, seed=1), datetime.now(UTC))
    stopping = StopRequest()
    log_json_lines(os.environ.get("EXCHANGE_LOG_LEVEL", "INFO"))
    with opened(folder) as home:
        server = GatewayServer(create_app(home.backend, _settings(folder, host)), host, port)
        home.start()
        server.start()
        _welcome(server.address)
        stopping.wait()
        server.stop()
    log.info("stopped")


def _settings(folder: DataFolder, host: str) -> GatewaySettings:
    """Who can be reached from this machine only needs no TLS, unless a proxy stands before it."""
    settings = gateway_settings(folder)
    is_here_only = host in THIS_MACHINE and not settings.is_behind_tls
    return replace(settings, allows_plain_http=settings.allows_plain_http or is_here_only)


def _welcome(address: str) -> None:
    click.echo(
        f"\nThe Exchange is running at {address}\n"
        f"  API            {address}/api/v1/docs\n"
        f"  health         {address}/readyz\n"
        "Stop it with Ctrl-C."
    )
