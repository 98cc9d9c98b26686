/**
 * Who is where, at this frame. Oneself is predicted and told to the server at most 15 times a second; everybody
 * else, and oneself while the server walks, is shown 100 ms late from its records. Nothing jumps but by placement.
 * Times are milliseconds of performance.now(). No DOM.
 */
import type { Actor, ActorSource, Direction, LoadedFloor, Point, Seat } from "../view/types";
import { type BodyState, decodePositions, packState, unpackState } from "./positions";
import { facing, type Heading, STANDING, stride } from "./stride";
import { DELAY_MS, Track } from "./track";

const SEND_MS = 1000 / 15;
/** The longest time one frame may stand for: a tab that slept does not leap. */
const LONGEST_MS = 100;
/** How near a free seat must be for one who stops walking to sit down on it. */
const SEAT_REACH = 14;

/** An avatar as the snapshot and `avatar.appeared` tell it. */
export interface Appeared {
  readonly visitor: string;
  readonly lane: number;
  readonly floor: string;
  readonly x: number;
  readonly y: number;
  readonly state: number;
}

/** A placement of oneself: `avatar.placed`, or `you` of the snapshot. */
export interface OwnPlace {
  readonly floor: string;
  readonly x: number;
  readonly y: number;
  readonly epoch: number;
}

export interface MotionOptions {
  /** The event `m`: whole pixels, the state byte, the epoch last heard. */
  readonly send: (x: number, y: number, state: number, epoch: number) => void;
  /** A key was pressed while the server walks oneself: ask it to stop (`walk.stop`). */
  readonly stopWalk: () => void;
  /** One begins or ends to walk, to close menus and the like. */
  readonly onWalking?: (walking: boolean) => void;
}

interface Own {
  x: number;
  y: number;
  body: BodyState;
  epoch: number;
}

const AT_REST: BodyState = { direction: 0, moving: false, running: false, sitting: false };

export class Motion implements ActorSource {
  private readonly tracks = new Map<string, Track>();
  private readonly lanes = new Map<number, string>();
  private readonly laneOf = new Map<string, number>();
  private own: Own | null = null;
  private self: string | null = null;
  private floorId = "";
  private floor: LoadedFloor | null = null;
  private closed: ReadonlySet<string> = new Set();
  private heading: Heading = STANDING;
  private led = false;
  private stopping = false;
  private seat: Seat | null = null;
  private before = 0;
  private sentAt = 0;
  private sent = "";
  /** The point the server heard last. */
  private heard: Point = { x: 0, y: 0 };
  /** When a walk by the server has ended in the picture too. */
  private endsAt = Number.POSITIVE_INFINITY;
  private changed = true;

  constructor(private readonly options: MotionOptions) {}

  /**
   * The state of a floor as the snapshot, or one's own way through a portal, tells it. On the floor one was on
   * already nobody jumps; who is not among `avatars` is gone.
   */
  enter(self: string, place: OwnPlace, avatars: readonly Appeared[], now: number): void {
    const stays = self === this.self && place.floor === this.floorId;
    if (!stays) this.tracks.clear();
    if (!stays) this.floor = null;
    if (!stays || this.own === null || this.own.epoch !== place.epoch) {
      this.own = { x: place.x, y: place.y, body: AT_REST, epoch: place.epoch };
      this.settle();
    }
    this.self = self;
    this.floorId = place.floor;
    this.lanes.clear();
    this.laneOf.clear();
    const here = new Set(avatars.filter((each) => each.floor === place.floor).map((each) => each.visitor));
    for (const visitor of this.tracks.keys()) if (!here.has(visitor)) this.tracks.delete(visitor);
    for (const each of avatars) this.appear(each, now);
  }

  /** The walls of the floor, once `Renderer.load` has read them. Until then one stands still. */
  walls(floor: LoadedFloor): void {
    this.floor = floor;
  }

  /** Rooms that would not let one in now (locked, and one is not inside). */
  close(rooms: Iterable<string>): void {
    this.closed = new Set(rooms);
  }

  /** A body comes onto a floor; those of other floors are not shown. */
  appear(each: Appeared, now: number): void {
    if (each.floor !== this.floorId) return;
    const old = this.laneOf.get(each.visitor);
    if (old !== undefined && this.lanes.get(old) === each.visitor) this.lanes.delete(old);
    this.lanes.set(each.lane, each.visitor);
    this.laneOf.set(each.visitor, each.lane);
    const known = this.tracks.get(each.visitor);
    if (known === undefined) this.tracks.set(each.visitor, new Track(each.x, each.y, each.state, now));
    else known.push(each.x, each.y, each.state, now);
    this.changed = true;
  }

  /** A body leaves. `lane` guards against a late word about a body that has come again. */
  vanish(visitor: string, lane: number): void {
    if (this.laneOf.get(visitor) !== lane) return;
    this.laneOf.delete(visitor);
    if (this.lanes.get(lane) === visitor) this.lanes.delete(lane);
    this.tracks.delete(visitor);
    this.changed = true;
  }

  /** `avatar.placed`: a jump, of oneself with a new epoch. On another floor the caller uses `enter` for oneself. */
  place(visitor: string, place: OwnPlace, state: number, now: number): void {
    if (visitor === this.self && this.own !== null) {
      if (place.epoch < this.own.epoch) return;
      this.own = { x: place.x, y: place.y, body: unpackState(state & 3), epoch: place.epoch };
      this.settle();
    }
    if (place.floor === this.floorId) this.tracks.get(visitor)?.place(place.x, place.y, state, now);
  }

  /** The binary event `p`. Unknown lanes are ignored. */
  records(data: ArrayBuffer | Uint8Array, now: number): void {
    for (const { lane, x, y, state } of decodePositions(data)) {
      const visitor = this.lanes.get(lane);
      if (visitor !== undefined) this.tracks.get(visitor)?.push(x, y, state, now);
    }
  }

  /** `walk.started` of oneself: the server walks; the epoch is new. */
  walkStarted(epoch: number, now: number): void {
    if (this.own === null || this.self === null) return;
    this.own.epoch = epoch;
    const { x, y, body } = this.own;
    const state = packState({ ...body, moving: false, sitting: false });
    const track = this.tracks.get(this.self) ?? new Track(x, y, state, now);
    track.place(x, y, state, now);
    this.tracks.set(this.self, track);
    this.led = true;
    this.stopping = false;
    this.endsAt = Number.POSITIVE_INFINITY;
    this.options.onWalking?.(true);
  }

  /** `walk.ended` of oneself: one is predicted again as soon as the picture has caught up. */
  walkEnded(at: Point, now: number): void {
    if (!this.led || this.self === null) return;
    const track = this.tracks.get(this.self);
    track?.push(at.x, at.y, track.last.state & 3, now);
    this.endsAt = now + DELAY_MS + 1;
  }

  /** Where keys, pad or stick point to; `STANDING` stops. */
  steer(heading: Heading): void {
    const goes = heading.dx !== 0 || heading.dy !== 0;
    if (goes && this.led && !this.stopping) {
      this.stopping = true;
      this.options.stopWalk();
    }
    this.heading = heading;
    if (goes) this.seat = null;
  }

  /** Whether the server is walking oneself. */
  get isLed(): boolean {
    return this.led;
  }

  /** Where one stands now, for distances and volumes. */
  position(visitor: string): Point | null {
    return this.actors().find((each) => each.visitor === visitor) ?? null;
  }

  step(now: number): boolean {
    const passed = Math.min(LONGEST_MS, this.before === 0 ? 0 : now - this.before);
    this.before = now;
    let moved = this.changed;
    this.changed = false;
    for (const [visitor, track] of this.tracks) {
      if ((visitor !== this.self || this.led) && track.step(now)) moved = true;
    }
    if (this.led && this.caughtUp(now)) this.takeOver();
    if (!this.led && this.walk(passed)) moved = true;
    this.tell(now);
    return moved;
  }

  actors(): readonly Actor[] {
    const found: Actor[] = [];
    for (const [visitor, track] of this.tracks)
      if (visitor !== this.self || this.led) found.push(track.actor(visitor));
    if (!this.led && this.own !== null && this.self !== null) found.push(this.ownActor(this.self, this.own));
    return found;
  }

  private ownActor(visitor: string, own: Own): Actor {
    return { visitor, x: own.x, y: own.y, ...own.body };
  }

  /** After a jump nothing of before counts. */
  private settle(): void {
    this.led = false;
    this.stopping = false;
    this.seat = null;
    this.sent = this.own === null ? "" : this.word(this.own);
    this.heard = rounded(this.own ?? this.heard);
    this.endsAt = Number.POSITIVE_INFINITY;
    this.changed = true;
  }

  private caughtUp(now: number): boolean {
    const pressed = this.heading.dx !== 0 || this.heading.dy !== 0;
    return now >= this.endsAt || (pressed && this.endsAt !== Number.POSITIVE_INFINITY);
  }

  /** From the server's walk back to one's own, where the picture is. */
  private takeOver(): void {
    const seen = this.self === null ? undefined : this.tracks.get(this.self)?.actor(this.self);
    if (this.own !== null && seen !== undefined) {
      const body: BodyState = { ...AT_REST, direction: seen.direction };
      this.own = { x: seen.x, y: seen.y, body, epoch: this.own.epoch };
    }
    this.settle();
    this.options.onWalking?.(false);
  }

  private walk(passed: number): boolean {
    const { own, floor } = this;
    if (own === null || floor === null || passed === 0) return false;
    const heading = this.wish(own);
    const { x, y } = this.next(own, heading, passed / 1000, floor);
    const walks = x !== own.x || y !== own.y;
    const body = walks || heading !== STANDING ? this.going(own, heading, walks) : this.resting(own, floor);
    if (!walks && packState(body) === packState(own.body)) return false;
    if (body.moving !== own.body.moving) this.options.onWalking?.(body.moving);
    Object.assign(own, { x, y, body });
    return true;
  }

  /**
   * The next point. The server asks for a straight way from the point it heard last: at a corner one waits there
   * until that point has been told.
   */
  private next(own: Own, heading: Heading, seconds: number, floor: LoadedFloor): Point {
    const goal = (share: number): Point => {
      const to = stride(own, heading, seconds * share, floor.walls, this.closed);
      return this.arrived(to) ?? to;
    };
    const clear = (to: Point): boolean => floor.walls.lineFree(this.heard, rounded(to));
    const whole = goal(1);
    if (clear(whole)) return whole;
    const part = goal(0.25);
    return clear(part) ? part : own;
  }

  /** The keys, or the last steps to a seat. */
  private wish(own: Own): Heading {
    if (this.heading.dx !== 0 || this.heading.dy !== 0 || this.seat === null) return this.heading;
    const [dx, dy] = [this.seat.x - own.x, this.seat.y - own.y];
    if (Math.hypot(dx, dy) < 0.5) return STANDING;
    const length = Math.hypot(dx, dy);
    return { dx: dx / length, dy: dy / length, run: false };
  }

  /** The seat itself, once within a step of it. */
  private arrived(at: Point): Point | null {
    if (this.seat === null || this.heading.dx !== 0 || this.heading.dy !== 0) return null;
    return Math.hypot(this.seat.x - at.x, this.seat.y - at.y) <= 2.5
      ? { x: this.seat.x, y: this.seat.y }
      : null;
  }

  private going(own: Own, heading: Heading, walks: boolean): BodyState {
    const direction: Direction = facing(heading.dx, heading.dy, own.body.direction);
    return { direction, moving: walks, running: walks && heading.run, sitting: false };
  }

  /** Whoever stops at a seat walks the last steps to it and sits down. */
  private resting(own: Own, floor: LoadedFloor): BodyState {
    const near = floor.seatAt({ x: Math.round(own.x), y: Math.round(own.y) });
    if (near !== null && own.x === near.x && own.y === near.y) {
      this.seat = null;
      return { direction: near.direction, moving: false, running: false, sitting: true };
    }
    const free =
      near !== null && !this.taken(near) && Math.hypot(near.x - own.x, near.y - own.y) <= SEAT_REACH;
    if (own.body.moving) this.seat = free ? near : null;
    return { ...own.body, moving: false, running: false };
  }

  private taken(seat: Seat): boolean {
    for (const [visitor, track] of this.tracks) {
      if (visitor === this.self) continue;
      const { x, y, state } = track.last;
      if ((state & 16) !== 0 && Math.hypot(x - seat.x, y - seat.y) < 12) return true;
    }
    return false;
  }

  private word(own: Own): string {
    return `${Math.round(own.x)} ${Math.round(own.y)} ${packState(own.body)}`;
  }

  /** Tells the server what changed, at most 15 times a second; the last word always gets out. */
  private tell(now: number): void {
    const { own } = this;
    if (own === null || this.led || now - this.sentAt < SEND_MS) return;
    const word = this.word(own);
    if (word === this.sent) return;
    this.sent = word;
    this.sentAt = now;
    this.heard = rounded(own);
    this.options.send(this.heard.x, this.heard.y, packState(own.body), own.epoch);
  }
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}
