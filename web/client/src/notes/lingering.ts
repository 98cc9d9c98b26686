/** Documents that are left before all of it is saved: they stay open until it is, or is refused for good. */
import { effect } from "@preact/signals";
import type { App } from "../hub/app";
import { readStroke, svgOf } from "../sketch/strokes";
import { Provider } from "./provider";

export class Lingering {
  readonly #make: (doc: string) => Provider;
  readonly #lost: (doc: string, provider: Provider) => void;
  readonly #used = new Map<string, Provider>();
  readonly #held = new Map<string, { provider: Provider; stop(): void }>();

  /** `lost` learns of a document whose last changes were not taken, while they can still be read. */
  constructor(make: (doc: string) => Provider, lost: (doc: string, provider: Provider) => void) {
    this.#make = make;
    this.#lost = lost;
  }

  /** A document to be shown: the one that lingers, if it does. */
  take(doc: string): Provider {
    const held = this.#held.get(doc);
    held?.stop();
    this.#held.delete(doc);
    const provider = held?.provider ?? this.#make(doc);
    this.#used.set(doc, provider);
    return provider;
  }

  /** It is shown no more. */
  leave(doc: string, provider: Provider): void {
    const isLast = this.#used.get(doc) === provider;
    if (isLast) this.#used.delete(doc);
    provider.flush();
    if (!isLast || isDone(provider)) this.#end(doc, provider);
    else this.#hold(doc, provider);
  }

  /** Sends what was kept of a document that nobody looks at. */
  deliver(doc: string): void {
    if (!this.#used.has(doc) && !this.#held.has(doc)) this.leave(doc, this.take(doc));
  }

  #hold(doc: string, provider: Provider): void {
    let isOver = false;
    const dispose = effect(() => {
      if (!isDone(provider) || isOver) return;
      isOver = true;
      // The provider is still about to say so.
      queueMicrotask(() => {
        if (this.#held.get(doc)?.provider !== provider) return;
        this.#held.delete(doc);
        dispose();
        this.#end(doc, provider);
      });
    });
    this.#held.set(doc, { provider, stop: dispose });
  }

  #end(doc: string, provider: Provider): void {
    if (provider.refused.value !== null) this.#lost(doc, provider);
    provider.close();
  }
}

/** Whether nothing more can come of keeping it open. */
function isDone(provider: Provider): boolean {
  const state = provider.state.value;
  return provider.refused.value !== null || state === "closed" || !provider.waits;
}

const all = new WeakMap<App, Lingering>();

export function lingeringOf(app: App): Lingering {
  const made = all.get(app) ?? linger(app);
  all.set(app, made);
  return made;
}

function linger(app: App): Lingering {
  return new Lingering(
    (doc) => new Provider(doc, app.me.id, app.documents, localStorage),
    (doc, provider) =>
      app.late.add({ doc, words: provider.words, svg: drawn(provider), code: provider.refused.value ?? "" }),
  );
}

/** What was drawn, as a file's content; empty where nothing was. */
function drawn({ doc, words }: Provider): string {
  const strokes = doc.getArray("strokes").toArray().map(readStroke);
  const all = strokes.filter((each) => each !== null);
  return all.length === 0 ? "" : svgOf(all, words);
}
