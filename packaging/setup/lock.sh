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

# The Debian packages' own: one Python, and instead of the newest Qt the one of override-*.txt.
others=$(mktemp)
trap 'rm -f "$others"' EXIT
sed -n 's/^\([a-z0-9-]*==[^ ]*\).*/\1/p' requirements.lock | grep -vE '^(pyside6-essentials|shiboken6)==' >"$others"

compile_for_deb() {
    local architecture=$1 platform=$2 lock=requirements-linux-$1.lock
    "${UV:-.venv/bin/uv}" pip compile --quiet --generate-hashes --python-version 3.13 \
        --python-platform "$platform" --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "make lock" --override "packaging/linux/override-$architecture.txt" \
        --constraint "$others" "${upgrade[@]}" pyproject.toml --output-file "$lock"
    sed -i "s|$others|requirements.lock|" "$lock"
}

compile_for_deb amd64 x86_64-manylinux_2_28
compile_for_deb arm64 aarch64-manylinux_2_31
