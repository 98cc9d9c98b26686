"""Rotations without repeats: where everybody sits in each turn, from how they sat in the first.

Guarantee of ``turned`` (world café, everybody mixed), by construction: with ``t`` tables, let ``q`` be the
smallest prime power in the factors of ``t`` (4 for 20 tables, 7 for 7, 3 for 12). Whoever sits at place ``j``
of table ``i`` sits in turn ``r`` at table ``i + u(r) * s(j)``, in a ring where all differences of the first
``q`` elements can be divided by. So for ``q`` turns no two people meet twice if no table has more than ``q``
guests, and nobody comes to a table twice if none has more than ``q - 1``. The host of a table stays.

Guarantee of ``paired`` (speed networking), the circle method: with an even number ``n`` of people each meets
each other exactly once in ``n - 1`` turns; with an odd one in ``n`` turns, each of which one person pauses.

Both hold as long as nobody comes or goes and no limit binds. Otherwise people are exchanged to spare repeats
(``past.mended``), and what is left of them is told by the report.
"""

from collections.abc import Sequence

from rooms.breakouts.field import Ring
from rooms.breakouts.past import Tables
from rooms.ids import VisitorId


def turned(base: Sequence[Sequence[VisitorId]], turn: int) -> Tables:
    """Who sits at which table in a turn; turn 0 is ``base``."""
    ring = Ring(len(base))
    found: Tables = [[] for _ in base]
    by = ring.elements[turn % len(base)] if base else 0
    for table, people in enumerate(base):
        for place, who in enumerate(people):
            found[ring.add(table, ring.times(by, _shift(ring, place)))].append(who)
    return found


def _shift(ring: Ring, place: int) -> int:
    """By how much the guest at a place moves on: the good elements first, 0 as the last of them."""
    shifts = [*ring.elements[1 : ring.good], ring.elements[0], *ring.elements[ring.good :]]
    return shifts[place % len(shifts)]


def turns_sure(tables: int, largest: int) -> int:
    """For how many turns no two people meet twice by construction; 1 where nothing is promised."""
    good = Ring(tables).good if tables else 1
    return good if largest <= good else 1


def paired(order: Sequence[VisitorId], turn: int) -> tuple[Tables, list[VisitorId]]:
    """The pairs of a turn, and who pauses in it."""
    seats: list[VisitorId | None] = [*order, None] if len(order) % 2 else list(order)
    if not seats:
        return [], []
    last = len(seats) - 1
    by = turn % last
    ring = [seats[0], *seats[1 + by :], *seats[1 : 1 + by]]
    both = [(ring[place], ring[last - place]) for place in range(len(seats) // 2)]
    pairs = [[each for each in pair if each is not None] for pair in both]
    return [each for each in pairs if len(each) == 2], [each[0] for each in pairs if len(each) == 1]
