"""Texts that lead away: an address of the web or of mail, however it is dressed up."""

import re
import unicodedata
from collections.abc import Iterator

_ENDINGS = (
    "com|org|net|edu|gov|info|biz|name|app|dev|page|site|online|shop|store|club|live|chat|link|xyz|space|fun|"
    "games|gg|io|me|tv|to|ly|be|fm|ai|co|cc|ws|sh|eu|de|at|ch|li|lu|nl|fr|it|es|pl|cz|uk|us|ru|ua|tr|cn|jp|in|"
    "icu|top|vip|pro|cloud|social|zone|world|berlin|jena"
)
"""The endings of host names that are refused without anything before or behind them, also behind a dot that
is a word.
"""
_COUNTRIES = (
    "ac|ad|ae|af|ag|ai|al|am|ao|aq|ar|as|at|au|aw|ax|az|ba|bb|bd|be|bf|bg|bh|bi|bj|bm|bn|bo|br|bs|bt|bw|by|bz|ca|"
    "cc|cd|cf|cg|ch|ci|ck|cl|cm|cn|co|cr|cu|cv|cw|cx|cy|cz|de|dj|dk|dm|do|dz|ec|ee|eg|er|es|et|eu|fi|fj|fk|fm|fo|"
    "fr|ga|gd|ge|gf|gg|gh|gi|gl|gm|gn|gp|gq|gr|gs|gt|gu|gw|gy|hk|hm|hn|hr|ht|hu|id|ie|il|im|in|io|iq|ir|is|it|je|"
    "jm|jo|jp|ke|kg|kh|ki|km|kn|kp|kr|kw|ky|kz|la|lb|lc|li|lk|lr|ls|lt|lu|lv|ly|ma|mc|md|me|mg|mh|mk|ml|mm|mn|mo|"
    "mp|mq|mr|ms|mt|mu|mv|mw|mx|my|mz|na|nc|ne|nf|ng|ni|nl|no|np|nr|nu|nz|om|pa|pe|pf|pg|ph|pk|pl|pm|pn|pr|ps|pt|"
    "pw|py|qa|re|ro|rs|ru|rw|sa|sb|sc|sd|se|sg|sh|si|sk|sl|sm|sn|so|sr|ss|st|su|sv|sx|sy|sz|tc|td|tf|tg|th|tj|tk|"
    "tl|tm|tn|to|tr|tt|tv|tw|tz|ua|ug|uk|us|uy|uz|va|vc|ve|vg|vi|vn|vu|wf|ws|ye|yt|za|zm|zw|"
    "рф|рус|укр|бел|бг|срб|мкд|мон|қаз|ком|орг|онлайн|сайт|ελ|ευ|中国|中國|香港|台湾|台灣|한국"
)
"""The endings of all countries and territories (ISO 3166), those in other letters among them."""
_HOSTS = frozenset(f"{_ENDINGS}|{_COUNTRIES}".split("|"))
_HOST = re.compile(r"\.(?<=[\w\-]\.)([^\W\d_]{2,24})(?![\w\-])")
_DOT = r"(?:\.| (?:dot|punkt) )"
_LEADS_AWAY = re.compile(
    r":(?<=[\w+.\-]:)//"
    r"|\b(?:https?|ftp|mailto|tel) ?: ?\S"
    r"|www\d?" + _DOT + r"\w"
    r"|@(?:(?<=[\w\-]@)|(?<=[\w\-] @)) ?[\w\-]{1,63}" + _DOT + r"\w{2}"
    r"|@(?<=\w@)\w"
    r"| (?:dot|punkt) (?:" + _ENDINGS + r")(?![\w\-])"
    r"|\.(?<=\w\.)[^\W\d_]{2,24}(?=/\S|[:?#]\w)"
    r"|\bxn--[a-z0-9]"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b"
)
"""Every part has a bound, so that no text takes longer than its length; most begin with a rare sign."""
_WORDED_DOT = re.compile(r" ?[(\[{] ?(?:dot|punkt|\.) ?[)\]}] ?")
_WORDED_AT = re.compile(r" ?[(\[{] ?(?:at|ät|@) ?[)\]}] ?")


def leads_away(text: str) -> bool:
    """Whether a text holds an address, also in other letters' clothes or with signs nobody sees in it.

    A text without one that looks like one, such as two sentences without a space between them of which the
    second begins like a country's ending, is taken for one: better so than otherwise.
    """
    return any(True for _ in _found(text))


def addresses(text: str) -> int:
    """How many addresses a text holds."""
    return sum(1 for _ in _found(text))


def _found(text: str) -> Iterator[re.Match[str]]:
    """The places of a text that lead away, some of them more than once."""
    plain = _plain(text)
    yield from _LEADS_AWAY.finditer(plain)
    yield from (each for each in _HOST.finditer(plain) if each[1] in _HOSTS)


def _plain(text: str) -> str:
    """A text in small compatibility letters, without signs that are not seen, with one blank for many and
    none before a dot, and with signs for the words that stand for them in brackets.
    """
    shown = (ch for ch in unicodedata.normalize("NFKC", text) if unicodedata.category(ch) not in ("Cf", "Mn"))
    small = "".join(shown).replace("。", ".").replace("․", ".").casefold()
    signs = _WORDED_AT.sub("@", _WORDED_DOT.sub(".", " ".join(small.split())))
    return signs.replace(" .", ".")
