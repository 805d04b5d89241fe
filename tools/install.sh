#!/usr/bin/env bash
# Makes the virtual environment and installs the locked packages, unless that is done already.
#
#   tools/install.sh product    what `make run` needs
#   tools/install.sh dev        that, and what the tests and checks need
#
# VENV names the environment's folder, PYTHON the interpreter to take instead of the newest found.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/apt.sh

VENV=${VENV:-.venv}
read -ra CANDIDATES <<<"${PYTHON:-python3.13 python3.12 python3.11 python3}"

main() {
    local wanted
    wanted=$(fingerprint)
    if [[ $(cat "$VENV/installed-$1" 2>/dev/null) != "$wanted" ]] || ! works "$VENV/bin/python"; then
        works "$VENV/bin/python" || make_environment
        "install_$1"
        echo "$wanted" >"$VENV/installed-$1"
    fi
}

# Changes with everything that decides what is installed, and where: an environment cannot be moved.
fingerprint() {
    { pwd && cat pyproject.toml requirements*.txt tools/install.sh; } | sha256sum
}

# Version managers leave commands that only say which version to choose: so each is tried.
works() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1
}

make_environment() {
    local python
    python=$(choose_python)
    brings_pip "$python" || apt_install "$(venv_package "$python")"
    echo "Making $VENV with $("$python" --version)"
    rm -rf "$VENV"
    "$python" -m venv "$VENV"
}

# The newest that can make an environment as it is, or else the newest that Debian can complete.
choose_python() {
    local -a found=()
    local python
    for python in "${CANDIDATES[@]}"; do
        if works "$python"; then
            found+=("$python")
            if brings_pip "$python"; then
                echo "$python"
                return
            fi
        fi
    done
    if ((${#found[@]} == 0)); then
        echo "Python 3.11 or newer is needed, and none of these is: ${CANDIDATES[*]}" >&2
        exit 1
    fi
    echo "${found[0]}"
}

# Debian and Ubuntu keep this part of Python's standard library in a package of its own.
brings_pip() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

venv_package() {
    "$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

install_product() {
    locked -r requirements.txt -r requirements-build.txt
    install_ourselves
}

install_dev() {
    locked -r requirements-dev.txt -r requirements-build.txt
    install_ourselves
}

# Wheels only: building a package from source would fetch build tools that nothing has locked.
locked() {
    pip install --require-hashes --only-binary :all: "$@"
}

install_ourselves() {
    pip install --no-deps --no-build-isolation --editable .
}

pip() {
    "$VENV/bin/python" -m pip --quiet --disable-pip-version-check "$@"
}

main "$1"
