"""Every manifest has the shape that its kind asks for: no field too many, none of another type."""

from collections.abc import Iterator
from functools import cache

import jsonschema
import kubernetes_validate
import pytest
from kubernetes_validate import utils

from tests.support.manifests import Manifest, Manifests
from tests.support.operator_schemas import SPECS, one

OLDEST, NEWEST = "1.32", "1.36"
"""The releases of Kubernetes between which ours is meant to run."""

BARE = {"type": "object", "required": ["name", "namespace"]}
TEXT = {"type": "string"}


@pytest.fixture(scope="module", autouse=True)
def _schemas_are_read_once() -> Iterator[None]:
    """The library reads them for each manifest anew, which takes nearly all of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(utils, "schema_contents", cache(utils.schema_contents))
        yield


def kinds_of_operators(manifests: Manifests) -> list[Manifest]:
    return [one for one in manifests.all if (one["apiVersion"], one["kind"]) in SPECS]


@pytest.mark.parametrize("release", [OLDEST, NEWEST])
def test_the_kinds_of_kubernetes_fit_strictly(manifests: Manifests, release: str) -> None:
    of_operators = kinds_of_operators(manifests)
    for manifest in manifests.all:
        if manifest not in of_operators:  # a kind that nobody knows raises here
            kubernetes_validate.validate(manifest, release, strict=True)


def test_the_kinds_of_operators_fit_strictly(manifests: Manifests) -> None:
    for manifest in kinds_of_operators(manifests):
        spec = SPECS[manifest["apiVersion"], manifest["kind"]]
        whole = one(apiVersion=TEXT, kind=TEXT, metadata=BARE, spec=spec)
        jsonschema.validate(manifest, whole)


def test_a_field_too_many_is_found(manifests: Manifests) -> None:
    (namespace,) = manifests.of("Namespace")
    with pytest.raises(kubernetes_validate.ValidationError, match="replicas"):
        kubernetes_validate.validate({**namespace, "replicas": 2}, NEWEST, strict=True)


def test_only_production_needs_operators(manifests: Manifests) -> None:
    assert bool(kinds_of_operators(manifests)) is (manifests.overlay == "production")


def test_everything_lies_in_one_namespace(manifests: Manifests) -> None:
    (namespace,) = manifests.names("Namespace")
    others = [one for one in manifests.all if one["kind"] != "Namespace"]
    assert {one["metadata"]["namespace"] for one in others} == {namespace}


def test_no_two_things_have_the_same_name(manifests: Manifests) -> None:
    names = [(one["kind"], one["metadata"]["name"]) for one in manifests.all]
    assert sorted(set(names)) == sorted(names)
