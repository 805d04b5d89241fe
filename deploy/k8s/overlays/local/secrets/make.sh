#!/usr/bin/env bash
# Makes the secrets of the local overlay, each at random, in values/ beside this file.
#
# What is there stays as it is: to change one, delete its file (see docs/operations/keys.md first:
# without the master key the vault cannot be read again).
set -euo pipefail
cd "$(dirname "$0")"
umask 077
mkdir -p values
cd values

keep() { # FILE: what comes in is written to it, unless it is there
    if [[ ! -e $1 ]]; then
        cat >"$1.new"
        mv "$1.new" "$1"
    else
        cat >/dev/null
    fi
}

random() {
    printf '%s' "$(openssl rand -hex 32)"
}

password_of() { # NAME: made when it is first asked for
    random | keep "$1-password"
    cat "$1-password"
}

database_url() { # ROLE DATABASE PASSWORD
    printf 'postgresql://%s:%s@database:5432/%s' "$1" "$3" "$2"
}

random | keep master-key
printf '' | keep other-master-key
random | keep signing-key
printf '' | keep old-signing-key
printf '' | keep smtp-user
printf '' | keep smtp-password

broker=$(password_of broker)
printf 'amqp://exchange:%s@broker:5672/exchange' "$broker" | keep broker-url
printf 'default_user = exchange\ndefault_pass = %s\ndefault_vhost = exchange\n' "$broker" |
    keep broker-default-user.conf

database_url postgres postgres "$(password_of database-admin)" | keep database-admin-url
for name in people projects applications housing notifications gateway; do
    database_url "exchange_$name" "exchange_$name" "$(password_of "database-$name")" |
        keep "database-$name-url"
done

if [[ ! -e tls.key ]]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 365 -subj /CN=exchange.localhost \
        -addext subjectAltName=DNS:exchange.localhost -keyout tls.key -out tls.crt 2>/dev/null
fi
