#!/usr/bin/env bash
# Fetches what the rehearsals in containers are made of, once, into the folder CACHE, and tells where
# each of it is:
#
#   python, servers    root file systems of Debian, where official images cannot be had
#   compose            the present Compose, which Debian 12 has not got
#   wheels             the locked packages, so that images are built without a network
#
# MIRROR is the address of a mirror of Debian, VENV the environment whose pip fetches the packages.
set -euo pipefail
cd "$(dirname "$0")/.."

CACHE=${1:?Name the folder.}
MIRROR=${2:?Name a mirror of Debian.}
RELEASE=bookworm
COMPOSE_RELEASE=trixie
PYTHON=python3,python3-pip,python3-venv,ca-certificates,netbase,tzdata
SERVERS=python3,ca-certificates,netbase,wget,postgresql-15,rabbitmq-server,haproxy,prometheus,prometheus-alertmanager,python3-aiosmtpd
PIP=("${VENV:-.venv}/bin/python" -m pip --quiet --disable-pip-version-check)

main() {
    mkdir -p "$CACHE"
    once python "$RELEASE,$PYTHON" root_of "$PYTHON" &
    once servers "$RELEASE,$SERVERS" root_of "$SERVERS" &
    once compose "$COMPOSE_RELEASE" compose &
    once wheels "$(cat requirements.txt requirements-build.txt)" wheels &
    local failed=
    for job in $(jobs -p); do
        wait "$job" || failed=yes
    done
    [[ -z $failed ]]
}

# Makes a thing beside and puts it in place when it is complete. What it is made of is in its name,
# so that it is made anew when that changes; the one before it goes.
once() {
    local thing
    thing=$CACHE/$1-$(sha256sum <<<"$2" | cut -c 1-12)
    if [[ ! -e $thing ]]; then
        rm -rf "$CACHE/$1"-*
        "${@:3}" "$thing.part" || cannot_be_had "$1"
        mv "$thing.part" "$thing"
    fi
    echo "$1 $thing"
}

cannot_be_had() {
    echo "Not to be had: $1, from $MIRROR or the registry of Python packages." >&2
    exit 1
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
    apt-get "${options[@]}" update >/dev/null &&
        (cd "$apt" && apt-get "${options[@]}" download docker-compose >/dev/null) &&
        dpkg -x "$apt"/docker-compose_*.deb "$apt/package" &&
        cp "$apt/package/usr/libexec/docker/cli-plugins/docker-compose" "$1"
    local done=$?
    rm -rf "$apt"
    return $done
}

# For the Python of the images, which need not be that of the environment.
wheels() {
    "${PIP[@]}" download --no-deps --require-hashes --only-binary :all: --dest "$1" \
        --python-version 3.11 --implementation cp \
        --platform "manylinux_2_28_$(uname -m)" --platform "manylinux_2_17_$(uname -m)" \
        --platform "manylinux2014_$(uname -m)" \
        --requirement requirements.txt --requirement requirements-build.txt >/dev/null
}

main
