/** Keeps a box going: notices that the tab slept or came to the front, that devices are missing, that a page is old. */

const EVERY = 1000;
/** A pause of the clock this long means that the device slept. */
const SLEPT = 12_000;
const DEVICES_EVERY = 5000;

interface Ports {
  /** The device woke up, or the page is in front again: everything is looked after at once. */
  woke(): void;
  /** Time to look for devices that are wanted and not there. */
  tend(): void;
}

export class Keeper {
  readonly #ports: Ports;
  readonly #timers: ReturnType<typeof setInterval>[] = [];
  readonly #seen = () => {
    if (document.visibilityState === "visible") this.#ports.woke();
  };
  readonly #thawed = () => this.#ports.woke();
  #at = Date.now();

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#timers.push(
      setInterval(() => this.#beat(), EVERY),
      setInterval(() => ports.tend(), DEVICES_EVERY),
    );
    document.addEventListener("visibilitychange", this.#seen);
    window.addEventListener("online", this.#seen);
    // Browsers freeze a page they think nobody needs (WICG page lifecycle).
    document.addEventListener("resume", this.#thawed);
  }

  #beat(): void {
    const slept = Date.now() - this.#at > SLEPT;
    this.#at = Date.now();
    if (slept) this.#ports.woke();
  }

  stop(): void {
    for (const timer of this.#timers) clearInterval(timer);
    document.removeEventListener("visibilitychange", this.#seen);
    window.removeEventListener("online", this.#seen);
    document.removeEventListener("resume", this.#thawed);
  }
}
