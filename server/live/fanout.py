"""The position lane: newest move in, one encoded event a cell and tick out, one write a member.

Cells are squares of ``CELL`` pixels of a floor; a member gets the records of the 3x3 cells around. Whoever
enters a cell or was skipped gets a whole picture of the neighbourhood, and every ``WHOLE_EVERY`` ticks all
of the floor, so that far avatars on a zoomed-out map are right too.
"""

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rooms.ids import FloorId, VisitorId
from rooms.model.live import Avatar
from rooms.motion import Move
from rooms.state import State
from server.auth.limits import MOVES, Bucket
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


def cell_of(avatar: Avatar) -> Cell:
    """The cell an avatar is in."""
    return (avatar.floor, avatar.x // CELL, avatar.y // CELL)


def around(cell: Cell) -> list[Cell]:
    """A cell and its eight neighbours."""
    floor, x, y = cell
    return [(floor, x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]


@dataclass(slots=True, eq=False)
class Member:
    """One connection in the lane. ``fresh`` asks for a whole picture."""

    visitor: VisitorId
    link: Link
    cell: Cell | None = None
    fresh: bool = True
    bucket: Bucket = field(default_factory=lambda: Bucket(MOVES))


class FanOut:
    """Who is told about whom. ``now`` gives UTC milliseconds."""

    def __init__(self, state: State, now: Callable[[], int]) -> None:
        self._state = state
        self._now = now
        self._members: dict[Link, Member] = {}
        self._cells: dict[Cell, set[Member]] = {}
        self._moves: dict[VisitorId, Move] = {}
        self._touched: set[VisitorId] = set()
        self._ticks = 0
        self.skipped = 0

    def join(self, visitor: VisitorId, link: Link) -> None:
        """Take a connection into the lane."""
        self._members[link] = Member(visitor, link)
        link.on_move = self.claim

    def leave(self, link: Link) -> None:
        """Let a connection go."""
        link.on_move = None
        member = self._members.pop(link, None)
        if member is not None and member.cell is not None:
            self._cells.get(member.cell, set[Member]()).discard(member)

    def claim(self, link: Link, text: str) -> None:
        """Take ``x,y,state,epoch``; what cannot be read, or comes too fast, is dropped."""
        member = self._members.get(link)
        if member is None or not member.bucket.take(self._now()):
            return
        try:
            x, y, state, epoch = map(int, text.split(","))
        except ValueError:
            return
        if 0 <= x < 1 << 16 and 0 <= y < 1 << 16:
            self._moves[member.visitor] = Move(x, y, state, epoch)

    def take(self) -> dict[VisitorId, Move]:
        """The newest move of each visitor since the last tick."""
        moves, self._moves = self._moves, {}
        return moves

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
        parts: dict[Cell, list[bytes]] = {}
        for avatar in changed:
            parts.setdefault(cell_of(avatar), []).append(record(avatar))
        for cell in {near for each in parts for near in around(each)}:
            members = self._cells.get(cell)
            if members:
                records = b"".join(each for near in around(cell) for each in parts.get(near, ()))
                self._write(members, positions_event(records))
        self._refresh()

    def _write(self, members: Iterable[Member], event: Positions) -> None:
        for member in members:
            if not member.fresh and not member.link.write_positions(event):
                member.fresh = True
                self.skipped += 1

    def _follow(self) -> None:
        """Keep each member in the cell of its avatar; a new cell asks for a picture."""
        for member in self._members.values():
            avatar = self._state.live.avatars.get(member.visitor)
            cell = cell_of(avatar) if avatar is not None else None
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
        pictures: dict[FloorId, Positions] = {}
        for member in waiting:
            floor = member.cell[0] if member.cell else FloorId("")
            if floor not in pictures:
                pictures[floor] = positions_event(self._picture(floor))
            member.fresh = not member.link.write_positions(pictures[floor])

    def _picture(self, floor: FloorId) -> bytes:
        return b"".join(record(each) for each in self._state.live.avatars.values() if each.floor == floor)
