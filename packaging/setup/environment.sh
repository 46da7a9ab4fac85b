#!/usr/bin/env bash
# Makes .venv from the lock file: `environment.sh run` or `environment.sh dev`.
# Does nothing when .venv already holds exactly that.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv=.venv
kind=${1:?run or dev}

fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13; do
        if new_enough "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed and was not found. Name one with: make PYTHON=/path/to/python3"
}

locks_of() {
    case $1 in
        run) echo requirements.lock requirements-build.lock ;;
        dev) echo requirements-dev.lock ;;
        *) fail "unknown environment: $1" ;;
    esac
}

# The stamp names all that the environment was made from, its place included,
# because scripts in a .venv hold absolute paths.
stamp_of() {
    local locks
    read -ra locks <<<"$(locks_of "$1")"
    { pwd; cat "${locks[@]}" pyproject.toml "packaging/setup/environment.sh"; } | sha256sum
}

holds() {
    [ -x $venv/bin/nianbao ] && new_enough $venv/bin/python &&
        [ "$(cat "$venv/.$1.stamp" 2>/dev/null)" = "$(stamp_of "$1")" ]
}

# Debian ships venv without ensurepip (python3-venv); the machine's own pip can
# fill such an environment from outside.
make_venv() {
    local python
    new_enough $venv/bin/python && return
    python=$(find_python)
    rm -rf $venv
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv $venv
    else
        "$python" -m venv --without-pip $venv
    fi
}

pip_of_venv() {
    local python
    if $venv/bin/python -c 'import pip' 2>/dev/null; then
        $venv/bin/python -m pip "$@"
        return
    fi
    python=$(find_python)
    "$python" -c 'import pip' 2>/dev/null || fail "pip is missing: install python3-pip or python3-venv"
    "$python" -m pip --python $venv/bin/python "$@"
}

install() {
    local arguments=() lock
    for lock in $(locks_of "$1"); do
        arguments+=(-r "$lock")
    done
    rm -f $venv/.*.stamp
    # The lock files are complete. With --no-deps pip looks for nothing beside them: older pips
    # (23.x) resolve "coverage[toml]" anew and stop when a newer coverage is out than the locked one.
    pip_of_venv install --disable-pip-version-check --require-hashes --only-binary :all: --no-deps "${arguments[@]}"
    pip_of_venv install --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
    pip_of_venv check --disable-pip-version-check
    stamp_of "$1" >"$venv/.$1.stamp"
}

# The dev environment holds everything that the run environment holds.
if ! holds dev && ! holds "$kind"; then
    make_venv
    install "$kind"
fi
