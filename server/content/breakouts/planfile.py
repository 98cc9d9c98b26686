"""A plan as a file: JSON with a version; every fault in it is told with its place and its cure."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from rooms.breakouts.specs import faults_of
from rooms.events.groups import GroupSpec, Participant, PlanSpec
from rooms.events.polls import PollSpec
from rooms.ids import GroupId, RoomId, VisitorId
from rooms.model.breakouts import Plan
from rooms.state import State
from server.content.faults import Faults, In

FILE_MOST = 2 * 1024 * 1024
"""Characters of a file."""
FAULTS_MOST = 200
VERSION = 1
_MB = 1024 * 1024


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class GroupPart(_Part):
    """A group; ``box`` is the title of a venue box, ``id`` lets a plan that is read again keep its groups."""

    title: str
    room: str | None = None
    box: str | None = None
    table: str = ""
    size: int = 0
    task: str = ""
    id: str = ""


class PersonPart(_Part):
    """A line of the roster."""

    name: str
    traits: dict[str, str] = {}
    invite: str | None = None


class PollPart(_Part):
    """A prepared poll."""

    question: str
    kind: Literal["single", "multiple", "rating", "words", "ranking"] = "single"
    options: list[str] = []
    most: int = 1
    anonymous: bool = True
    results: Literal["live", "after"] = "live"


class PlanFile(_Part):
    """The whole file."""

    foyer: Literal["breakout-plan"]
    version: Literal[1]
    title: str
    minutes: int
    groups: list[GroupPart]
    room: str | None = None
    task: str = ""
    roles: list[str] = []
    traits: list[str] = []
    polls: list[PollPart] = []
    walk: bool = True
    late: bool = True
    choice: bool = False
    roster: list[PersonPart] = []


def written(state: State, plan: Plan) -> str:
    """The file of a plan."""
    names = {box: state.durable.visitors[box].name for box in state.durable.boxes.boxes}
    spec = asdict(plan.spec)
    groups = [each | {"box": names.get(each["box"])} for each in spec["groups"]]
    roster = [{"name": each.name, "traits": each.traits, "invite": each.invite} for each in plan.roster]
    whole = {"foyer": "breakout-plan", "version": VERSION, **spec, "groups": groups, "roster": roster}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read_plan(state: State, name: str, text: str) -> tuple[PlanSpec | None, tuple[Participant, ...], Faults]:
    """The plan and the roster of a file; None with all that is wrong."""
    faults = Faults(Path(), FAULTS_MOST)
    told = In(faults, name)
    if len(text) > FILE_MOST:
        told.add("breakouts.too_large", most=FILE_MOST // _MB)
        return None, (), faults
    whole = _parsed(text, told)
    if whole is None:
        return None, (), faults
    spec = _spec(state, whole, told)
    for field in faults_of(state, spec):
        told.add(_KEYS.get(field.rpartition(".")[2], "breakouts.poll"), field)
    roster = tuple(Participant(each.name, each.traits, each.invite) for each in whole.roster)  # type: ignore[arg-type]
    return (None if faults.count else spec), roster, faults


_KEYS = {
    "title": "breakouts.title", "table": "breakouts.title", "room": "breakouts.room", "box": "breakouts.room",
    "minutes": "breakouts.minutes", "task": "breakouts.text", "roles": "breakouts.words",
    "traits": "breakouts.words", "groups": "breakouts.groups", "size": "breakouts.size",
    "id": "breakouts.unknown",
}  # fmt: skip


def _parsed(text: str, told: In) -> PlanFile | None:
    try:
        found: object = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        told.add("breakouts.not_json", error=str(error)[:200])
        return None
    parts: dict[str, Any] = {**found} if isinstance(found, dict) else {}
    if parts.get("foyer") != "breakout-plan":
        told.add("breakouts.not_plan")
        return None
    version = parts.get("version")
    if version != VERSION:
        told.add("breakouts.version", "version", found=repr(version)[:20], known=VERSION)
        return None
    try:
        return PlanFile.model_validate(found)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            key = {"missing": "breakouts.missing", "extra_forbidden": "breakouts.unknown"}
            place = ".".join(str(part) for part in each["loc"])
            told.add(key.get(each["type"], "breakouts.kind"), place, problem=each["msg"])
        return None


def _spec(state: State, whole: PlanFile, told: In) -> PlanSpec:
    boxes = {state.durable.visitors[box].name: box for box in state.durable.boxes.boxes}
    groups: list[GroupSpec] = []
    for number, each in enumerate(whole.groups):
        if each.box is not None and each.box not in boxes:
            told.add("breakouts.box", f"groups.{number}.box", name=repr(each.box[:60]))
        groups.append(_group(each, boxes))
    polls = tuple(
        PollSpec(each.question, each.kind, tuple(each.options), each.most, each.anonymous, each.results)
        for each in whole.polls
    )
    return PlanSpec(
        whole.title, RoomId(whole.room) if whole.room is not None else None, whole.minutes, tuple(groups),
        whole.task, tuple(whole.roles), tuple(whole.traits), polls, whole.walk, whole.late, whole.choice,
    )  # fmt: skip


def _group(each: GroupPart, boxes: Mapping[str, VisitorId]) -> GroupSpec:
    room = RoomId(each.room) if each.room is not None else None
    box = boxes.get(each.box) if each.box is not None else None
    return GroupSpec(GroupId(each.id), each.title, room, box, each.table, each.size, each.task)


def without_ids(spec: PlanSpec) -> PlanSpec:
    """The plan as a new one: its groups are new ones too."""
    return replace(spec, groups=tuple(replace(each, id=GroupId("")) for each in spec.groups))
