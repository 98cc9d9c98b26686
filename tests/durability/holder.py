"""A host on a real file, without sockets: commands in, acknowledgements out, and what they found on disk."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from rooms import commands as c
from rooms.hub import Hub
from rooms.ids import HUB_CHANNEL, HubId, VisitorId
from rooms.look import Look
from rooms.roles import Actor, Role
from server.clock import HubClock
from server.host import Answer, Host
from server.store.journal import JournalThread
from server.store.migrate import migrate
from server.store.recovery import recover
from tests.durability.checker import Op, Outcome
from tests.rooms.world import rules

ANN = Actor(VisitorId("ann"), Role.GUEST)
DAY_MS = 24 * 3600 * 1000


@asynccontextmanager
async def host_on(path: Path, kind: type[Host] = Host) -> AsyncGenerator[Host]:
    """A host of a hub in which Ann has joined."""
    await asyncio.to_thread(migrate, path)
    journal = JournalThread(path, asyncio.get_running_loop())
    world = rules()
    host = kind(Hub(world), HubId("test"), HubClock(), journal, DAY_MS)
    host.adopt(await journal.run(lambda db: recover(db, world)))
    if ANN.visitor not in host.hub.state.durable.visitors:
        await host.ask(ANN, "join", c.Join("Ann", Look()))
    try:
        yield host
    finally:
        await host.settled()
        journal.close()


class Speaker:
    """Ann, who says many things at once. ``wal`` is the length of the write-ahead log at each answer."""

    def __init__(self, host: Host, wal: Path) -> None:
        self._host = host
        self._log = wal
        self.history: list[Op] = []
        self.wal: list[int] = []
        self._all = asyncio.Event()
        self._open = 0

    def say(self, body: str) -> None:
        """Post one line, as a new command."""
        op = Op(ANN.visitor, f"cmd-{len(self.history)}", "chat.post", {"channel": HUB_CHANNEL, "body": body})
        self.history.append(op)
        self.wal.append(0)
        self.send(len(self.history) - 1)

    def send(self, number: int) -> None:
        """Give a command, for the first time or again."""
        op = self.history[number]
        self._open += 1
        self._all.clear()

        def reply(answer: Answer) -> None:
            op.outcome = Outcome.FAIL if answer.error else Outcome.OK
            if not answer.error:
                op.answers.append(answer.seq)
            self.wal[number] = self.wal[number] or self._log.stat().st_size
            self._open -= 1
            if not self._open:
                self._all.set()

        self._host.submit(ANN, op.cmd_id, c.PostMessage(HUB_CHANNEL, op.fields["body"]), reply)

    async def answered(self) -> None:
        """Wait until every command has its answer."""
        await self._all.wait()
