#!/usr/bin/env bash
# Puts the release that EXCHANGE_VERSION names in place of the one that runs, without a pause.
#
#   EXCHANGE_VERSION=0.2.0 deploy/compose/upgrade.sh
#
# One part after the other: the new ones come up beside the old ones, which then get no more requests,
# finish what they do and go. So the machine goes on serving, and needs memory for one part more.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Gateways read what the views of their own release keep up to date, so these two go together.
STEPS=(people projects applications housing notifications "views gateway")
SLOTS=$(seq 8)  # of haproxy.cfg
READY_WITHIN=300
FOUND_WITHIN=300

main() {
    trap let_all_in EXIT
    docker compose run --rm migrate
    for parts in "${STEPS[@]}"; do
        # shellcheck disable=SC2086 # several words
        replace $parts
    done
}

# Puts new containers of some parts in the place of as many old ones.
replace() {
    local ids ids_of_gateways scales
    local -a old old_gateways twice
    ids=$(running "$@")
    [[ -n $ids ]] || return 0
    mapfile -t old <<<"$ids"
    ids_of_gateways=$(running gateway)
    mapfile -t old_gateways < <(among "$ids_of_gateways" <<<"$ids")

    scales=$(doubled "$@")
    read -ra twice <<<"$scales"
    docker compose up --detach --no-build --no-deps --no-recreate "${twice[@]}" "$@"
    wait_until_ready "$@"
    if ((${#old_gateways[@]})); then
        wait_for_front $((2 * ${#old_gateways[@]}))
        let_finish "${old_gateways[@]}"
    fi
    docker stop --time 45 "${old[@]}"
    docker rm "${old[@]}"
}

# The containers of some parts.
running() {
    docker compose ps --quiet "$@"
}

# Those lines that are among the given ones.
among() {
    grep --line-regexp --fixed-strings "$1" || true
}

# Options for `docker compose up`: twice as many of each part as there are.
doubled() {
    local ids part
    for part in "$@"; do
        ids=$(running "$part") || return 1
        echo -n "--scale $part=$((2 * $(wc -w <<<"$ids"))) "
    done
}

# The containers of some parts that do not say that they are ready, and what they say.
not_ready() {
    local containers container told
    containers=$(docker compose ps --all --quiet "$@") || return 1
    for container in $containers; do
        told=$(docker exec "$container" exchange healthy 2>&1) ||
            echo "$(docker inspect --format '{{.Name}} ({{.State.Status}})' "$container"): $told"
    done
}

# They are asked here, because the engine asks seldom and gives up: one that is slow for a moment, on
# a machine that has much to do, is waited for.
wait_until_ready() {
    local end=$((SECONDS + READY_WITHIN)) told
    until told=$(not_ready "$@") && [[ -z $told ]]; do
        if ((SECONDS > end)); then
            printf 'Not ready; all stay as they are:\n%s\n' "$told" >&2
            exit 1
        fi
        sleep 1
    done
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

# Ready is not yet in use by the front, which looks by itself.
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
