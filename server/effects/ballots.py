"""The ballots of an anonymous poll leave the disk with its end."""

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

    def publish(self, out: list[Recorded | Told]) -> None:
        """Take in what happened."""
        if any(isinstance(each.event, PollClosed) and each.event.anonymous for each in out):
            self._snapshots.owe()
