"""Venue boxes: unattended devices in the real halls, which a host takes in, uses, watches over and revokes.

A box is a visitor of role venue without a body. Its rights are those of its role; what it sends and hears is
told by ``rooms/earshot.py``.
"""

from dataclasses import replace

from rooms import commands as c
from rooms import events as e
from rooms.avatars import departure
from rooms.commands import Command
from rooms.errors import Conflict, Invalid, Unknown
from rooms.events import Event
from rooms.ground import check_window
from rooms.ids import RoomId, SourceId, VisitorId, camera_of, peer_of, source_of
from rooms.look import Look
from rooms.marks import marked, resumed
from rooms.media import named_stage
from rooms.model.boxes import Box, Mark
from rooms.model.people import Visitor
from rooms.people import clean_name
from rooms.roles import Actor, Capability, Role
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State

MOST = 50
"""Boxes of a hub."""
DEVICES_MOST = 99
DEVICES = ("mic", "cam")

Named = c.RenameBox | c.RevokeBox | c.UseBox | c.AskBox


def box_of(state: State, box: VisitorId) -> Box:
    """The box, or a refusal."""
    found = state.durable.boxes.boxes.get(box)
    if found is None or box not in state.durable.visitors:
        raise Unknown("box.unknown")
    return found


def at_box(state: State, actor: Actor, command: Named) -> RoomId | None:
    """The stage of the box a command names, if there is such a box."""
    found = state.durable.boxes.boxes.get(command.box)
    return found.stage if found is not None else None


def main_source(box: VisitorId, found: Box) -> SourceId:
    """The source by which the timeline of a stage knows a box."""
    return source_of(box, "cam" if found.cam else "mic")


def pair(state: State, actor: Actor, command: c.PairBox, at: Moment) -> list[Event]:
    """A new box; the server has made its id."""
    if len(state.durable.boxes.boxes) >= MOST:
        raise Conflict("box.enough", most=MOST)
    title = clean_name(command.title, state.rules.name_length)
    if command.spot is not None:
        check_window(state, command.spot)
    stands = [e.BoxPlaced(command.box, command.spot)] if command.spot is not None else []
    return [e.BoxPaired(command.box, command.stage, title), *stands]


def rename(state: State, actor: Actor, command: c.RenameBox, at: Moment) -> list[Event]:
    """Another title, if it is another."""
    box_of(state, command.box)
    title = clean_name(command.title, state.rules.name_length)
    same = title == state.visitor(command.box).name
    return [] if same else [e.BoxRenamed(command.box, title)]


def revoke(state: State, actor: Actor, command: c.RevokeBox, at: Moment) -> list[Event]:
    """End a box: what ran of it is cut, and its person goes with it."""
    stage = box_of(state, command.box).stage
    own = [source_of(command.box, device) for device in DEVICES]
    cuts = [cut for source in own for cut in marked(state, stage, source, "off")]
    return [*cuts, e.BoxRevoked(command.box, stage), *departure(state, command.box)]


def use(state: State, actor: Actor, command: c.UseBox, at: Moment) -> list[Event]:
    """What a host uses a box as."""
    return _used(state, command.box, command)


def choose(state: State, actor: Actor, command: c.ChooseUse, at: Moment) -> list[Event]:
    """What is chosen on the device itself."""
    return _used(state, actor.visitor, command)


def _used(state: State, box: VisitorId, wanted: c.UseBox | c.ChooseUse) -> list[Event]:
    found = box_of(state, box)
    mic, cam, speaker, screen = wanted.mic, wanted.cam, wanted.speaker, wanted.screen
    now = replace(found, mic=mic, cam=cam, speaker=speaker, screen=screen)
    return [] if now == found else [e.BoxUsed(box, mic, cam, speaker, screen)]


def ask(state: State, actor: Actor, command: c.AskBox, at: Moment) -> list[Event]:
    """Something a host wants of a box that is here."""
    box_of(state, command.box)
    if state.live.presence.get(command.box, "lost") == "lost":
        raise Conflict("visitor.not_here")
    if not 0 <= command.device < DEVICES_MOST:
        raise Invalid("box.invalid")
    return [e.BoxAsked(command.box, command.act, command.device)]


def report(state: State, actor: Actor, command: c.ReportHealth, at: Moment) -> list[Event]:
    """How a box is, within what can be."""
    box_of(state, actor.visitor)
    if not _possible(command.health):
        raise Invalid("box.invalid")
    return [e.BoxReported(actor.visitor, command.health)]


def _possible(health: e.Health) -> bool:
    counts = (health.cams, health.mics, health.speakers)
    chosen = (health.cam_at, health.mic_at, health.speaker_at)
    return (
        0 <= health.level <= 100
        and 0 <= (health.battery or 0) <= 100
        and 0 <= (health.loss or 0) <= 1
        and 0 <= (health.rtt or 0) <= 60_000
        and 0 <= (health.echo_ms or 0) <= 60_000
        and all(0 <= each <= DEVICES_MOST for each in counts)
        and all(-1 <= each < most or each == -1 for each, most in zip(chosen, counts, strict=True))
    )


def report_device(state: State, actor: Actor, command: c.ReportDevice, at: Moment) -> list[Event]:
    """A box's camera or microphone came, fell silent, came back or went."""
    box = VisitorId(peer_of(command.source))
    found = state.durable.boxes.boxes.get(box)
    same = state.live.devices.get(command.source, "off") == command.status
    if found is None or same:
        return []
    changed = e.BoxSourceChanged(box, command.source, command.status)
    tells = command.source == main_source(box, found) and found.portal is None
    return [changed, *(marked(state, found.stage, command.source, command.status) if tells else [])]


def report_start(state: State, actor: Actor, command: c.ReportStart, at: Moment) -> list[Event]:
    """What ran as the server ended, and does not any more."""
    return resumed(state, frozenset(command.peers))


def show(state: State, actor: Actor, command: c.ShowSource, at: Moment) -> list[Event]:
    """The picture to be shown large: one of the hall's, or of somebody known, who may be on stage later."""
    if command.source is not None and not _may_be_shown(state, command.stage, command.source):
        raise Unknown("source.unknown")
    same = state.durable.boxes.shown.get(command.stage) == command.source
    return [] if same else [e.StageShown(command.stage, command.source)]


def _may_be_shown(state: State, stage: RoomId, source: SourceId) -> bool:
    visitor = VisitorId(peer_of(source))
    box = state.durable.boxes.boxes.get(visitor)
    if source == camera_of(stage):
        return True
    fitting = [source_of(visitor, device) for device in (("cam",) if box else ("cam", "screen"))]
    known = visitor in state.durable.visitors and source in fitting
    return known and (box is None or (box.stage == stage and box.portal is None))


# -- changes ---------------------------------------------------------------------------------------


def _paired(state: State, event: e.BoxPaired, at: int) -> None:
    state.durable.visitors[event.box] = Visitor(event.title, Look(), Role.VENUE, joined_at=at)
    state.durable.boxes.boxes[event.box] = Box(event.stage)


def _renamed(state: State, event: e.BoxRenamed, at: int) -> None:
    person = state.durable.visitors.get(event.box)
    if person is not None:
        state.durable.visitors[event.box] = replace(person, name=event.title)


def _use_changed(state: State, event: e.BoxUsed, at: int) -> None:
    box = state.durable.boxes.boxes.get(event.box)
    if box is not None:
        mic, cam, speaker, screen = event.mic, event.cam, event.speaker, event.screen
        changed = replace(box, mic=mic, cam=cam, speaker=speaker, screen=screen)
        state.durable.boxes.boxes[event.box] = changed


def _revoked(state: State, event: e.BoxRevoked, at: int) -> None:
    state.durable.visitors.pop(event.box, None)
    state.durable.boxes.forget(event.box)
    state.live.forget_box(event.box)


def _shown(state: State, event: e.StageShown, at: int) -> None:
    if event.source is None:
        state.durable.boxes.shown.pop(event.stage, None)
    else:
        state.durable.boxes.shown[event.stage] = event.source


def _marked(state: State, event: e.StageMarked, at: int) -> None:
    state.durable.boxes.mark(event.stage, Mark(event.kind, event.source, at))


def _told(state: State, event: e.BoxReported, at: int) -> None:
    state.live.health[event.box] = event.health


def _sourced(state: State, event: e.BoxSourceChanged, at: int) -> None:
    state.live.devices[event.source] = event.status


RULES: dict[type[Command], Rule] = {
    c.PairBox: Rule(Capability.STAGE_KEY, pair, named_stage),
    c.RenameBox: Rule(Capability.STAGE_KEY, rename, at_box),
    c.RevokeBox: Rule(Capability.STAGE_KEY, revoke, at_box),
    c.UseBox: Rule(Capability.STAGE_MODERATE, use, at_box),
    c.AskBox: Rule(Capability.STAGE_MODERATE, ask, at_box),
    c.ShowSource: Rule(Capability.STAGE_MODERATE, show, named_stage),
    c.ChooseUse: Rule(Capability.STAGE_INGEST, choose),
    c.ReportHealth: Rule(Capability.STAGE_INGEST, report),
    c.ReportDevice: Rule(Capability.STAGE_KEY, report_device),
    c.ReportStart: Rule(Capability.STAGE_KEY, report_start),
}

EVOLVE: dict[type[Event], Evolve] = {
    e.BoxPaired: _paired,
    e.BoxRenamed: _renamed,
    e.BoxUsed: _use_changed,
    e.BoxRevoked: _revoked,
    e.StageShown: _shown,
    e.StageMarked: _marked,
    e.BoxReported: _told,
    e.BoxSourceChanged: _sourced,
    e.BoxAsked: lambda state, event, at: None,
}
