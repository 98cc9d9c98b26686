"""A hub whose disk fails while people talk, and what came of it."""

import asyncio
import time
import uuid
from dataclasses import dataclass, field

from server.app import Running
from server.protocol.codec import state_hash
from server.store.recovery import recover
from tests.durability.checker import Op, Outcome, read_log, violations
from tests.visitor import Refused, Visitor

RATE_S = 0.11
"""Between two lines of one person: below the ten a second that the hub takes."""


@dataclass
class Talk:
    """Somebody who says one line after the other. ``took`` is the longest wait for an answer in seconds."""

    person: Visitor
    history: list[Op] = field(default_factory=list[Op])
    refusals: list[str] = field(default_factory=list[str])
    took: float = 0.0
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    async def go_on(self) -> None:
        """Talk until ``ended``."""
        while not self.ended.is_set():
            await self._say(f"{self.person.id} says line {len(self.history)}")
            self._news.set()
            await asyncio.sleep(RATE_S)

    async def _say(self, body: str) -> None:
        op = Op(self.person.id, str(uuid.uuid4()), "chat.post", {"channel": "hub", "body": body})
        self.history.append(op)
        began = time.monotonic()
        try:
            answer = await self.person.do("chat.post", cmd_id=op.cmd_id, **op.fields)
            op.outcome = Outcome.OK
            op.answers.append(answer["seq"])
        except Refused as refused:
            op.outcome = Outcome.FAIL
            self.refusals.append(refused.code)
        self.took = max(self.took, time.monotonic() - began)

    async def told(self, outcome: Outcome, since: int) -> None:
        """Wait for an answer of that kind to a line after ``since``."""
        async with asyncio.timeout(10):
            while not any(op.outcome is outcome for op in self.history[since:]):
                self._news.clear()
                await self._news.wait()


async def ready(hub: Running, person: Visitor) -> int:
    """The status of /readyz."""
    async with person.http.get(f"{hub.url}/readyz") as response:
        return response.status


async def broken_promises(hub: Running, talks: list[Talk]) -> list[str]:
    """What the file holds against what was said; and whether the living state is the one on disk."""
    await hub.host.settled()
    log = await asyncio.to_thread(read_log, hub.settings.file)
    found = violations([op for talk in talks for op in talk.history], log)
    live = state_hash(hub.host.hub.state.durable)
    kept = await hub.host.read(lambda db: state_hash(recover(db, hub.host.hub.state.rules).durable))
    if live != kept:
        found.append("the hub lives in another state than it would wake up in")
    return found
