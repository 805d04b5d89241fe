"""Pods may do no more than the "restricted" pod security standard lets them, and some things less.

https://kubernetes.io/docs/concepts/security/pod-security-standards/ says what is in it.
"""

from collections.abc import Iterator

import pytest

from tests.support.manifests import DEPLOY, Manifest, Manifests, containers_of

VOLUMES = {"configMap", "emptyDir", "projected", "secret", "persistentVolumeClaim"}
OF_THE_HOST = ("hostNetwork", "hostPID", "hostIPC")


def containers(manifests: Manifests) -> Iterator[Manifest]:
    for pod in manifests.pods.values():
        yield from containers_of(pod)


def test_the_namespace_lets_no_other_pods_in(manifests: Manifests) -> None:
    (namespace,) = manifests.of("Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"


def test_pods_run_as_nobody_in_particular_and_under_the_usual_filter(manifests: Manifests) -> None:
    for pod in manifests.pods.values():
        context = pod["spec"]["securityContext"]
        assert context["runAsNonRoot"] is True
        assert min(context["runAsUser"], context["runAsGroup"], context["fsGroup"]) > 0
        assert context["seccompProfile"] == {"type": "RuntimeDefault"}


def test_volumes_that_are_kept_are_handed_over_once(manifests: Manifests) -> None:
    """Done at each start it would open files to the group that their servers then refuse."""
    for pod in manifests.pods.values():
        assert pod["spec"]["securityContext"]["fsGroupChangePolicy"] == "OnRootMismatch"


def test_pods_see_nothing_of_the_host(manifests: Manifests) -> None:
    for pod in manifests.pods.values():
        assert not any(pod["spec"].get(name) for name in OF_THE_HOST)
        kinds = {kind for volume in pod["spec"]["volumes"] for kind in volume if kind != "name"}
        assert kinds <= VOLUMES
    for container in containers(manifests):
        assert not any("hostPort" in port for port in container.get("ports", ()))


def test_pods_have_no_token_of_the_cluster(manifests: Manifests) -> None:
    accounts = manifests.of("ServiceAccount")
    assert all(account["automountServiceAccountToken"] is False for account in accounts)
    names = [pod["spec"]["serviceAccountName"] for pod in manifests.pods.values()]
    assert set(names) == manifests.names("ServiceAccount")
    assert len(set(names)) == len(names)  # one each, so that one can be given rights alone
    for pod in manifests.pods.values():
        assert pod["spec"]["automountServiceAccountToken"] is False
        assert pod["spec"]["enableServiceLinks"] is False


def test_containers_can_gain_nothing_and_write_nowhere_but_in_their_volumes(
    manifests: Manifests,
) -> None:
    for container in containers(manifests):
        context = container["securityContext"]
        assert context["allowPrivilegeEscalation"] is False
        assert context["privileged"] is False
        assert context["readOnlyRootFilesystem"] is True
        assert context["capabilities"] == {"drop": ["ALL"]}


def test_containers_have_bounds(manifests: Manifests) -> None:
    for container in containers(manifests):
        resources = container["resources"]
        assert set(resources["requests"]) == set(resources["limits"]) == {"cpu", "memory"}
    for pod in manifests.pods.values():
        scratch = [volume["emptyDir"] for volume in pod["spec"]["volumes"] if "emptyDir" in volume]
        assert all("sizeLimit" in one for one in scratch)


def test_images_are_of_a_stated_release(manifests: Manifests) -> None:
    for container in containers(manifests):
        _, _, tag = container["image"].partition(":")
        assert tag
        assert tag != "latest"


@pytest.mark.parametrize("word", ["password", "pass", "secret", "key", "token"])
def test_no_secret_stands_in_the_environment(manifests: Manifests, word: str) -> None:
    given = [
        (variable["name"], variable["value"])
        for container in containers(manifests)
        for variable in container.get("env", ())
    ]
    given += [pair for one in manifests.of("ConfigMap") for pair in one["data"].items()]
    telling = [(name, value) for name, value in given if word in name.lower()]
    assert all(value.startswith("/run/secrets/") for _, value in telling)


def test_no_secret_is_in_the_repository() -> None:
    assert not [
        path
        for path in (DEPLOY / "k8s").rglob("*.yaml")
        if "values" not in path.parts and "kind: Secret\n" in path.read_text()
    ]
