/** Commands on their way: kept until the hub has acknowledged them, sent one at a time and again after a break. */
export interface Sent {
  cmd_id: string;
  name: string;
  fields: object;
}

/** Where commands wait while the page is closed; `localStorage` in the product. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

/** What is still wanted when the page opens again. All else (walking, media) has lost its sense by then. */
const LASTING = new Set(["chat.post", "message.delete", "chat.read", "visitor.rename", "visitor.dress"]);

export class Outbox {
  readonly #shelf: Shelf;
  readonly #key: string;
  #waiting: Sent[];

  /** `owner` is the visitor: another person in the same browser must not send these. */
  constructor(shelf: Shelf, owner: string) {
    this.#shelf = shelf;
    this.#key = `foyer.outbox.${owner}`;
    this.#waiting = this.#read();
  }

  #read(): Sent[] {
    try {
      const kept: unknown = JSON.parse(this.#shelf.getItem(this.#key) ?? "[]");
      return Array.isArray(kept) ? (kept as Sent[]).filter((sent) => LASTING.has(sent.name)) : [];
    } catch {
      return [];
    }
  }

  #save(): void {
    const lasting = this.#waiting.filter((sent) => LASTING.has(sent.name));
    try {
      this.#shelf.setItem(this.#key, JSON.stringify(lasting));
    } catch {
      // A full or forbidden store: the command still goes out from memory.
    }
  }

  get head(): Sent | undefined {
    return this.#waiting[0];
  }

  get all(): readonly Sent[] {
    return this.#waiting;
  }

  push(sent: Sent): void {
    this.#waiting.push(sent);
    this.#save();
  }

  /** The hub has answered; false when the command was unknown here. */
  settle(cmdId: string): boolean {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter((sent) => sent.cmd_id !== cmdId);
    this.#save();
    return this.#waiting.length < before;
  }
}
