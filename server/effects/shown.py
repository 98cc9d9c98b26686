"""Which pictures somebody is shown: much the same as others in their circle, so each list is made once."""

from collections.abc import Mapping

from rooms.circles import stage_group
from rooms.earshot import Earshot, Group
from rooms.events import StageLayout
from rooms.ids import RoomId, SourceId, VisitorId, WorkshopId, source_of
from rooms.layouts import layout_of, pictures, shows_slides
from rooms.minors.sound import may_see, sight
from rooms.state import State

Pictures = tuple[SourceId, ...]
"""Pictures, the most important first."""


class Shown:
    """The pictures of all circles at one moment, and what is made in each real hall."""

    def __init__(self, state: State, whole: Earshot, voices: Mapping[RoomId, SourceId]) -> None:
        self._state = state
        self._whole = whole
        self._voices = voices
        self._made: dict[RoomId, tuple[str, ...]] = {}
        self._laid: dict[tuple[RoomId, StageLayout], Pictures] = {}
        self._people: dict[tuple[str, bool, bool], Pictures] = {}
        self._seen: dict[tuple[Pictures, frozenset[WorkshopId]], Pictures] = {}

    def made_in(self, hall: RoomId) -> tuple[str, ...]:
        """The peers in a real hall of which nobody else in it gets anything."""
        if hall not in self._made:
            self._made[hall] = tuple(self._whole.made_in(hall))
        return self._made[hall]

    def to(self, viewer: VisitorId, circle: str, *, faces: bool, public: bool) -> Pictures:
        """What somebody is shown of a circle: its ``faces`` alone or its stage or screens too, with the
        ``public`` of a hall or without.
        """
        stage = None if faces else stage_named(self._state, circle)
        shown = self._circle(circle, faces, public) if stage is None else self._stage(viewer, stage)
        if not self._state.durable.minors.workshops:
            return shown
        return self._guarded(shown, sight(self._state, viewer))

    def _group(self, circle: str) -> Group:
        return self._whole.groups.get(circle) or Group()

    def _stage(self, viewer: VisitorId, stage: RoomId) -> Pictures:
        """A stage in somebody's layout, without their own camera beside the picture that stands large."""
        layout, own = layout_of(self._state, stage, viewer), source_of(viewer, "cam")
        if (stage, layout) not in self._laid:
            self._laid[stage, layout] = self._arranged(stage, layout)
        laid = self._laid[stage, layout]
        if own not in laid:
            return laid
        if layout != "gallery":
            return self._arranged(stage, layout, viewer)
        group = self._group(stage_group(stage))
        is_large = own == group.stage and not shows_slides(self._state, stage, group)
        return laid if is_large else tuple(each for each in laid if each != own)

    def _arranged(self, stage: RoomId, layout: StageLayout, viewer: VisitorId | None = None) -> Pictures:
        group, voice = self._group(stage_group(stage)), self._voices.get(stage)
        return pictures(self._state, stage, layout, group, voice, viewer)

    def _circle(self, circle: str, faces: bool, public: bool) -> Pictures:
        """The screens and cameras of a circle that is no stage, or of a stage the faces alone."""
        if (circle, faces, public) not in self._people:
            group = self._group(circle)
            people = (*group.seen, *(group.public if public else ()))
            cameras = (source_of(each, "cam") for each in people)
            self._people[circle, faces, public] = (*(() if faces else group.screens), *cameras)
        return self._people[circle, faces, public]

    def _guarded(self, shown: Pictures, led: frozenset[WorkshopId]) -> Pictures:
        """Without the children of workshops that one does not lead."""
        if (shown, led) not in self._seen:
            self._seen[shown, led] = tuple(each for each in shown if may_see(self._state, led, each))
        return self._seen[shown, led]


def stage_named(state: State, circle: str) -> RoomId | None:
    """The stage that a circle of sound is, if it is one."""
    room = state.rules.rooms.get(RoomId(circle.removeprefix("room:")))
    return room.id if room is not None and circle == stage_group(room.id) and room.kind == "stage" else None


def spoken(state: State, groups: Mapping[str, tuple[SourceId, ...]]) -> dict[RoomId, tuple[SourceId, ...]]:
    """What is heard at each stage, of all circles of a table."""
    stages = ((stage_named(state, circle), heard) for circle, heard in groups.items())
    return {stage: heard for stage, heard in stages if stage is not None}
