"""How a stage's pictures are laid out: by a host for everybody, and by each viewer for themselves."""

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.earshot import Group
from rooms.events import Event, StageLayout
from rooms.ids import RoomId, SourceId, VisitorId, peer_of, source_of
from rooms.media import named_stage
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import followers, nobody

USUAL: StageLayout = "speaker"
"""The layout of a stage that nobody laid out."""


def layout_of(state: State, stage: RoomId, viewer: VisitorId) -> StageLayout:
    """The layout in which somebody sees a stage."""
    return state.live.views.get((viewer, stage)) or state.durable.layouts.get(stage, USUAL)


def shows_slides(state: State, stage: RoomId, group: Group) -> bool:
    """Whether slides stand large: shown, and no picture that is there was chosen before them."""
    chosen = state.durable.boxes.shown.get(stage)
    return stage in state.durable.slides.turned and (chosen is None or chosen != group.stage)


def pictures(
    state: State,
    stage: RoomId,
    layout: StageLayout,
    group: Group,
    voice: SourceId | None = None,
    viewer: VisitorId | None = None,
) -> tuple[SourceId, ...]:
    """The pictures of a stage in a layout, the main one first: nothing else is sent to who sees it so.

    ``voice`` is the microphone of who speaks. A ``viewer`` who is on the stage is beside no picture.
    """
    slides, own = shows_slides(state, stage, group), source_of(viewer, "cam") if viewer is not None else None
    main = (group.stage,) if group.stage is not None and not slides else ()
    faces = [source_of(each, "cam") for each in group.seen]
    others = [each for each in (*group.cameras, *faces) if each not in main and each != own]
    if layout == "picture":
        return main
    if layout == "gallery":
        return tuple(dict.fromkeys((*main, *group.screens, *others)))
    return (*main, *_beside(group, others, voice))


def _beside(group: Group, others: list[SourceId], voice: SourceId | None) -> list[SourceId]:
    """The one picture beside the main one: of who speaks, else of the hall, else of the first there."""
    hall = [each for each in others if each in group.cameras]
    if voice is None:
        return others[:1]
    own = [each for each in others if peer_of(each) == peer_of(voice)]
    return [*own, *(hall if voice in group.mics else ()), *others][:1]


def lay(state: State, actor: Actor, command: c.LayStage, at: Moment) -> list[Event]:
    """Another layout; a second time changes nothing."""
    same = state.durable.layouts.get(command.stage, USUAL) == command.layout
    return [] if same else [e.StageLaidOut(command.stage, command.layout)]


def view(state: State, actor: Actor, command: c.ViewStage, at: Moment) -> list[Event]:
    """A layout of one's own, or that of the hosts again."""
    same = state.live.views.get((actor.visitor, command.stage)) == command.layout
    return [] if same else [e.StageViewed(actor.visitor, command.stage, command.layout)]


def _laid(state: State, event: e.StageLaidOut, at: int) -> None:
    if event.layout == USUAL:
        state.durable.layouts.pop(event.stage, None)
    else:
        state.durable.layouts[event.stage] = event.layout


def _viewed(state: State, event: e.StageViewed, at: int) -> None:
    if event.layout is None:
        state.live.views.pop((event.visitor, event.stage), None)
    else:
        state.live.views[event.visitor, event.stage] = event.layout


RULES: dict[type[Command], Rule] = {
    c.LayStage: Rule(Capability.STAGE_MODERATE, lay, named_stage),
    c.ViewStage: Rule(Capability.AV_SUBSCRIBE, view, named_stage),
}

EVOLVE: dict[type[Event], Evolve] = {e.StageLaidOut: _laid, e.StageViewed: _viewed}

VIEWS: dict[type[Event], View] = {e.StageLaidOut: followers, e.StageViewed: nobody}
