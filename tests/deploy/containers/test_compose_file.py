"""The compose file keeps the rules of a home that is exposed: least privilege, limits, order."""

import os
import re
import subprocess
import tomllib
from typing import Any

import pytest
from click.testing import CliRunner

from exchange.main import main
from services.hosting.service_list import NAMES
from tests.deploy.containers.compose_file import REPOSITORY, compose_file, services

SERVICES = services()
PARTS = (*NAMES, "views", "gateway")
JOBS = ("migrate", "sample")
SERVERS = sorted(SERVICES.keys() - set(JOBS))
OWN_DATABASE = {**{name: name for name in NAMES}, "views": "gateway", "gateway": "gateway"}

each = pytest.mark.parametrize("name", sorted(SERVICES))


def secrets_of(name: str) -> set[str]:
    given = SERVICES[name].get("secrets", [])
    return {secret if isinstance(secret, str) else secret["source"] for secret in given}


def settings_of(name: str) -> dict[str, Any]:
    return dict(SERVICES[name].get("environment", {}))


@each
def test_it_has_no_rights_and_cannot_change_its_own_files(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "pid", "network_mode", "devices"} & service.keys()


@each
def test_it_has_limits(name: str) -> None:
    limits = SERVICES[name]["deploy"]["resources"]["limits"]
    assert limits.keys() == {"cpus", "memory", "pids"}


@each
def test_its_log_does_not_fill_the_disk(name: str) -> None:
    options = SERVICES[name]["logging"]["options"]
    assert {"max-size", "max-file"} <= options.keys()


@each
def test_no_secret_is_written_down(name: str) -> None:
    """Whatever is secret comes from a file of the folder of secrets."""
    secret = re.compile(r"password|secret|key|broker|database_[a-z]+$", re.IGNORECASE)
    for variable, value in settings_of(name).items():
        if secret.search(variable.removesuffix("_FILE").removesuffix("__FILE")):
            assert variable.endswith("FILE"), variable
            assert str(value).startswith("/run/secrets/"), value


@each
def test_it_is_told_the_secrets_it_is_given_and_no_others(name: str) -> None:
    told = {
        str(value).rpartition("/")[2]
        for variable, value in settings_of(name).items()
        if variable.endswith("FILE")
    }
    assert told == secrets_of(name) - {"broker_account"}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_knows_its_own_database_and_no_other(name: str) -> None:
    keys = {"people": {"master_key"}, "gateway": {"signing_key"}}.get(name, set())
    assert secrets_of(name) == {"broker", f"database_{OWN_DATABASE[name]}", *keys}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_starts_when_what_it_needs_is_there(name: str) -> None:
    needed = SERVICES[name]["depends_on"]
    assert needed["migrate"]["condition"] == "service_completed_successfully"
    assert needed["sample"] == {"condition": "service_completed_successfully", "required": False}
    for server in ("rabbitmq", "postgresql"):
        assert needed[server]["condition"] == "service_healthy"


@pytest.mark.parametrize("name", SERVERS)
def test_what_runs_on_is_started_again_when_it_dies(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", sorted(set(SERVERS) - set(PARTS)))
def test_a_server_says_how_it_is_asked_whether_it_is_healthy(name: str) -> None:
    """The parts are asked as their image says."""
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


def test_broker_and_databases_are_reached_from_inside_only() -> None:
    assert compose_file()["networks"]["inside"] == {"internal": True}
    outside = {name for name, service in SERVICES.items() if "outside" in service["networks"]}
    assert outside == {"front", "mail", "notifications", "prometheus", "alertmanager", "grafana"}


def test_what_is_published_is_published_on_this_machine_only() -> None:
    usual = (REPOSITORY / ".env").read_text()
    assert "EXCHANGE_PUBLISH=127.0.0.1:8000" in usual
    for name, service in SERVICES.items():
        for port in service.get("ports", []):
            assert port.startswith(("${EXCHANGE_PUBLISH}:", "${EXCHANGE_PUBLISH_")), name
            assert "127.0.0.1" in port or "${EXCHANGE_PUBLISH}" in port, name


def test_every_secret_that_it_names_is_made(tmp_path: Any) -> None:
    assert CliRunner().invoke(main, ["secrets", str(tmp_path / "made")]).exit_code == 0
    made = {file.name for file in (tmp_path / "made").iterdir()}
    assert {
        secret["file"].rpartition("/")[2] for secret in compose_file()["secrets"].values()
    } == made


def test_the_release_is_that_of_the_code() -> None:
    version = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"]
    assert f"EXCHANGE_VERSION={version}\n" in (REPOSITORY / ".env").read_text()


def test_whatever_is_mounted_from_the_project_is_there_and_read_only() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source, _, rest = volume.partition(":")
            if source.startswith("./"):
                assert (REPOSITORY / source).exists(), source
                assert rest.endswith(":ro"), volume


def test_the_scripts_are_sound() -> None:
    for script in sorted((REPOSITORY / "deploy/compose").glob("*.sh")):
        subprocess.run(["bash", "-n", str(script)], check=True)
        assert os.access(script, os.X_OK), script
