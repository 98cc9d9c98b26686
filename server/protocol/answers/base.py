"""What an answer is, and the one that has nothing more to say."""

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """An answer; unknown fields are faults."""

    model_config = ConfigDict(extra="forbid")


class OkAnswer(Answer):
    """It was done."""

    ok: bool
