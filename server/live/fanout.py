"""The position lane: newest move in, one encoded event a cell and tick out, one write a member.

Cells are squares of ``CELL`` pixels of a floor; a member gets the records of the 3x3 cells around. Whoever
enters a cell or was skipped gets a whole picture of the neighbourhood, and every ``WHOLE_EVERY`` ticks all
of the floor, so that far avatars on a zoomed-out map are right too. Nobody gets a record of whom a workshop
with minors hides from them, nor of whoever stands in its rooms. A screen in a real hall has no avatar: it
stays in the cell it looks at, and moves nobody.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rooms.events import Spot
from rooms.ids import FloorId, VisitorId
from rooms.minors.veil import is_veiled
from rooms.minors.wall import Side, hides, hides_any, is_up, side
from rooms.model.live import Avatar
from rooms.motion import Move
from rooms.state import State
from server.live.link import Link, Positions, positions_event

CELL = 640
"""Half of a screen's width in pixels."""
WHOLE_EVERY = 40
"""Ticks between two pictures of a whole floor: two seconds."""

Cell = tuple[FloorId, int, int]
_RECORD = struct.Struct("<HHHB")


def record(avatar: Avatar) -> bytes:
    """Seven bytes: lane, x, y (u16, little endian), direction and state (u8)."""
    return _RECORD.pack(avatar.lane, avatar.x & 0xFFFF, avatar.y & 0xFFFF, avatar.state & 0xFF)


def _joined(avatars: Iterable[Avatar]) -> bytes:
    return b"".join([record(each) for each in avatars])


def _read(text: str) -> Move | None:
    """``x,y,state,epoch`` as a client writes them; None where it is none of that."""
    try:
        x, y, state, epoch = map(int, text.split(","))
    except ValueError:
        return None
    return Move(x, y, state, epoch) if 0 <= x < 1 << 16 and 0 <= y < 1 << 16 else None


def cell_of(avatar: Avatar) -> Cell:
    """The cell an avatar is in."""
    return (avatar.floor, avatar.x // CELL, avatar.y // CELL)


def around(cell: Cell) -> list[Cell]:
    """A cell and its eight neighbours."""
    floor, x, y = cell
    return [(floor, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]


@dataclass(slots=True, eq=False)
class Member:
    """One connection in the lane. ``fresh`` asks for a whole picture; ``looks_at`` is where a screen looks,
    which has no avatar.
    """

    visitor: VisitorId
    link: Link
    looks_at: Cell | None = None
    cell: Cell | None = None
    fresh: bool = True


class FanOut:
    """Who is told about whom."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._members: dict[Link, Member] = {}
        self._cells: dict[Cell, set[Member]] = {}
        self._claims: dict[VisitorId, str] = {}
        self._touched: set[VisitorId] = set()
        self._ticks = 0
        self.skipped = 0

    def join(self, visitor: VisitorId, link: Link) -> None:
        """Take a connection into the lane."""
        self._members[link] = Member(visitor, link)
        link.on_move = self.claim

    def show(self, visitor: VisitorId, link: Link, spot: Spot) -> None:
        """Let a connection without avatar see who is around a place."""
        self._members[link] = Member(visitor, link, (spot.floor, spot.x // CELL, spot.y // CELL))

    def leave(self, link: Link) -> None:
        """Let a connection go."""
        link.on_move = None
        member = self._members.pop(link, None)
        if member is not None and member.cell is not None:
            self._cells.get(member.cell, set[Member]()).discard(member)

    def claim(self, link: Link, text: str) -> None:
        """Keep what a client says of its avatar until the tick: of a flood the newest is read, once."""
        member = self._members.get(link)
        if member is not None:
            self._claims[member.visitor] = text

    def take(self) -> dict[VisitorId, Move]:
        """The newest move of each visitor since the last tick; what cannot be read is dropped."""
        claims, self._claims = self._claims, {}
        read = ((visitor, _read(text)) for visitor, text in claims.items())
        return {visitor: move for visitor, move in read if move is not None}

    def touch(self, visitor: VisitorId) -> None:
        """Somebody was put elsewhere by the server: the next tick tells those who are near."""
        self._touched.add(visitor)

    def publish(self, stepped: Mapping[VisitorId, Avatar]) -> None:
        """Tell everybody near about the avatars that changed since the last tick."""
        avatars = self._state.live.avatars
        changed = {**stepped, **{each: avatars[each] for each in self._touched if each in avatars}}.values()
        self._touched.clear()
        self._ticks += 1
        self._follow()
        parts: dict[Cell, list[Avatar]] = {}
        for avatar in changed:
            parts.setdefault(cell_of(avatar), []).append(avatar)
        same = None if hides_any(self._state) else {cell: _joined(those) for cell, those in parts.items()}
        for cell in {near for each in parts for near in around(each)}:
            members = self._cells.get(cell)
            if not members:
                continue
            close = [each for each in around(cell) if each in parts]
            if same is not None:
                self._write(members, positions_event(b"".join([same[each] for each in close])))
            else:
                self._spread(members, [each for near in close for each in parts[near]])
        self._refresh()

    def _spread(self, members: Iterable[Member], avatars: Sequence[Avatar]) -> None:
        """Tell members about avatars of which a workshop with minors hides some from some."""
        sides: dict[Side | None, list[Member]] = {}
        for member in members:
            sides.setdefault(self._side(member.visitor), []).append(member)
        for those in sides.values():
            records = self._records(avatars, those[0].visitor)
            if records:
                self._write(those, positions_event(records))

    def _side(self, viewer: VisitorId) -> Side | None:
        """Whose pictures are the same: everybody's, unless there is a workshop with minors."""
        return side(self._state, viewer) if is_up(self._state) else None

    def _records(self, avatars: Iterable[Avatar], viewer: VisitorId) -> bytes:
        state = self._state
        return _joined(
            each
            for each in avatars
            if not (hides(state, viewer, each.visitor) or is_veiled(state, viewer, each))
        )

    def _write(self, members: Iterable[Member], event: Positions) -> None:
        for member in members:
            if not member.fresh and not member.link.write_positions(event):
                member.fresh = True
                self.skipped += 1

    def _follow(self) -> None:
        """Keep each member in the cell of its avatar; a new cell asks for a picture."""
        for member in self._members.values():
            avatar = self._state.live.avatars.get(member.visitor)
            cell = member.looks_at or (cell_of(avatar) if avatar is not None else None)
            if cell != member.cell:
                self._enter(member, cell)

    def _enter(self, member: Member, cell: Cell | None) -> None:
        if member.cell is not None:
            self._cells[member.cell].discard(member)
        member.cell, member.fresh = cell, True
        if cell is not None:
            self._cells.setdefault(cell, set()).add(member)

    def _refresh(self) -> None:
        """Send whole pictures: of the floor every two seconds, of it at once to those who lack one."""
        everybody = self._ticks % WHOLE_EVERY == 0
        waiting = [m for m in self._members.values() if m.cell and (everybody or m.fresh) and m.link.drained]
        pictures: dict[tuple[FloorId, Side | None], Positions] = {}
        for member in waiting:
            floor = member.cell[0] if member.cell else FloorId("")
            key = (floor, self._side(member.visitor))
            if key not in pictures:
                pictures[key] = positions_event(self._picture(floor, member.visitor))
            member.fresh = not member.link.write_positions(pictures[key])

    def _picture(self, floor: FloorId, viewer: VisitorId) -> bytes:
        there = [each for each in self._state.live.avatars.values() if each.floor == floor]
        return self._records(there, viewer)
