#!/usr/bin/env bash
# Installs a browser, the editors of websites and axe, locked, for tests/web.
set -euo pipefail
cd "$(dirname "$0")/web"

wanted=()
command -v npm >/dev/null || wanted+=(npm)
command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null ||
    wanted+=(chromium-headless-shell)
if [ "${#wanted[@]}" -gt 0 ]; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "Needed; on Debian: sudo apt-get install --no-install-recommends ${wanted[*]}" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=600 update -q </dev/null
    apt-get -o DPkg::Lock::Timeout=600 install -q -y --no-install-recommends "${wanted[@]}" </dev/null
fi
npm ci --no-audit --no-fund --ignore-scripts </dev/null
