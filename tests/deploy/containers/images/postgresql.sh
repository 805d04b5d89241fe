#!/bin/bash
# Makes the data at the first start, and lets in who comes by the network with a password.
set -euo pipefail

if [[ $1 == postgres && ! -s $PGDATA/PG_VERSION ]]; then
    read -ra options <<<"${POSTGRES_INITDB_ARGS:-}"
    initdb --username=postgres --pwfile="$POSTGRES_PASSWORD_FILE" --auth-host=scram-sha-256 \
        --auth-local=trust --encoding=UTF8 "${options[@]}" >/dev/null
    echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
fi
exec "$@"
