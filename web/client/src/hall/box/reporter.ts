/** Tells the hosts every two seconds how a box is. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Call } from "../../media/call";
import type { Devices } from "../../media/devices";
import type { BoxInfo, Health } from "../../protocol.gen";
import { testEcho } from "./echo";
import { Viewer } from "./eyes";
import { Ear } from "./sound";

const EVERY = 2000;

interface Battery {
  level: number;
  charging: boolean;
}

/** Some browsers tell of the battery, most do not. */
async function batteryOf(): Promise<Battery | null> {
  const asked = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  try {
    return (await asked.getBattery?.()) ?? null;
  } catch {
    return null;
  }
}

export class Reporter {
  /** The newest report; also shown on the device. */
  readonly health = signal<Health | null>(null);
  readonly #devices: Devices;
  readonly #call: Call;
  readonly #use: ReadonlySignal<BoxInfo>;
  readonly #tell: (health: Health) => void;
  readonly #viewer = new Viewer();
  readonly #ear = new Ear();
  readonly #timer: ReturnType<typeof setInterval>;
  #battery: Battery | null = null;
  #echo: Pick<Health, "echo" | "echo_ms"> = { echo: "none", echo_ms: null };

  constructor(devices: Devices, call: Call, use: ReadonlySignal<BoxInfo>, tell: (health: Health) => void) {
    this.#devices = devices;
    this.#call = call;
    this.#use = use;
    this.#tell = tell;
    void batteryOf().then((battery) => {
      this.#battery = battery;
    });
    this.#timer = setInterval(() => void this.report(), EVERY);
  }

  wake(): void {
    this.#ear.wake();
  }

  async report(): Promise<void> {
    this.health.value = this.#measured(await this.#call.measure());
    this.#tell(this.health.value);
  }

  async testEcho(): Promise<void> {
    this.#echo = { echo: "running", echo_ms: null };
    await this.report();
    const { mic, speaker } = this.#devices.chosen.value;
    const { echo, ms } = await testEcho(mic, speaker);
    this.#echo = { echo, echo_ms: ms };
    await this.report();
  }

  #measured({ rtt, loss }: { rtt: number | null; loss: number | null }): Health {
    const { mic, cam, lists } = this.#devices;
    const use = this.#use.value;
    const battery = this.#battery;
    return {
      picture: this.#viewer.state(use.cam ? cam.value : null),
      ...this.#ear.state(use.mic ? mic.value : null),
      speaker: use.speaker ? (this.#call.isAwake ? "ok" : "blocked") : "off",
      rtt: rtt === null ? null : Math.round(rtt),
      loss: loss === null ? null : Math.min(1, loss),
      battery: battery && Math.round(battery.level * 100),
      charging: battery?.charging ?? false,
      cams: lists.value.cam.length,
      mics: lists.value.mic.length,
      speakers: lists.value.speaker.length,
      cam_at: this.#index("cam", cam.value),
      mic_at: this.#index("mic", mic.value),
      speaker_at: this.#index("speaker", null),
      ...this.#echo,
    };
  }

  /** Which of its devices is used: what runs, else what was chosen; their names stay on the device. */
  #index(kind: "cam" | "mic" | "speaker", track: MediaStreamTrack | null): number {
    const id = track?.getSettings().deviceId ?? this.#devices.chosen.value[kind];
    return this.#devices.lists.value[kind].findIndex((each) => each.id === id);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#ear.stop();
  }
}
