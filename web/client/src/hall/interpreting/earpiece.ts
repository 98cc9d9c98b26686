/** Sound on a phone in the hall: a connection that only hears an interpreter, made when one asks for it. */
import type { LinkListener } from "../../net/socket";
import type { Follower } from "../follower";
import { PartCall } from "../part";
import { tuneIn } from "./tuning";

export class Earpiece {
  readonly #part = new PartCall("sound");
  #stop: () => void = () => undefined;

  /** Begins to follow what somebody chooses. */
  attend(follower: Follower): void {
    this.#part.attend(follower);
    this.#stop();
    this.#stop = tuneIn({
      hub: follower.hub,
      stage: () => follower.stage,
      ask: (stage, language) => this.#part.send("stage.listen", { stage, language }),
      mix: (first, below) => this.#part.call.value?.mix(first, below),
    });
  }

  /** From a click, so that the browser lets sound out. */
  begin(): void {
    this.#part.begin();
  }

  /** Gives the connection back. */
  end(): void {
    this.#part.end();
  }

  /** The connection follows what the follower hears. */
  around(own: LinkListener): LinkListener {
    return this.#part.around(own);
  }
}
