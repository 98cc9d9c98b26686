/** What runs the page of a venue screen: a guest's link that comes back by itself, and a device that stays awake. */
import { computed, signal } from "@preact/signals";
import { Awake } from "../../camera/awake";
import { t } from "../../i18n/i18n";
import { comeIn, Follower } from "../follower";
import { PartCall } from "../part";
import { Bodies } from "./bodies";
import { Show } from "./show";

/** Milliseconds until a new attempt after the hub ended the visit, or could not be reached. */
const AGAIN = 5000;

export class Visit {
  readonly show: Show;
  readonly #follower: Follower;
  readonly #faces = new PartCall("faces");

  constructor(stage: string) {
    const bodies = new Bodies();
    const follower = new Follower(stage, (own) => this.#faces.around(bodies.hear(own)), "screen");
    const pictures = computed(() => this.#faces.call.value?.pictures.value ?? new Map());
    const { hub, link, ahead } = follower;
    this.show = new Show({ stage, hub, link, ahead, pictures, captions: signal(asked()) }, bodies);
    this.#follower = follower;
    this.#faces.attend(follower);
    follower.closedBy.subscribe((reason) => this.#closed(reason));
  }

  begin(): void {
    new Awake().want(true);
    this.show.begin();
    this.#faces.begin();
    void this.#attach();
  }

  async #attach(): Promise<void> {
    try {
      this.#follower.open((await comeIn(t("Venue screen"))).id);
    } catch {
      setTimeout(() => void this.#attach(), AGAIN);
    }
  }

  #closed(reason: string | null): void {
    if (reason === "protocol.unknown") setTimeout(() => location.reload(), AGAIN);
    else if (reason !== null) setTimeout(() => void this.#attach(), AGAIN);
  }
}

/** The language of the captions that the address names, as in `?captions=de`. */
const asked = (): string | undefined => new URLSearchParams(location.search).get("captions") ?? undefined;
