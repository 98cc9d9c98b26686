/** Keeps the screen on while the device is the camera: a phone that sleeps sends nothing. */

export class Awake {
  #lock: WakeLockSentinel | null = null;
  #wanted = false;

  constructor() {
    // The browser takes the lock away whenever the page is hidden.
    document.addEventListener("visibilitychange", () => {
      if (this.#wanted && document.visibilityState === "visible") void this.#take();
    });
  }

  want(on: boolean): void {
    if (on === this.#wanted) return;
    this.#wanted = on;
    if (on) void this.#take();
    else void this.#lock?.release();
  }

  async #take(): Promise<void> {
    try {
      this.#lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      // Low battery or an old browser: the person keeps the screen on.
    }
  }
}
