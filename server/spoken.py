"""The language of what the start prints: for operators at a terminal, who have no browser to ask."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from server.content.pack import PackError
from server.content.sentences import CANNOT_START, Say
from server.starting import StartError
from server.texts import load_texts

LOCALE = Path(__file__).resolve().parent.parent / "web" / "locale"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks, in its order."""


def language_of(wanted: str, environ: Mapping[str, str]) -> str:
    """The two letters asked for: by the setting, else by the terminal's locale, else English."""
    asked = next((value for value in (wanted, *map(environ.get, _VARIABLES)) if value), "")
    plain = asked.replace(".", "_").replace(":", "_").split("_")[0].lower()
    return plain if len(plain) == 2 else "en"


def why_not(error: PackError | StartError, language: str) -> str:
    """Why the hub does not start, in that language."""
    say: Say = partial(load_texts(LOCALE, "en").translate, language=language)
    return f"{say(CANNOT_START)}\n{error.told(say)}"
