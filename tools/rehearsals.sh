#!/usr/bin/env bash
# Fetches what the rehearsals in containers are made of, once, into the folder that is named:
#
#   python.tar, servers.tar    root file systems of Debian, where official images cannot be had
#   docker-compose             the present Compose, which Debian 12 has not got
#   wheels-<digest>/           the locked packages, so that images are built without a network
#
# VENV names the environment whose pip fetches the packages.
set -euo pipefail
cd "$(dirname "$0")/.."

CACHE=$1
RELEASE=bookworm
MIRROR=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Release: $RELEASE" | head -n 1)
COMPOSE_RELEASE=trixie
PIP=("${VENV:-.venv}/bin/python" -m pip --quiet --disable-pip-version-check)

main() {
    mkdir -p "$CACHE"
    once python.tar root_of python3,python3-pip,python3-venv,ca-certificates,netbase,tzdata &
    once servers.tar root_of \
        python3,ca-certificates,netbase,postgresql-15,rabbitmq-server,haproxy,prometheus,python3-aiosmtpd
    once docker-compose compose
    once "wheels-$(cat requirements.txt requirements-build.txt | sha256sum | cut -c 1-12)" wheels
    wait $!
    compgen -G "$CACHE/*.part" >/dev/null && exit 1 || true
}

# Makes a thing beside and puts it in place when it is complete.
once() {
    if [[ ! -e $CACHE/$1 ]]; then
        rm -rf "${CACHE:?}/$1.part"
        "${@:2}" "$CACHE/$1.part"
        mv "$CACHE/$1.part" "$CACHE/$1"
    fi
}

root_of() {
    mmdebstrap --quiet --format=tar --variant=minbase --include="$1" "$RELEASE" "$2" "$MIRROR"
}

compose() {
    local apt
    apt=$(mktemp -d)
    mkdir -p "$apt"/{lists,cache/archives}/partial
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $MIRROR $COMPOSE_RELEASE main" \
        >"$apt/sources.list"
    local -a options=(-q -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=-
        -o "Dir::State::lists=$apt/lists" -o "Dir::Cache=$apt/cache" -o APT::Sandbox::User=root)
    apt-get "${options[@]}" update >/dev/null
    (cd "$apt" && apt-get "${options[@]}" download docker-compose >/dev/null)
    dpkg -x "$apt"/docker-compose_*.deb "$apt/package"
    cp "$apt/package/usr/libexec/docker/cli-plugins/docker-compose" "$1"
    rm -rf "$apt"
}

# For the Python of the images, which need not be that of the environment.
wheels() {
    "${PIP[@]}" download --no-deps --require-hashes --only-binary :all: --dest "$1" \
        --python-version 3.11 --implementation cp \
        --platform "manylinux_2_28_$(uname -m)" --platform "manylinux_2_17_$(uname -m)" \
        --platform "manylinux2014_$(uname -m)" \
        --requirement requirements.txt --requirement requirements-build.txt
}

main
