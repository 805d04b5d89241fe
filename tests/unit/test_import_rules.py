"""Import rules that allow only what they list. The others are import-linter's: pyproject.toml."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("services", "gateway", "audit", "exchange")
OURS = (*PRODUCT, "tests")
PLUMBING = ("services.contracts", "services.eventlog", "services.hosting")
A_SERVICES_SCHEMAS = re.compile(r"services\.[a-z]+\.schemas(\.|$)")

DOMAINS = sorted([*ROOT.glob("services/*/domain.py"), *ROOT.glob("services/*/domain/")])


def modules_of(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def imports_of(file: Path) -> Iterator[str]:
    """The full name of everything that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = source_of(node, file)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def source_of(node: ast.ImportFrom, file: Path) -> str:
    """The module that ``from module import …`` names, also when it says so in dots."""
    if not node.level:
        return str(node.module)
    package = file.relative_to(ROOT).parts[: -node.level]
    return ".".join([*package, *filter(None, [node.module])])


def is_within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def foreign_to_a_domain(domain: Path) -> list[str]:
    service = f"services.{domain.relative_to(ROOT / 'services').parts[0]}"
    own = (f"{service}.errors", f"{service}.domain")
    return [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in modules_of(domain)
        for name in imports_of(file)
        if not is_within(name, ("eventsourcing", *own))
        and name.partition(".")[0] not in sys.stdlib_module_names
    ]


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_domain_imports_the_standard_library_eventsourcing_and_its_own_errors(
    domain: Path,
) -> None:
    assert foreign_to_a_domain(domain) == []


def test_every_service_has_a_domain_that_these_rules_see() -> None:
    services = {file.parent.name for file in ROOT.glob("services/*/service.py")}

    assert {domain.relative_to(ROOT / "services").parts[0] for domain in DOMAINS} == services
    assert services


@pytest.mark.parametrize("package", ["gateway", "audit"])
def test_of_services_only_schemas_and_the_plumbing_are_imported_by(package: str) -> None:
    beyond = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in modules_of(ROOT / package)
        for name in imports_of(file)
        if is_within(name, ("services",))
        and not is_within(name, PLUMBING)
        and not A_SERVICES_SCHEMAS.match(name)
    ]

    assert beyond == []


def test_contracts_import_nothing_of_ours_but_contracts() -> None:
    beyond = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in modules_of(ROOT / "services/contracts")
        for name in imports_of(file)
        if is_within(name, OURS) and not is_within(name, ("services.contracts",))
    ]

    assert beyond == []


def distribution_name(name: str) -> str:
    """A distribution's name in its one normal form, without its version."""
    return re.sub(r"[-_.]+", "-", name.partition("==")[0]).lower()


def test_the_product_asks_for_every_package_that_it_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked_for = set(map(distribution_name, project["dependencies"]))
    brought_by = packages_distributions()

    files = [file for package in PRODUCT for file in modules_of(ROOT / package)]
    roots = {name.partition(".")[0] for file in files for name in imports_of(file)}
    foreign = roots - sys.stdlib_module_names - set(PRODUCT)

    assert foreign
    for root in foreign:
        assert asked_for & set(map(distribution_name, brought_by.get(root, []))), root
