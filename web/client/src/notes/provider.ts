/**
 * A shared document in this tab: changes go to the hub one at a time, and count as saved once it has said that they
 * are on its disk. What has no answer yet is kept, in the browser's store too, and goes out again after a break.
 */
import { signal } from "@preact/signals";
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector, mergeUpdates } from "yjs";
import type { DocAnswer, DocListener, Documents, Opened } from "../net/documents";
import type { DocCursor } from "../protocol.gen";
import { fromBase64, toBase64 } from "./bytes";
import { keptBy } from "./kept";

/** `unsaved`: the line is cut. `closed`: it is not for this person any more. */
export type SaveState = "opening" | "saved" | "saving" | "unsaved" | "closed";

/** Bytes that go out at once; the hub takes 32 kB. */
const PART_MOST = 24 * 1024;
/** Keystrokes within that time go out together. */
const GATHER_MS = 120;
const AGAIN_MS = 1000;
/** Refusals of a document that say nothing of one's right to it: it is asked for again. */
const PASSING = new Set(["doc.busy", "doc.not_open", "server.failed"]);
const POINT_MS = 150;
const KEEP_MS = 400;
const NOTHING = 2;

/** Where unsaved changes wait while the page is closed; `localStorage` in the product. */
export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

export class Provider implements DocListener {
  readonly doc = new Doc();
  readonly state = signal<SaveState>("opening");
  readonly write = signal(false);
  /** Where the others are, by tab. */
  readonly cursors = signal<ReadonlyMap<string, DocCursor>>(new Map());
  /** Why changes of one's own were not taken; the document must be opened anew to go on. */
  readonly refused = signal<string | null>(null);
  readonly #id: string;
  readonly #key: string;
  readonly #documents: Documents;
  readonly #store: Store;
  /** What an earlier visit kept, and its words, until it is among what goes out. */
  #owed: Uint8Array | null = null;
  #owedWords = "";
  #unsent: Uint8Array[] = [];
  #flying: Uint8Array[] = [];
  #open = false;
  #opening = 0;
  #due = new Map<string, () => void>();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(id: string, owner: string, documents: Documents, store: Store) {
    this.#id = id;
    this.#key = `${keptBy(owner)}${id}`;
    this.#documents = documents;
    this.#store = store;
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.#changed(update);
    });
    this.#recall();
    documents.join(id, this);
  }

  /** Whether something of one's own is not on the hub's disk yet. */
  get waits(): boolean {
    return this.#owed !== null || this.#unsent.length > 0 || this.#flying.length > 0;
  }

  /** One's own version in words; of a document that was not reached yet as it was kept. */
  get words(): string {
    const found = ["text", "alt"].map((name) => this.doc.getText(name).toString());
    return this.#owedWords || found.join("");
  }

  /** Sends at once what was gathered. */
  flush(): void {
    this.#keep();
    void this.#pump();
  }

  close(): void {
    this.#keep();
    this.#open = false;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#documents.leave(this.#id, this);
    this.doc.destroy();
  }

  /** Tells the others where one's cursor is, at most every 150 ms. */
  point(cursor: string | null): void {
    this.#later("point", POINT_MS, () => {
      if (this.#open) void this.#ask("doc.cursor", { cursor }).catch(() => undefined);
    });
  }

  // -- the link ------------------------------------------------------------------------------------

  linked(): void {
    // An address that was refused still stands in this copy, and would go out again: a new one is opened by hand.
    if (this.refused.value !== "minors.link") void this.#begin();
  }

  broken(): void {
    this.#open = false;
    this.#unsent = [...this.#flying, ...this.#unsent];
    this.#flying = [];
    this.cursors.value = new Map();
    if (this.state.value !== "opening" && this.state.value !== "closed") this.state.value = "unsaved";
  }

  async #begin(): Promise<void> {
    const turn = ++this.#opening;
    this.broken();
    const answer = await this.#ask<Opened>("doc.open", { have: toBase64(encodeStateVector(this.doc)) }).catch(
      () => null,
    );
    if (turn !== this.#opening) return;
    if (answer === null || (!answer.ok && (answer.error.retry || PASSING.has(answer.error.code))))
      this.#later("open", AGAIN_MS, () => this.linked());
    else if (answer.ok) this.#opened(answer);
    else this.rights(false, false);
  }

  #opened(answer: Opened): void {
    this.#open = true;
    applyUpdate(this.doc, fromBase64(answer.data), this);
    this.cursors.value = new Map(answer.cursors.map((each) => [each.tab, each]));
    this.write.value = answer.write;
    if (this.#owed !== null) this.#unsent.unshift(this.#owed);
    this.#owed = null;
    this.#owedWords = "";
    // What waits goes out although nothing may be written any more: for a moment the hub still takes it.
    if (answer.write) this.#complete(fromBase64(answer.state));
    this.#settle();
    void this.#pump();
  }

  /** What the hub lacks although nothing waits: it goes out as any change. */
  #complete(state: Uint8Array): void {
    const lacking = encodeStateAsUpdate(this.doc, state);
    if (this.#unsent.length === 0 && lacking.length > NOTHING) this.#unsent.push(lacking);
  }

  updated(update: string): void {
    applyUpdate(this.doc, fromBase64(update), this);
  }

  pointed(cursor: DocCursor): void {
    const cursors = new Map(this.cursors.value);
    if (cursor.cursor === null) cursors.delete(cursor.tab);
    else cursors.set(cursor.tab, cursor);
    this.cursors.value = cursors;
  }

  rights(read: boolean, write: boolean): void {
    this.write.value = write;
    if (read) return;
    this.#open = false;
    // Nobody comes back to a group as to a room, where what is kept goes out then.
    if (this.waits && this.#id.startsWith("group:")) this.#refuse("board.outside");
    this.state.value = "closed";
  }

  // -- changes of one's own ------------------------------------------------------------------------

  #changed(update: Uint8Array): void {
    this.#unsent.push(update);
    this.#settle();
    this.#later("keep", KEEP_MS, () => this.#keep());
    this.#later("pump", GATHER_MS, () => void this.#pump());
  }

  async #pump(): Promise<void> {
    if (!this.#open || this.#flying.length > 0 || this.#unsent.length === 0) return;
    this.#flying = this.#part();
    const turn = this.#opening;
    const fields = { data: toBase64(mergeUpdates(this.#flying)) };
    const answer = await this.#ask<{ n: number }>("doc.update", fields).catch(() => null);
    if (turn !== this.#opening || this.#flying.length === 0) return;
    if (answer?.ok) this.#acknowledged();
    else this.#failed(answer?.error.code ?? "", answer === null || answer.error.retry);
  }

  /** The oldest changes that fit together. */
  #part(): Uint8Array[] {
    let bytes = 0;
    const found = this.#unsent.findIndex((each) => {
      bytes += each.length;
      return bytes > PART_MOST;
    });
    return this.#unsent.splice(0, found === -1 ? this.#unsent.length : Math.max(1, found));
  }

  #acknowledged(): void {
    this.#flying = [];
    this.#keep();
    this.#settle();
    void this.#pump();
  }

  #failed(code: string, retry: boolean): void {
    this.#unsent = [...this.#flying, ...this.#unsent];
    this.#flying = [];
    if (retry) this.#later("pump", AGAIN_MS, () => void this.#pump());
    else if (code === "doc.not_open" || code === "doc.behind")
      this.#later("open", AGAIN_MS, () => this.linked());
    else this.#refuse(code);
  }

  #refuse(code: string): void {
    this.#owed = null;
    this.#unsent = [];
    this.#flying = [];
    this.#keep();
    this.write.value = false;
    this.refused.value = code;
  }

  #settle(): void {
    if (this.state.value === "closed") return;
    this.state.value = this.#open
      ? this.waits
        ? "saving"
        : "saved"
      : this.state.value === "opening"
        ? "opening"
        : "unsaved";
  }

  // -- small things --------------------------------------------------------------------------------

  #ask<Fields>(event: string, fields: object): Promise<DocAnswer<Fields>> {
    return this.#documents.ask(event, { doc: this.#id, ...fields }) as Promise<DocAnswer<Fields>>;
  }

  /** Does something once in so many milliseconds, the newest of its kind. */
  #later(name: string, ms: number, run: () => void): void {
    this.#due.set(name, run);
    if (this.#timers.has(name)) return;
    const fire = () => {
      this.#timers.delete(name);
      this.#due.get(name)?.();
    };
    this.#timers.set(name, setTimeout(fire, ms));
  }

  /** Keeps what waits, and its words: alone it may be no text that anybody could read. */
  #keep(): void {
    const waiting = [...(this.#owed ? [this.#owed] : []), ...this.#flying, ...this.#unsent];
    try {
      if (waiting.length > 0)
        this.#store.setItem(this.#key, `${toBase64(mergeUpdates(waiting))}\n${this.words}`);
      else this.#store.removeItem(this.#key);
    } catch {
      // A full or forbidden store: the changes still go out from memory.
    }
  }

  #recall(): void {
    try {
      const [kept = "", ...words] = (this.#store.getItem(this.#key) ?? "").split("\n");
      if (kept === "") return;
      this.#owed = fromBase64(kept);
      this.#owedWords = words.join("\n");
      applyUpdate(this.doc, this.#owed, this);
    } catch {
      // Nothing that can be read was kept.
      this.#owed = null;
    }
  }
}
