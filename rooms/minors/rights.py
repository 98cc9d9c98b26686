"""What a workshop with minors denies, as policies: data that ``can`` holds against every entry path."""

from rooms.model.minors import MinorsState, Workshop
from rooms.roles import Capability, Policy

CHILD = frozenset(
    {
        Capability.HUB_ENTER,
        Capability.AVATAR_MOVE,
        Capability.CHAT_READ,
        Capability.CHAT_POST,
        Capability.ROOM_ENTER,
        Capability.AV_PUBLISH,
        Capability.AV_SUBSCRIBE,
        Capability.NOTE_WRITE,
        Capability.REPORT_FILE,
        Capability.BREAKOUT_JOIN,
    }
)
"""All that a child may do that was admitted; nothing else, and that in its workshop's rooms alone."""
WAITING = frozenset({Capability.HUB_ENTER})
CLOSED = "minors.closed"
"""The policy of a workshop's rooms towards everybody else."""
_EVERY = frozenset(Capability)
_NOBODY = frozenset({Capability.RECORDING_MAKE, Capability.CONVERSATION_JOIN, Capability.CONVERSATION_LOCK})
"""What nobody may do in a workshop's rooms, named adults and administrators included."""


def policies(minors: MinorsState, here: Workshop | None, *, is_room: bool) -> tuple[Policy, ...]:
    """The policies of all workshops for a place: the open floor, or a room, which may be that of the
    workshop ``here``.
    """
    found: list[Policy] = []
    for each in minors.workshops.values():
        if each.admitted:
            far = is_room and each is not here
            denied = _EVERY if far else _EVERY - CHILD
            found.append(Policy("minors", denied, binds=each.admitted))
        if each.outside:
            found.append(Policy("minors", _EVERY - WAITING, binds=each.outside))
    if here is not None:
        inside = here.admitted | frozenset(here.adults)
        found += [Policy("minors", _NOBODY), Policy(CLOSED, _EVERY, spares_visitors=inside)]
    return tuple(found)
