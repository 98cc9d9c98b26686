/** Bodies on the own floor: feeds the motion of the map from the hub's events, floor by floor. */
import { signal } from "@preact/signals";
import type { AvatarInfo, LiveEvents, LiveState, OwnPlace, WalkStarted } from "../protocol.gen";
import { Motion, type MotionOptions } from "../state/motion";
import type { Point } from "../view/types";

type Handlers = { [Type in keyof LiveEvents]?: (data: LiveEvents[Type]) => void };

/** Without a map nobody draws frames; the motion goes on at this pace, for distances. */
const IDLE_MS = 250;

export class Walk {
  readonly motion: Motion;
  /** The floor one is on. */
  readonly floor = signal<string | null>(null);
  /** Where the own walk leads, while the hub walks. */
  readonly target = signal<Point | null>(null);
  readonly #avatars = new Map<string, AvatarInfo>();
  readonly #timer: ReturnType<typeof setInterval>;
  #self = "";
  /** The epoch of the walk that leads to `target`. */
  #leads = 0;
  #own: OwnPlace | null = null;
  #framed = 0;

  constructor(options: MotionOptions) {
    this.motion = new Motion(options);
    this.#timer = setInterval(() => this.#idle(), IDLE_MS);
  }

  /** The map drew a frame: it moves the bodies itself. */
  drew(): void {
    this.#framed = performance.now();
  }

  #idle(): void {
    const now = performance.now();
    if (now - this.#framed > IDLE_MS) this.motion.stepUnseen(now);
  }

  restore(self: string, live: LiveState): void {
    this.#self = self;
    this.#own = live.you;
    this.#avatars.clear();
    for (const avatar of live.avatars) this.#avatars.set(avatar.visitor, avatar);
    this.#enter();
    if (!this.motion.isLed || live.you?.epoch !== this.#leads) this.target.value = null;
  }

  #enter(): void {
    if (this.#own === null) return;
    this.motion.enter(this.#self, this.#own, [...this.#avatars.values()], performance.now());
    this.floor.value = this.#own.floor;
  }

  positions(records: ArrayBuffer): void {
    this.motion.records(records, performance.now());
  }

  live(type: string, data: unknown): void {
    (this.#handlers as Record<string, (data: unknown) => void>)[type]?.(data);
  }

  #walkStarted({ visitor, points, epoch }: WalkStarted): void {
    if (visitor !== this.#self) return;
    const last = points.at(-1);
    this.target.value = last ? { x: last[0], y: last[1] } : null;
    this.#leads = epoch;
    this.motion.walkStarted(epoch, performance.now());
  }

  readonly #handlers: Handlers = {
    "avatar.appeared": (avatar) => {
      this.#avatars.set(avatar.visitor, avatar);
      this.motion.appear(avatar, performance.now());
    },
    "avatar.gone": ({ visitor, lane }) => {
      if (this.#avatars.get(visitor)?.lane === lane) this.#avatars.delete(visitor);
      this.motion.vanish(visitor, lane);
    },
    "avatar.placed": ({ visitor, state, ...place }) => {
      if (visitor === this.#self) this.#placed(place, state);
      else this.motion.place(visitor, place, state, performance.now());
    },
    "walk.started": (walk) => this.#walkStarted(walk),
    "walk.ended": ({ visitor, x, y }) => {
      if (visitor !== this.#self) return;
      this.target.value = null;
      this.motion.walkEnded({ x, y }, performance.now());
    },
  };

  #placed(place: OwnPlace, state: number): void {
    this.target.value = null;
    this.#own = place;
    if (place.floor === this.floor.value) this.motion.place(this.#self, place, state, performance.now());
    else this.#enter();
  }

  close(): void {
    clearInterval(this.#timer);
  }
}
