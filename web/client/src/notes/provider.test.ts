import { beforeEach, expect, test, vi } from "vitest";
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from "yjs";
import { type DocAnswer, Documents } from "../net/documents";
import { fromBase64, toBase64 } from "./bytes";
import { Lingering } from "./lingering";
import { Provider, type Store } from "./provider";

const NOTES = "group:trees:notes";

/** The hub's end of one document, and a line to it that can be cut. */
class Hub {
  readonly doc = new Doc();
  readonly sent: string[] = [];
  readonly documents: Documents;
  write = true;
  /** Why it opens nothing, or takes nothing; null when it does. */
  closed: string | null = null;
  refuses: string | null = null;
  /** Whether changes get no answer until the line breaks. */
  silent = false;
  #cut: (() => void)[] = [];

  constructor() {
    this.documents = new Documents((event, fields) => this.#answer(event, fields as Record<string, string>));
  }

  get text(): string {
    return this.doc.getText("text").toString();
  }

  line(isOpen: boolean): void {
    this.documents.link(isOpen);
    if (!isOpen) for (const cut of this.#cut.splice(0)) cut();
  }

  async #answer(event: string, { have = "", data = "" }: Record<string, string>): Promise<DocAnswer<object>> {
    this.sent.push(event);
    if (event === "doc.update" && this.silent)
      return new Promise((_, fail) => this.#cut.push(() => fail(new Error("cut"))));
    const error = event === "doc.open" ? this.closed : event === "doc.update" ? this.refuses : null;
    if (error !== null) return { ok: false, error: { code: error, text: "", details: {}, retry: false } };
    if (event === "doc.update") applyUpdate(this.doc, fromBase64(data));
    const lacking = have ? encodeStateAsUpdate(this.doc, fromBase64(have)) : new Uint8Array([0, 0]);
    const state = toBase64(encodeStateVector(this.doc));
    const opened = { n: 1, data: toBase64(lacking), state, write: this.write, cursors: [] };
    return { ok: true, ...opened };
  }
}

class Shelf extends Map<string, string> implements Store {
  getItem = (key: string): string | null => this.get(key) ?? null;
  setItem = (key: string, text: string): void => void this.set(key, text);
  removeItem = (key: string): void => void this.delete(key);
}

let hub: Hub;
let shelf: Shelf;
const opened = (): Provider => new Provider(NOTES, "ada", hub.documents, shelf);
const type = (provider: Provider, words: string): void => {
  const text = provider.doc.getText("text");
  text.insert(text.length, words);
};
/** As long as answers and gathered keystrokes take. */
const pass = () => vi.advanceTimersByTimeAsync(5000);

beforeEach(() => {
  vi.useFakeTimers();
  hub = new Hub();
  shelf = new Shelf();
  hub.line(true);
});

test("what was under way when the line broke goes out once more, and counts as saved then alone", async () => {
  const ada = opened();
  await pass();
  hub.silent = true;
  type(ada, "heron");
  await pass();
  expect(ada.state.value).toBe("saving");
  hub.line(false);
  await pass();
  type(ada, " and reed");
  expect(ada.state.value).toBe("unsaved");
  hub.silent = false;
  hub.line(true);
  await pass();
  expect([ada.state.value, hub.text, shelf.size]).toEqual(["saved", "heron and reed", 0]);
  expect(hub.sent.filter((each) => each === "doc.update")).toHaveLength(2);
});

test("what a closed page had not saved is kept, read with it, and goes out on the next visit", async () => {
  const first = opened();
  type(first, "weir");
  await pass();
  hub.line(false);
  type(first, " and reed");
  first.close();
  expect([hub.text, [...shelf.values()][0]?.split("\n")[1]]).toEqual(["weir", "weir and reed"]);
  // A visit that never reaches the hub leaves it where it is.
  const second = opened();
  expect(second.words).toBe("weir and reed");
  second.close();
  hub.line(true);
  const third = opened();
  await pass();
  expect([third.state.value, hub.text, shelf.size]).toEqual(["saved", "weir and reed", 0]);
});

test("what was written before the end goes out although nothing may be written any more", async () => {
  const ada = opened();
  await pass();
  hub.line(false);
  type(ada, "heron");
  hub.write = false;
  hub.line(true);
  await pass();
  expect([hub.text, ada.refused.value, ada.write.value]).toEqual(["heron", null, false]);
});

test("a hub that is busy or fails for a moment as one comes back is asked again, and nothing is given up", async () => {
  const ada = opened();
  await pass();
  hub.line(false);
  type(ada, "heron");
  hub.closed = "server.failed";
  hub.line(true);
  await pass();
  expect([ada.refused.value, ada.waits]).toEqual([null, true]);
  hub.closed = null;
  await pass();
  expect([hub.text, ada.state.value]).toEqual(["heron", "saved"]);
});

test("what is refused is not sent again, and stays to be read", async () => {
  const ada = opened();
  await pass();
  hub.refuses = "board.frozen";
  type(ada, "too late");
  await pass();
  expect([ada.refused.value, ada.words, ada.waits, shelf.size]).toEqual([
    "board.frozen",
    "too late",
    false,
    0,
  ]);
  const before = hub.sent.length;
  await pass();
  expect(hub.sent).toHaveLength(before);
});

test("a document that is left while the line is cut goes out when it is back, and is closed then", async () => {
  const lost: string[] = [];
  const all = new Lingering(opened, (_, { words }) => lost.push(words));
  const ada = all.take(NOTES);
  await pass();
  hub.line(false);
  type(ada, "heron");
  all.leave(NOTES, ada);
  hub.line(true);
  await pass();
  expect([hub.text, hub.sent.at(-1), lost, shelf.size]).toEqual(["heron", "doc.close", [], 0]);
});

test("a document that is shown again while it lingers is the same one", async () => {
  const all = new Lingering(opened, () => undefined);
  const ada = all.take(NOTES);
  hub.line(false);
  type(ada, "heron");
  all.leave(NOTES, ada);
  expect(all.take(NOTES)).toBe(ada);
  hub.line(true);
  await pass();
  expect([ada.state.value, hub.sent.includes("doc.close")]).toEqual(["saved", false]);
});

test.each([
  ["not taken any more", () => (hub.refuses = "board.frozen")],
  ["of a group that one belongs to no more", () => (hub.closed = "board.outside")],
])("what was left and is %s is told of once, in words", async (_, end) => {
  const lost: string[] = [];
  const all = new Lingering(opened, (doc, { words }) => lost.push(`${doc} ${words}`));
  const ada = all.take(NOTES);
  await pass();
  type(ada, "said, ");
  await pass();
  hub.line(false);
  type(ada, "too late");
  all.leave(NOTES, ada);
  end();
  hub.line(true);
  await pass();
  expect([lost, shelf.size]).toEqual([[`${NOTES} said, too late`], 0]);
});

test("what was kept of a group is told of in words although the group is gone", async () => {
  const first = opened();
  type(first, "said, ");
  await pass();
  hub.line(false);
  type(first, "too late");
  first.close();
  const lost: string[] = [];
  const all = new Lingering(opened, (_, { words }) => lost.push(words));
  hub.closed = "board.outside";
  hub.line(true);
  all.deliver(NOTES);
  await pass();
  expect([lost, shelf.size]).toEqual([["said, too late"], 0]);
});
