/** Sound on a phone in the hall: a connection that only hears an interpreter, made when one asks for it. */
import { signal } from "@preact/signals";
import { Call } from "../../media/call";
import { Devices } from "../../media/devices";
import type { LinkListener } from "../../net/socket";
import type { Commands, Frames } from "../../protocol.gen";
import { beside, type Follower } from "../follower";
import { tuneIn } from "./tuning";

export class Earpiece {
  readonly #call = signal<Call | null>(null);
  #follower: Follower | null = null;
  #stop: () => void = () => undefined;
  #tab = "";
  #start: string | null = null;

  /** Begins to follow what somebody chooses. */
  attend(follower: Follower): void {
    this.#follower = follower;
    this.#stop();
    this.#stop = tuneIn({
      hub: follower.hub,
      stage: () => follower.stage,
      ask: (stage, language) => this.#send("stage.listen", { stage, language }),
      mix: (first, below) => this.#call.value?.mix(first, below),
    });
  }

  /** From a click, so that the browser lets sound out. */
  begin(): void {
    if (this.#call.value !== null || this.#follower === null) return;
    const { stage } = this.#follower;
    const call = new Call(new Devices(), {
      join: (tab) => {
        this.#tab = tab;
        this.#send("media.watch", { stage, tab, sound_only: true });
      },
      answer: (tab, sdp) => this.#send("media.answer", { tab, sdp }),
      publish: () => undefined,
      isMuted: signal(true),
    });
    call.wake();
    this.#call.value = call;
    call.begin();
  }

  /** Gives the connection back. */
  end(): void {
    if (this.#call.value === null) return;
    this.#send("media.leave", { tab: this.#tab });
    this.#call.value.close();
    this.#call.value = null;
  }

  /** The connection follows what the follower hears. */
  around(own: LinkListener): LinkListener {
    return beside(
      own,
      ({ hub_start: start }) => this.#welcome(start),
      (type, data) => this.#call.value?.hear(type as keyof Frames, data as Frames[keyof Frames]),
    );
  }

  /** A hub that was started anew no longer knows this tab. */
  #welcome(start: string): void {
    const isNew = this.#start !== null && this.#start !== start;
    this.#start = start;
    if (isNew) this.#call.value?.hear("media.lost", { tab: this.#tab, reason: "line" });
    else this.#call.value?.begin();
  }

  #send<Name extends keyof Commands>(name: Name, fields: Commands[Name]): void {
    this.#follower?.send(name, fields)?.catch(() => undefined);
  }
}
