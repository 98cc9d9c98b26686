"""How those walk who follow somebody: along the very way that was gone, three abreast, and around whoever
stands.

Whoever is followed leaves crumbs; who follows walks from one to the next, so that doors and corners need no
search. A search is made only by those who are off the trail. So many plans are made in one tick that it is
not late, those first who have waited longest.
"""

from collections.abc import Callable, Iterable
from math import dist, hypot

from rooms import avatars, ground
from rooms import events as e
from rooms.doors import barred, closed_to
from rooms.events import Event, FollowEnd, Spot
from rooms.following import is_private, leads
from rooms.grid import Point
from rooms.ids import RoomId, VisitorId
from rooms.minors.veil import is_veiled
from rooms.model.following import Crumb, Tail, Trail
from rooms.model.live import Avatar
from rooms.paths import find_path
from rooms.roles import Capability, can
from rooms.state import Moment, State
from rooms.tilemap import Floor

CRUMB = 24
"""Pixels between two points of a way."""
ASIDE = 26
"""Pixels between those who go abreast."""
ABREAST = 3
AHEAD = 2
"""Crumbs that are left between who leads and the first row."""
FAR = 140
"""Pixels from the end of one's way beyond which one runs."""
REST_MS = 500
"""How long who leads has stood when the others come to stand around."""
PLANS = 8
"""Plans in one tick."""
SEARCH = 8
"""As many plans as finding a place, or a way around corners, takes the time of."""

Emit = Callable[[Iterable[Event]], None]


def hurries(state: State, avatar: Avatar) -> bool:
    """Whether somebody who follows has fallen behind."""
    far = avatar.visitor in state.live.following.tails and bool(avatar.path)
    return far and dist((avatar.x, avatar.y), avatar.path[-1]) > FAR


def _why(code: str) -> FollowEnd:
    return "full" if code == "room.full" else "locked"


def strays(state: State, avatar: Avatar) -> list[Event]:
    """The end for somebody who follows and goes own ways, also while being walked: a key was held already
    when the walk began.
    """
    leader = state.live.following.leader(avatar.visitor)
    if leader is None:
        return []
    walked = [e.WalkEnded(avatar.visitor, avatar.x, avatar.y, "stopped")] if avatar.path else []
    return [e.FollowEnded(avatar.visitor, leader, "moved"), *walked]


def refused(state: State, events: Iterable[Event]) -> list[Event]:
    """The end for those who follow and were just not let in somewhere."""
    bars = [each for each in events if isinstance(each, e.EntryRefused)]
    tails = state.live.following.tails
    ended = {each.visitor: each for each in bars if each.visitor in tails}
    return [_barred(state, each, tails[each.visitor].leader) for each in ended.values()]


def _barred(state: State, bar: e.EntryRefused, leader: VisitorId) -> Event:
    """The end at a closed door; nothing of it where who leads is at no place for who follows."""
    there = state.live.avatars.get(leader)
    if there is not None and is_veiled(state, bar.visitor, there):
        return e.FollowEnded(bar.visitor, leader, "left")
    return e.FollowEnded(bar.visitor, leader, _why(bar.code), bar.room)


def through(state: State, visitor: VisitorId, left: Spot) -> None:
    """Somebody went through a portal: who leads shows the others the way, who follows is still on it."""
    following, avatar = state.live.following, state.live.avatars[visitor]
    trail, tail = following.trails.get(visitor), following.tails.get(visitor)
    point = (left.x, left.y)
    if trail is not None:
        trail.lay(Crumb(left.floor, (point, point, point), gate=True))
        trail.last = avatar.spot
        trail.lay(_plain(avatar.spot))
    if tail is not None:
        tail.epoch, tail.off = avatar.epoch, True


def onward(state: State, emit: Emit, at: Moment) -> None:
    """One tick: ways grow, and those who lag behind get a new end of their own way."""
    following = state.live.following
    if not following.tails:
        return
    for leader, trail in following.trails.items():
        avatar = state.live.avatars.get(leader)
        if avatar is not None:
            _grow(state.rules.floors[avatar.floor], trail, avatar.spot)
    Herd(state, emit, at).drive()


def _grow(floor: Floor, trail: Trail, spot: Spot) -> None:
    """Lay crumbs up to where somebody is; a jump begins a new way."""
    last, trail.last = trail.last, spot
    if last == spot and trail.crumbs:
        return
    here, newest = (spot.x, spot.y), trail.crumbs[-1] if trail.crumbs else None
    if newest is None or last.floor != spot.floor or not floor.line_free((last.x, last.y), here):
        trail.crumbs.clear()
        trail.lay(_plain(spot))
        return
    middle = newest.lanes[0]
    if not floor.line_free(middle, here):
        trail.lay(_abreast(floor, newest, (last.x, last.y)))
    elif dist(middle, here) >= CRUMB:
        trail.lay(_abreast(floor, newest, here))


def _plain(spot: Spot) -> Crumb:
    point = (spot.x, spot.y)
    return Crumb(spot.floor, (point, point, point))


def _abreast(floor: Floor, before: Crumb, point: Point) -> Crumb:
    """A point with those beside it that are free, in the same rooms, and reached straight from before."""
    (x, y), (fx, fy) = point, before.lanes[0]
    way = hypot(x - fx, y - fy) or 1.0
    dx, dy = round((fy - y) * ASIDE / way), round((x - fx) * ASIDE / way)
    rooms = floor.rooms_at(*point)

    def beside(lane: int, side: int) -> Point:
        other = x + side * dx, y + side * dy
        free = floor.rooms_at(*other) == rooms and floor.line_free(point, other)
        return other if free and floor.line_free(before.lanes[lane], other) else point

    return Crumb(floor.id, (point, beside(1, 1), beside(2, -1)))


class Herd:
    """One tick's plans for all who follow."""

    def __init__(self, state: State, emit: Emit, at: Moment) -> None:
        self.state = state
        self.emit = emit
        self.at = at
        self.left = PLANS
        self._leading: dict[VisitorId, bool] = {}

    def drive(self) -> None:
        """End what is over, then plan for those who lag, the longest waiting first."""
        lagging: list[tuple[VisitorId, Tail]] = []
        ranks: dict[VisitorId, int] = {}
        for visitor, tail in list(self.state.live.following.tails.items()):
            why = self._over(visitor, tail)
            if why is not None:
                self._end(visitor, tail, why)
                continue
            tail.rank = ranks.get(tail.leader, 0)
            ranks[tail.leader] = tail.rank + 1
            if self._lags(visitor, tail):
                lagging.append((visitor, tail))
        lagging.sort(key=lambda each: each[1].planned_at)
        for visitor, tail in lagging:
            if self.left <= 0:
                return
            self._plan(visitor, tail)

    def _over(self, visitor: VisitorId, tail: Tail) -> FollowEnd | None:
        avatars_here = self.state.live.avatars
        avatar, leader = avatars_here.get(visitor), avatars_here.get(tail.leader)
        if avatar is None or leader is None:
            return "left"
        if is_veiled(self.state, visitor, leader):
            return "left"
        if avatar.epoch != tail.epoch:
            return "moved"
        if not self._may(visitor, tail):
            return "ended"
        return "private" if is_private(self.state, visitor, leader) else None

    def _may(self, visitor: VisitorId, tail: Tail) -> bool:
        """Whether somebody may still follow, and who is followed unasked may still lead."""
        state, now = self.state, self.at.now
        if tail.unasked and tail.leader not in self._leading:
            self._leading[tail.leader] = leads(state, tail.leader, now)
        place = state.place(None)
        follows = can(state.actor(visitor), Capability.AVATAR_FOLLOW, place, now)
        return follows and (not tail.unasked or self._leading[tail.leader])

    def _end(self, visitor: VisitorId, tail: Tail, why: FollowEnd, room: RoomId | None = None) -> None:
        """Over; who was walked in doing so stands still, unless they go elsewhere by now."""
        avatar = self.state.live.avatars.get(visitor)
        self.emit([e.FollowEnded(visitor, tail.leader, why, room)])
        if avatar is not None and avatar.path and why != "moved":
            self.emit([e.WalkEnded(visitor, avatar.x, avatar.y, "stopped")])

    def _rests(self, leader: Avatar) -> bool:
        return not leader.path and self.at.now - leader.still_since >= REST_MS

    def _lags(self, visitor: VisitorId, tail: Tail) -> bool:
        """Whether there is anything to plan: new crumbs to walk on, or somebody to stand around."""
        avatar, leader = self.state.live.avatars[visitor], self.state.live.avatars[tail.leader]
        trail = self.state.live.following.trails[tail.leader]
        goal = self._goal(trail, tail, avatar, leader)
        if leader.floor != avatar.floor:
            return goal is None or goal > tail.crumb
        if self._rests(leader):
            return tail.gathered != leader.still_since and len(avatar.path) <= AHEAD
        return goal is not None and goal > tail.crumb + (AHEAD if len(avatar.path) > 1 else 0)

    def _goal(self, trail: Trail, tail: Tail, avatar: Avatar, leader: Avatar) -> int | None:
        """The crumb up to which somebody may walk now: the gate to another floor, else so far behind as the
        rank says.
        """
        if leader.floor != avatar.floor:
            return trail.newest_gate(avatar.floor)
        row = tail.rank // ABREAST
        goal = trail.count - 1 - AHEAD - row * (ASIDE + 6) // CRUMB
        found = trail.at(goal)
        return goal if found is not None and found.floor == avatar.floor else None

    def _plan(self, visitor: VisitorId, tail: Tail) -> None:
        """The next piece of somebody's way, or the end if that is behind a closed door."""
        state = self.state
        avatar, leader = state.live.avatars[visitor], state.live.avatars[tail.leader]
        tail.planned_at = self.at.now
        bar = barred(state, visitor, state.rooms_of(leader), self.at.now)
        if bar is not None:
            self._end(visitor, tail, _why(bar[1]), bar[0])
            return
        trail = state.live.following.trails[tail.leader]
        goal = self._goal(trail, tail, avatar, leader)
        crumb = trail.at(goal) if goal is not None and goal > tail.crumb else None
        if crumb is not None and goal is not None and not tail.off and trail.at(tail.crumb) is not None:
            self._extend(avatar, tail, trail, goal)
        elif leader.floor == avatar.floor and self._rests(leader):
            self._gather(avatar, leader, tail, trail)
        elif crumb is not None and goal is not None:
            self._seek(avatar, tail, crumb.lanes[tail.rank % ABREAST])
            tail.crumb, tail.off = goal, False
        elif leader.floor != avatar.floor:
            self._jump(avatar, leader, tail, trail)

    def _extend(self, avatar: Avatar, tail: Tail, trail: Trail, goal: int) -> None:
        """Walk on along the crumbs, up to a gate; who walks already just does not stop."""
        self.left -= 1
        points: list[Point] = []
        for number in range(tail.crumb + 1, goal + 1):
            crumb = trail.at(number)
            if crumb is None or crumb.floor != avatar.floor:
                break
            points.append(crumb.lanes[tail.rank % ABREAST])
            tail.crumb = number
            if crumb.gate:
                break
        if avatar.path:
            avatar.path += points
        elif points:
            self._walk(avatar, tail, points)

    def _walk(self, avatar: Avatar, tail: Tail, points: list[Point]) -> None:
        self.emit([e.WalkStarted(avatar.visitor, tuple(points), avatar.epoch + 1)])
        tail.epoch = avatar.epoch

    def _seek(self, avatar: Avatar, tail: Tail, goal: Point) -> None:
        """Find a way; there may be none."""
        floor = self.state.rules.floors[avatar.floor]
        closed = closed_to(self.state, avatar, self.at.now)
        points = find_path(floor, (avatar.x, avatar.y), goal, frozenset(closed))
        self.left -= 1 if points is not None and len(points) < 2 else SEARCH
        if points is None:
            self._end(avatar.visitor, tail, "no_way")
        elif points:
            self._walk(avatar, tail, points)

    def _gather(self, avatar: Avatar, leader: Avatar, tail: Tail, trail: Trail) -> None:
        """Stand around who leads: where one is if that will do, or if there is no place."""
        tail.gathered, tail.crumb, tail.off = leader.still_since, trail.count - 1, True
        if self._stands_well(avatar, leader):
            self.left -= 1
            return
        self.left -= SEARCH
        spot = self._around(avatar, leader)
        if spot != leader.spot:
            self._seek(avatar, tail, (spot.x, spot.y))

    def _stands_well(self, avatar: Avatar, leader: Avatar) -> bool:
        """Whether somebody's own way ends near, in the same rooms, and on nobody's feet."""
        foot = avatar.path[-1] if avatar.path else (avatar.x, avatar.y)
        floor = self.state.rules.floors[avatar.floor]
        near = dist(foot, (leader.x, leader.y)) <= self.state.rules.join_radius
        others = ground.feet(self.state, avatar.floor, avatar.visitor)
        apart = all(dist(each, foot) > ground.BODY for each in others)
        return near and apart and floor.rooms_at(*foot) == self.state.rooms_of(leader)

    def _around(self, avatar: Avatar, leader: Avatar) -> Spot:
        """The nearest place to who leads, at arm's length from all, or less; in a crush the very place."""
        arm = ground.nearest(self.state, leader.spot, avatar.visitor, apart=ground.ELBOW_ROOM)
        return arm if arm != leader.spot else ground.nearest(self.state, arm, avatar.visitor)

    def _jump(self, avatar: Avatar, leader: Avatar, tail: Tail, trail: Trail) -> None:
        """Who leads is on another floor, by no way on foot: so is who follows."""
        self.left -= SEARCH
        spot = self._around(avatar, leader)
        self.emit(avatars.put(self.state, avatar, spot, self.at.now))
        tail.epoch = self.state.live.avatars[avatar.visitor].epoch
        tail.crumb, tail.off = trail.count - 1, True
