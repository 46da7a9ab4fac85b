#!/usr/bin/env bash
# Writes the lock files anew: exact versions with hashes, for every platform and
# every Python that pyproject.toml admits, naming no package index. Keeps the versions
# that are locked already unless called with --upgrade.
set -euo pipefail
cd "$(dirname "$0")/../.."

upgrade=("$@")

compile() {
    "${UV:-.venv/bin/uv}" pip compile --quiet --universal --generate-hashes --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "${upgrade[@]}" "$@"
}

compile pyproject.toml --output-file requirements.lock
compile --group build --constraint requirements.lock --output-file requirements-build.lock
compile pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock

# The Debian package's own: one Python, and instead of the newest Qt the one of override.txt.
others=$(mktemp)
trap 'rm -f "$others"' EXIT
sed -n 's/^\([a-z0-9-]*==[^ ]*\).*/\1/p' requirements.lock | grep -vE '^(pyside6-essentials|shiboken6)==' >"$others"
"${UV:-.venv/bin/uv}" pip compile --quiet --generate-hashes --python-version 3.13 \
    --python-platform x86_64-manylinux_2_28 --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "make lock" --override packaging/linux/override.txt \
    --constraint "$others" "${upgrade[@]}" pyproject.toml --output-file requirements-linux.lock
sed -i "s|$others|requirements.lock|" requirements-linux.lock
