/** A phone in the hall: who it belongs to, and whether that person takes part now. */
import { signal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import { ApiError } from "../../net/http";
import * as session from "../../net/session";
import { recall, remember } from "../../state/memory";
import { comeIn, Follower } from "../follower";
import { Earpiece } from "../interpreting/earpiece";

/** Where a person takes part without coming in again: the page is reloaded, the phone was asleep. */
const SEAT = "hall";

export type Step = "looking" | "door" | "inside" | "gone";

/** Told apart by number: nobody has to give a name. */
const byChance = (): string => t("Guest {n}", { n: 1000 + Math.floor(Math.random() * 9000) });

export class PhoneVisit {
  readonly follower: Follower;
  /** An interpreter in one's ear, if one asks for that. */
  readonly earpiece = new Earpiece();
  readonly step = signal<Step>("looking");
  /** Who this browser is already. */
  readonly known = signal<session.Me | null>(null);
  readonly entering = signal(false);
  readonly failed = signal<string | null>(null);

  constructor(stage: string) {
    this.follower = new Follower(stage, (own) => this.earpiece.around(own));
    this.earpiece.attend(this.follower);
    this.follower.closedBy.subscribe((reason) => {
      if (reason !== null && reason !== "left") void this.look();
    });
  }

  /** Looks who this is: who takes part here already is let in at once, all others stand at the door. */
  async look(): Promise<void> {
    const isBack = this.step.value === "looking" && recall(SEAT, "") === this.follower.stage;
    try {
      this.known.value = await session.me();
    } catch {
      this.known.value = null;
    }
    if (this.known.value && isBack) this.#sit(this.known.value);
    else this.step.value = "door";
  }

  async enter(name: string): Promise<void> {
    this.entering.value = true;
    this.failed.value = null;
    try {
      const me = await comeIn(name.trim() || byChance());
      remember(SEAT, this.follower.stage);
      this.#sit(me);
      void this.follower.do("visitor.attend", { stage: this.follower.stage });
    } catch (error) {
      this.failed.value = error instanceof ApiError ? error.message : "";
    }
    this.entering.value = false;
  }

  #sit(me: session.Me): void {
    this.step.value = "inside";
    this.follower.open(me.id);
  }

  /** Stands up: the hand goes down, and nobody counts on this seat any more. */
  async leave(): Promise<void> {
    remember(SEAT, "");
    this.earpiece.end();
    const { follower } = this;
    await follower.do("stage.lower", { stage: follower.stage });
    await follower.do("visitor.attend", { stage: null });
    follower.close();
    this.step.value = "gone";
  }
}
