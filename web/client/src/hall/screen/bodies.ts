/** Who walks around the stage, for a screen: it looks on and has no body of its own. */
import { signal } from "@preact/signals";
import type { LinkListener } from "../../net/socket";
import type { AvatarInfo, LiveEvents, LiveState } from "../../protocol.gen";
import { Motion } from "../../state/motion";
import { beside } from "../follower";

type Handlers = { [Type in keyof LiveEvents]?: (data: LiveEvents[Type]) => void };

export class Bodies {
  readonly motion = new Motion({ send: () => undefined, stopWalk: () => undefined });
  /** Everybody with a body, by visitor, as the hub told last. */
  readonly all = signal<ReadonlyMap<string, AvatarInfo>>(new Map());
  #floor = "";

  /** Shows the bodies of a floor from now on. */
  watch(floor: string): void {
    this.#floor = floor;
    this.motion.watch(floor, [...this.all.value.values()], performance.now());
  }

  /** Hears all that the link tells, and hands it on. */
  hear(own: LinkListener): LinkListener {
    const told = beside(
      own,
      ({ live }) => this.#restore(live),
      (type, data) => (this.#handlers as Record<string, (data: unknown) => void>)[type]?.(data),
    );
    return { ...told, positions: (records) => this.motion.records(records, performance.now()) };
  }

  #restore({ avatars }: LiveState): void {
    this.all.value = new Map(avatars.map((each) => [each.visitor, each]));
    this.watch(this.#floor);
  }

  readonly #handlers: Handlers = {
    "avatar.appeared": (avatar) => {
      this.all.value = new Map(this.all.value).set(avatar.visitor, avatar);
      this.motion.appear(avatar, performance.now());
    },
    "avatar.gone": ({ visitor, lane }) => {
      if (this.all.value.get(visitor)?.lane !== lane) return;
      this.all.value = new Map([...this.all.value].filter(([id]) => id !== visitor));
      this.motion.vanish(visitor, lane);
    },
  };
}
