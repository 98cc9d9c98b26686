# Sourced by the scripts of the start: their words in the terminal's language, by the same rule as the hub's own
# (server/tongue.py): FOYER_LANGUAGE, then LANGUAGE, LC_ALL, LC_MESSAGES, LANG; German if that is German.
spoken=${FOYER_LANGUAGE:-${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}}
words() {  # English, German
    case $spoken in
        de | de[_:.]*) printf '%s' "$2" ;;
        *) printf '%s' "$1" ;;
    esac
}
say() { printf 'Foyer: %s\n' "$(words "$1" "$2")"; }
