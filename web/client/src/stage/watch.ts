/** Watching one stage: a guest's link without avatar, one call that only receives, and what is to be seen of it. */
import { computed, signal } from "@preact/signals";
import { comeIn, Follower } from "../hall/follower";
import { tuneIn } from "../hall/interpreting/tuning";
import { arrange } from "../hall/layout/arrange";
import { sitsHere } from "../hall/queue/stand";
import { mainPicture } from "../hall/sources";
import { t } from "../i18n/i18n";
import { Call } from "../media/call";
import { Devices } from "../media/devices";
import { ApiError } from "../net/http";
import type { LinkListener } from "../net/socket";
import type { Commands, Frames } from "../protocol.gen";
import type { SourceStatus } from "../state/boxes";
import { Sound } from "./sound";

/** What the main picture is about now. */
export type Scene = "waiting" | "live" | "interrupted";

/** Milliseconds after which sound and picture that were not given are asked for again. */
const ASK_AGAIN = 3000;

export class Watch {
  readonly follower: Follower;
  readonly sound = new Sound();
  readonly opening = signal(false);
  readonly failed = signal<string | null>(null);
  /** The hub did not offer sound and picture when asked. */
  readonly refused = signal(false);
  readonly #call = signal<Call | null>(null);
  readonly #isCut = signal(false);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stage: string) {
    this.follower = new Follower(stage, (own) => this.#around(own));
    tuneIn({
      hub: this.follower.hub,
      stage: () => stage,
      ask: (_, language) =>
        void this.follower.send("stage.listen", { stage, language })?.catch(() => undefined),
      mix: (first, below) => this.#call.value?.mix(first, below),
    });
  }

  readonly watching = computed(() => this.#call.value !== null);
  readonly quality = computed(() => this.#call.value?.quality.value ?? "good");
  readonly #tracks = computed(() => this.#call.value?.seen.value ?? new Map<string, MediaStreamTrack>());

  /** Which pictures stand where. */
  readonly arrangement = computed(() => arrange(this.follower.hub, this.follower.stage, this.#tracks.value));

  /** How the picture is that the stage would show large without slides. */
  readonly #status = computed<SourceStatus>(
    () => mainPicture(this.follower.hub, this.follower.stage, this.#tracks.value)?.status ?? "off",
  );

  /** Whether one sits in this stage's hall: then nothing of it comes from here. */
  readonly sitsHere = computed(() => sitsHere(this.follower));

  /** A camera that has just come says nothing for a moment: that is no interruption. */
  readonly scene = computed<Scene>(() => {
    const { slides, main, beside } = this.arrangement.value;
    if (this.#status.value === "silent" && this.#isCut.value && !slides) return "interrupted";
    return slides || (main?.status === "on" && main.track) || beside.length > 0 ? "live" : "waiting";
  });

  /** From a click, so that the browser lets sound out. */
  async open(): Promise<void> {
    this.opening.value = true;
    this.failed.value = null;
    this.follower.closedBy.value = null;
    const call = this.#makeCall();
    try {
      const { id } = await comeIn(t("Guest"));
      this.#call.value = call;
      this.follower.open(id);
    } catch (error) {
      call.close();
      this.failed.value = error instanceof ApiError ? error.message : "";
    }
    this.opening.value = false;
  }

  #makeCall(): Call {
    const call = new Call(new Devices(), {
      join: (tab, keep) => {
        this.follower.hub.calls.add(tab);
        this.#send("media.watch", { stage: this.follower.stage, tab, keep });
        if (!keep) this.#expect();
      },
      answer: (tab, sdp) => this.#send("media.answer", { tab, sdp }),
      publish: () => undefined,
      isMuted: signal(true),
    });
    call.wake();
    this.sound.govern(call);
    return call;
  }

  #send<Name extends keyof Commands>(name: Name, fields: Commands[Name]): void {
    this.follower.send(name, fields)?.catch(() => {
      this.refused.value = true;
    });
  }

  /** The call follows what the follower hears. */
  #around(own: LinkListener): LinkListener {
    return {
      ...own,
      state: (state, reason) => {
        own.state(state, reason);
        if (state === "closed") this.#leave();
      },
      snapshot: (snapshot) => {
        own.snapshot(snapshot);
        this.#welcome();
      },
      resumed: (resumed) => {
        own.resumed(resumed);
        this.#welcome();
      },
      live: (type, data) => {
        const before = this.#status.value;
        own.live(type, data);
        this.#heard(before, type, data);
      },
    };
  }

  #welcome(): void {
    this.#isCut.value = this.#status.value === "silent";
    const { hub, stage } = this.follower;
    this.follower.send("stage.view", { stage, layout: hub.layouts.own(stage) })?.catch(() => undefined);
    this.#call.value?.begin();
  }

  #heard(before: SourceStatus, type: string, data: unknown): void {
    const status = this.#status.value;
    if (status === "silent" && before === "on") this.#isCut.value = true;
    else if (status !== "silent") this.#isCut.value = false;
    if (type === "media.offer") this.#offered();
    this.#call.value?.hear(type as keyof Frames, data as Frames[keyof Frames]);
  }

  #offered(): void {
    clearTimeout(this.#timer);
    this.refused.value = false;
  }

  /** Asks again until there is an offer: the hub may have no sound and picture to give just now. */
  #expect(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.refused.value = true;
      if (this.follower.isOpen) this.#call.value?.begin();
    }, ASK_AGAIN);
  }

  /** Takes sound and picture back from another tab. */
  bringHere(): void {
    this.#call.value?.fetch();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#call.value?.close();
    this.#call.value = null;
  }
}
