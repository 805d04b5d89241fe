#!/usr/bin/env bash
# Writes the lock files from pyproject.toml: every package, its version and its hashes.
#
#   requirements.txt          what the product needs
#   requirements-dev.txt      that, and what the tests and checks need
#   requirements-build.txt    what builds the product's own package
#
# Versions stay as they are locked as long as pyproject.toml allows them. To move all of them to
# the newest ones: tools/lock.sh --upgrade
set -euo pipefail
cd "$(dirname "$0")/.."

# The environment of `make lock` has uv and a tomllib; both come with the dev requirements.
BIN=${VENV:-.venv}/bin

compile() {
    "$BIN/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@" >/dev/null
}

build_requirements() {
    "$BIN/python" -c '
import pathlib, tomllib
print(*tomllib.loads(pathlib.Path("pyproject.toml").read_text())["build-system"]["requires"])'
}

# The largest set comes first and binds the others, so that a package has one version in all three.
compile --extra dev --output-file requirements-dev.txt "$@" pyproject.toml
compile --constraint requirements-dev.txt --output-file requirements.txt pyproject.toml
build_requirements | compile --constraint requirements-dev.txt --output-file requirements-build.txt -
