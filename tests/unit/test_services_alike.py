"""Every service has the same eight files, and nobody else's: who knows one knows all."""

from pathlib import Path

import pytest

from services.hosting.service_list import NAMES, service_class

SERVICES = Path(__file__).parents[2] / "services"
FILES = (
    "domain",
    "errors",
    "schemas",
    "application",
    "policy",
    "publishing",
    "views",
    "service",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_service_has_the_same_eight_files(name: str) -> None:
    for file in FILES:
        as_module = SERVICES / name / f"{file}.py"
        as_package = SERVICES / name / file / "__init__.py"
        assert as_module.exists() or as_package.exists(), file


@pytest.mark.parametrize("name", NAMES)
def test_each_of_the_eight_says_what_it_is_for(name: str) -> None:
    for file in FILES:
        module = SERVICES / name / f"{file}.py"
        source = module if module.exists() else SERVICES / name / file / "__init__.py"
        assert source.read_text().startswith('"""'), source


@pytest.mark.parametrize("name", NAMES)
def test_a_service_lists_an_entrypoint_for_each_of_its_commands(name: str) -> None:
    service = service_class(name)
    schemas = __import__(f"services.{name}.schemas", fromlist=["COMMANDS"])
    for command, schema in schemas.COMMANDS.items():
        assert getattr(service, command).schema is schema, command


@pytest.mark.parametrize("name", NAMES)
def test_a_service_only_lists_entrypoints(name: str) -> None:
    """No ``if`` about the domain: its file defines no function at all."""
    text = (SERVICES / name / "service.py").read_text()
    assert "def " not in text
    assert "if " not in text.split('"""')[-1]
