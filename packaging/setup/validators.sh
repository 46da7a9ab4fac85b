#!/usr/bin/env bash
# Installs the Open XML SDK's validator, locked, for tests/exporters/test_validators.py.
# Only npm has it; without it those tests are skipped and say so.
set -euo pipefail
cd "$(dirname "$0")/validator"

if ! command -v npm >/dev/null; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "npm is needed; on Debian: sudo apt-get install --no-install-recommends npm" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get -o DPkg::Lock::Timeout=600 update -q </dev/null
    apt-get -o DPkg::Lock::Timeout=600 install -q -y --no-install-recommends npm </dev/null
fi
npm ci --no-audit --no-fund </dev/null
