"""The images of a rehearsal: the product's own, built from its Dockerfile, and what it stands on.

Official images cannot be had everywhere. So everything else that the compose file names is made
from Debian's packages under the official name, and behaves as far as it is relied on.
"""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.deploy.containers.engine import Engine, cache, said_by

REPOSITORY = Path(__file__).parents[3]
RECIPES = Path(__file__).parent / "images"
BASE = "python:3.11-slim-bookworm"
BUILD_BASE = "bare/wheels"
RELEASE = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"]
NEXT_RELEASE = f"{RELEASE}.next"
STAND_INS = ("rabbitmq", "postgresql", "front", "mail", "prometheus")
ONLY_PATH = "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
EPOCH = "1767225600"


def provide(engine: Engine, names: dict[str, str]) -> None:
    """Make all images that a rehearsal needs; ``names`` has those of the compose file."""
    said_by([str(REPOSITORY / "tools" / "rehearsals.sh"), str(cache())], timeout=800)
    for root in ("python", "servers"):
        _import(engine, root)
    _build(engine, "python.Dockerfile", BASE)
    base = ["--build-arg", f"BASE={BASE}"]
    _build(engine, "wheels.Dockerfile", BUILD_BASE, *base, context=_locked_packages())
    for name in STAND_INS:
        _build(engine, "servers.Dockerfile", names[name], "--target", name)


def _import(engine: Engine, root: str) -> None:
    """A root file system as an image, once."""
    if not engine.docker("images", "--quiet", f"bare/{root}"):
        archive = str(cache() / f"{root}.tar")
        engine.docker("import", "--change", ONLY_PATH, archive, f"bare/{root}")


def _build(engine: Engine, recipe: str, tag: str, *options: str, context: Path = RECIPES) -> None:
    file = str(RECIPES / recipe)
    engine.docker("build", "--quiet", "--file", file, "--tag", tag, *options, str(context))


def _locked_packages() -> Path:
    """The folder of the packages that are locked at present."""
    return max(cache().glob("wheels-*"), key=lambda folder: folder.stat().st_mtime)


def build_product(engine: Engine, name: str, version: str, *options: str) -> None:
    """Build the product's image from its Dockerfile, without a network."""
    arguments = {"BUILD_BASE": BUILD_BASE, "VERSION": version, "SOURCE_DATE_EPOCH": EPOCH}
    given = [word for pair in arguments.items() for word in ("--build-arg", "=".join(pair))]
    network = ["--network", "none"]
    tag = ["--quiet", "--tag", f"{name}:{version}"]
    engine.docker("build", *network, *given, *tag, *options, str(REPOSITORY))


def looked_at(engine: Engine, image: str) -> dict[str, Any]:
    """What the engine knows of an image."""
    (found,) = json.loads(engine.docker("image", "inspect", image))
    return dict(found)


def size_on_base(engine: Engine, image: str) -> int:
    """How many bytes an image adds to its base."""
    return int(looked_at(engine, image)["Size"]) - int(looked_at(engine, BASE)["Size"])


def own_layers(engine: Engine, image: str) -> Iterator[str]:
    """The digests of the layers that an image adds to its base."""
    base = looked_at(engine, BASE)["RootFS"]["Layers"]
    yield from looked_at(engine, image)["RootFS"]["Layers"][len(base) :]


def tidy_up(engine: Engine, name: str) -> None:
    """Keep what makes the next time quick, and nothing that grows from time to time."""
    for version in (RELEASE, NEXT_RELEASE):
        engine.docker("rmi", "--force", f"{name}:{version}")
    engine.docker("image", "prune", "--force")
    engine.docker("builder", "prune", "--force", "--keep-storage", "3GB")
