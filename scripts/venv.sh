#!/bin/sh
# Make or refresh .venv from a hash-locked file: scripts/venv.sh runtime|test
# Needs Python 3.11 or newer with its venv module; says which command brings what is missing.
set -eu
set_name=$1
lock=requirements/$set_name.lock
python=${PYTHON:-}
. scripts/say.sh

fail() {  # pairs of English and German lines
    while [ $# -gt 0 ]; do
        say "$1" "$2" >&2
        shift 2
    done
    exit 1
}

find_python() {
    for candidate in $python python3 python3.14 python3.13 python3.12 python3.11; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            return
        fi
    done
    if command -v python3 >/dev/null 2>&1; then
        fail "Python 3.11 or newer is needed, this is $(python3 --version 2>&1)." \
            "Python 3.11 oder neuer ist nötig, dies ist $(python3 --version 2>&1)." \
            "Debian 12, Ubuntu 24.04 and later bring it; elsewhere name one with: make run PYTHON=/path/to/python3.11" \
            "Debian 12, Ubuntu 24.04 und neuere bringen es mit; sonst nennen: make run PYTHON=/pfad/zu/python3.11"
    fi
    fail "Python 3.11 or newer is needed." "Python 3.11 oder neuer ist nötig." \
        "Debian and Ubuntu: apt-get install -y python3 python3-venv" \
        "Debian und Ubuntu: apt-get install -y python3 python3-venv"
}

make_venv() {
    find_python
    "$python" -c 'import venv, ensurepip' 2>/dev/null \
        || fail "Python's venv module is missing." "Pythons Modul venv fehlt." \
            "Debian and Ubuntu: apt-get install -y python3-venv" "Debian und Ubuntu: apt-get install -y python3-venv"
    "$python" -m venv .venv || fail "the virtual environment could not be made (see above)." \
        "die virtuelle Umgebung ließ sich nicht anlegen (siehe oben)."
}

wanted=$(cksum <"$lock")
stamp=.venv/.installed-$set_name
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
[ -x .venv/bin/python ] || make_venv
say "installing Python packages ($set_name); the first time takes half a minute" \
    "Python-Pakete werden installiert ($set_name); beim ersten Mal dauert es eine halbe Minute"
.venv/bin/python -m pip install -qq --no-input --no-compile --disable-pip-version-check --no-deps --require-hashes -r "$lock" \
    || fail "the packages of $lock could not be installed (see above)." \
        "die Pakete aus $lock ließen sich nicht installieren (siehe oben)."
printf '%s\n' "$wanted" >"$stamp"
# The test set holds the runtime set, so a later 'make run' has nothing to do.
if [ "$set_name" = test ]; then
    cksum <requirements/runtime.lock >.venv/.installed-runtime
fi
