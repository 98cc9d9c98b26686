"""Windows into a hallway: a venue box that stands on the map. Whoever walks up to it is seen and heard in the
real hallway, and sees and hears it, by the ordinary rule of nearness.

Its body is fixed: only a host places it. It is no person: nobody is full, counted or kept out because of it.
"""

from rooms import commands as c
from rooms import events as e
from rooms.avatars import appear, disembody, put
from rooms.boxes import DEVICES, at_box, box_of, main_source
from rooms.commands import Command
from rooms.events import Event, Spot
from rooms.ground import check_window
from rooms.ids import VisitorId, source_of
from rooms.marks import marked
from rooms.model.boxes import Box
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule
from rooms.state import Moment, State


def place(state: State, actor: Actor, command: c.PlaceBox, at: Moment) -> list[Event]:
    """Make a box a window and say where it stands, or a box of its hall again."""
    box, spot = command.box, command.spot
    found = box_of(state, box)
    if spot is not None:
        check_window(state, spot, box)
    if found.portal == spot:
        return []
    return [*_timeline(state, box, found, spot), e.BoxPlaced(box, spot), *_body(state, box, spot, at.now)]


def _timeline(state: State, box: VisitorId, found: Box, spot: Spot | None) -> list[Event]:
    """What runs of a window is none of its stage's; what runs of a box is."""
    if spot is not None:
        own = [source_of(box, device) for device in DEVICES]
        return [cut for source in own for cut in marked(state, found.stage, source, "off")]
    main = main_source(box, found)
    return marked(state, found.stage, main, state.live.devices.get(main, "off"))


def _body(state: State, box: VisitorId, spot: Spot | None, now: int) -> list[Event]:
    """The body of a box that is here comes, moves or goes."""
    avatar = state.live.avatars.get(box)
    if spot is None:
        return disembody(state, avatar) if avatar is not None else []
    if avatar is not None:
        return put(state, avatar, spot, now)
    return appear(state, box, spot, now) if box in state.live.presence else []


def _placed(state: State, event: e.BoxPlaced, at: int) -> None:
    state.durable.boxes.place(event.box, event.spot)


RULES: dict[type[Command], Rule] = {
    c.PlaceBox: Rule(Capability.STAGE_MODERATE, place, at_box),
}

EVOLVE: dict[type[Event], Evolve] = {e.BoxPlaced: _placed}
