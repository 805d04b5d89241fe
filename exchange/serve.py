"""``exchange serve``: one process of the distributed home.

A service's process is made green before anything of ours is imported, and the gateway's is told
where its processes gather their metrics; that is why imports stand inside of functions here.
"""

import os
from tempfile import TemporaryDirectory

import click

from exchange.kept_for_good import kept_for_good

SERVICES = ("people", "projects", "applications", "housing", "notifications")
PARTS = (*SERVICES, "gateway", "views")


@click.command()
@click.argument("part", type=click.Choice(PARTS), metavar="|".join(PARTS))
def serve(part: str) -> None:
    """Run one part of the distributed home, configured by the environment.

    A part is a service, or the gateway (the API), or the views (feeds what the gateway reads).
    Each may run several times. The settings are described in docs/operations/settings.md.
    """
    if part == "gateway":
        _serve_gateway()
    elif part == "views":
        _serve_views()
    else:
        _serve_service(part)


def _serve_service(name: str) -> None:
    from services.hosting.distributed.green import make_green  # noqa: PLC0415

    with kept_for_good():
        make_green()
        from exchange.serve_service import serve_service  # noqa: PLC0415

    serve_service(name)


def _serve_gateway() -> None:
    with TemporaryDirectory(prefix="exchange-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        with kept_for_good():
            from exchange.serve_gateway import serve_gateway  # noqa: PLC0415

        serve_gateway()


def _serve_views() -> None:
    with kept_for_good():
        from exchange.serve_views import serve_views  # noqa: PLC0415

    serve_views()
