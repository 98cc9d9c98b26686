"""Texts that lead away: an address of the web or of mail, however it is dressed up."""

import re
import unicodedata

_ENDINGS = (
    "com|org|net|edu|gov|info|biz|name|app|dev|page|site|online|shop|store|club|live|chat|link|xyz|space|fun|"
    "games|gg|io|me|tv|to|ly|be|fm|ai|co|cc|ws|sh|eu|de|at|ch|li|lu|nl|fr|it|es|pl|cz|uk|us|ru|ua|tr|cn|jp|in|"
    "icu|top|vip|pro|cloud|social|zone|world|berlin|jena"
)
"""The endings of host names that are refused without anything before or behind them."""
_DOT = r"(?:\.|\s{0,9}[\(\[\{]\s{0,9}(?:dot|punkt|\.)\s{0,9}[\)\]\}]\s{0,9}|\s{1,9}(?:dot|punkt)\s{1,9})"
_AT = r"\s{0,9}(?:@|[\(\[\{]\s{0,9}(?:at|ät|@)\s{0,9}[\)\]\}])\s{0,9}"
_LEADS_AWAY = re.compile(
    r"[a-z][a-z0-9+.\-]{1,20}://"
    r"|\b(?:https?|ftp|mailto|tel)\s{0,9}:\s{0,9}\S"
    r"|\bwww\d?" + _DOT + r"\w"
    r"|[\w\-]" + _AT + r"[\w\-]{1,63}" + _DOT + r"\w{2}"
    r"|[\w\-]" + _DOT + r"(?:" + _ENDINGS + r")(?![\w\-])"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
)
"""Every part has a bound, so that no text takes longer than its length."""


def leads_away(text: str) -> bool:
    """Whether a text holds an address, also in other letters' clothes or with signs nobody sees in it.

    A text without one that looks like one, such as two sentences without a space between them of which the
    second begins like a country's ending, is taken for one: better so than otherwise.
    """
    return _LEADS_AWAY.search(_plain(text)) is not None


def addresses(text: str) -> int:
    """How many addresses a text holds."""
    return sum(1 for _ in _LEADS_AWAY.finditer(_plain(text)))


def _plain(text: str) -> str:
    """A text in small compatibility letters, without signs that are not seen."""
    shown = (ch for ch in unicodedata.normalize("NFKC", text) if unicodedata.category(ch) not in ("Cf", "Mn"))
    return "".join(shown).replace("。", ".").replace("․", ".").casefold()
