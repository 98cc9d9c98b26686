import { expect, test } from "vitest";
import { Outbox, type Shelf } from "./outbox";

function shelf(): Shelf & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return { held, getItem: (key) => held.get(key) ?? null, setItem: (key, text) => void held.set(key, text) };
}
const chat = (id: string) => ({ cmd_id: id, name: "chat.post", fields: { channel: "hub", body: id } });

test("commands leave in the order in which they were given", () => {
  const outbox = new Outbox(shelf(), "v1");
  outbox.push(chat("a"));
  outbox.push(chat("b"));
  expect(outbox.head?.cmd_id).toBe("a");
  expect(outbox.settle("a")).toBe(true);
  expect(outbox.head?.cmd_id).toBe("b");
  expect(outbox.settle("a")).toBe(false);
});

test("a message that was not acknowledged waits for the next visit, a walk does not", () => {
  const kept = shelf();
  const outbox = new Outbox(kept, "v1");
  outbox.push({ cmd_id: "w", name: "walk.to", fields: { room: "lab" } });
  outbox.push(chat("a"));
  expect(new Outbox(kept, "v1").all.map((sent) => sent.cmd_id)).toEqual(["a"]);
  expect(new Outbox(kept, "v2").all).toEqual([]);
});

test("a broken store does not keep a command from being sent", () => {
  const broken: Shelf = {
    getItem: () => "{",
    setItem: () => {
      throw new Error("full");
    },
  };
  const outbox = new Outbox(broken, "v1");
  outbox.push(chat("a"));
  expect(outbox.head?.cmd_id).toBe("a");
});
