/** A host at a door: who that is, the hub as seen from there, and the scans. */
import { signal } from "@preact/signals";
import { t } from "../../i18n/i18n";
import * as session from "../../net/session";
import type { LinkListener } from "../../net/socket";
import { remember } from "../../state/memory";
import { toast } from "../../ui/Toast";
import { Follower } from "../follower";
import { DoorDesk } from "./desk";

/** At which door this device stands; a phone that only opens links knows by it where. */
export const DOOR = "door";

/** The page may be open before the network is (ms). */
const AGAIN_AFTER = 3000;

export class DoorVisit {
  readonly step = signal<"looking" | "host" | "stranger">("looking");
  readonly follower: Follower;
  readonly desk: DoorDesk;

  constructor(stage: string) {
    this.desk = new DoorDesk(stage);
    this.follower = new Follower(
      stage,
      (own): LinkListener => ({
        ...own,
        snapshot: (snapshot) => {
          own.snapshot(snapshot);
          this.#judge();
        },
        live: (type, data) => {
          own.live(type, data);
          if (type === "you.changed") this.#judge();
        },
      }),
    );
    this.follower.closedBy.subscribe((reason) => {
      if (reason !== null) this.step.value = "stranger";
    });
    addEventListener("online", () => void this.desk.retry());
  }

  /** Opens the line of whoever is known in this browser. */
  async begin(): Promise<void> {
    try {
      const me = await session.me();
      if (me === null) this.step.value = "stranger";
      else this.follower.open(me.id);
    } catch {
      setTimeout(() => void this.begin(), AGAIN_AFTER);
    }
  }

  #judge(): void {
    const isHost = this.follower.hub.may("visitor.check_in");
    this.step.value = isHost ? "host" : "stranger";
    if (isHost) remember(DOOR, this.follower.stage);
  }

  /** Whether a host let somebody in here. */
  isIn(visitor: string): boolean {
    return this.follower.hub.attendance.letIn(this.follower.stage).includes(visitor);
  }

  /** Lets somebody in who was found by name. */
  async letIn(visitor: string): Promise<void> {
    const { follower } = this;
    if (await follower.do("visitor.check_in", { visitor, stage: follower.stage }))
      toast(
        () => t("{name} is checked in.", { name: follower.hub.nameOf(visitor) }),
        [{ label: t("Undo"), run: () => this.undo(visitor) }],
      );
  }

  /** Takes a check-in back. */
  readonly undo = (visitor: string): void => {
    void this.follower.do("visitor.check_out", { visitor }).then((isDone) => {
      if (isDone) this.desk.undone(visitor);
    });
  };
}
