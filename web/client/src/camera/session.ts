/** One device's time as the camera: source and sender held together, the screen kept on, the end told to the hub. */
import { effect, signal, untracked } from "@preact/signals";
import { announce } from "../ui/Announcer";
import { Awake } from "./awake";
import { stateSentence } from "./StateChip";
import { Source } from "./source";
import { Whip } from "./whip";

export class Session {
  readonly key: string;
  readonly source = new Source();
  readonly whip: Whip;
  /** When the first picture of this session reached the hub. */
  readonly since = signal<number | null>(null);
  readonly #awake = new Awake();

  constructor(stage: string, key: string, title: () => string) {
    this.key = key;
    this.whip = new Whip(stage, key);
    this.source.onChange = (_, track) => {
      if (track && this.#isOn) void this.whip.replace(track);
    };
    effect(() => this.#follow());
    effect(() => {
      const state = this.whip.state.value;
      if (state !== "idle") untracked(() => announce(stateSentence(state, title())));
    });
    window.addEventListener("pagehide", () => this.whip.stop());
  }

  get #isOn(): boolean {
    return ["connecting", "live", "interrupted"].includes(this.whip.state.value);
  }

  #follow(): void {
    this.#awake.want(this.#isOn);
    if (this.whip.state.value === "live") this.since.value = this.since.peek() ?? Date.now();
    else if (!this.#isOn) this.since.value = null;
  }

  start(): void {
    this.whip.start(this.source.tracks);
  }

  stop(): void {
    this.whip.stop();
  }
}
