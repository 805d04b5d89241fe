#!/usr/bin/env bash
# Puts the release that EXCHANGE_VERSION names in place of the one that runs, without a pause.
#
#   EXCHANGE_VERSION=0.2.0 deploy/compose/upgrade.sh
#
# The new ones come up beside the old ones, which then finish what they do and go. For a while there is
# everything twice, and needs memory twice.
set -euo pipefail
cd "$(dirname "$0")/../.."

PARTS=(people projects applications housing notifications views gateway)

number_of() {
    docker compose ps --quiet "$1" | wc -l
}

# Options for `docker compose up`: so many times as many of each part as there are.
scaled() {
    for part in "${PARTS[@]}"; do
        echo --scale "$part=$(($1 * $(number_of "$part")))"
    done
}

up() {
    docker compose up --detach --no-build --no-deps --no-recreate "$@" "${PARTS[@]}"
}

mapfile -t old < <(docker compose ps --quiet "${PARTS[@]}")
read -ra as_before <<<"$(scaled 1 | tr '\n' ' ')"
read -ra twice <<<"$(scaled 2 | tr '\n' ' ')"

docker compose run --rm migrate
up --wait "${twice[@]}"
docker stop --time 45 "${old[@]}"
docker rm "${old[@]}"
up --wait "${as_before[@]}"
