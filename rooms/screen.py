"""The venue screen: what a host has it show, or that it chooses by itself."""

from rooms import commands as c
from rooms import events as e
from rooms.commands import Command
from rooms.events import Event
from rooms.media import named_stage
from rooms.roles import Actor, Capability
from rooms.rule import Evolve, Rule, View
from rooms.state import Moment, State
from rooms.views import followers


def set_scene(state: State, actor: Actor, command: c.SetScene, at: Moment) -> list[Event]:
    """Another scene; a second time changes nothing."""
    same = state.durable.scenes.get(command.stage, "auto") == command.scene
    return [] if same else [e.SceneSet(command.stage, command.scene)]


def _set(state: State, event: e.SceneSet, at: int) -> None:
    if event.scene == "auto":
        state.durable.scenes.pop(event.stage, None)
    else:
        state.durable.scenes[event.stage] = event.scene


RULES: dict[type[Command], Rule] = {
    c.SetScene: Rule(Capability.STAGE_MODERATE, set_scene, named_stage),
}

EVOLVE: dict[type[Event], Evolve] = {e.SceneSet: _set}

VIEWS: dict[type[Event], View] = {e.SceneSet: followers}
