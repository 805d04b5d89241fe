"""What one manifest says of another is so: labels, ports, names, releases."""

from importlib.metadata import version
from typing import Any

from tests.support.manifests import Manifest, Manifests, ports_of, process_of

PARTS = {"people", "projects", "applications", "housing", "notifications", "views", "gateway"}


def selected(manifests: Manifests, selector: dict[str, Any]) -> set[str]:
    """The workloads whose pods have the labels that are asked for."""
    wanted = selector["matchLabels"].items()
    return {
        name for name, pod in manifests.pods.items() if wanted <= pod["metadata"]["labels"].items()
    }


def test_every_part_runs(manifests: Manifests) -> None:
    for part in PARTS:
        deployment = manifests.named("Deployment", part)
        assert process_of(deployment["spec"]["template"])["args"] == ["serve", part]


def test_workloads_select_their_own_pods_and_no_others(manifests: Manifests) -> None:
    for workload in manifests.of("Deployment", "StatefulSet"):
        name = workload["metadata"]["name"]
        assert selected(manifests, workload["spec"]["selector"]) == {name}


def test_services_reach_a_port_of_the_pods_they_select(manifests: Manifests) -> None:
    for service in manifests.of("Service"):
        name = service["metadata"]["name"]
        assert selected(manifests, {"matchLabels": service["spec"]["selector"]}) == {name}
        ports = ports_of(manifests.pods[name])
        assert all(port["targetPort"] in ports for port in service["spec"]["ports"])


def test_the_ingress_leads_to_the_gateway_by_tls(manifests: Manifests) -> None:
    (ingress,) = manifests.of("Ingress")
    (rule,) = ingress["spec"]["rules"]
    (tls,) = ingress["spec"]["tls"]
    (path,) = rule["http"]["paths"]
    service = manifests.named("Service", path["backend"]["service"]["name"])
    assert service["metadata"]["name"] == "gateway"
    assert path["backend"]["service"]["port"]["name"] == service["spec"]["ports"][0]["name"]
    assert tls["hosts"] == [rule["host"]]
    settings = next(one["data"] for one in manifests.of("ConfigMap"))
    assert settings["EXCHANGE_SITE"] == f"https://{rule['host']}"


def test_probes_ask_a_port_that_is_there_for_what_they_are_told(manifests: Manifests) -> None:
    asked = {"startupProbe": "/healthz", "livenessProbe": "/healthz", "readinessProbe": "/readyz"}
    for part in PARTS:
        pod = manifests.pods[part]
        for probe, path in asked.items():
            question = process_of(pod)[probe]["httpGet"]
            assert question["path"] == path
            assert question["port"] in ports_of(pod)


def test_metrics_are_where_their_reader_is_sent(manifests: Manifests) -> None:
    for part in PARTS:
        pod = manifests.pods[part]
        said = pod["metadata"]["annotations"]
        assert int(said["prometheus.io/port"]) in ports_of(pod).values()
        assert said["prometheus.io/path"] == "/metrics"


def test_pods_wait_for_their_own_tables(manifests: Manifests) -> None:
    for part in PARTS:
        (waits,) = manifests.pods[part]["spec"]["initContainers"]
        database = "gateway" if part == "views" else part
        assert waits["args"][:2] == ["migrate", "--wait"]
        assert waits["args"][3:] == [database]
        assert waits["env"] == [process_of(manifests.pods[part])["env"][0]]


def test_all_pods_and_the_job_are_of_one_release_which_is_this_one(manifests: Manifests) -> None:
    images = {
        container["image"]
        for pod in manifests.ours.values()
        for container in (process_of(pod), *pod["spec"].get("initContainers", ()))
    }
    assert images == {f"ifmsa/exchange:{version('score-exchange')}"}
    (job,) = manifests.names("Job")
    assert job == f"migrate-{version('score-exchange')}"


def test_views_are_rebuilt_only_when_somebody_asks_for_it(manifests: Manifests) -> None:
    assert manifests.named("CronJob", "rebuild")["spec"]["suspend"] is True


def test_what_a_job_names_never_changes_its_name(manifests: Manifests) -> None:
    """A job cannot be changed, so what it refers to must not carry a hash of its content."""
    (job,) = manifests.of("Job")
    assert "envFrom" not in process_of(job["spec"]["template"])
    named = [secret["metadata"]["name"] for secret in manifests.of("Secret")]
    assert "database-people" in named or manifests.overlay == "production"


def test_changed_settings_are_rolled_out(manifests: Manifests) -> None:
    (settings,) = manifests.of("ConfigMap")
    name = settings["metadata"]["name"]
    assert name.startswith("settings-")
    for part in PARTS:
        source = process_of(manifests.pods[part])["envFrom"]
        assert source == [{"configMapRef": {"name": name}}]


def test_an_upgrade_takes_nothing_away_before_something_new_is_ready(manifests: Manifests) -> None:
    for part in PARTS:
        spec = manifests.named("Deployment", part)["spec"]
        assert spec["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}


def test_pods_have_time_to_finish_what_is_under_way(manifests: Manifests) -> None:
    from exchange.serve_gateway import GRACE_SECONDS

    gateway = manifests.pods["gateway"]["spec"]
    leaving = process_of(manifests.pods["gateway"])["lifecycle"]["preStop"]["sleep"]["seconds"]
    assert gateway["terminationGracePeriodSeconds"] > leaving + GRACE_SECONDS


def test_evictions_spare_all_but_one(manifests: Manifests) -> None:
    budgets = {one["metadata"]["name"]: one["spec"] for one in manifests.of("PodDisruptionBudget")}
    assert set(budgets) >= PARTS
    for part in PARTS:
        assert selected(manifests, budgets[part]["selector"]) == {part}
        assert budgets[part]["maxUnavailable"] == 1


def test_what_scales_by_itself_has_no_number_of_its_own(manifests: Manifests) -> None:
    scaled = [one["spec"]["scaleTargetRef"] for one in scalers(manifests)]
    for target in scaled:
        assert "replicas" not in manifests.named("Deployment", target["name"])["spec"]
    if manifests.overlay == "production":
        assert {target["name"] for target in scaled} == PARTS - {"views"}


def test_services_scale_by_the_queue_of_their_orders(manifests: Manifests) -> None:
    from services.hosting.distributed.topology import orders_queue

    for scaler in manifests.of("ScaledObject"):
        queue = scaler["spec"]["triggers"][0]["metadata"]["queueName"]
        assert queue == orders_queue(scaler["metadata"]["name"]).name


def scalers(manifests: Manifests) -> list[Manifest]:
    return manifests.of("HorizontalPodAutoscaler", "ScaledObject")
