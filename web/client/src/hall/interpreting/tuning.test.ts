import { afterEach, expect, test } from "vitest";
import type { Snapshot, You } from "../../protocol.gen";
import { HubState } from "../../state/hub";
import { change } from "../../state/settings";
import { earphones, tuneIn } from "./tuning";

let stop = () => {};

afterEach(() => {
  stop();
  change({ channel: "", floor: 20 });
  earphones.value = false;
});

/** A page before a stage into French and German, and what it asks and mixes; Ada is on air in French. */
function page() {
  const hub = new HubState();
  const asked: (string | null)[] = [];
  const mixed: [string | null, number][] = [];
  stop = tuneIn({
    hub,
    stage: () => "hall",
    ask: (_, language) => asked.push(language),
    mix: (first, below) => mixed.push([first, below]),
  });
  const hall = {
    interpreters: { ada: ["fr"], bob: ["de"] },
    desks: { ada: "fr" },
    on_air: { fr: { visitor: "ada", since: 1 } },
  };
  hub.interpreting.restore({
    at: Date.now(),
    interpreting: { hall },
    live: { interpreting: { hall: { listening: null, cut: [], asking: [], listeners: {} } } },
  } as unknown as Snapshot);
  hub.live("presence.changed", { visitor: "ada", status: "here" });
  hub.live("media.changed", { visitor: "ada", mic: true, cam: false, screen: null });
  hub.you.value = { visitor: "me", role: "guest", muted: false, capabilities: [] } as You;
  const hears = (language: string | null) =>
    hub.live("stage.listening", { stage: "hall", visitor: "me", language });
  return { hub, asked, mixed, hears };
}

test("a channel that was chosen is asked for once, and what another tab asks is left alone", () => {
  const { asked, hears } = page();
  expect(asked).toEqual([]);
  change({ channel: "fr" });
  hears("fr");
  hears(null);
  expect(asked).toEqual(["fr"]);
});

test("a language nobody interprets into is not asked for", () => {
  const { asked } = page();
  change({ channel: "uk" });
  expect(asked).toEqual([]);
});

test("after a new beginning the wish is told again", () => {
  const { hub, asked, hears } = page();
  change({ channel: "fr" });
  hears(null);
  hub.you.value = { visitor: "me", role: "guest", muted: false, capabilities: [] } as You;
  expect(asked).toEqual(["fr", "fr"]);
});

test("who sits in the hall hears nothing before earphones are on", () => {
  const { hub, asked } = page();
  hub.durable("visitor.on_site", { visitor: "me", stage: "hall", at: 1, door: false, until: null });
  change({ channel: "fr" });
  expect(asked).toEqual([]);
  earphones.value = true;
  expect(asked).toEqual(["fr"]);
});

test("the floor is as loud as one likes below a voice, and as loud as ever without one", () => {
  const { hub, mixed, hears } = page();
  change({ floor: 40 });
  hears("fr");
  expect(mixed.at(-1)).toEqual(["ada/mic", 0.4]);
  hub.live("interpreter.cut", { stage: "hall", visitor: "ada", cut: true });
  expect(mixed.at(-1)?.[0]).toBeNull();
  hub.live("interpreter.cut", { stage: "hall", visitor: "ada", cut: false });
  expect(mixed.at(-1)?.[0]).toBe("ada/mic");
  hub.live("media.changed", { visitor: "ada", mic: false, cam: false, screen: null });
  expect(mixed.at(-1)?.[0]).toBeNull();
  hears("de");
  expect(mixed.at(-1)?.[0]).toBeNull();
});
