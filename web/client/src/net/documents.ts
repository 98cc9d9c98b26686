/** The events of shared documents over the link: who has one open hears what concerns it, and of every break. */
import type { DocCursor, WireError } from "../protocol.gen";

/** The answer to an event of documents. */
export type DocAnswer<Fields> = ({ ok: true } & Fields) | { ok: false; error: WireError };

export interface Opened {
  n: number;
  /** What one lacks, and the state of the hub's own document, in base64. */
  data: string;
  state: string;
  write: boolean;
  cursors: DocCursor[];
}

export interface DocListener {
  /** The link is there (again): the document must be opened. */
  linked(): void;
  broken(): void;
  updated(update: string): void;
  pointed(cursor: DocCursor): void;
  rights(read: boolean, write: boolean): void;
}

/** Asks the hub; rejects when no answer came. */
export type Ask = (event: string, fields: object) => Promise<DocAnswer<object>>;

export class Documents {
  readonly ask: Ask;
  readonly #open = new Map<string, DocListener>();
  #linked = false;

  constructor(ask: Ask) {
    this.ask = ask;
  }

  join(doc: string, listener: DocListener): void {
    this.#open.set(doc, listener);
    if (this.#linked) listener.linked();
  }

  leave(doc: string, listener: DocListener): void {
    if (this.#open.get(doc) !== listener) return;
    this.#open.delete(doc);
    if (this.#linked) void this.ask("doc.close", { doc }).catch(() => undefined);
  }

  link(isOpen: boolean): void {
    if (isOpen === this.#linked) return;
    this.#linked = isOpen;
    for (const each of this.#open.values()) isOpen ? each.linked() : each.broken();
  }

  /** What the hub tells, if it is of a document. */
  hear(type: string, data: unknown): void {
    if (!type.startsWith("doc.")) return;
    const listener = this.#open.get((data as { doc: string }).doc);
    if (listener) HEARD[type]?.(listener, data);
  }
}

const HEARD: Record<string, (listener: DocListener, data: unknown) => void> = {
  "doc.updated": (listener, data) => listener.updated((data as { update: string }).update),
  "doc.pointed": (listener, data) => listener.pointed(data as DocCursor),
  "doc.rights": (listener, data) => {
    const { read, write } = data as { read: boolean; write: boolean };
    listener.rights(read, write);
  },
  "doc.reset": (listener) => listener.linked(),
};
