"""People who do things to a hub that keeps dying: they remember what they did, and come back."""

import asyncio
import time
import uuid
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.durability.checker import WRITES, Op, Outcome
from tests.visitor import Visitor

PAUSE_S = 0.12
"""Between two commands of one person: below the ten a second that the hub takes."""


class Cut(Exception):
    """The line broke before the answer came."""


@dataclass
class Person(Visitor):
    """A visitor who keeps a history and a trail.

    ``trail`` is (time in seconds, x, y) of the own avatar; ``here`` is where the hub last said at a return
    that it stands, and ``known`` how long the trail was by then. ``wishes`` are commands to choose from, as
    (name, fields).
    """

    rng: Random = field(default_factory=Random)
    wishes: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])
    history: list[Op] = field(default_factory=list[Op])
    trail: list[tuple[float, int, int]] = field(default_factory=list[tuple[float, int, int]])
    here: dict[str, Any] = field(default_factory=dict[str, Any])
    known: int = 0
    said: int = 0
    _lane: int | None = None
    _answer: "asyncio.Future[dict[str, Any]] | None" = None

    async def connect(self, **auth: object) -> "Person":
        """Come (back), with the cookie from before; another start of the hub gives out other lanes."""
        self._lane = None
        await super().connect(**auth)
        assert self.sio is not None
        self.sio.on("disconnect", self._cut)
        return self

    async def _cut(self, *reason: object) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Cut())

    async def _take(self, name: str, payload: Any) -> None:
        if name in ("hub.snapshot", "hub.resumed"):
            live = payload["live"]
            self._lane = next((each["lane"] for each in live["avatars"] if each["visitor"] == self.id), None)
            self.here, self.known = live["you"], len(self.trail)
        if name in ("visitor.placed", "avatar.placed") and payload["data"]["visitor"] == self.id:
            self._stand(payload["data"]["x"], payload["data"]["y"])
        await super()._take(name, payload)
        if name == "hub.snapshot":
            self._stand(self.here["x"], self.here["y"])

    async def _take_positions(self, data: bytes) -> None:
        await super()._take_positions(data)
        if self._lane in self.positions:
            self._stand(*self.positions[self._lane][:2])

    def _stand(self, x: int, y: int) -> None:
        self.trail.append((time.monotonic(), x, y))

    async def give(self, op: Op) -> None:
        """Give a command, for the first time or again, and note the answer.

        :raises Cut: none came; it is unknown whether the command was done.
        """
        assert self.sio is not None
        self._answer = asyncio.get_running_loop().create_future()
        answered = self._answer
        try:
            await self.sio.emit(op.command, {"cmd_id": op.cmd_id, **op.fields}, callback=self._answered)
        except Exception as error:
            raise Cut from error
        answer = await asyncio.wait_for(answered, 20)
        op.outcome = Outcome.OK if answer["ok"] else Outcome.FAIL
        if answer["ok"]:
            op.answers.append(answer.get("seq"))

    async def _answered(self, answer: dict[str, Any]) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    async def cleared(self) -> None:
        """Wait until the broken line is cleared away."""
        assert self.sio is not None
        await self.sio.wait()
        self.sio = None

    async def live(self) -> None:
        """Do one thing after the other until the line breaks."""
        try:
            while True:
                await self.give(self.next_op())
                await asyncio.sleep(PAUSE_S * self.rng.uniform(0.5, 1.5))
        except Cut:
            return

    def next_op(self) -> Op:
        """A wish as a new command, noted in the history if it is one that writes."""
        command, fields = self.rng.choice(self.wishes)
        if command == "chat.post":
            self.said += 1
            fields = {**fields, "body": f"{self.id} says line {self.said}"}
        op = Op(self.id, str(uuid.uuid4()), command, fields)
        if command in WRITES:
            self.history.append(op)
        return op

    async def ask_again(self) -> int:
        """Repeat what has no answer, and a command that has a number; how many had no answer."""
        unknown = [op for op in self.history if op.outcome is Outcome.UNKNOWN]
        known = [op for op in self.history[-20:] if op.answers and op.answers[0] is not None]
        for op in [*unknown, *self.rng.sample(known, min(1, len(known)))]:
            await self.give(op)
        return len(unknown)

    @property
    def place_now(self) -> tuple[int, int]:
        """Where the hub said at the last return that one stands, in pixels."""
        return self.here["x"], self.here["y"]

    @property
    def heard(self) -> list[int]:
        """The numbers of all durable events, in the order of arrival."""
        told = (
            payload for name, payload in self.events if name != "hub.snapshot" and isinstance(payload, dict)
        )
        return [payload["seq"] for payload in told if "seq" in payload]
