"""What tests of the deployment share: the manifests of each overlay, built once."""

import pytest

from tests.support.manifests import OVERLAYS, Manifests, build


@pytest.fixture(scope="session", params=OVERLAYS)
def manifests(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Manifests:
    """Everything that an overlay applies."""
    return build(request.param, tmp_path_factory.getbasetemp())
