"""What a tab gets, said as plainly as it can be: for each tab alone, whatever that costs."""

from collections.abc import Mapping

from media.backend import Device, PeerWant
from rooms.circles import stage_group
from rooms.earshot import Earshot, Group, channel, may_see, may_watch
from rooms.ids import RoomId, SourceId, VisitorId, peer_of, source_of
from rooms.layouts import layout_of, shows_slides
from rooms.model.live import Media
from rooms.state import State
from server.effects.wants import Tab


def plain_want(
    state: State, tab: Tab, whole: Earshot, now: int, voices: Mapping[RoomId, SourceId]
) -> PeerWant:
    """What a tab gets and sends."""
    name = _circle(state, tab, whole, now)
    group = whole.groups.get(name, Group()) if name else Group()
    hall = whole.hall_of.get(tab.visitor)
    pictures = _pictures(state, tab, whole, name, group, voices)
    seen = tuple(each for each in pictures if _may_see_child(state, tab.visitor, each))
    return PeerWant(
        audio=_sounds(state, tab, whole, name, now),
        video=seen,
        exclude=tuple(whole.made_in(hall)) if hall else (),
        pinned=group.stage if group.stage in seen else None,
        allow=_allowed(whole, tab),
    )


def _circle(state: State, tab: Tab, whole: Earshot, now: int) -> str | None:
    if tab.stage is None:
        return whole.group_of.get(tab.visitor)
    allowed = {
        "sound": False,
        "faces": may_see(state, tab.visitor, tab.stage, now),
        "all": may_watch(state, tab.visitor, tab.stage, now),
    }
    return stage_group(tab.stage) if allowed[tab.part] else None


def _sounds(state: State, tab: Tab, whole: Earshot, floor: str | None, now: int) -> tuple[str, ...]:
    if tab.part == "faces":
        return ()
    if tab.stage is not None:
        chosen = channel(state, tab.visitor, tab.stage, now)
    else:
        chosen = whole.channel_of.get(tab.visitor)
        floor = None if tab.visitor in whole.relays | whole.silent else floor
    return tuple(each for each in (chosen, floor) if each is not None)


def _pictures(
    state: State,
    tab: Tab,
    whole: Earshot,
    name: str | None,
    group: Group,
    voices: Mapping[RoomId, SourceId],
) -> list[SourceId]:
    rooms = state.rules.rooms.values()
    stage = next((each.id for each in rooms if each.kind == "stage" and name == stage_group(each.id)), None)
    if stage is not None and tab.part != "faces":
        return _stage(state, stage, tab.visitor, group, voices.get(stage))
    public = group.public if tab.stage is None and tab.visitor in whole.screens else []
    faces = [source_of(each, "cam") for each in (*group.seen, *public)]
    return faces if tab.part == "faces" else [*group.screens, *faces]


def _stage(
    state: State, stage: RoomId, viewer: VisitorId, group: Group, voice: SourceId | None
) -> list[SourceId]:
    layout = layout_of(state, stage, viewer)
    is_large = group.stage is not None and not shows_slides(state, stage, group)
    main = [group.stage] if group.stage is not None and is_large else []
    faces = [source_of(each, "cam") for each in group.seen]
    others = [each for each in (*group.cameras, *faces) if each not in main and peer_of(each) != viewer]
    if layout == "picture":
        return main
    if layout == "gallery":
        return list(dict.fromkeys((*main, *group.screens, *others)))
    if voice is None:
        return [*main, *others[:1]]
    own = [each for each in others if peer_of(each) == peer_of(voice)]
    hall = [each for each in others if each in group.cameras and voice in group.mics]
    return [*main, *[*own, *hall, *others][:1]]


def _may_see_child(state: State, viewer: VisitorId, picture: SourceId) -> bool:
    workshops = state.durable.minors.workshops.values()
    return all(viewer in each.adults for each in workshops if peer_of(picture) in each.people)


def _allowed(whole: Earshot, tab: Tab) -> tuple[Device, ...]:
    sends = whole.sends.get(tab.visitor, Media()) if tab.stage is None else Media()
    wanted: dict[Device, bool] = {"mic": sends.mic, "cam": sends.cam, "screen": sends.screen is not None}
    return tuple(device for device, on in wanted.items() if on)
