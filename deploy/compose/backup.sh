#!/usr/bin/env bash
# Copies all databases as they are at one moment into a folder, while everything runs.
#
#   deploy/compose/backup.sh FOLDER
#
# One moment for all of them matters: each service remembers how far it has read the logs of the
# others. The secrets are not in it: keep them elsewhere, see docs/operations/backup.md.
set -euo pipefail
FOLDER=$(realpath "${1:?Name the folder for the backup.}")
cd "$(dirname "$0")/../.."

umask 077
mkdir -p "$FOLDER"
docker compose exec -T postgresql pg_basebackup --username=postgres --pgdata=- --format=tar \
    --wal-method=fetch --checkpoint=fast --compress=1 >"$FOLDER/database.tar.gz.part"
gzip --test "$FOLDER/database.tar.gz.part"
mv "$FOLDER/database.tar.gz.part" "$FOLDER/database.tar.gz"
echo "All databases are in $FOLDER/database.tar.gz"
