"""The table of the media plane, made from the hub's state: who gets what, by peers and sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from media.backend import Device, PeerWant, WantTable
from rooms.earshot import Earshot, Group, earshot, may_watch, stage_group
from rooms.ids import PeerId, RoomId, SourceId, VisitorId, camera_peer, source_of
from rooms.model.live import Media
from rooms.state import State


@dataclass(frozen=True, slots=True)
class Tab:
    """Whose tab a peer is; ``stage`` for one that only watches."""

    visitor: VisitorId
    tab: str
    stage: RoomId | None


def camera_stage(peer: str) -> RoomId | None:
    """The stage whose camera a peer is, if it is one."""
    kind, _, rest = peer.partition(":")
    return RoomId(rest) if kind == "stage" else None


def tab_peer(tab: Tab) -> PeerId:
    """The peer of a tab: all of a visitor's tabs share the hub's one."""
    return PeerId(f"watch:{tab.visitor}:{tab.stage}" if tab.stage else tab.visitor)


def want_table(state: State, tabs: Mapping[PeerId, Tab], now: int) -> WantTable:
    """Who hears and sees whom at this moment, whole."""
    whole = earshot(state, now)
    groups = {name: heard(group) for name, group in whole.groups.items()}
    peers = {peer: _want(state, tab, whole, now) for peer, tab in tabs.items()}
    for stage in state.live.stages:
        peers[camera_peer(stage)] = PeerWant(allow=("mic", "cam"))
    return WantTable(groups, peers)


def heard(group: Group) -> tuple[SourceId, ...]:
    """The sources of a group that are heard."""
    return (*group.mics, *(source_of(each, "mic") for each in group.heard))


def circle(state: State, tab: Tab, whole: Earshot, now: int) -> str | None:
    """The circle of sound a tab hears: its stage's while it may be watched, else that of its visitor."""
    if tab.stage is None:
        return whole.group_of.get(tab.visitor)
    return stage_group(tab.stage) if may_watch(state, tab.visitor, tab.stage, now) else None


def _want(state: State, tab: Tab, whole: Earshot, now: int) -> PeerWant:
    """What a tab gets and sends; who is in a real hall gets nothing that is made there, from wherever."""
    name = circle(state, tab, whole, now)
    sends = whole.sends.get(tab.visitor, Media()) if tab.stage is None else Media()
    allow = _allowed(sends)
    group = whole.groups.get(name) if name else None
    if name is None or group is None:
        return PeerWant(allow=allow)
    hall = whole.hall_of.get(tab.visitor)
    exclude = tuple(whole.made_in(hall)) if hall else ()
    seen = (*group.screens, *(source_of(each, "cam") for each in group.seen))
    return PeerWant((name,), seen, exclude, group.stage, allow)


def _allowed(sends: Media) -> tuple[Device, ...]:
    """The devices whose packets are taken."""
    wanted: dict[Device, bool] = {"mic": sends.mic, "cam": sends.cam, "screen": sends.screen is not None}
    return tuple(device for device, on in wanted.items() if on)
