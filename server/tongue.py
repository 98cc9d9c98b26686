"""Which language an operator's terminal speaks; told without any package, since those may be missing."""

from collections.abc import Mapping

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks, in its order."""


def language_of(wanted: str, environ: Mapping[str, str]) -> str:
    """The two letters asked for: by the setting, else by the terminal's locale, else English."""
    asked = next((value for value in (wanted, *map(environ.get, _VARIABLES)) if value), "")
    plain = asked.replace(".", "_").replace(":", "_").split("_")[0].lower()
    return plain if len(plain) == 2 else "en"
