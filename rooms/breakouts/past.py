"""Who met whom in earlier rounds, and who sat where: what a rotation is measured against."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rooms.breakouts.chance import Chance
from rooms.ids import VisitorId

Tables = list[list[VisitorId]]
"""Who sits at which table; the tables by number."""

TRIES_MOST = 40_000
"""Exchanges that are tried to mend a round: a bound, so that it never takes long."""
PARTNERS = 24
"""People of other tables with whom somebody tries to change places at a time."""
PARTNER = 3
"""What meeting somebody again costs beside sitting at a table again: changing places saves two at most."""


class Past:
    """All earlier rounds of a plan, each as who sat at which table."""

    def __init__(self, rounds: Iterable[Mapping[int, Sequence[VisitorId]]] = ()) -> None:
        self.met: defaultdict[VisitorId, set[VisitorId]] = defaultdict(set)
        self.sat: defaultdict[VisitorId, set[int]] = defaultdict(set)
        self.tables: list[frozenset[VisitorId]] = []
        for each in rounds:
            for table, people in each.items():
                self.add(table, people)

    def add(self, table: int, people: Sequence[VisitorId]) -> None:
        """One table of one round."""
        self.tables.append(frozenset(people))
        for one in people:
            self.sat[one].add(table)
            self.met[one].update(other for other in people if other != one)

    def again(self, tables: Tables) -> list[tuple[VisitorId, VisitorId]]:
        """The pairs who would meet again."""
        return [
            (one, other)
            for people in tables
            for place, one in enumerate(people)
            for other in people[place + 1 :]
            if other in self.met[one]
        ]

    def cost(
        self, who: VisitorId, table: int, people: Iterable[VisitorId], *, hosts: frozenset[VisitorId]
    ) -> int:
        """How much somebody would repeat at a table: each partner, and, less, the table itself."""
        known = self.met[who]
        same_table = table in self.sat[who] and who not in hosts
        return PARTNER * sum(each in known for each in people if each != who) + same_table


def mended(tables: Tables, past: Past, hosts: frozenset[VisitorId], chance: Chance) -> Tables:
    """The tables with people exchanged where it spares repeats; sizes stay, hosts stay. Not always the best
    there is: finding that is as hard as the social golfer problem.
    """
    found = [list(each) for each in tables]
    movers = [(table, place) for table, people in enumerate(found) for place in range(len(people))]
    movers = [(table, place) for table, place in movers if found[table][place] not in hosts]
    tries = 0
    improved = True
    while improved and tries < TRIES_MOST:
        improved = False
        for table, place in chance.shuffled(movers):
            if not past.cost(found[table][place], table, found[table], hosts=hosts):
                continue
            others = [movers[chance.below(len(movers))] for _ in range(PARTNERS)]
            tries += len(others)
            improved = _exchanged(found, past, hosts, (table, place), others) or improved
    return found


def _exchanged(
    tables: Tables,
    past: Past,
    hosts: frozenset[VisitorId],
    mine: tuple[int, int],
    others: list[tuple[int, int]],
) -> bool:
    """Change places with the one by whom most is gained; nothing where nothing is."""
    gains = [(_gain(tables, past, hosts, mine, each), each) for each in others if each[0] != mine[0]]
    gain, other = max(gains, default=(0, mine))
    if gain <= 0:
        return False
    (here, place), (there, yours) = mine, other
    tables[here][place], tables[there][yours] = tables[there][yours], tables[here][place]
    return True


def _gain(
    tables: Tables, past: Past, hosts: frozenset[VisitorId], mine: tuple[int, int], other: tuple[int, int]
) -> int:
    (here, place), (there, yours) = mine, other
    one, two = tables[here][place], tables[there][yours]
    left_here = [each for each in tables[here] if each != one]
    left_there = [each for each in tables[there] if each != two]
    before = past.cost(one, here, left_here, hosts=hosts) + past.cost(two, there, left_there, hosts=hosts)
    after = past.cost(one, there, left_there, hosts=hosts) + past.cost(two, here, left_here, hosts=hosts)
    return before - after


def settled(
    tables: Tables, newcomers: Iterable[VisitorId], limits: Sequence[int], past: Past
) -> tuple[Tables, list[VisitorId]]:
    """The tables with newcomers at the smallest one, where they know fewest; and those for whom there is no
    place. ``limits`` of 0 are none.
    """
    found, left = [list(each) for each in tables], list[VisitorId]()
    sizes = [len(each) for each in found]
    for who in newcomers:
        open_ = [n for n, size in enumerate(sizes) if not limits[n] or size < limits[n]]
        if not open_:
            left.append(who)
            continue
        small = min(sizes[each] for each in open_)
        least = [each for each in open_ if sizes[each] == small]
        at = least[0]
        if who in past.sat:
            at = min(least, key=lambda n: past.cost(who, n, found[n], hosts=frozenset()))
        found[at].append(who)
        sizes[at] += 1
    return found, left


def levelled(tables: Tables, limits: Sequence[int], hosts: frozenset[VisitorId], past: Past) -> Tables:
    """The tables with people moved from where there are too many to where there are fewest, until sizes
    differ by one at most and no limit is passed, as far as hosts and limits let it be.
    """
    found = [list(each) for each in tables]
    while (move := _next_move(found, limits, hosts)) is not None:
        large, small = move
        movers = (each for each in found[large] if each not in hosts)
        who = min(movers, key=lambda each: past.cost(each, small, found[small], hosts=hosts))
        found[large].remove(who)
        found[small].append(who)
    return found


def _next_move(tables: Tables, limits: Sequence[int], hosts: frozenset[VisitorId]) -> tuple[int, int] | None:
    """From which table somebody moves to which; a table above its limit comes before the largest one."""
    sizes = [len(each) for each in tables]
    over = [n for n, limit in enumerate(limits) if limit and sizes[n] > limit]
    movable = [n for n, each in enumerate(tables) if any(who not in hosts for who in each)]
    open_ = [n for n, limit in enumerate(limits) if not limit or sizes[n] < limit]
    small = min(open_, key=sizes.__getitem__, default=None)
    large = next((n for n in over if n in movable), max(movable, key=sizes.__getitem__, default=None))
    if small is None or large is None or (large not in over and sizes[large] - sizes[small] < 2):
        return None
    return large, small
