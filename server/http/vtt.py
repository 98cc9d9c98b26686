"""WebVTT (W3C Candidate Recommendation of 2019, https://www.w3.org/TR/webvtt1/): lines to a file of cues."""

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST_MS, LONGEST_MS = 2_000, 7_000
"""How long a cue stands at least, and at most."""
CHARACTER_MS = 65
"""Reading time of a character."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and when it was said, in UTC milliseconds."""

    at: int
    body: str


def vtt(lines: Sequence[Line], start: int) -> str:
    """The lines as cues, their times counted from ``start`` (UTC milliseconds); none begins before it."""
    begins = [max(0, each.at - start) for each in lines]
    ends = [begin + _stands(line) for begin, line in zip(begins, lines, strict=True)]
    cut = [min(end, following) for end, following in zip(ends, [*begins[1:], *ends[-1:]], strict=True)]
    cues = [
        f"{number}\n{_time(begin)} --> {_time(max(end, begin + 1))}\n{_escaped(line.body)}\n"
        for number, (begin, end, line) in enumerate(zip(begins, cut, lines, strict=True), 1)
    ]
    return "\n".join(["WEBVTT\n", *cues])


def spans(cues: Sequence[tuple[int, int, str]], start: int) -> str:
    """Cues of given beginnings and ends, in UTC milliseconds, as chapters; times counted from ``start``."""
    told = [
        f"{number}\n{_time(begin - start)} --> {_time(end - start)}\n{_escaped(text)}\n"
        for number, (begin, end, text) in enumerate(cues, 1)
    ]
    return "\n".join(["WEBVTT\n", *told])


def _stands(line: Line) -> int:
    return min(LONGEST_MS, max(SHORTEST_MS, CHARACTER_MS * len(line.body)))


def _time(ms: int) -> str:
    """A timestamp (section 4.1): hours are two digits or more."""
    seconds, rest = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{rest:03}"


def _escaped(body: str) -> str:
    """Cue text (section 4.2.2): no markup, no arrow, no line that is empty."""
    text = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(text.split())
