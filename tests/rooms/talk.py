"""A talk on a stage for tests: its host, people in the hall and people online."""

from rooms import commands as c
from rooms.earshot import earshot
from rooms.ids import EntryId, VisitorId
from rooms.model.queue import QueueState
from rooms.roles import Role
from tests.rooms.world import HALL, World


class Talk(World):
    """A stage with its host, and people of both sides."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.host = self.here("Host", role=Role.MODERATOR)

    @property
    def queue(self) -> QueueState:
        """All queues."""
        return self.hub.state.durable.queue

    def remote(self, name: str) -> VisitorId:
        """Somebody whose avatar is in the stage room, with microphone and camera on."""
        visitor = self.here(name)
        self.into(visitor, HALL)
        self.do(visitor, c.SetMedia(True, True))
        return visitor

    def on_site(self, name: str) -> VisitorId:
        """Somebody who sits in the hall, without an avatar."""
        visitor = self.known(name)
        self.do(visitor, c.Attend(HALL))
        return visitor

    def hand(self, visitor: VisitorId, seat: str = "") -> EntryId:
        """A hand goes up."""
        self.do(visitor, c.RaiseHand(HALL, seat))
        return list(self.queue.entries)[-1]

    def question(self, visitor: VisitorId, body: str = "Why?", anonymous: bool = False) -> EntryId:
        """A question is asked."""
        self.do(visitor, c.AskQuestion(HALL, body, anonymous))
        return list(self.queue.entries)[-1]

    def rule(self, order: str = "arrival", moderated: bool = False, anonymous: bool = False) -> None:
        """The host says how the queue is run."""
        self.do(self.host, c.RuleStage(HALL, order, moderated, anonymous))  # type: ignore[arg-type]

    def line(self) -> list[VisitorId]:
        """Who is called next, and then."""
        return [each.visitor for each in self.queue.line(HALL)]

    def heard(self) -> set[VisitorId]:
        """Who is heard and seen from the stage."""
        group = earshot(self.hub.state, self.now).groups.get("room:hall")
        assert group is None or group.heard == group.seen
        return set(group.heard) if group else set()

    def state(self, entry: EntryId) -> str:
        """What has become of an entry."""
        return self.queue.entries[entry].state
