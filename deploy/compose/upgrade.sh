#!/usr/bin/env bash
# Puts the release that EXCHANGE_VERSION names in place of the one that runs, without a pause.
#
#   EXCHANGE_VERSION=0.2.0 deploy/compose/upgrade.sh
#
# The new ones come up beside the old ones, which then get no more requests, finish what they do and
# go. For a while there is everything twice, and needs memory twice.
set -euo pipefail
cd "$(dirname "$0")/../.."

PARTS=(people projects applications housing notifications views gateway)
SLOTS=$(seq 8)  # of haproxy.cfg
FOUND_WITHIN=300

main() {
    local -a old old_gateways as_before twice
    mapfile -t old < <(docker compose ps --quiet "${PARTS[@]}")
    mapfile -t old_gateways < <(docker compose ps --quiet gateway)
    read -ra as_before <<<"$(scaled 1 | tr '\n' ' ')"
    read -ra twice <<<"$(scaled 2 | tr '\n' ' ')"
    trap let_all_in EXIT

    docker compose run --rm migrate
    up --wait "${twice[@]}"
    wait_for_front $((2 * ${#old_gateways[@]}))
    let_finish "${old_gateways[@]}"
    docker stop --time 45 "${old[@]}"
    docker rm "${old[@]}"
    up --wait "${as_before[@]}"
}

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

# What the front answers to a command for its administrator.
front() {
    docker compose exec -T front bash -c 'exec 3<>/dev/tcp/127.0.0.1/9999; echo "$0" >&3; cat <&3' "$1" </dev/null |
        sed '/^$/d'
}

# Slot, address, state and reason of each gateway that the front knows of.
gateways() {
    front "show servers state gateways" | awk '$2 == "gateways" { print $4, $5, $6, $7 }'
}

# Healthy for the engine is not yet in use by the front, which looks by itself.
wait_for_front() {
    local end=$((SECONDS + FOUND_WITHIN))
    until (($(gateways | awk '$3 == 2 && $4 == 0' | wc -l) >= $1)); do
        if ((SECONDS > end)); then
            echo "The front has not found all new gateways; all stay as they are." >&2
            exit 1
        fi
        sleep 1
    done
}

# They get no new requests, and answer those that they have.
let_finish() {
    local address
    docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$@" |
        while read -r address; do
            front "set server gateways/$(gateways | awk -v of="$address" '$2 == of { print $1 }') state drain"
        done
}

# A slot may get another gateway later.
let_all_in() {
    for slot in $SLOTS; do
        front "set server gateways/gateway$slot state ready"
    done
}

main
