"""The language of what the start prints: for operators at a terminal, who have no browser to ask."""

from functools import partial
from pathlib import Path

from server.content.pack import PackError
from server.content.sentences import CANNOT_START, Say
from server.starting import StartError
from server.texts import load_texts

LOCALE = Path(__file__).resolve().parent.parent / "web" / "locale"


def spoken(language: str) -> Say:
    """The texts of that language."""
    return partial(load_texts(LOCALE, "en").translate, language=language)


def why_not(error: PackError | StartError, language: str) -> str:
    """Why the hub does not start, in that language."""
    say = spoken(language)
    return f"{say(CANNOT_START)}\n{error.told(say)}"
