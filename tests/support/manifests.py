"""The manifests of deploy/k8s as a cluster would get them, built by kubectl."""

import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

DEPLOY = Path(__file__).parents[2] / "deploy"
OVERLAYS = ("local", "production")
POD_KINDS = ("Deployment", "StatefulSet", "Job")
COMPONENT = "app.kubernetes.io/component"

Manifest = dict[str, Any]


@dataclass(frozen=True)
class Manifests:
    """Everything that one overlay applies."""

    overlay: str
    all: list[Manifest]

    def of(self, *kinds: str) -> list[Manifest]:
        """Those of some kinds."""
        return [one for one in self.all if one["kind"] in kinds]

    def named(self, kind: str, name: str) -> Manifest:
        """The one of that name."""
        (found,) = [one for one in self.of(kind) if one["metadata"]["name"] == name]
        return found

    def names(self, kind: str) -> set[str]:
        """The names of all of a kind."""
        return {one["metadata"]["name"] for one in self.of(kind)}

    @cached_property
    def pods(self) -> dict[str, Manifest]:
        """The template of the pods of each workload, by the workload's name."""
        return {one["metadata"]["name"]: one["spec"]["template"] for one in self.of(*POD_KINDS)} | {
            one["metadata"]["name"]: one["spec"]["jobTemplate"]["spec"]["template"]
            for one in self.of("CronJob")
        }

    @cached_property
    def ours(self) -> dict[str, Manifest]:
        """The templates of the pods that run our image."""
        return {name: pod for name, pod in self.pods.items() if "exchange" in _container_names(pod)}

    @property
    def components(self) -> dict[str, str]:
        """Which part each workload's pods are."""
        return {name: pod["metadata"]["labels"][COMPONENT] for name, pod in self.pods.items()}


def process_of(pod: Manifest) -> Manifest:
    """The container of a pod that runs our process."""
    (found,) = [one for one in pod["spec"]["containers"] if one["name"] == "exchange"]
    return found


def containers_of(pod: Manifest) -> list[Manifest]:
    """All containers of a pod, those that come first included."""
    return [*pod["spec"].get("initContainers", ()), *pod["spec"]["containers"]]


def ports_of(pod: Manifest) -> dict[str, int]:
    """The ports of a pod by their names."""
    return {
        port["name"]: port["containerPort"]
        for container in pod["spec"]["containers"]
        for port in container.get("ports", ())
    }


def mounted_secrets(pod: Manifest) -> Iterator[tuple[str, str, str]]:
    """Path, secret and key of every secret file that a pod sees."""
    mounts = {
        mount["name"]: mount["mountPath"]
        for container in containers_of(pod)
        for mount in container.get("volumeMounts", ())
    }
    for volume in pod["spec"]["volumes"]:
        for secret in _secrets_in(volume):
            for item in secret["items"]:
                path = f"{mounts[volume['name']]}/{item['path']}"
                yield path, secret.get("secretName") or secret["name"], item["key"]


def value_in(secret: Manifest, key: str) -> str:
    """What a secret holds under a key."""
    return b64decode(secret["data"][key]).decode()


def _secrets_in(volume: Manifest) -> list[Manifest]:
    if "projected" in volume:
        return [source["secret"] for source in volume["projected"]["sources"]]
    return [volume["secret"]] if "secret" in volume else []


def _container_names(pod: Manifest) -> set[str]:
    return {container["name"] for container in pod["spec"]["containers"]}


def build(overlay: str, folder: Path) -> Manifests:
    """Build an overlay in a copy of deploy/ that lies in a folder, with secrets of its own."""
    if not (folder / "k8s").exists():
        shutil.copytree(DEPLOY / "k8s", folder / "k8s", ignore=shutil.ignore_patterns("values"))
    path = folder / "k8s" / "overlays" / overlay
    if (script := path / "secrets" / "make.sh").exists():
        subprocess.run([script], check=True, timeout=60)
    command = [kubectl(), "kustomize", str(path)]
    built = subprocess.run(command, check=True, timeout=60, capture_output=True, text=True).stdout
    return Manifests(overlay, list(yaml.load_all(built, yaml.CSafeLoader)))


def kubectl() -> str:
    """The kubectl that can build them: see tools/kubectl.sh."""
    own = Path(sys.prefix) / "bin" / "kubectl"
    return str(own) if own.exists() else "kubectl"
