/** The shared sketch of a document: strokes in order, one's own undo, a description in words. */
import { type Signal, signal } from "@preact/signals";
import { UndoManager, type Array as YArray, type Text as YText } from "yjs";
import type { Provider } from "../notes/provider";
import { readStroke, STROKES_MOST, type Stroke, touches } from "./strokes";

const ORIGIN = "drawn";
/** Units around the pointer that the eraser takes. */
const REACH = 14;

export class Sheet {
  readonly strokes: Signal<readonly Stroke[]> = signal([]);
  readonly words = signal("");
  readonly undo: UndoManager;
  readonly #provider: Provider;
  readonly #array: YArray<unknown>;
  readonly #words: YText;
  readonly #follow: () => void;

  constructor(provider: Provider) {
    this.#provider = provider;
    this.#array = provider.doc.getArray("strokes");
    this.#words = provider.doc.getText("alt");
    this.undo = new UndoManager([this.#array], { trackedOrigins: new Set([ORIGIN]), captureTimeout: 0 });
    this.#follow = () => {
      this.strokes.value = this.#array
        .toArray()
        .map(readStroke)
        .filter((each) => each !== null);
      this.words.value = this.#words.toString();
    };
    this.#follow();
    this.#array.observe(this.#follow);
    this.#words.observe(this.#follow);
  }

  close(): void {
    this.#array.unobserve(this.#follow);
    this.#words.unobserve(this.#follow);
    this.undo.destroy();
  }

  get isFull(): boolean {
    return this.#array.length >= STROKES_MOST;
  }

  add(stroke: Stroke): void {
    if (!this.isFull) this.#provider.doc.transact(() => this.#array.push([stroke]), ORIGIN);
  }

  /** Takes away whatever is drawn at a point. */
  erase(x: number, y: number): void {
    const all = this.#array.toArray().map(readStroke);
    const hit = all.flatMap((each, at) => (each && touches(each, x, y, REACH) ? [at] : []));
    if (hit.length === 0) return;
    this.#provider.doc.transact(() => {
      for (const at of hit.reverse()) this.#array.delete(at, 1);
    }, ORIGIN);
  }

  clear(): void {
    this.#provider.doc.transact(() => this.#array.delete(0, this.#array.length), ORIGIN);
  }

  describe(change: { at: number; remove: number; insert: string }): void {
    this.#provider.doc.transact(() => {
      this.#words.delete(change.at, change.remove);
      this.#words.insert(change.at, change.insert);
    }, "described");
  }
}
