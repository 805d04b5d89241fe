"""A real Prometheus for tests: reads the metrics of running processes, and is asked questions."""

from collections.abc import Mapping
from contextlib import suppress
from shutil import which
from typing import Any

import requests
import yaml

from exchange.up.not_installed import ServerNotInstalled
from exchange.up.ports import free_port
from tests.support.client import LONGEST_ANSWER
from tests.support.servers.process import Server


class PrometheusServer(Server):
    """Asks the processes of each part, at ``host:port``, every second."""

    def __init__(self, parts: Mapping[str, str]) -> None:
        if which("prometheus") is None:
            raise ServerNotInstalled("Prometheus is not installed: package prometheus, on Debian.")
        super().__init__()
        self._address = f"127.0.0.1:{free_port()}"
        targets = [
            {"targets": [address], "labels": {"part": part}} for part, address in parts.items()
        ]
        configuration = {
            "global": {"scrape_interval": "1s"},
            "scrape_configs": [{"job_name": "exchange", "static_configs": targets}],
        }
        (self.folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))

    def launch(self) -> None:
        """Run it on its folder."""
        self.run(
            [
                "prometheus",
                f"--config.file={self.folder / 'prometheus.yml'}",
                f"--storage.tsdb.path={self.folder / 'data'}",
                f"--web.listen-address={self._address}",
            ]
        )

    def answers(self) -> bool:
        """Whether it is ready to be asked."""
        with suppress(requests.RequestException):
            return requests.get(f"http://{self._address}/-/ready", timeout=10).ok
        return False

    def ask(self, question: str) -> list[dict[str, Any]]:
        """The series that answer a question. Raises when it is none."""
        return ask(f"http://{self._address}", question)


def ask(address: str, question: str) -> list[dict[str, Any]]:
    """The series by which a Prometheus answers a question. Raises when it is none."""
    found: list[dict[str, Any]] = told(address, "query", query=question)["result"]
    return found


def told(address: str, what: str, **asked: str) -> dict[str, Any]:
    """What a Prometheus tells of something. Raises when it was asked in a wrong way."""
    answer = requests.get(f"{address}/api/v1/{what}", asked, timeout=LONGEST_ANSWER).json()
    if answer["status"] != "success":
        raise ValueError(f"{what} {asked}: {answer['error']}")
    return dict(answer["data"])
