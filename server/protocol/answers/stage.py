"""The ways onto a stage: for phones in its hall, captions and cameras."""

from server.protocol.answers.base import Answer


class HallAnswer(Answer):
    """Where phones in a stage's hall take part; ``qr`` is an SVG of ``link``."""

    link: str
    qr: str


class CaptionKeyAnswer(Answer):
    """A program's new key for a stage's captions, and where it sends them."""

    key: str
    address: str


class KeyAnswer(Answer):
    """A camera's new key, shown only here; ``qr`` is an SVG of ``link``."""

    key: str
    whip: str
    link: str
    qr: str
