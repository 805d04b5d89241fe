#!/usr/bin/env bash
# Puts back what backup.sh has copied, where nothing is left of the home or was there before.
#
#   deploy/compose/restore.sh FOLDER
#
# What waits in the broker belongs to later logs than those of the backup, so it must go as well.
set -euo pipefail
BACKUP=$(realpath "${1:?Name the folder of the backup.}")/database.tar.gz
cd "$(dirname "$0")/../.."

PUT_BACK='
[ -z "$(ls -A "$PGDATA")" ] || { echo "There are databases already." >&2; exit 1; }
tar --extract --gzip --directory="$PGDATA" && chmod 700 "$PGDATA"'

if [[ -n $(docker compose ps --all --quiet) ]]; then
    echo "Parts of the home are still there. Let them go first: docker compose down --volumes" >&2
    exit 1
fi
gzip --test "$BACKUP"
docker compose run --rm --no-deps -T --entrypoint bash postgresql -euc "$PUT_BACK" <"$BACKUP"
echo "All databases are back. Start the home: docker compose up --detach --wait"
