/** What the parts of a queue share, on whatever page they stand: whose queue, what one may do, how it is said. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Commands, EntryInfo, QueueInfo } from "../../protocol.gen";
import type { HubState } from "../../state/hub";

/** The page around a stage's queue: the hub, or the page of those who only watch. */
export interface Stand {
  stage: string;
  hub: HubState;
  /** Gives a command; a refusal is shown by the page. */
  do<Name extends keyof Commands>(name: Name, fields: Commands[Name]): Promise<boolean>;
  /** Whether a hand can be raised from here without sitting in the hall. */
  isInside: boolean;
}

const StandContext = createContext<Stand | null>(null);
export const StandProvider = StandContext.Provider;

export function useStand(): Stand {
  const stand = useContext(StandContext);
  if (!stand) throw new Error("outside of a stage's queue");
  return stand;
}

/** Whether one sits in the hall of this stage. */
export function sitsHere({ hub, stage }: Pick<Stand, "hub" | "stage">): boolean {
  return hub.ownHall.value === stage;
}

export const isHost = ({ hub }: Stand): boolean => hub.may("stage.moderate");

export const isMine = ({ hub }: Pick<Stand, "hub">, entry: EntryInfo): boolean =>
  entry.visitor !== null && entry.visitor === hub.self.value;

/** One's own hands and questions at a stage. */
export const ownEntries = (at: Pick<Stand, "hub" | "stage">): EntryInfo[] =>
  (at.hub.queues.of(at.stage)?.entries ?? []).filter((each) => isMine(at, each));

const HEARD = new Set(["administrator", "moderator", "speaker"]);

/** Whether one is heard from every stage, by one's role. */
export const isHeard = ({ hub }: Pick<Stand, "hub">): boolean => HEARD.has(hub.you.value?.role ?? "");

/** One's own hand that is up. */
export const ownHand = (stand: Stand, { entries }: QueueInfo): EntryInfo | undefined =>
  entries.find(
    (each) =>
      each.kind === "hand" && isMine(stand, each) && each.state !== "answered" && each.state !== "dismissed",
  );
