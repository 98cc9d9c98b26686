/** A connection that gets a part of a stage: an interpreter's voice on a phone in its hall, faces on its screen. */
import { signal } from "@preact/signals";
import { Call } from "../media/call";
import { Devices } from "../media/devices";
import type { LinkListener } from "../net/socket";
import type { Commands, Frames } from "../protocol.gen";
import { beside, type Follower } from "./follower";

type Part = NonNullable<Commands["media.watch"]["part"]>;

export class PartCall {
  /** The connection, while there is one. */
  readonly call = signal<Call | null>(null);
  readonly #part: Part;
  #follower: Follower | null = null;
  #tab = "";

  constructor(part: Part) {
    this.#part = part;
  }

  /** Begins to follow the stage of a link. */
  attend(follower: Follower): void {
    this.#follower = follower;
  }

  /** Sound needs a click, so that the browser lets it out. */
  begin(): void {
    if (this.call.value !== null || this.#follower === null) return;
    const { hub, stage } = this.#follower;
    const call = new Call(new Devices(), {
      join: (tab, keep) => {
        this.#tab = tab;
        hub.calls.add(tab);
        this.send("media.watch", { stage, tab, part: this.#part, keep });
      },
      answer: (tab, sdp) => this.send("media.answer", { tab, sdp }),
      publish: () => undefined,
      isMuted: signal(true),
      isUnattended: true,
    });
    call.wake();
    this.call.value = call;
    call.begin();
  }

  /** Gives the connection back. */
  end(): void {
    if (this.call.value === null) return;
    this.send("media.leave", { tab: this.#tab });
    this.call.value.close();
    this.call.value = null;
  }

  /** The connection follows what the follower hears. */
  around(own: LinkListener): LinkListener {
    return beside(
      own,
      () => this.call.value?.begin(),
      (type, data) => this.call.value?.hear(type as keyof Frames, data as Frames[keyof Frames]),
    );
  }

  send<Name extends keyof Commands>(name: Name, fields: Commands[Name]): void {
    this.#follower?.send(name, fields)?.catch(() => undefined);
  }
}
