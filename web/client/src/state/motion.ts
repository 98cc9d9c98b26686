/**
 * Who is where, at this frame. Oneself is predicted (own.ts); everybody else, and oneself while the server walks,
 * is shown 100 ms late from its records (track.ts). Nothing jumps but by placement. Times are milliseconds of
 * performance.now(). No DOM.
 */
import type { Actor, ActorSource, LoadedFloor, Point, Seat } from "../view/types";
import { OwnBody, type Send } from "./own";
import { decodePositions } from "./positions";
import { type Heading, isGoing, STANDING } from "./stride";
import { DELAY_MS, Track } from "./track";

/** The longest time one frame may stand for: a tab that slept does not leap. */
const LONGEST_MS = 100;

/** A body that is said to walk when a page is loaded, and stands still for this long, is not walked by the server. */
const QUIET_MS = 500;

/** An avatar as the snapshot and `avatar.appeared` tell it. */
export interface Appeared {
  readonly visitor: string;
  readonly lane: number;
  readonly floor: string;
  readonly x: number;
  readonly y: number;
  readonly state: number;
}

/** Where somebody is put: `avatar.placed`, or `you` of the snapshot. */
export interface Place {
  readonly floor: string;
  readonly x: number;
  readonly y: number;
  readonly epoch: number;
}

export interface MotionOptions {
  readonly send: Send;
  /** A key was pressed while the server walks oneself: ask it to stop (`walk.stop`). */
  readonly stopWalk: () => void;
  /** One begins or ends to walk, to close menus and the like. */
  readonly onWalking?: (walking: boolean) => void;
}

export class Motion implements ActorSource {
  private readonly tracks = new Map<string, Track>();
  private readonly lanes = new Map<number, string>();
  private readonly laneOf = new Map<string, number>();
  private self: string | null = null;
  private own: OwnBody | null = null;
  /** Kept for the body to come: a key may be held before the hub has told where one stands. */
  private heading: Heading = STANDING;
  private floor = "";
  private led = false;
  /** When a walk by the server will have ended in the picture too. */
  private endsAt = Number.POSITIVE_INFINITY;
  /** Loaded in the midst of a walk: by the server, or by keys of the page before? Its next record tells. */
  private unsure = false;
  private stopping = false;
  private walking = false;
  private before = 0;
  private changed = true;

  constructor(private readonly options: MotionOptions) {}

  /**
   * The state of a floor as the snapshot, or one's own way through a portal, tells it. On the floor one was on
   * already nobody jumps, and who is walked by the server goes on; who is not among `avatars` is gone. After
   * another floor `walls` must follow.
   */
  enter(self: string, place: Place, avatars: readonly Appeared[], now: number): void {
    const stays = self === this.self && place.floor === this.floor;
    const state = avatars.find(({ visitor }) => visitor === self)?.state ?? 0;
    const walks = self !== this.self && (state & 4) !== 0;
    const goesOn = walks || (stays && this.isWalked(place.epoch, state, now));
    if (!stays) {
      this.own = new OwnBody(place, place.epoch, this.options.send, (seat) => this.isTaken(seat));
      this.own.steer(this.heading);
    } else if (this.own !== null && !goesOn && (this.led || this.own.epoch !== place.epoch)) {
      this.own.put(place, (this.led ? state : this.own.state) & 3, place.epoch);
    }
    this.self = self;
    this.floor = place.floor;
    this.settle(goesOn);
    this.unsure = walks;
    if (walks) this.endsAt = now + QUIET_MS;
    this.meet(avatars, stays, now);
    this.steer(this.heading);
  }

  /** Looks on at a floor without a body of one's own; nobody jumps who was shown on it before. */
  watch(floor: string, avatars: readonly Appeared[], now: number): void {
    const stays = floor === this.floor;
    this.floor = floor;
    this.meet(avatars, stays, now);
  }

  /** The walls of the floor, once `Renderer.load` has read them. Until then one stands still. */
  walls(floor: LoadedFloor): void {
    this.own?.walls(floor);
  }

  /** Rooms that would not let one in now (locked, and one is not inside). */
  close(rooms: Iterable<string>): void {
    this.own?.close(new Set(rooms));
  }

  /** A body comes onto a floor; those of other floors are not shown. */
  appear(each: Appeared, now: number): void {
    if (each.floor !== this.floor) return;
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

  /** `avatar.placed`: a jump, of oneself with a new epoch. To another floor oneself goes by `enter`. */
  place(visitor: string, place: Place, state: number, now: number): void {
    if (place.floor !== this.floor) return;
    if (visitor === this.self && this.own !== null) {
      if (place.epoch < this.own.epoch) return;
      this.own.put(place, state & 3, place.epoch);
      this.settle();
    }
    this.tracks.get(visitor)?.place(place.x, place.y, state, now);
    this.changed = true;
  }

  /** The binary event `p`. Unknown lanes are ignored. */
  records(data: ArrayBuffer | Uint8Array, now: number): void {
    for (const { lane, x, y, state } of decodePositions(data)) {
      const visitor = this.lanes.get(lane);
      if (this.unsure && visitor === this.self) this.settle(true);
      if (visitor !== undefined) this.tracks.get(visitor)?.push(x, y, state, now);
    }
  }

  /** `walk.started` of oneself: the server walks; the epoch is new. */
  walkStarted(epoch: number, now: number): void {
    if (this.own === null || this.self === null) return;
    this.own.epoch = epoch;
    // A walk that follows upon another goes on from where the picture is, not from where the first one began.
    if (!this.led) {
      const { x, y, direction } = this.own.actor(this.self);
      const track = this.tracks.get(this.self) ?? new Track(x, y, direction, now);
      track.place(x, y, direction, now);
      this.tracks.set(this.self, track);
    }
    this.settle();
    this.led = true;
  }

  /** `walk.ended` of oneself: one is predicted again as soon as the picture has caught up. */
  walkEnded(at: Point, now: number): void {
    const track = this.self === null ? undefined : this.tracks.get(this.self);
    if (!this.led || track === undefined) return;
    track.push(at.x, at.y, track.last.state & 3, now);
    this.endsAt = now + DELAY_MS + 1;
  }

  /** Where keys, pad or stick point to; `STANDING` stops. */
  steer(heading: Heading): void {
    this.heading = heading;
    this.own?.steer(heading);
    if (!isGoing(heading) || !this.led || this.stopping) return;
    this.stopping = true;
    this.options.stopWalk();
  }

  /** Whether the server is walking oneself. */
  get isLed(): boolean {
    return this.led;
  }

  /** Where somebody is in the picture, for distances and volumes. */
  position(visitor: string): Point | null {
    if (visitor === this.self && !this.led) return this.own?.actor(visitor) ?? null;
    return this.tracks.get(visitor)?.actor(visitor) ?? null;
  }

  step(now: number): boolean {
    const passed = Math.min(LONGEST_MS, this.before === 0 ? 0 : now - this.before);
    this.before = now;
    let moved = this.changed;
    this.changed = false;
    for (const [visitor, track] of this.tracks) {
      if ((visitor !== this.self || this.led) && track.step(now)) moved = true;
    }
    if (this.led && this.hasCaughtUp(now)) this.takeOver();
    if (!this.led && this.own?.walk(passed) === true) moved = true;
    if (!this.led) this.own?.tell(now);
    this.tellWalking();
    return moved;
  }

  /** Goes on while nothing is drawn; the next step for a picture says what moved. */
  stepUnseen(now: number): void {
    if (this.step(now)) this.changed = true;
  }

  actors(): readonly Actor[] {
    const found: Actor[] = [];
    for (const [visitor, track] of this.tracks) {
      if (visitor !== this.self || this.led) found.push(track.actor(visitor));
    }
    if (!this.led && this.own !== null && this.self !== null) found.push(this.own.actor(this.self));
    return found;
  }

  /** Takes over who is on the floor; without `stays` nothing of before counts. */
  private meet(avatars: readonly Appeared[], stays: boolean, now: number): void {
    if (!stays) this.tracks.clear();
    this.lanes.clear();
    this.laneOf.clear();
    const here = new Set(avatars.filter((each) => each.floor === this.floor).map((each) => each.visitor));
    for (const visitor of [...this.tracks.keys()]) if (!here.has(visitor)) this.tracks.delete(visitor);
    for (const each of avatars) this.appear(each, now);
  }

  /**
   * Whether the server walks oneself, by a fresh state. A body moves there by its own word too, but not while it is
   * led, nor in an epoch it has not heard of: such a walk began while the link was broken.
   */
  private isWalked(epoch: number, state: number, now: number): boolean {
    if ((state & 4) === 0 || this.own === null) return false;
    if (epoch !== this.own.epoch) this.walkStarted(epoch, now);
    return this.led;
  }

  /** After a jump or the end of a walk nothing of before counts. */
  private settle(led = false): void {
    this.led = led;
    this.unsure = false;
    this.stopping = false;
    this.endsAt = Number.POSITIVE_INFINITY;
    this.changed = true;
  }

  private hasCaughtUp(now: number): boolean {
    const ended = this.endsAt !== Number.POSITIVE_INFINITY;
    return now >= this.endsAt || (ended && this.own?.steered === true);
  }

  /** From the server's walk back to one's own steps, where the picture is. */
  private takeOver(): void {
    const seen = this.self === null ? undefined : this.tracks.get(this.self)?.actor(this.self);
    if (this.own !== null && seen !== undefined) this.own.put(seen, seen.direction, this.own.epoch);
    this.settle();
  }

  private tellWalking(): void {
    const walking = this.led || (this.own !== null && (this.own.state & 4) !== 0);
    if (walking === this.walking) return;
    this.walking = walking;
    this.options.onWalking?.(walking);
  }

  private isTaken(seat: Seat): boolean {
    for (const [visitor, track] of this.tracks) {
      const { x, y, state } = track.last;
      if (visitor !== this.self && (state & 16) !== 0 && Math.hypot(x - seat.x, y - seat.y) < 12) return true;
    }
    return false;
  }
}
