/** What the venue screens show: what a host chose, or, by itself, what is there, in turns. */
import { signal } from "@preact/signals";
import type { DurableEvents, PollInfo, SceneSet, Snapshot } from "../protocol.gen";
import type { HubState, Person } from "./hub";
import { ended, running } from "./polls";
import { line } from "./queue";

export type Scene = SceneSet["scene"];
export type Shown = Exclude<Scene, "auto">;

/** Milliseconds for which one scene stands. */
const TURN = 10_000;
/** An open poll has all turns but each third. */
const POLL_TURNS = 3;
/** Milliseconds for which a result is still news. */
const FRESH = 300_000;
/** The card beside every scene has room for so many entries; of more the screen shows the list by itself. */
export const CARD_MOST = 4;

export class Scenes {
  readonly chosen = signal<ReadonlyMap<string, Shown>>(new Map());

  of(stage: string): Scene {
    return this.chosen.value.get(stage) ?? "auto";
  }

  restore({ scenes }: Snapshot): void {
    this.chosen.value = new Map(Object.entries(scenes) as [string, Shown][]);
  }

  durable(type: string, data: unknown): void {
    if (type !== "stage.scene_set") return;
    const { stage, scene } = data as DurableEvents["stage.scene_set"];
    const next = new Map(this.chosen.value);
    if (scene === "auto") next.delete(stage);
    else next.set(stage, scene);
    this.chosen.value = next;
  }
}

/** Who is in the stage's room from afar. */
export const remoteAt = (hub: HubState, stage: string): Person[] =>
  hub.people.value.filter(
    ({ id, room, presence }) =>
      room === stage && presence !== "lost" && hub.attendance.onSite.value.get(id) !== stage,
  );

/** The poll that is open, else one that has just been closed; `at` is the hub's time. */
export function pollAt(hub: HubState, stage: string, at: number): PollInfo | null {
  const polls = hub.polls.of(stage);
  const fresh = ended(polls).find(({ closed_at }) => (closed_at ?? 0) > at - FRESH);
  return running(polls)[0] ?? fresh ?? null;
}

/** The scenes that have something to show beside what is on, in their order. */
function others(hub: HubState, stage: string): Shown[] {
  const queue = hub.queues.of(stage);
  const found: [Shown, boolean][] = [
    ["faces", remoteAt(hub, stage).length > 0],
    ["queue", queue !== null && line(queue).length > CARD_MOST],
    ["map", hub.people.value.length > 0],
  ];
  return found.filter(([, holds]) => holds).map(([scene]) => scene);
}

/**
 * What a stage's screen shows at a time of the hub's clock: the same on every device. By itself it keeps to a pinned
 * question, gives an open poll two turns of three, and between two turns of what is on one of all else.
 */
export function shownAt(hub: HubState, stage: string, at: number): Shown {
  const chosen = hub.scenes.of(stage);
  if (chosen !== "auto") return chosen;
  if (hub.queues.of(stage)?.pinned) return "queue";
  const turn = Math.floor(at / TURN);
  if (pollAt(hub, stage, at) && turn % POLL_TURNS !== 0) return "poll";
  const rest = others(hub, stage);
  return (turn % 2 === 0 ? undefined : rest[((turn - 1) / 2) % rest.length]) ?? "now";
}
