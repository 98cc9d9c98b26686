"""Texts of people as they are kept."""

import unicodedata


def one_line(text: str) -> str:
    """A text composed, on one line, single-spaced, without control or direction characters."""
    spaced = "".join(" " if ch.isspace() else ch for ch in unicodedata.normalize("NFC", text))
    kept = "".join(ch for ch in spaced if unicodedata.category(ch)[0] != "C" or ch == "\u200d")
    return " ".join(kept.split())
