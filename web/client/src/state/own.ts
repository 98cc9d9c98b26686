/**
 * The own body, predicted: it walks at once where keys point, against the same walls as on the server, and says at
 * most 15 times a second where it is.
 */
import type { Actor, Direction, LoadedFloor, Point, Seat } from "../view/types";
import { type BodyState, packState, unpackState } from "./positions";
import { facing, type Heading, isGoing, STANDING, stride } from "./stride";

const SEND_MS = 1000 / 15;
/** How near a free seat must be for one who stops walking to sit down on it. */
const SEAT_REACH = 14;
const ARRIVED = 2.5;
const AT_REST: BodyState = { direction: 0, moving: false, running: false, sitting: false };

/** The event `m`: whole pixels, the state byte, the epoch last heard. */
export type Send = (x: number, y: number, state: number, epoch: number) => void;

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x), y: Math.round(y) };
}

export class OwnBody {
  private x: number;
  private y: number;
  private body: BodyState;
  private floor: LoadedFloor | null = null;
  private closed: ReadonlySet<string> = new Set();
  private heading: Heading = STANDING;
  private seat: Seat | null = null;
  private told = "";
  private toldAt = Number.NEGATIVE_INFINITY;
  /** The point the server heard last. */
  private heard: Point;

  constructor(
    at: Point,
    public epoch: number,
    private readonly send: Send,
    private readonly taken: (seat: Seat) => boolean,
  ) {
    [this.x, this.y] = [at.x, at.y];
    this.body = AT_REST;
    this.heard = rounded(at);
    this.told = this.word();
  }

  /** Put somewhere, by the server or after it has walked one: what was said before does not count. */
  put(at: Point, state: number, epoch: number): void {
    [this.x, this.y] = [at.x, at.y];
    this.body = { ...unpackState(state), moving: false, running: false };
    this.epoch = epoch;
    this.seat = null;
    this.heard = rounded(at);
    this.told = this.word();
  }

  walls(floor: LoadedFloor | null): void {
    this.floor = floor;
  }

  /** Rooms that would not let one in. */
  close(rooms: ReadonlySet<string>): void {
    this.closed = rooms;
  }

  steer(heading: Heading): void {
    this.heading = heading;
    if (isGoing(heading)) this.seat = null;
  }

  get steered(): boolean {
    return isGoing(this.heading);
  }

  get state(): number {
    return packState(this.body);
  }

  actor(visitor: string): Actor {
    return { visitor, x: this.x, y: this.y, ...this.body };
  }

  /** Walks for some milliseconds; true when the picture changes. */
  walk(passed: number): boolean {
    const { floor } = this;
    if (floor === null || passed <= 0) return false;
    const heading = this.wish();
    const to = this.next(heading, passed / 1000, floor);
    const walks = to.x !== this.x || to.y !== this.y;
    const before = this.state;
    [this.x, this.y] = [to.x, to.y];
    this.body = walks || isGoing(heading) ? this.going(heading, walks) : this.resting(floor);
    return walks || this.state !== before;
  }

  /** Tells the server what changed, at most 15 times a second; the last word always gets out. */
  tell(now: number): void {
    if (now - this.toldAt < SEND_MS || this.word() === this.told) return;
    this.told = this.word();
    this.toldAt = now;
    this.heard = rounded(this.at);
    this.send(this.heard.x, this.heard.y, this.state, this.epoch);
  }

  private get at(): Point {
    return { x: this.x, y: this.y };
  }

  private word(): string {
    return `${Math.round(this.x)} ${Math.round(this.y)} ${this.state}`;
  }

  /** The keys, or the last steps to a seat. */
  private wish(): Heading {
    if (isGoing(this.heading) || this.seat === null) return this.heading;
    const [dx, dy] = [this.seat.x - this.x, this.seat.y - this.y];
    const length = Math.hypot(dx, dy);
    return length === 0 ? STANDING : { dx: dx / length, dy: dy / length, run: false };
  }

  /**
   * The next point. The server asks for a straight way from the point it heard last: at a corner one waits there
   * until that point has been told.
   */
  private next(heading: Heading, seconds: number, floor: LoadedFloor): Point {
    const goal = (share: number): Point =>
      this.seated(stride(this.at, heading, seconds * share, floor.walls, this.closed));
    const clear = (to: Point): boolean => floor.walls.lineFree(this.heard, rounded(to));
    const whole = goal(1);
    if (clear(whole)) return whole;
    const part = goal(0.25);
    return clear(part) ? part : this.at;
  }

  /** The seat itself, once within a step of it. */
  private seated(at: Point): Point {
    const { seat } = this;
    if (seat === null || isGoing(this.heading)) return at;
    return Math.hypot(seat.x - at.x, seat.y - at.y) <= ARRIVED ? { x: seat.x, y: seat.y } : at;
  }

  private going(heading: Heading, walks: boolean): BodyState {
    const direction: Direction = facing(heading.dx, heading.dy, this.body.direction);
    return { direction, moving: walks, running: walks && heading.run, sitting: false };
  }

  /** Whoever stops at a free seat walks the last steps to it and sits down. */
  private resting(floor: LoadedFloor): BodyState {
    const near = floor.seatAt(rounded(this.at));
    if (near !== null && this.x === near.x && this.y === near.y && !this.taken(near)) {
      this.seat = null;
      return { direction: near.direction, moving: false, running: false, sitting: true };
    }
    if (this.body.moving && near !== null && !this.taken(near)) {
      this.seat = Math.hypot(near.x - this.x, near.y - this.y) <= SEAT_REACH ? near : null;
    }
    return { ...this.body, moving: false, running: false };
  }
}
