#!/bin/sh
# Bring what the tests need beside Python: Chromium, Firefox ESR, Redis. FOYER_CHROMIUM, FOYER_FIREFOX and
# FOYER_REDIS_SERVER name other places. What cannot be brought here is reported by the tests that need it.
set -eu
. scripts/say.sh

missing=
need() {  # variable, package, programs...
    variable=$1 package=$2
    shift 2
    eval "named=\${$variable:-}"
    for program in $named "$@"; do
        command -v "$program" >/dev/null 2>&1 && return
    done
    missing="$missing $package"
}

need FOYER_CHROMIUM chromium chromium chromium-browser google-chrome
need FOYER_FIREFOX firefox-esr firefox-esr
need FOYER_REDIS_SERVER redis-server redis-server
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing$missing for the tests" "$missing wird für die Tests installiert"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq >/dev/null || true
    # shellcheck disable=SC2086  # a list of packages
    apt-get install -qq -y --no-install-recommends $missing >/dev/null \
        || say "apt-get failed, going on without" "apt-get ist fehlgeschlagen, es geht ohne weiter"
else
    say "the tests miss$missing; Debian: apt-get install -y --no-install-recommends$missing" \
        "den Tests fehlt$missing; Debian: apt-get install -y --no-install-recommends$missing"
fi
