"""A thousand people vote within ten seconds, each over a socket of their own, and each is counted once.

Every tenth sends the vote twice, as a client does whose acknowledgement was lost. The answers say "on the
disk". What one person is told meanwhile is counted too: the result, not each ballot.
"""

import asyncio
import time
import uuid
from contextlib import AsyncExitStack

from bench.line import Line, browser, post
from bench.row import Row
from bench.servers import BEHIND_ONE_ADDRESS, Server, foyer, share
from tests.visitor import LOOK, Visitor, visitor

PEOPLE = 1000
SECONDS = 10
OPTIONS = ("Tea", "Coffee", "Water")
TWICE = 10
"""Every so many-th person sends the vote again."""
GOAL_MS = 500
TOLD_MOST = 2.2
"""Times a second that the result may be told."""


async def opened(host: Visitor) -> str:
    """A poll that is open."""
    spec = {"question": "What to drink?", "kind": "single", "options": OPTIONS, "most": 1}
    await host.do("poll.draft", stage="hall", spec={**spec, "anonymous": False, "results": "live"})
    poll: str = (await host.told("poll.drafted"))["data"]["poll"]
    await host.do("poll.open", poll=poll)
    return poll


async def audience(server: Server, stack: AsyncExitStack) -> list[Line]:
    """People who watch the stage; all join before the first connects."""
    browsers = [
        await stack.enter_async_context(browser(number // BEHIND_ONE_ADDRESS)) for number in range(PEOPLE)
    ]
    for number, http in enumerate(browsers):
        await post(http, f"{server.url}/api/join", {"name": f"Person {number}", "look": LOOK})
    lines: list[Line] = []
    for http in browsers:
        ticket = (await post(http, f"{server.url}/api/ticket", {}))["ticket"]
        claims: dict[str, object] = {"ticket": ticket, "protocol": 1, "last": None, "view": "stage"}
        lines.append(await Line.open(http, server.url, claims))
        stack.push_async_callback(lines[-1].close)
    return lines


async def vote(line: Line, poll: str, number: int, due: float) -> float:
    """One vote at its time; milliseconds until it was on the disk."""
    await asyncio.sleep(due - asyncio.get_running_loop().time())
    ballot: dict[str, object] = {"cmd_id": str(uuid.uuid4()), "poll": poll, "picks": [number % len(OPTIONS)]}
    began = time.perf_counter()
    answer = await line.ask("poll.vote", ballot)
    took = (time.perf_counter() - began) * 1000
    if number % TWICE == 0 and await line.ask("poll.vote", ballot) != answer:
        raise RuntimeError("a vote sent again was answered otherwise")
    if not answer["ok"]:
        raise RuntimeError(answer["error"]["code"])
    return took


async def measure() -> list[Row]:
    async with foyer() as server, AsyncExitStack() as stack:
        host = await stack.enter_async_context(visitor(server.url, "Host"))
        await host.post("/api/admin/claim", {"token": "test-admin"})
        await host.told("you.changed", role="administrator")
        lines = await audience(server, stack)
        poll = await opened(host)
        before, begin = len(host.events), asyncio.get_running_loop().time()
        every = SECONDS / PEOPLE
        votes = (vote(each, poll, n, begin + n * every) for n, each in enumerate(lines))
        took = await asyncio.gather(*votes)
        spent = asyncio.get_running_loop().time() - begin
        told = sum(name == "poll.tally" for name, _ in host.events[before:])
        ballots = sum(name == "poll.voted" for name, _ in host.events[before:])
        await host.do("poll.close", poll=poll)
        result = await host.get(f"/api/polls/{poll}/export?format=json")
    wrong = sum(abs(result["results"][each] - wanted) for each, wanted in expected().items())
    return [
        Row("poll", "votes given and not counted, or counted twice", wrong, "", 0),
        Row("poll", "ballots of others that one person is told of", ballots, "", 0),
        Row("poll", "results told to one person a second", round(told / spent, 2), "", TOLD_MOST),
        Row("poll", "seconds for all votes", round(spent, 1), "s", SECONDS + 1),
        Row("poll", "vote on the disk: p50", round(share(took, 0.5), 1), "ms"),
        Row("poll", "vote on the disk: p95", round(share(took, 0.95), 1), "ms", GOAL_MS),
    ]


def expected() -> dict[str, int]:
    """What each option must have."""
    return {each: len(range(at, PEOPLE, len(OPTIONS))) for at, each in enumerate(OPTIONS)}


def run() -> list[Row]:
    """One poll."""
    return asyncio.run(measure())
