/** How loud the stage is for this person: remembered, and off at one press. */
import { effect, signal } from "@preact/signals";
import type { Call } from "../media/call";
import { recall, remember } from "../state/memory";

export class Sound {
  /** 0 to 100. */
  readonly volume = signal(recall("stage.volume", 100));
  readonly on = signal(true);
  #stop: () => void = () => undefined;

  /** Sets the loudness of a call from now on. */
  govern(call: Call): void {
    this.#stop();
    this.#stop = effect(() => call.loudness(this.on.value ? this.volume.value / 100 : 0));
  }

  set(volume: number): void {
    this.volume.value = Math.max(0, Math.min(100, volume));
    this.on.value = true;
    remember("stage.volume", this.volume.value);
  }

  toggle(): void {
    this.on.value = !this.on.value;
  }
}
