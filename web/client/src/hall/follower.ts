/** Following one stage without avatar: what phones in the hall, its screen and those who only watch need of the hub. */
import { signal } from "@preact/signals";
import { locale, t } from "../i18n/i18n";
import { unlike } from "../join/looks";
import { Outbox, type Shelf } from "../net/outbox";
import * as session from "../net/session";
import { CommandError, Link, type LinkListener, type LinkState } from "../net/socket";
import type { Ack, Commands, Resumed, Snapshot } from "../protocol.gen";
import { HubState } from "../state/hub";
import { toast } from "../ui/Toast";
import { changesSight } from "./queue/sight";
import type { Stand } from "./queue/stand";

/** Nothing given here is worth sending later, and the hub's own tab keeps its commands to itself. */
const NOWHERE: Shelf = { getItem: () => null, setItem: () => undefined };

/** Tabs with these views have no avatar and do not count as being here; a screen sees who is around its stage. */
type View = "stage" | "screen";

/** Comes in as a guest with a look by chance; whoever is known in this browser stays who they are. */
export async function comeIn(name: string): Promise<session.Me> {
  const known = await session.me();
  return known ?? session.join({ name, look: unlike([]), language: locale.value, view: "list" });
}

/** Hands all on, and then tells of each new beginning and of what is true only now. */
export function beside(
  own: LinkListener,
  begins: (told: Snapshot | Resumed) => void,
  live: LinkListener["live"],
): LinkListener {
  return {
    ...own,
    snapshot: (snapshot) => {
      own.snapshot(snapshot);
      begins(snapshot);
    },
    resumed: (resumed) => {
      own.resumed(resumed);
      begins(resumed);
    },
    live: (type, data) => {
      own.live(type, data);
      live(type, data);
    },
  };
}

export class Follower {
  readonly stage: string;
  readonly hub = new HubState();
  readonly link = signal<LinkState | null>(null);
  /** The hub's reason to end the visit. */
  readonly closedBy = signal<string | null>(null);
  /** Milliseconds by which the hub's clock is ahead of this device's. */
  readonly ahead = signal(0);
  readonly #listener: LinkListener;
  readonly #view: View;
  #socket: Link | null = null;

  /** `around` hears all that the link tells and hands it on, for those who need more of it. */
  constructor(stage: string, around = (own: LinkListener): LinkListener => own, view: View = "stage") {
    this.stage = stage;
    this.#view = view;
    this.#listener = around(this.#own());
  }

  /** Whether the line stands; what is sent while it is broken waits. */
  get isOpen(): boolean {
    return this.#socket?.isOpen ?? false;
  }

  open(visitor: string): void {
    this.closedBy.value = null;
    const claims = () => ({ language: locale.value, view: this.#view, stage: this.stage });
    this.#socket = new Link(new Outbox(NOWHERE, visitor), this.#listener, session.ticket, claims);
    this.#socket.open();
  }

  close(): void {
    this.#socket?.close();
  }

  /** Gives a command over breaks of the line; there is no answer from a link that is closed. */
  send<Name extends keyof Commands>(name: Name, fields: Commands[Name]): Promise<Ack> | undefined {
    return this.#socket?.send(name, fields);
  }

  /** Gives a command by hand; a refusal is shown in the hub's own words. */
  async do<Name extends keyof Commands>(name: Name, fields: Commands[Name]): Promise<boolean> {
    try {
      await this.send(name, fields);
      return this.#socket !== null;
    } catch (error) {
      const text = error instanceof CommandError ? error.message : "";
      toast(() => text || t("That did not work. Please try again."));
      return false;
    }
  }

  /** What stands around the stage's queue and its polls. */
  stand(): Stand {
    const { hub, stage } = this;
    return {
      stage,
      hub,
      do: (name, fields) => this.do(name, fields),
      isInside: hub.ownRoom.value === stage,
    };
  }

  #own(): LinkListener {
    return {
      state: (state, reason) => this.#linked(state, reason),
      snapshot: (snapshot) => {
        this.ahead.value = snapshot.at - Date.now();
        this.hub.restore(snapshot);
      },
      resumed: (resumed) => {
        this.ahead.value = resumed.at - Date.now();
        this.hub.resume(resumed);
      },
      durable: (type, frame) => {
        this.#look(type, frame.data);
        this.hub.durable(type, frame.data, frame.at);
      },
      live: (type, data) => {
        this.#look(type, data);
        this.hub.live(type, data);
      },
      positions: () => undefined,
    };
  }

  #linked(state: LinkState, reason: string | null): void {
    if (state === "closed") {
      this.#socket = null;
      this.closedBy.value = reason;
    }
    this.link.value = state;
  }

  /** Asks for everything anew where an event opens or closes the stage's queue to this visitor. */
  #look(type: string, data: unknown): void {
    if (changesSight(this.hub, (room) => room === this.stage, type, data)) this.#socket?.refresh();
  }
}
