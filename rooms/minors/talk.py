"""Writing in a workshop with minors: with nobody apart, and never an adult alone with a child."""

from rooms.errors import Conflict, Protected
from rooms.ids import HUB_CHANNEL, BoardId, ChannelId
from rooms.minors.alone import is_alone
from rooms.minors.gate import of_place
from rooms.minors.wall import is_up
from rooms.roles import Actor
from rooms.state import State


def may_read_all(state: State, actor: Actor, channel: ChannelId) -> bool:
    """Whether somebody may read what is written to everybody: no child may."""
    return channel != HUB_CHANNEL or state.durable.minors.of(actor.visitor) is None


def kept_since(state: State, channel: ChannelId) -> int:
    """From when on what was written in a channel is shown: in a workshop's room since it began."""
    workshop = of_place(state, channel)
    return workshop.at if workshop is not None else 0


def check_minors(state: State, actor: Actor, channel: ChannelId) -> None:
    """Refuse what is written to or by a child apart from all others, and to everybody by a child.

    :raises Refusal: minors.no_direct, minors.alone, minors.denied.
    """
    if not is_up(state):
        return
    kind, _, rest = channel.partition(":")
    if channel == HUB_CHANNEL and state.durable.minors.of(actor.visitor) is not None:
        raise Protected("minors.denied")
    if kind == "dm" and any(state.durable.minors.of(each) is not None for each in rest.split(":")):
        raise Conflict("minors.no_direct")
    workshop = of_place(state, channel)
    if workshop is not None and is_alone(state, workshop, channel):
        raise Conflict("minors.alone")


def check_board_alone(state: State, actor: Actor, board: BoardId) -> None:
    """Refuse what an adult would leave on a board, or in its notes, for one child alone to read; what the
    child itself makes there it makes.

    :raises Conflict: minors.alone.
    """
    workshop = of_place(state, board) if is_up(state) else None
    leads = workshop is not None and actor.visitor in workshop.adults
    if workshop is not None and leads and is_alone(state, workshop, ChannelId(board)):
        raise Conflict("minors.alone")
