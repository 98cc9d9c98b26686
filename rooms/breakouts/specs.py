"""What a plan may say: lengths, numbers, and the places that its groups name."""

from collections.abc import Container, Iterable
from dataclasses import replace

from rooms.breakouts.rights import KINDS
from rooms.errors import Invalid, NotAllowed, Refusal
from rooms.events.groups import GroupSpec, Participant, PlanSpec, RoundGroup
from rooms.ids import GroupId, VisitorId
from rooms.pollspec import clean_spec as clean_poll
from rooms.roles import Actor, Capability, can
from rooms.state import Moment, State
from rooms.text import one_line

PLANS_MOST = 50
GROUPS_MOST = 250
"""Groups of a plan: as many as 500 people make pairs."""
PEOPLE_MOST = 500
"""Lines of a roster, and people made up for a rehearsal."""
ROUNDS_MOST = 60
"""Rounds of a plan, and as many rehearsals."""
MINUTES = (1, 480)
TITLE_MOST = 120
TASK_MOST = 2000
WORD_MOST = 60
"""Characters of a role, of a trait and of its value."""
WORDS_MOST = 8
"""Roles, and traits, of a plan."""
POLLS_MOST = 20
SIZE_MOST = 500


def faults_of(state: State, spec: PlanSpec) -> list[str]:
    """The fields of a plan that cannot be as they are, such as ``groups.2.room``."""
    rooms = state.rules.rooms
    wrong = {
        "title": not _fits(spec.title, TITLE_MOST, empty=False),
        "room": spec.room is not None and spec.room not in rooms,
        "minutes": not MINUTES[0] <= spec.minutes <= MINUTES[1],
        "task": len(spec.task) > TASK_MOST,
        "roles": not _are_words(spec.roles),
        "traits": not _are_words(spec.traits),
        "groups": not 1 <= len(spec.groups) <= GROUPS_MOST,
        "polls": len(spec.polls) > POLLS_MOST,
    }
    found = [field for field, is_wrong in wrong.items() if is_wrong]
    for number, group in enumerate(spec.groups[:GROUPS_MOST]):
        found += [f"groups.{number}.{field}" for field in _faults_of_group(state, spec, group)]
    for number, poll in enumerate(spec.polls[:POLLS_MOST]):
        try:
            clean_poll(poll)
        except Refusal as refusal:
            found.append(f"polls.{number}.{refusal.details.get('field', 'kind')}")
    return found


def _faults_of_group(state: State, spec: PlanSpec, group: GroupSpec) -> list[str]:
    room = state.rules.rooms.get(group.room) if group.room is not None else None
    shared = group.room is not None and sum(each.room == group.room for each in spec.groups) > 1
    boxes = sum(each.box == group.box for each in spec.groups)
    unfit = group.room is not None and (room is None or room.kind not in KINDS or group.room == spec.room)
    wrong = {
        "title": not _fits(group.title, TITLE_MOST, empty=False),
        "room": unfit or shared,
        "box": group.box is not None and (group.box not in state.durable.boxes.boxes or boxes > 1),
        "table": not _fits(group.table, TITLE_MOST, empty=True),
        "size": not 0 <= group.size <= SIZE_MOST,
        "task": len(group.task) > TASK_MOST,
        "id": group.id != "" and sum(each.id == group.id for each in spec.groups) > 1,
    }
    return [field for field, is_wrong in wrong.items() if is_wrong]


def _fits(text: str, most: int, *, empty: bool) -> bool:
    shown = one_line(text)
    return len(shown) <= most and (empty or any(ch.isprintable() and ch != " " for ch in shown))


def _are_words(words: tuple[str, ...]) -> bool:
    return len(words) <= WORDS_MOST and len({*words}) == len(words) and all(
        _fits(each, WORD_MOST, empty=False) for each in words
    )  # fmt: skip


def clean_spec(state: State, spec: PlanSpec, known: frozenset[GroupId], at: Moment) -> PlanSpec:
    """The plan as it is kept; a group that is none of ``known`` gets a new id.

    :raises Invalid: something cannot be as it is; ``field`` says what.
    """
    faults = faults_of(state, spec)
    if faults:
        raise Invalid("breakout.invalid", field=faults[0])
    groups = tuple(
        replace(
            each,
            id=each.id if each.id in known else GroupId(at.new_id()),
            title=one_line(each.title),
            table=one_line(each.table),
            task=each.task.strip(),
        )
        for each in spec.groups
    )
    polls = tuple(clean_poll(each) for each in spec.polls)
    return replace(spec, title=one_line(spec.title), task=spec.task.strip(), groups=groups, polls=polls)


def boxes_of(groups: Iterable[GroupSpec | RoundGroup]) -> frozenset[VisitorId]:
    """The venue boxes at the tables of groups."""
    return frozenset(each.box for each in groups if each.box is not None)


def check_boxes(
    state: State, actor: Actor, boxes: Iterable[VisitorId], had: Container[VisitorId], now: int
) -> None:
    """Refuse to take boxes but those one ``had``: their microphones and loudspeakers are their halls', and
    hosts give them away.

    :raises NotAllowed: the actor does not moderate the hall of a box.
    """
    for box in boxes:
        use = state.durable.boxes.boxes.get(box)
        if use is None or box in had:
            continue
        if not can(actor, Capability.STAGE_MODERATE, state.place(use.stage), now):
            raise NotAllowed(Capability.STAGE_MODERATE)


def clean_traits(traits: dict[str, str]) -> dict[str, str]:
    """What is said of somebody, as it is kept.

    :raises Invalid: there are too many words, or too long ones.
    """
    kept = {one_line(trait): one_line(value) for trait, value in traits.items()}
    if not _are_words(tuple(kept)) or any(len(each) > WORD_MOST for each in kept.values()):
        raise Invalid("breakout.invalid", field="traits")
    return kept


def clean_line(line: Participant, longest: int) -> Participant:
    """A line of a roster, as it is kept.

    :raises Invalid: the name is empty or too long, or the traits are.
    """
    name = one_line(line.name)
    if not _fits(name, longest, empty=False):
        raise Invalid("breakout.invalid", field="roster")
    return replace(line, name=name, traits=clean_traits(line.traits))
