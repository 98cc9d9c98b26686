"""What a poll may ask: lengths, and numbers of options."""

from rooms.errors import Invalid
from rooms.events import PollSpec
from rooms.text import one_line

QUESTION_MOST = 300
"""Characters of a question."""
OPTION_MOST = 120
OPTIONS = (2, 12)
"""Fewest and most options where a poll has them."""
WORDS_MOST = 3
"""Words a ballot may hold."""


def clean_spec(spec: PollSpec) -> PollSpec:
    """The poll as it is kept: fields that its kind does not use are emptied.

    :raises Invalid: a text is empty or too long, or the options are too few, too many, or the same.
    """
    question = _text(spec.question, QUESTION_MOST, "question")
    options = tuple(_text(each, OPTION_MOST, "options") for each in spec.options)
    if spec.kind in ("rating", "words"):
        options = ()
    elif not OPTIONS[0] <= len(options) <= OPTIONS[1] or len({*options}) < len(options):
        raise Invalid("poll.invalid", field="options")
    return PollSpec(question, spec.kind, options, _most(spec, options), spec.anonymous, spec.results)


def _most(spec: PollSpec, options: tuple[str, ...]) -> int:
    """How much a ballot may hold."""
    if spec.kind not in ("multiple", "words"):
        return len(options) if spec.kind == "ranking" else 1
    if not 1 <= spec.most <= (WORDS_MOST if spec.kind == "words" else len(options)):
        raise Invalid("poll.invalid", field="most")
    return spec.most


def _text(text: str, most: int, field: str) -> str:
    shown = one_line(text)
    if not any(ch.isprintable() and ch != " " for ch in shown) or len(shown) > most:
        raise Invalid("poll.invalid", field=field)
    return shown
