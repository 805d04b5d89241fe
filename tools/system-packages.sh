#!/usr/bin/env bash
# Installs the servers and tools that the tests use, where they are missing.
#
# The one list of Debian packages that the tests need. Nothing here is needed to run the product.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/apt.sh

# A package is there when one of its files is: `dpkg` would not see a server installed otherwise.
needed() {
    has_file /usr/lib/rabbitmq/bin/rabbitmq-server || echo rabbitmq-server
    has_file /usr/lib/postgresql/*/bin/initdb || echo postgresql
    has_file /usr/bin/chromium || echo chromium
    has_file /usr/bin/promtool || echo prometheus
    has_file /usr/bin/amtool || echo prometheus-alertmanager
    has_font NotoSansArabic || echo fonts-noto-core
    needed_for_rehearsals
}

# An engine of containers may be started by root only, see tests/deploy/containers/engine.py.
needed_for_rehearsals() {
    if ((EUID == 0)); then
        has_file /usr/sbin/dockerd || echo docker.io
        has_file /usr/bin/mmdebstrap || echo mmdebstrap
        has_file /usr/sbin/iptables || echo iptables
        has_file /bin/ip || echo iproute2
    fi
}

has_file() {
    [[ -x $1 ]]
}

# Pages in any script are looked at: without its letters a browser draws boxes.
has_font() {
    compgen -G "/usr/share/fonts/truetype/noto/$1*" >/dev/null
}

mapfile -t missing < <(needed)
if ((${#missing[@]})); then
    apt_install "${missing[@]}"
fi
tools/kubectl.sh
