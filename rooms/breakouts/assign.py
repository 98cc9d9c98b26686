"""Who sits at which table in the next round: pure, from a seed; what is promised of it, and what came of it.

Promised: ``random``, ``chosen`` and ``last`` fill the tables evenly (sizes differ by one at most where no
limit binds and nobody chose); ``balanced`` as in ``even``; ``cafe``, ``mix``, ``network`` as in ``rotate``.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rooms.breakouts.chance import Chance
from rooms.breakouts.even import evenly
from rooms.breakouts.past import Past, Tables, levelled, mended, settled
from rooms.breakouts.rotate import paired, turned, turns_sure
from rooms.events.groups import Guarantee, How, Perfect, Report, Rotation
from rooms.ids import GroupId, VisitorId

AGAIN_TOLD = 50
"""Pairs that a report names; it counts them all."""
ROTATIONS: frozenset[How] = frozenset({"cafe", "mix", "network"})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be seated, with what is known of them, such as ``{"language": "de"}``."""

    visitor: VisitorId
    traits: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Wanted:
    """All that an assignment depends on. ``limits`` of 0 are none; ``fixed`` is what people chose, or where
    they sat last; ``rounds`` are the earlier ones; ``turn`` counts from the first round of ``rotation``.
    """

    how: How
    seed: int
    groups: tuple[GroupId, ...]
    limits: tuple[int, ...]
    people: tuple[Person, ...]
    traits: tuple[str, ...] = ()
    fixed: Mapping[VisitorId, GroupId] = field(default_factory=dict[VisitorId, GroupId])
    rounds: tuple[Mapping[GroupId, Sequence[VisitorId]], ...] = ()
    rotation: Rotation | None = None


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who sits where; what is to be said of it; and the first turn of a rotation, if it is one."""

    seats: dict[VisitorId, GroupId]
    report: Report
    rotation: Rotation | None


@dataclass(slots=True)
class _Found:
    """The tables as a method leaves them."""

    tables: Tables
    left: list[VisitorId] = field(default_factory=list[VisitorId])
    rotation: Rotation | None = None
    guarantee: Guarantee = "none"


def assign(wanted: Wanted) -> Assigned:
    """The assignment: the same for the same wish, whenever and wherever it is made."""
    past, chance = _past(wanted), Chance(wanted.seed)
    if wanted.how in ROTATIONS:
        found = _rotated(wanted, past, chance)
    elif wanted.how == "balanced":
        found = _balanced(wanted, chance)
    else:
        found = _filled(wanted, chance)
    return Assigned(_seats(wanted, found), _report(wanted, found, past), found.rotation)


def dealt(wanted: Wanted) -> dict[VisitorId, GroupId]:
    """The seats of an assignment by choice or chance, without a word on it: so cheap that a tick has time
    for it.
    """
    return _seats(wanted, _filled(wanted, Chance(wanted.seed)))


def _seats(wanted: Wanted, found: _Found) -> dict[VisitorId, GroupId]:
    return {who: wanted.groups[n] for n, people in enumerate(found.tables) for who in people}


def _past(wanted: Wanted) -> Past:
    number = {group: n for n, group in enumerate(wanted.groups)}
    gone = len(number)
    return Past(
        {number.get(group, gone + n): people for n, (group, people) in enumerate(each.items())}
        for each in wanted.rounds
    )


def sizes(people: int, limits: Sequence[int]) -> list[int]:
    """How many sit at each table: as even as limits let it be; fewer than all where they do not suffice."""
    found = [0] * len(limits)
    for _ in range(people):
        open_ = [n for n, limit in enumerate(limits) if not limit or found[n] < limit]
        if not open_:
            break
        found[min(open_, key=found.__getitem__)] += 1
    return found


def _filled(wanted: Wanted, chance: Chance) -> _Found:
    """Who chose a table sits there as long as there is place; all others are dealt to the smallest."""
    number = {group: n for n, group in enumerate(wanted.groups)}
    tables: Tables = [[] for _ in wanted.groups]
    rest: list[VisitorId] = []
    fixed = wanted.fixed if wanted.how in ("chosen", "last") else dict[VisitorId, GroupId]()
    for each in wanted.people:
        at = number.get(fixed[each.visitor]) if each.visitor in fixed else None
        open_ = at is not None and (not wanted.limits[at] or len(tables[at]) < wanted.limits[at])
        (tables[at] if at is not None and open_ else rest).append(each.visitor)
    tables, left = settled(tables, chance.shuffled(rest), wanted.limits, Past())
    return _Found(tables, left, guarantee="none" if fixed else "sizes")


def _balanced(wanted: Wanted, chance: Chance) -> _Found:
    people = chance.shuffled(wanted.people)
    rows = [tuple(each.traits.get(trait, "") for trait in wanted.traits) for each in people]
    goal = sizes(len(people), wanted.limits)
    if sum(goal) == len(people) and max(goal, default=0) - min(goal, default=0) <= 1:
        table_of = evenly(rows, len(wanted.groups))
        order = chance.shuffled(range(len(wanted.groups)))
        tables: Tables = [[] for _ in wanted.groups]
        for each, table in zip(people, table_of, strict=True):
            tables[order[table]].append(each.visitor)
        if all(len(each) <= (limit or len(each)) for each, limit in zip(tables, wanted.limits, strict=True)):
            return _Found(tables, guarantee="traits")
    return _shared_out(people, rows, goal)


def _shared_out(people: list[Person], rows: list[tuple[str, ...]], goal: list[int]) -> _Found:
    """Tables of different sizes get each value in proportion, as far as that works out."""
    tables: Tables = [[] for _ in goal]
    left: list[VisitorId] = []
    counts: Counter[tuple[int, int, str]] = Counter()
    for row, each in sorted(zip(rows, people, strict=True), key=lambda pair: pair[0]):
        open_ = [n for n, size in enumerate(goal) if len(tables[n]) < size]
        if not open_:
            left.append(each.visitor)
            continue
        at = min(
            open_,
            key=lambda n: (*(counts[n, k, v] / goal[n] for k, v in enumerate(row)), len(tables[n]) / goal[n]),
        )
        tables[at].append(each.visitor)
        counts.update((at, k, v) for k, v in enumerate(row))
    return _Found(tables, left)


# -- rotations -------------------------------------------------------------------------------------


def _rotated(wanted: Wanted, past: Past, chance: Chance) -> _Found:
    """The next turn of a rotation that runs; else the first of a new one."""
    before = wanted.rotation
    if before is not None and before.how == wanted.how and before.seed == wanted.seed:
        return _turn(wanted, before, past, chance)
    base = _base(wanted, chance)
    rotation = Rotation(wanted.how, wanted.seed, len(wanted.rounds), base)
    return _turn(wanted, rotation, past, chance)


def _base(wanted: Wanted, chance: Chance) -> tuple[tuple[VisitorId, ...], ...]:
    """How people sit in the first turn; the pairs are one row."""
    order = chance.shuffled(each.visitor for each in wanted.people)
    if wanted.how == "network":
        return (tuple(order),)
    tables, _ = settled([[] for _ in wanted.groups], order, wanted.limits, Past())
    return tuple(tuple(each) for each in tables)


def _turn(wanted: Wanted, rotation: Rotation, past: Past, chance: Chance) -> _Found:
    turn = len(wanted.rounds) - rotation.since
    hosts = (
        frozenset(each[0] for each in rotation.base if each)
        if wanted.how == "cafe"
        else frozenset[VisitorId]()
    )
    tables, pausing = _planned(wanted, rotation, turn)
    here = {each.visitor for each in wanted.people}
    planned = {who for people in tables for who in people} | {*pausing}
    complete = here == planned and all(
        not limit or len(each) <= limit for each, limit in zip(tables, wanted.limits, strict=True)
    )
    if complete and not past.again(tables):
        return _Found(tables, pausing, rotation, _promised(wanted, rotation, turn))
    kept = [[each for each in people if each in here] for people in tables]
    new = [each.visitor for each in wanted.people if each.visitor not in planned]
    return _Found(
        *_adapted(wanted, kept, [*new, *(each for each in pausing if each in here)], hosts, past, chance),
        rotation,
    )


def _planned(wanted: Wanted, rotation: Rotation, turn: int) -> tuple[Tables, list[VisitorId]]:
    """The turn as it was meant when all were there."""
    if wanted.how == "network":
        pairs, pausing = paired(rotation.base[0] if rotation.base else (), turn)
        over = [who for pair in pairs[len(wanted.groups) :] for who in pair]
        empty: Tables = [[] for _ in wanted.groups[len(pairs) :]]
        return [*pairs[: len(wanted.groups)], *empty], [*pausing, *over]
    base = rotation.base[: len(wanted.groups)]
    missing: Tables = [[] for _ in wanted.groups[len(base) :]]
    if wanted.how == "mix":
        return [*turned(base, turn), *missing], []
    guests = turned([each[1:] for each in base], turn)
    return [*([*host[:1], *rest] for host, rest in zip(base, guests, strict=True)), *missing], []


def _promised(wanted: Wanted, rotation: Rotation, turn: int) -> Guarantee:
    if wanted.how == "network":
        return "no_repeats"
    seats = max((len(each) for each in rotation.base), default=0) - (wanted.how == "cafe")
    return "no_repeats" if turn < turns_sure(len(rotation.base), seats) else "none"


def _adapted(
    wanted: Wanted,
    kept: Tables,
    new: list[VisitorId],
    hosts: frozenset[VisitorId],
    past: Past,
    chance: Chance,
) -> tuple[Tables, list[VisitorId]]:
    """A turn for those who are here: sizes level again, newcomers seated, repeats spared where possible."""
    limits = wanted.limits
    if wanted.how == "network":
        alone = [each[0] for each in kept if len(each) == 1]
        kept = [each if len(each) == 2 else [] for each in kept]
        limits = tuple(min(limit or 2, 2) for limit in limits)
        new = [*alone, *new]
        tables, left = _in_twos(kept, new, limits, past)
        return mended(tables, past, hosts, chance), left
    level = levelled(kept, limits, hosts, past)
    tables, left = settled(level, new, limits, past)
    return mended(tables, past, hosts, chance), left


def _in_twos(
    kept: Tables, new: list[VisitorId], limits: Sequence[int], past: Past
) -> tuple[Tables, list[VisitorId]]:
    """Pairs of those who have none, strangers first; an odd one pauses, and who finds no table."""
    waiting = list(new)
    tables = [list(each) for each in kept]
    for table in tables:
        if not table and len(waiting) > 1:
            one = waiting.pop(0)
            other = next((each for each in waiting if each not in past.met[one]), waiting[0])
            waiting.remove(other)
            table += [one, other]
    return tables, waiting


# -- what became of it -----------------------------------------------------------------------------


def _report(wanted: Wanted, found: _Found, past: Past) -> Report:
    again = past.again(found.tables)
    hosts = (
        frozenset(each[0] for each in found.rotation.base if each)
        if found.rotation and wanted.how == "cafe"
        else frozenset[VisitorId]()
    )
    same = [
        who
        for n, people in enumerate(found.tables)
        for who in people
        if n in past.sat[who] and who not in hosts
    ]
    filled = [len(each) for each in found.tables]
    return Report(
        wanted.how, sum(filled), sum(1 for each in filled if each), len(again), tuple(again[:AGAIN_TOLD]),
        tuple(same) if wanted.how in ("cafe", "mix") else (), _spread(wanted, found.tables),
        (min(filled, default=0), max(filled, default=0)), _perfect(wanted, found.tables, past, again),
        found.guarantee, tuple(found.left),
    )  # fmt: skip


def _spread(wanted: Wanted, tables: Tables) -> dict[str, int]:
    """By how much tables differ at most in the count of one value of each trait."""
    traits = {each.visitor: each.traits for each in wanted.people}
    found: dict[str, int] = {}
    for trait in wanted.traits:
        counts = [Counter(traits[who].get(trait, "") for who in people) for people in tables]
        values = {value for each in counts for value in each}
        found[trait] = max((max(c[v] for c in counts) - min(c[v] for c in counts) for v in values), default=0)
    return found


def _perfect(wanted: Wanted, tables: Tables, past: Past, again: list[tuple[VisitorId, VisitorId]]) -> Perfect:
    """Whether a round without repeats exists: yes where this is one, no where somebody has too few strangers
    left to fill a table of this size, or more people sat at one table than there are tables now.
    """
    if not again:
        return "yes"
    everybody = {each.visitor for each in wanted.people}
    smallest = min((len(each) for each in tables if each), default=1)
    crowded = any(len(everybody - past.met[who]) < smallest for who in everybody)
    pausing = len(everybody) - sum(len(each) for each in tables)
    parted = all(len(each & everybody) - pausing <= len(tables) for each in past.tables)
    return "unknown" if parted and not crowded else "no"
