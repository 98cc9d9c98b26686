"""Two hosts with the bugs that the checks are there to find."""

from rooms.commands import Command
from rooms.roles import Actor
from server.clock import new_id
from server.host import Answer, Host, Key, Reply
from server.store.journal import Rows


class EagerHost(Host):
    """Acknowledges before the commit."""

    def _answer(self, key: Key, first: int | None, reply: Reply, now: int, *, live: bool) -> None:
        super()._answer(key, first, lambda answer: None, now, live=live)
        reply(Answer(first))


class ForgetfulHost(Host):
    """Does a command as often as it is given."""

    def submit(
        self, actor: Actor, cmd_id: str, command: Command, reply: Reply, rows: Rows | None = None
    ) -> None:
        """Take a repeated command for a new one."""
        super().submit(actor, new_id(), command, reply, rows)
