"""What a button or an entry is called, in every language of the client."""

import re
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.running import ROOT


@cache
def _german() -> Catalog:
    with (ROOT / "web" / "locale" / "de" / "LC_MESSAGES" / "foyer.po").open("rb") as file:
        return read_po(file, locale="de")


def named(english: str) -> re.Pattern[str]:
    """Exactly these words in English, or in German; for `{…}` may stand anything.

    :raises KeyError: the client has no such words.
    """
    german = _german().get(english)
    if german is None or not isinstance(german.string, str):
        raise KeyError(english)
    shapes = (re.sub(r"\\\{\w+\\\}", ".*", re.escape(each)) for each in (english, german.string))
    return re.compile(f"^({'|'.join(shapes)})$")
