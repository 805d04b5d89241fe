"""The images of a rehearsal: the product's own, built from its Dockerfile, and what it stands on.

Official images cannot be had everywhere. So everything else that the compose file names is made
from Debian's packages under the official name, and behaves as far as it is relied on.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.deploy.containers.compose_file import REPOSITORY
from tests.deploy.containers.engine import Engine

RECIPES = Path(__file__).parent / "images"
BASE = "python:3.11-slim-bookworm"
BUILD_BASE = "bare/wheels"
RELEASE = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"]
NEXT_RELEASE = f"{RELEASE}.next"
STAND_INS = ("rabbitmq", "postgresql", "front", "mail", "prometheus", "alertmanager")
ONLY_PATH = "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
EPOCH = "1767225600"


def provide(engine: Engine, ingredients: Mapping[str, Path], names: dict[str, str]) -> None:
    """Make all images that a rehearsal needs; ``names`` has those of the compose file."""
    for root in ("python", "servers"):
        _import(engine, root, ingredients[root])
    _build(engine, "python.Dockerfile", BASE)
    base = ["--build-arg", f"BASE={BASE}"]
    _build(engine, "wheels.Dockerfile", BUILD_BASE, *base, context=ingredients["wheels"])
    for name in STAND_INS:
        _build(engine, "servers.Dockerfile", names[name], "--target", name)


def _import(engine: Engine, root: str, archive: Path) -> None:
    """A root file system as an image, once; the one before it goes."""
    image = f"bare/{archive.name}"
    listing = ["images", "--format", "{{.Repository}}", f"bare/{root}-*"]
    if image not in (there := engine.docker(*listing).split()):
        engine.docker("import", "--change", ONLY_PATH, str(archive), image)
        for before in there:
            engine.docker("rmi", "--force", before)
    engine.docker("tag", image, f"bare/{root}:local")


def _build(engine: Engine, recipe: str, tag: str, *options: str, context: Path = RECIPES) -> None:
    file = str(RECIPES / recipe)
    engine.docker("build", "--quiet", "--file", file, "--tag", tag, *options, str(context))


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


def forget_what_was_cut_off(engine: Engine) -> None:
    """Remove what a run has left that did not come to its end; the engine starts it again."""
    if left := engine.docker("ps", "--all", "--quiet").split():
        engine.docker("rm", "--force", "--volumes", *left)
    engine.docker("volume", "prune", "--force")
    engine.docker("network", "prune", "--force")


def tidy_up(engine: Engine, name: str) -> None:
    """Keep what makes the next time quick, and nothing that grows from time to time."""
    for version in (RELEASE, NEXT_RELEASE):
        engine.docker("rmi", "--force", f"{name}:{version}")
    engine.docker("image", "prune", "--force")
    engine.docker("builder", "prune", "--force", "--keep-storage", "3GB")
