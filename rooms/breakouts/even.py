"""People dealt to tables so that every value of a trait is spread evenly.

Guarantee, proven by construction: with tables of no limit, for the first and the second trait the counts of
each value differ by at most one between any two tables, and so do the sizes of the tables. It holds for both
traits at the same time, since an equitable edge colouring of a bipartite multigraph with any number of
colours exists (de Werra 1971): a value of each trait is a vertex, a person an edge, a table a colour. From
the third trait on people of the same first two values are exchanged while that evens it out; how even it
became is told, not promised.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

Traits = Sequence[str]
Vertex = tuple[int, str, int]

EXCHANGES_MOST = 4000
"""Pairs that are tried for the third trait and those after it."""


def evenly(people: Sequence[Traits], tables: int) -> list[int]:
    """The table of each person; ``people`` are told by the values of their traits, the first the dearest."""
    colouring = _Colouring(tables)
    seen: Counter[tuple[int, str]] = Counter()
    for traits in people:
        first, second = (*traits, "", "")[:2]
        colouring.add(_part(seen, 0, first, tables), _part(seen, 1, second, tables))
    colouring.level()
    table_of = colouring.colours
    if any(len(each) > 2 for each in people):
        _exchange(people, table_of, tables)
    return table_of


def _part(seen: "Counter[tuple[int, str]]", side: int, value: str, tables: int) -> Vertex:
    """The vertex of a value: one with more people than tables is split, so that no part has more."""
    count = seen[side, value]
    seen[side, value] += 1
    return side, value, count // tables


class _Colouring:
    """Edges of a bipartite graph, coloured so that no two of a vertex are alike."""

    def __init__(self, colours: int) -> None:
        self.colours: list[int] = []
        self._count = colours
        self._ends: list[tuple[Vertex, Vertex]] = []
        self._at: defaultdict[Vertex, dict[int, int]] = defaultdict(dict)
        self._sizes = [0] * colours

    def add(self, one: Vertex, other: Vertex) -> None:
        """One more edge, between a vertex of each side; each has fewer edges than there are colours."""
        mine, yours = self._free(one), self._free(other)
        both = [each for each in mine if each not in self._at[other]]
        colour = min(both or mine, key=self._sizes.__getitem__)
        if not both:
            self._turn(other, colour, yours[0])
        self._put(one, other, colour)

    def level(self) -> None:
        """Bring the numbers of edges of all colours within one of each other."""
        while self._count and max(self._sizes) - min(self._sizes) > 1:
            most = self._sizes.index(max(self._sizes))
            least = self._sizes.index(min(self._sizes))
            starts = [v for v, at in self._at.items() if most in at and least not in at]
            chains = (self._chain(each, most, least) for each in starts)
            self._swap(next(each for each in chains if len(each) % 2), most, least)

    def _free(self, vertex: Vertex) -> list[int]:
        used = self._at[vertex]
        return [each for each in range(self._count) if each not in used]

    def _put(self, one: Vertex, other: Vertex, colour: int) -> None:
        edge = len(self._ends)
        self._ends.append((one, other))
        self.colours.append(colour)
        self._at[one][colour] = self._at[other][colour] = edge
        self._sizes[colour] += 1

    def _turn(self, vertex: Vertex, colour: int, other: int) -> None:
        """Free a colour at a vertex that has ``other`` free: in a bipartite graph the chain ends apart."""
        self._swap(self._chain(vertex, colour, other), colour, other)

    def _chain(self, vertex: Vertex, colour: int, other: int) -> list[int]:
        """The edges of two colours in turn, from a vertex on."""
        found: list[int] = []
        while colour in self._at[vertex]:
            edge = self._at[vertex][colour]
            found.append(edge)
            one, two = self._ends[edge]
            vertex = two if vertex == one else one
            colour, other = other, colour
        return found

    def _swap(self, chain: list[int], colour: int, other: int) -> None:
        for edge in chain:
            for vertex in self._ends[edge]:
                del self._at[vertex][self.colours[edge]]
            self._sizes[self.colours[edge]] -= 1
        for edge in chain:
            self.colours[edge] = other if self.colours[edge] == colour else colour
            self._sizes[self.colours[edge]] += 1
            for vertex in self._ends[edge]:
                self._at[vertex][self.colours[edge]] = edge


def _exchange(people: Sequence[Traits], table_of: list[int], tables: int) -> None:
    """Even out the third trait and those after it among people who are alike in the first two."""
    counts: Counter[tuple[int, int, str]] = Counter()
    alike: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for person, traits in enumerate(people):
        alike[tuple(traits[:2])].append(person)
        for each in _later(traits):
            counts[table_of[person], *each] += 1
    tried = 0
    for group in alike.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                tried += 1
                if tried > EXCHANGES_MOST:
                    return
                _try(people, table_of, counts, one, other)


def _later(traits: Traits) -> list[tuple[int, str]]:
    return list(enumerate(traits))[2:]


def _try(
    people: Sequence[Traits], table_of: list[int], counts: "Counter[tuple[int, int, str]]", one: int, two: int
) -> None:
    """Exchange two people if squares of counts become smaller by it."""
    here, there = table_of[one], table_of[two]
    if here == there:
        return
    gain = 0
    for mine, yours in zip(_later(people[one]), _later(people[two]), strict=True):
        if mine != yours:
            gain += counts[here, *mine] - counts[there, *mine] - 1
            gain += counts[there, *yours] - counts[here, *yours] - 1
    if gain > 0:
        for mine, yours in zip(_later(people[one]), _later(people[two]), strict=True):
            counts[here, *mine] -= 1
            counts[there, *mine] += 1
            counts[there, *yours] -= 1
            counts[here, *yours] += 1
        table_of[one], table_of[two] = there, here
