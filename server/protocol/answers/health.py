"""Whether the hub lives and takes writes."""

from server.protocol.answers.base import Answer


class HealthAnswer(Answer):
    """The process lives."""

    status: str
    version: str
    build: str
    protocol: int


class ReadyAnswer(Answer):
    """The disk takes writes."""

    status: str
