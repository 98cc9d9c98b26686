"""What a command is."""

from typing import ClassVar


class Command:
    """What somebody wants. Subclasses are frozen dataclasses."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}
    """For the wire, where unknown fields are refused; plain data, so the domain stays free of pydantic."""
