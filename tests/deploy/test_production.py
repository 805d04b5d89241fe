"""In production nothing that must not be lost lies in one place only."""

from pathlib import Path

import pytest

from services.hosting.service_list import NAMES
from tests.support.manifests import Manifests, build, mounted_secrets

ROLES = {f"exchange_{name}" for name in (*NAMES, "gateway")}


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Manifests:
    return build("production", Path(tmp_path_factory.getbasetemp()))


def test_three_brokers_and_three_databases_on_machines_of_their_own(production: Manifests) -> None:
    broker = production.named("RabbitmqCluster", "broker")["spec"]
    database = production.named("Cluster", "database")["spec"]
    assert broker["replicas"] == database["instances"] == 3
    apart = broker["affinity"]["podAntiAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    assert apart[0]["topologyKey"] == database["affinity"]["topologyKey"]
    assert database["affinity"]["podAntiAffinityType"] == "required"


def test_what_is_acknowledged_is_on_two_machines(production: Manifests) -> None:
    database = production.named("Cluster", "database")["spec"]
    assert database["postgresql"]["synchronous"] == {"method": "any", "number": 1}


def test_each_part_has_a_role_and_a_database_that_is_kept(production: Manifests) -> None:
    cluster = production.named("Cluster", "database")["spec"]
    roles = {role["name"]: role["passwordSecret"]["name"] for role in cluster["managed"]["roles"]}
    databases = {one["spec"]["name"]: one["spec"] for one in production.of("Database")}
    assert set(roles) == set(databases) == ROLES
    for name, database in databases.items():
        assert database["owner"] == name
        assert database["databaseReclaimPolicy"] == "retain"
        assert roles[name] in production.names("ExternalSecret")


def test_a_role_enters_no_database_but_its_own(production: Manifests) -> None:
    rules = production.named("Cluster", "database")["spec"]["postgresql"]["pg_hba"]
    assert rules == ["hostssl sameuser all all scram-sha-256", "host all all all reject"]


def test_everything_is_backed_up_all_the_time_and_each_night(production: Manifests) -> None:
    (nightly,) = production.of("ScheduledBackup")
    (plugin,) = production.named("Cluster", "database")["spec"]["plugins"]
    (store,) = production.of("ObjectStore")
    assert plugin["isWALArchiver"]
    assert plugin["parameters"]["barmanObjectName"] == store["metadata"]["name"]
    assert nightly["spec"]["cluster"]["name"] == "database"
    assert nightly["spec"]["pluginConfiguration"]["name"] == plugin["name"]


def test_every_secret_that_is_named_is_referred_to(production: Manifests) -> None:
    named = {secret for pod in production.pods.values() for _, secret, _ in mounted_secrets(pod)}
    named |= {
        production.named("RabbitmqCluster", "broker")["spec"]["secretBackend"]["externalSecret"][
            "name"
        ],
        production.named("ObjectStore", "backups")["spec"]["configuration"]["s3Credentials"][
            "accessKeyId"
        ]["name"],
    }
    assert named == production.names("ExternalSecret")
    assert not production.of("Secret")


def test_scaling_reads_the_broker_with_a_secret_that_there_is(production: Manifests) -> None:
    (reader,) = production.of("TriggerAuthentication")
    (wanted,) = reader["spec"]["secretTargetRef"]
    assert wanted["name"] in production.names("ExternalSecret")
    for scaler in production.of("ScaledObject"):
        used = [trigger.get("authenticationRef") for trigger in scaler["spec"]["triggers"]]
        assert used == [{"name": reader["metadata"]["name"]}, None]
