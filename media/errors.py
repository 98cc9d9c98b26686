"""What the media plane can refuse.

MediaError
 +-- MediaRefused        what was offered cannot be carried: code (HTTP status) and reason
 |    +-- BadDescription the session description cannot be read at all (400)
 +-- ControlError        a frame on the control socket cannot be read
"""


class MediaError(Exception):
    """Any failure the media plane reports on purpose."""


class MediaRefused(MediaError):
    """A join, answer or ingest was refused; `code` is 400, 404, 406 or 503, `reason` a plain English
    sentence."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


class BadDescription(MediaRefused):
    """The SDP text is not a session description we can use (RFC 8866)."""

    def __init__(self, reason: str) -> None:
        super().__init__(400, reason)


class ControlError(MediaError):
    """A control frame is too long, not msgpack or not a known message."""
