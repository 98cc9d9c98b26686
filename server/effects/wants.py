"""The table of the media plane, made from the hub's state: who gets what, by peers and sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from media.backend import Device, PeerWant, WantTable
from rooms.circles import channel_named, stage_group
from rooms.earshot import Earshot, Group, channel, earshot, may_see, may_watch
from rooms.events import StagePart
from rooms.ids import PeerId, RoomId, SourceId, VisitorId, camera_peer, source_of
from rooms.model.live import Media
from rooms.state import State
from server.effects.records import UNLIMITED, Limits, records
from server.effects.shown import Shown

NO_VOICES: Mapping[RoomId, SourceId] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tab:
    """Whose tab a peer is; ``stage`` for one that only watches. In a hall a phone gets the ``sound`` of an
    interpreter alone, a screen the ``faces`` of those who are on the stage from afar.
    """

    visitor: VisitorId
    tab: str
    stage: RoomId | None
    part: StagePart = "all"


def camera_stage(peer: str) -> RoomId | None:
    """The stage whose camera a peer is, if it is one."""
    kind, _, rest = peer.partition(":")
    return RoomId(rest) if kind == "stage" else None


def tab_peer(tab: Tab) -> PeerId:
    """The peer of a tab: all of a visitor's tabs share the hub's one."""
    if tab.stage is None:
        return PeerId(tab.visitor)
    return PeerId(f"{'faces' if tab.part == 'faces' else 'watch'}:{tab.visitor}:{tab.stage}")


def want_table(
    state: State,
    tabs: Mapping[PeerId, Tab],
    now: int,
    limits: Limits = UNLIMITED,
    voices: Mapping[RoomId, SourceId] = NO_VOICES,
) -> WantTable:
    """Who hears and sees whom at this moment, and what is recorded, whole; ``voices`` says who speaks at each
    stage. What many tabs get is made once: the time it takes grows with people, not with pairs of them.
    """
    whole = earshot(state, now)
    groups = {name: heard(group) for name, group in whole.groups.items()}
    shown = Shown(state, whole, voices)
    peers = {peer: _want(state, tab, whole, now, shown) for peer, tab in tabs.items()}
    for stage in state.live.stages:
        peers[camera_peer(stage)] = PeerWant(allow=("mic", "cam"))
    return WantTable(groups, peers, records(state, whole, limits, now))


def heard(group: Group) -> tuple[SourceId, ...]:
    """The sources of a group that are heard."""
    return (*group.mics, *(source_of(each, "mic") for each in group.heard))


def circle(state: State, tab: Tab, whole: Earshot, now: int) -> str | None:
    """The circle a tab is in: its stage's while it may be watched, else that of its visitor. A phone that
    stands in a hall hears no floor, whoever it belongs to.
    """
    if tab.stage is None:
        return whole.group_of.get(tab.visitor)
    if tab.part == "sound":
        return None
    allowed = may_see if tab.part == "faces" else may_watch
    return stage_group(tab.stage) if allowed(state, tab.visitor, tab.stage, now) else None


def _sounds(state: State, tab: Tab, whole: Earshot, floor: str | None, now: int) -> tuple[str, ...]:
    """All circles of sound a tab hears, the most important first: an interpreter channel before the floor,
    or in its place; none for faces.
    """
    if tab.part == "faces":
        return ()
    chosen = whole.channel_of.get(tab.visitor)
    if tab.stage is not None:
        chosen = channel(state, tab.visitor, tab.stage, now)
    elif tab.visitor in whole.relays or tab.visitor in whole.silent:
        floor = None
    return tuple(each for each in (chosen, floor) if each is not None)


def _want(state: State, tab: Tab, whole: Earshot, now: int, shown: Shown) -> PeerWant:
    """What a tab gets and sends; who is in a real hall gets nothing that is made there, from wherever."""
    name = circle(state, tab, whole, now)
    sends = whole.sends.get(tab.visitor, Media()) if tab.stage is None else Media()
    hall = whole.hall_of.get(tab.visitor)
    exclude = shown.made_in(hall) if hall else ()
    public = tab.stage is None and tab.visitor in whole.screens
    seen = shown.to(tab.visitor, name, faces=tab.part == "faces", public=public) if name is not None else ()
    main = whole.groups[name].stage if name in whole.groups else None
    pinned = main if main is not None and main in seen else None
    return PeerWant(_sounds(state, tab, whole, name, now), seen, exclude, pinned, _allowed(sends))


def listeners(state: State, tabs: Mapping[PeerId, Tab], table: WantTable) -> dict[RoomId, dict[str, int]]:
    """How many people, interpreters at work left out, hear each channel of each stage that has channels."""
    desks = state.durable.interpreting.desks
    hearing = {
        (tabs[peer].visitor, channel)
        for peer, want in table.peers.items()
        if peer in tabs and tabs[peer].visitor not in desks
        for channel in map(channel_named, want.audio)
        if channel is not None
    }
    counts = {stage: dict[str, int]() for stage in state.durable.interpreting.interpreters}
    for _, (stage, language) in hearing:
        if stage in counts:
            counts[stage][language] = counts[stage].get(language, 0) + 1
    return counts


def _allowed(sends: Media) -> tuple[Device, ...]:
    """The devices whose packets are taken."""
    wanted: dict[Device, bool] = {"mic": sends.mic, "cam": sends.cam, "screen": sends.screen is not None}
    return tuple(device for device, on in wanted.items() if on)
