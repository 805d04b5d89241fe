"""The compose file, as what it says."""

from pathlib import Path
from typing import Any

import yaml

REPOSITORY = Path(__file__).parents[3]


def compose_file() -> dict[str, Any]:
    """All of it, with merged keys; variables as they are written."""
    return dict(yaml.safe_load((REPOSITORY / "docker-compose.yml").read_text()))


def services() -> dict[str, dict[str, Any]]:
    """Its services by name."""
    return dict(compose_file()["services"])


def image_names() -> dict[str, str]:
    """The image of each service."""
    return {name: service["image"] for name, service in services().items()}
