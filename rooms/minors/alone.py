"""Who could read what is written in a workshop with minors, so that no adult writes to one child alone."""

from rooms.ids import ChannelId, GroupId, VisitorId
from rooms.model.minors import Workshop
from rooms.state import State


def is_alone(state: State, workshop: Workshop, channel: ChannelId) -> bool:
    """Whether one child, and one adult at most, are all who could read it: the children of that room or
    group, and the named adults who are here.
    """
    adults = _here(state, workshop.adults)
    return len(adults) <= 1 and len(_children(state, workshop, channel)) == 1


def _here(state: State, people: tuple[VisitorId, ...]) -> tuple[VisitorId, ...]:
    here = state.live.presence
    return tuple(each for each in people if here.get(each, "lost") != "lost")


def _children(state: State, workshop: Workshop, channel: ChannelId) -> tuple[VisitorId, ...]:
    """The children who are there; with none there, all who are here, and then all who may come again: what
    is written stays until they do.
    """
    kind, _, rest = channel.partition(":")
    if kind == "group":
        last = state.durable.breakouts.met(GroupId(rest))
        members = last.groups[GroupId(rest)].members if last is not None else ()
        children = tuple(each for each in members if each in workshop.admitted)
        return _here(state, children) or children
    avatars, admitted = state.live.avatars, tuple(workshop.admitted)
    here = _here(state, admitted)
    return tuple(each for each in here if each in avatars and avatars[each].room == rest) or here or admitted
