"""What a frame is, and the answer to a command."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class Frame(BaseModel):
    """A shape of the wire; unknown fields are faults."""

    model_config = ConfigDict(extra="forbid")


class WireError(Frame):
    """An error as an acknowledgement or a refused connection carries it."""

    code: str
    text: str
    details: dict[str, str | int]
    retry: bool


class Ack(Frame):
    """The answer to a command: ``seq`` of its first durable event, or ``live``, or an error."""

    ok: bool
    cmd_id: str | None
    seq: int | None = None
    live: Literal[True] | None = None
    error: WireError | None = None
