"""A workshop with minors over real sockets: adults, children, and one person of each role outside."""

import json
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rooms.roles import Role
from server.app import Running
from tests.running import running_hub
from tests.server.small_hub import claimed, granted
from tests.visitor import Visitor, visitor

ROOM, TABLE, OTHER = "training", "lens", "office"
"""The workshop's rooms, and one that is not."""
HOUR_MS = 3_600_000
NICKS = {"kit": "Kitfox42", "rob": "Robinson7", "wai": "Waitling3"}
SECRET = "the heron of the weir"
"""What is written inside."""


@dataclass
class Scene:
    """A hub with a workshop: ``eva`` opened it, ``ann`` is a guest whom she named; ``outside`` are people of
    each role; ``kit`` and ``rob`` were admitted, ``wai`` waits.
    """

    hub: Running
    stack: AsyncExitStack
    eva: Visitor
    ann: Visitor
    outside: dict[Role, Visitor]
    id: str = ""
    children: dict[str, Visitor] = field(default_factory=dict[str, Visitor])
    plan: str = ""
    round: str = ""
    group: str = ""
    message: str = ""
    card: str = ""

    async def child(self, name: str, *, admitted: bool = True) -> Visitor:
        """A child with a browser of its own."""
        child = await self.stack.enter_async_context(visitor(self.hub.url))
        await child.come(await self.link(), NICKS.get(name, name.title()))
        self.children[name] = await child.connect()
        if admitted:
            await self.ann.told("minors.asked", visitor=child.id)
            await self.ann.do("minors.admit", workshop=self.id, visitor=child.id)
            await child.wait(lambda: child.snapshot["live"]["you"], "the own place")
        return child

    async def link(self) -> str:
        """The link for children."""
        return (await self.ann.get(f"/api/minors/{self.id}/link"))["link"]

    async def open(self) -> None:
        """Open it, with both adults inside."""
        ends_at = self.hub.host.clock.now() + HOUR_MS
        adults = [self.eva.id, self.ann.id]
        await self.eva.do("minors.open", title="Robots", rooms=[ROOM, TABLE], adults=adults, ends_at=ends_at)
        self.id = (await self.ann.told("minors.opened"))["data"]["workshop"]
        for adult in (self.eva, self.ann):
            await adult.do("room.enter", room=ROOM)

    async def fill(self) -> None:
        """Children, a round in which they sit, and something that each way of writing leaves behind."""
        kit = await self.child("kit")
        await self.child("rob")
        await self.child("wai", admitted=False)
        await kit.do("chat.post", channel=f"room:{ROOM}", body=SECRET)
        self.message = (await kit.told("message.posted", body=SECRET))["data"]["message"]
        await kit.do("card.add", board=f"room:{ROOM}", column="ideas", text=SECRET)
        self.card = (await kit.told("card.added"))["data"]["card"]
        group = {"id": "", "title": "One", "room": None, "box": None, "table": "", "size": 0, "task": SECRET}
        spec = {"title": "Ideas", "room": ROOM, "minutes": 20, "groups": [group]}
        await self.eva.do("breakout.plan", spec=spec)
        self.plan = (await self.eva.told("breakout.planned"))["data"]["plan"]
        await self.eva.do("breakout.start", plan=self.plan)
        started = (await self.eva.told("breakout.started"))["data"]
        self.round, self.group = started["round"], started["groups"][0]["id"]
        await kit.told("breakout.seated", visitor=kit.id)
        await kit.do("chat.post", channel=f"group:{self.group}", body=SECRET)

    @property
    def secrets(self) -> list[str]:
        """All that nobody outside may ever be told."""
        ids = [*(each.id for each in self.children.values()), self.plan, self.round, self.group]
        return [*ids, *NICKS.values(), SECRET, self.message, self.card]

    def leaked(self, text: str) -> list[str]:
        """What of it stands in a text."""
        return [each for each in self.secrets if each and each in text]

    def told(self, person: Visitor) -> str:
        """Everything somebody was ever told by the socket."""
        return json.dumps([person.snapshot, person.events])


@asynccontextmanager
async def workshop(folder: Path, *, filled: bool = True, **changes: Any) -> AsyncGenerator[Scene]:
    """A workshop that is open."""
    async with running_hub(folder, **changes) as hub, AsyncExitStack() as stack:
        people = {role: await stack.enter_async_context(visitor(hub.url, role.title())) for role in Role}
        host = await claimed(people[Role.ADMINISTRATOR])
        for role, person in people.items():
            if person is not host:
                await granted(host, person, role)
        eva = await stack.enter_async_context(visitor(hub.url, "Eva"))
        ann = await stack.enter_async_context(visitor(hub.url, "Ann"))
        await granted(host, eva, "moderator")
        scene = Scene(hub, stack, eva, ann, people)
        await scene.open()
        if filled:
            await scene.fill()
        yield scene
