"""The ballots of an anonymous poll leave the disk with its end."""

import asyncio

from rooms.events import PollClosed
from server.batch import Told
from server.snapshots import Snapshots
from server.store.recovery import Recorded


class Ballots:
    """Follows what was committed: once an anonymous poll is closed, the journal that tells who voted what is
    replaced by a snapshot that does not.
    """

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._tasks: set[asyncio.Task[None]] = set()

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take in what happened."""
        if any(isinstance(each.event, PollClosed) and each.event.anonymous for each in out):
            task = asyncio.get_running_loop().create_task(self._snapshots.take(alone=True))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until nothing is under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
