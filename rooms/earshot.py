"""Who may hear and see whom: a whole picture derived from places, rights and conversations, never a history
of changes.

A group is a conversation or a room with sound. In a stage room the stage is heard, not the audience: that is
speakers, hosts, those who were given the floor, and the microphones of the real hall. A quiet room carries
nothing.

A window into a hallway is where it stands on the map, and hears and is heard there like a person.

A hall never gets back what was made in it: its venue boxes play ``hall:<stage>``, which holds only those who
are on the stage from afar, and people who sit in it get nothing of the stage and send nothing to it but a
screen, which makes no sound.

Interpreters at a desk are heard in their channel alone, and hear the stage from wherever they are: the booth
of a hall is, for sound, not in it. So its channels reach those in the hall, for their earphones, and no
microphone of theirs reaches the floor or a loudspeaker.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rooms.breakouts.circles import circle_of_box, group_circle, is_at_box, listens_to, spoken_to
from rooms.circles import channel_group, circle_of, hall_group, is_heard, stage_group
from rooms.ids import RoomId, SourceId, VisitorId, camera_of, camera_peer, source_of
from rooms.interpreting import voice
from rooms.minors.sound import guard
from rooms.model.boxes import Box
from rooms.model.interpreting import Desk
from rooms.model.live import Avatar, Media
from rooms.queue import speakers
from rooms.roles import Actor, Capability, Role, can
from rooms.state import State


@dataclass(slots=True)
class Group:
    """One circle of sound: who is heard, who is seen, who shares a screen (the newest first); at a stage also
    the microphones and cameras of its hall; and the picture that comes before all others. ``public`` are
    those who listen to a stage from afar with their camera on: only the screens of its hall show them.
    """

    heard: list[VisitorId] = field(default_factory=list[VisitorId])
    seen: list[VisitorId] = field(default_factory=list[VisitorId])
    public: list[VisitorId] = field(default_factory=list[VisitorId])
    sharing: list[VisitorId] = field(default_factory=list[VisitorId])
    mics: list[SourceId] = field(default_factory=list[SourceId])
    cameras: list[SourceId] = field(default_factory=list[SourceId])
    stage: SourceId | None = None

    @property
    def screens(self) -> tuple[SourceId, ...]:
        """The shared screens, the newest first."""
        return tuple(source_of(each, "screen") for each in self.sharing)


@dataclass(slots=True)
class Earshot:
    """The whole picture: the groups, the group of each listener, what each person and device may send now,
    and who is in which real hall; ``channel_of`` is the interpreter channel of each listener, which those in
    ``relays`` hear in place of the floor. Who is in ``silent`` sees its group and hears nothing; ``screens``
    are the devices that show a hall its public from afar.
    """

    groups: dict[str, Group] = field(default_factory=dict[str, Group])
    group_of: dict[VisitorId, str] = field(default_factory=dict[VisitorId, str])
    sends: dict[VisitorId, Media] = field(default_factory=dict[VisitorId, Media])
    hall_of: dict[VisitorId, RoomId] = field(default_factory=dict[VisitorId, RoomId])
    channel_of: dict[VisitorId, str] = field(default_factory=dict[VisitorId, str])
    relays: set[VisitorId] = field(default_factory=set[VisitorId])
    silent: set[VisitorId] = field(default_factory=set[VisitorId])
    screens: set[VisitorId] = field(default_factory=set[VisitorId])

    def group(self, name: str) -> Group:
        """The group of a name, made where there is none."""
        return self.groups.setdefault(name, Group())

    def made_in(self, hall: RoomId) -> list[str]:
        """The peers in a real hall that may send now: nobody else in that hall is to get anything of them."""
        sending = (each for each, media in self.sends.items() if media.mic or media.cam)
        return [camera_peer(hall), *(each for each in sending if self.hall_of.get(each) == hall)]


def may_watch(state: State, visitor: VisitorId, stage: RoomId, now: int) -> bool:
    """Whether somebody may hear and see a stage from outside at this moment: not from within its hall."""
    return state.durable.on_site.get(visitor) != stage and may_see(state, visitor, stage, now)


def may_see(state: State, visitor: VisitorId, stage: RoomId, now: int) -> bool:
    """Whether somebody, in its hall or not, may see who is on a stage from afar at this moment."""
    known = visitor in state.durable.visitors
    return known and can(state.actor(visitor), Capability.AV_SUBSCRIBE, state.place(stage), now)


def channel(state: State, visitor: VisitorId, stage: RoomId, now: int) -> str | None:
    """The interpreter channel that somebody chose at a stage and may hear, from within its hall too."""
    language = state.live.interpreting.chosen(visitor, stage)
    if language is None or not may_see(state, visitor, stage, now):
        return None
    return channel_group(stage, language)


def earshot(state: State, now: int) -> Earshot:
    """Who may hear and see whom at this moment."""
    whole = Earshot(hall_of=dict(state.durable.on_site))
    for room, camera in state.live.stages.items():
        group = whole.group(stage_group(room))
        if camera.status != "off" and camera.source is not None:
            group.mics.append(camera_of(room, "mic"))
            group.cameras.append(camera.source)
    for box, use in state.durable.boxes.boxes.items():
        if use.portal is None:
            _set_up(state, box, use, whole, now)
    floors = speakers(state)
    for avatar in state.live.avatars.values():
        _place(state, avatar, whole, floors, now)
    for group in whole.groups.values():
        group.sharing.sort(key=lambda each: _shared_at(state, each), reverse=True)
        group.stage = next(iter(group.screens), None)
    for room in state.rules.rooms:
        if stage_group(room) in whole.groups:
            group = whole.groups[stage_group(room)]
            group.stage = next(_main(state, room, group), None)
    guard(state, whole, now)
    return whole


def _shared_at(state: State, visitor: VisitorId) -> int:
    screen = state.live.media[visitor].screen
    return screen.since if screen is not None else 0


def _main(state: State, stage: RoomId, group: Group) -> Iterator[SourceId]:
    """What a stage shows large: the chosen picture while it is there, else the newest shared screen, else the
    hall's first camera that sends, else its first.
    """
    shown = state.durable.boxes.shown.get(stage)
    pictures = (*group.cameras, *(source_of(each, "cam") for each in group.seen), *group.screens)
    yield from (each for each in pictures if each == shown)
    yield from group.screens
    yield from (each for each in group.cameras if _status(state, each, stage) != "off")
    yield from group.cameras


def _status(state: State, source: SourceId, stage: RoomId) -> str:
    camera = source == camera_of(stage)
    return state.live.stages[stage].status if camera else state.live.devices.get(source, "off")


def _set_up(state: State, box: VisitorId, use: Box, whole: Earshot, now: int) -> None:
    """A device in a hall: its microphone and camera belong to the stage, its loudspeaker plays the others,
    its screen shows them.
    """
    whole.hall_of[box] = use.stage
    if state.live.presence.get(box, "lost") == "lost" or box not in state.durable.visitors:
        return
    actor, place = state.actor(box), state.place(use.stage)
    sends = can(actor, Capability.STAGE_INGEST, place, now)
    whole.sends[box] = Media(use.mic, use.cam) if sends else Media()
    circle = circle_of_box(state, box)
    group = whole.group(circle or stage_group(use.stage))
    if whole.sends[box].mic:
        group.mics.append(source_of(box, "mic"))
    if whole.sends[box].cam:
        group.cameras.append(source_of(box, "cam"))
    hall = circle or hall_group(use.stage)
    whole.group(hall)
    if (use.speaker or use.screen) and can(actor, Capability.AV_SUBSCRIBE, place, now):
        whole.group_of[box] = hall
        if not use.speaker:
            whole.silent.add(box)
        if use.screen:
            whole.screens.add(box)


def _place(
    state: State, avatar: Avatar, whole: Earshot, floors: dict[RoomId, set[VisitorId]], now: int
) -> None:
    visitor = avatar.visitor
    if state.live.presence.get(visitor) == "lost" or visitor not in state.durable.visitors:
        return
    if listens_to(state, visitor) is not None:
        _listen_in(state, visitor, whole, now)
        return
    desk = state.durable.interpreting.desks.get(visitor)
    if desk is not None:
        _interpret(state, visitor, desk, whole, now)
        return
    actor, place, name = _speaker(state, visitor), state.place(avatar.room), circle_of(state, avatar)
    in_hall = avatar.room is not None and whole.hall_of.get(visitor) == avatar.room
    is_here = in_hall or is_at_box(state, visitor)
    sends = _sends(state, visitor, name) if can(actor, Capability.AV_PUBLISH, place, now) else Media()
    heard = is_heard(state, avatar, actor.role, floors)
    sends.screen = sends.screen if heard else None
    whole.sends[visitor] = Media(screen=sends.screen) if is_here else sends
    for each in spoken_to(state, visitor, now):
        if each != name:
            _join(whole.group(each), visitor, Media(sends.mic, sends.cam))
    if name is None:
        return
    if can(actor, Capability.AV_SUBSCRIBE, place, now) and not is_here:
        whole.group_of[visitor] = name
    _tune_in(state, visitor, avatar.room, whole, now)
    group, hall = whole.group(name), None
    if avatar.room is not None and name == stage_group(avatar.room):
        hall = whole.groups.get(hall_group(avatar.room))
    if heard:
        _join(group, visitor, whole.sends[visitor])
        _join(hall, visitor, whole.sends[visitor])
    elif hall is not None and whole.sends[visitor].cam:
        hall.public.append(visitor)


def _listen_in(state: State, visitor: VisitorId, whole: Earshot, now: int) -> None:
    """Hear a group of a breakout where it meets, as long as one may hear there, and be heard nowhere."""
    whole.sends[visitor] = Media()
    group = listens_to(state, visitor)
    if group is None:
        return
    if can(state.actor(visitor), Capability.AV_SUBSCRIBE, state.place(group.room), now):
        circle = group_circle(state, group)
        whole.group(circle)
        whole.group_of[visitor] = circle


def _tune_in(state: State, visitor: VisitorId, stage: RoomId | None, whole: Earshot, now: int) -> None:
    """Hear the channel one chose where one is."""
    chosen = channel(state, visitor, stage, now) if stage is not None else None
    if chosen is not None:
        whole.channel_of[visitor] = chosen


def _interpret(state: State, visitor: VisitorId, desk: Desk, whole: Earshot, now: int) -> None:
    """An interpreter at a desk: heard in the channel while on air, and nowhere else; hears the floor, or as
    long as somebody is on air there the channel that was chosen in its place.
    """
    actor, place = state.actor(visitor), state.place(desk.stage)
    whole.hall_of.pop(visitor, None)
    speaks = voice(state, desk.stage, desk.language) == visitor and can(
        actor, Capability.STAGE_INTERPRET, place, now
    )
    media = state.live.media.get(visitor, Media())
    mic = media.mic and speaks and can(actor, Capability.AV_PUBLISH, place, now)
    whole.sends[visitor] = Media(mic)
    if mic:
        whole.group(channel_group(desk.stage, desk.language)).heard.append(visitor)
    if can(actor, Capability.AV_SUBSCRIBE, place, now):
        whole.group(stage_group(desk.stage))
        whole.group_of[visitor] = stage_group(desk.stage)
        _relay(state, visitor, desk, whole, now)


def _relay(state: State, visitor: VisitorId, desk: Desk, whole: Earshot, now: int) -> None:
    """Hear another interpreter in place of the floor, while there is one on air whose microphone is open."""
    language = state.live.interpreting.chosen(visitor, desk.stage)
    other = voice(state, desk.stage, language) if language is not None else None
    if other not in (None, visitor) and state.live.media.get(other, Media()).mic:
        whole.relays.add(visitor)
        _tune_in(state, visitor, desk.stage, whole, now)


def _join(group: Group | None, visitor: VisitorId, sends: Media) -> None:
    """Be heard and seen in a group, as far as one sends; in none where there is none."""
    if group is not None and sends.mic:
        group.heard.append(visitor)
    if group is not None and sends.cam:
        group.seen.append(visitor)
    if group is not None and sends.screen:
        group.sharing.append(visitor)


def _speaker(state: State, visitor: VisitorId) -> Actor:
    """Somebody as one who hears and is heard; a window into a hallway may what its passers-by may: guests."""
    actor = state.actor(visitor)
    return replace(actor, role=Role.GUEST) if actor.role is Role.VENUE else actor


def _sends(state: State, visitor: VisitorId, circle: str | None) -> Media:
    """What somebody wants to send; a screen only where it was shared."""
    box = state.durable.boxes.boxes.get(visitor)
    if box is not None:
        return Media(box.mic, box.cam)
    media = state.live.media.get(visitor, Media())
    shared_here = media.screen is not None and media.screen.circle == circle
    return Media(media.mic, media.cam, media.screen if shared_here else None)
