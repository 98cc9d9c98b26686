"""The table of the media plane, made from the hub's state: who gets what, by peers and sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from media.backend import Device, PeerWant, WantTable
from rooms.circles import channel_named, stage_group
from rooms.earshot import Earshot, Group, channel, earshot, may_see, may_watch
from rooms.events import StagePart
from rooms.ids import PeerId, RoomId, SourceId, VisitorId, camera_peer, source_of
from rooms.layouts import pictures
from rooms.minors.sound import may_see as may_see_child
from rooms.model.live import Media
from rooms.state import State
from server.effects.records import UNLIMITED, Limits, records

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
    stage.
    """
    whole = earshot(state, now)
    groups = {name: heard(group) for name, group in whole.groups.items()}
    peers = {peer: _want(state, tab, whole, now, voices) for peer, tab in tabs.items()}
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


def circles(state: State, tab: Tab, whole: Earshot, now: int) -> tuple[str, ...]:
    """All circles of sound a tab hears, the most important first: an interpreter channel before the floor,
    or in its place; none for faces.
    """
    if tab.part == "faces":
        return ()
    chosen, floor = whole.channel_of.get(tab.visitor), circle(state, tab, whole, now)
    if tab.stage is not None:
        chosen = channel(state, tab.visitor, tab.stage, now)
    elif tab.visitor in whole.relays or tab.visitor in whole.silent:
        floor = None
    return tuple(each for each in (chosen, floor) if each is not None)


def _want(state: State, tab: Tab, whole: Earshot, now: int, voices: Mapping[RoomId, SourceId]) -> PeerWant:
    """What a tab gets and sends; who is in a real hall gets nothing that is made there, from wherever."""
    name, sounds = circle(state, tab, whole, now), circles(state, tab, whole, now)
    sends = whole.sends.get(tab.visitor, Media()) if tab.stage is None else Media()
    allow = _allowed(sends)
    group = whole.groups.get(name, Group()) if name else Group()
    hall = whole.hall_of.get(tab.visitor)
    exclude = tuple(whole.made_in(hall)) if hall else ()
    shown = _seen(state, tab, whole, group, voices)
    seen = tuple(each for each in shown if may_see_child(state, tab.visitor, each))
    main = group.stage if group.stage in seen else None
    return PeerWant(sounds, seen, exclude, main, allow)


def _seen(
    state: State, tab: Tab, whole: Earshot, group: Group, voices: Mapping[RoomId, SourceId]
) -> tuple[SourceId, ...]:
    """The pictures of its circle that a tab shows, the most important first."""
    name = whole.group_of.get(tab.visitor) if tab.stage is None else stage_group(tab.stage)
    stage = stage_named(state, name)
    if stage is not None and tab.part != "faces":
        return pictures(state, stage, tab.visitor, group, voices.get(stage))
    public = group.public if tab.stage is None and tab.visitor in whole.screens else []
    faces = tuple(source_of(each, "cam") for each in (*group.seen, *public))
    return faces if tab.part == "faces" else (*group.screens, *faces)


def stage_named(state: State, group: str | None) -> RoomId | None:
    """The stage that a circle of sound is, if it is one."""
    room = state.rules.rooms.get(RoomId(group.removeprefix("room:"))) if group else None
    return room.id if room is not None and group == stage_group(room.id) and room.kind == "stage" else None


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
