"""Pods are told what their processes ask for, and only what those know: asked of the processes."""

from pathlib import Path

import pytest

from exchange.distributed import VIEWS, part_settings, told_to_service
from exchange.serve_gateway import gateway_settings
from services.hosting.distributed import settings
from services.hosting.distributed.environment import FILE, Environment
from services.hosting.distributed.settings import database_of
from services.hosting.service_list import NAMES
from services.notifications.mail.settings import MailSettings
from tests.support.manifests import Manifest, Manifests, mounted_secrets, process_of, value_in
from tools.handbook.settings import all_settings

KNOWN = {setting.variable for setting in all_settings()}
OF_STORES = {"url": "amqp://or-postgresql@elsewhere/name", "key": "ab" * 32, "old": "", "other": ""}
"""What stands for the secrets that only a cluster's own store holds."""


def told(manifests: Manifests, pod: Manifest, folder: Path) -> dict[str, str]:
    """The environment of a pod's process, its secrets' files written to a folder."""
    files = {path: folder / path.replace("/", "-") for path, _, _ in mounted_secrets(pod)}
    for path, secret, key in mounted_secrets(pod):
        files[path].write_text(value_of(manifests, secret, key))
    environment = dict(common(manifests)) if "envFrom" in process_of(pod) else {}
    for variable in process_of(pod)["env"]:
        environment[variable["name"]] = str(files[variable["value"]])
    return environment


def common(manifests: Manifests) -> dict[str, str]:
    (settings_of_all,) = manifests.of("ConfigMap")
    data: dict[str, str] = settings_of_all["data"]
    return data


def value_of(manifests: Manifests, secret: str, key: str) -> str:
    """What the secret holds: as made for this run, or as the store is told to put it together."""
    if secret in manifests.names("Secret"):
        return value_in(manifests.named("Secret", secret), key)
    reference = manifests.named("ExternalSecret", secret)["spec"]
    assert key in keys_of(reference)
    template = reference.get("target", {}).get("template", {}).get("data", {})
    return str(template.get(key, OF_STORES.get(key, "text"))).replace("{{ .password }}", "secret")


def keys_of(reference: Manifest) -> set[str]:
    """The keys of the secret that an external one makes: of its template, if it has one."""
    template = reference.get("target", {}).get("template", {}).get("data")
    return set(template or (one["secretKey"] for one in reference["data"]))


@pytest.mark.parametrize("name", NAMES)
def test_a_service_is_told_all_it_asks_for(manifests: Manifests, name: str, tmp_path: Path) -> None:
    environment = Environment(told(manifests, manifests.pods[name], tmp_path))

    part = part_settings(environment, name)
    told_to_service(environment, name)
    environment.number(settings.WORKERS)

    environment.check()
    assert part.health == ("0.0.0.0", 9100)


def test_the_views_and_the_gateway_are_told_all_they_ask_for(
    manifests: Manifests, tmp_path: Path
) -> None:
    for name in ("views", "gateway"):
        environment = Environment(told(manifests, manifests.pods[name], tmp_path))
        part_settings(environment, VIEWS)
        environment.check()

    assert environment.address(settings.LISTEN) == ("0.0.0.0", 8000)
    assert gateway_settings(environment).is_behind_tls
    assert not gateway_settings(environment).allows_plain_http


def test_the_job_is_told_every_database_and_the_master_key(
    manifests: Manifests, tmp_path: Path
) -> None:
    (job,) = manifests.of("Job")
    environment = Environment(told(manifests, job["spec"]["template"], tmp_path))

    databases = {environment.url(database_of(name), "postgresql") for name in (*NAMES, VIEWS)}
    told_to_service(environment, "people")

    environment.check()
    assert len(databases) == len(NAMES) + 1


def test_a_rebuild_is_told_the_broker_and_every_database(
    manifests: Manifests, tmp_path: Path
) -> None:
    environment = Environment(told(manifests, manifests.pods["rebuild"], tmp_path))

    part_settings(environment, VIEWS)
    databases = {environment.url(database_of(name), "postgresql") for name in (*NAMES, VIEWS)}

    environment.check()
    assert len(databases) == len(NAMES) + 1


def test_mails_leave_as_they_are_set(manifests: Manifests, tmp_path: Path) -> None:
    environment = Environment(told(manifests, manifests.pods["notifications"], tmp_path))
    mails = MailSettings.from_settings(told_to_service(environment, "notifications"))
    assert bool(mails) is (manifests.overlay == "production")


def test_nothing_is_told_that_nobody_knows(manifests: Manifests) -> None:
    given = set(common(manifests))
    for pod in manifests.ours.values():
        given |= {variable["name"].removesuffix(FILE) for variable in process_of(pod)["env"]}
    assert given <= KNOWN


def test_each_process_sees_its_own_database_and_no_other(manifests: Manifests) -> None:
    for name in (*NAMES, "views", "gateway"):
        seen = {secret for _, secret, _ in mounted_secrets(manifests.pods[name])}
        databases = {secret for secret in seen if secret.startswith("database-")}
        assert databases == {f"database-{'gateway' if name == 'views' else name}"}


@pytest.mark.parametrize(
    ("secret", "readers"),
    [
        ("master-key", {"people", "migrate"}),
        ("signing-key", {"gateway"}),
        ("mail", {"notifications"}),
    ],
)
def test_a_key_is_seen_by_those_alone_who_need_it(
    manifests: Manifests, secret: str, readers: set[str]
) -> None:
    seeing = {
        manifests.components[name]
        for name, pod in manifests.pods.items()
        if secret in {mounted for _, mounted, _ in mounted_secrets(pod)}
    }
    assert seeing == readers


def test_all_connections_fit_into_the_database_also_amid_a_roll_out(manifests: Manifests) -> None:
    pool = int(common(manifests).get("EXCHANGE_POOL", settings.POOL.usual or 0))
    workers = int(
        common(manifests).get("EXCHANGE_GATEWAY_WORKERS", settings.GATEWAY_WORKERS.usual or 0)
    )
    each = dict.fromkeys(NAMES, 2 * pool + 1) | {"views": pool, "gateway": workers * pool}

    most = sum(each[part] * (most_pods(manifests, part) + 1) for part in each)

    assert most < most_connections(manifests) - 20  # some are left for operators and replicas


def most_pods(manifests: Manifests, part: str) -> int:
    """How many pods of a part there may be when nothing is rolled out."""
    for scaler in manifests.of("HorizontalPodAutoscaler", "ScaledObject"):
        spec = scaler["spec"]
        if spec["scaleTargetRef"]["name"] == part:
            return int(spec.get("maxReplicas") or spec["maxReplicaCount"])
    return int(manifests.named("Deployment", part)["spec"].get("replicas", 1))


def most_connections(manifests: Manifests) -> int:
    if manifests.overlay == "production":
        (cluster,) = manifests.of("Cluster")
        return int(cluster["spec"]["postgresql"]["parameters"]["max_connections"])
    (server,) = manifests.pods["database"]["spec"]["containers"]
    (told_most,) = [word for word in server["args"] if word.startswith("max_connections=")]
    return int(told_most.partition("=")[2])
