# Installs Debian packages, or says what to install by hand. To be sourced.

# The services that packages bring are not started: the tests start their own, on their own ports.
INSTALL='
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap "rm -f $policy" EXIT
    printf "#!/bin/sh\nexit 101\n" > "$policy"
    chmod 755 "$policy"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "$@"
'

apt_install() {
    local -a as_root=()
    if ! command -v apt-get >/dev/null; then
        needs_by_hand "$@"
    fi
    if ((EUID != 0)); then
        sudo -n true 2>/dev/null || needs_by_hand "$@"
        as_root=(sudo -n)
    fi
    echo "Installing: $*"
    "${as_root[@]}" sh -euc "$INSTALL" apt-install "$@" </dev/null
}

needs_by_hand() {
    echo "These packages are missing and cannot be installed from here: $*" >&2
    echo "Install them, on Debian or Ubuntu with: sudo apt-get install $*" >&2
    exit 1
}
