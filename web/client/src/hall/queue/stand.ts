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
  return hub.attendance.onSite.value.get(hub.self.value ?? "") === stage;
}

export const isHost = ({ hub }: Stand): boolean => hub.may("stage.moderate");

export const isMine = ({ hub }: Stand, entry: EntryInfo): boolean =>
  entry.visitor !== null && entry.visitor === hub.self.value;

/** One's own hand that is up. */
export const ownHand = (stand: Stand, { entries }: QueueInfo): EntryInfo | undefined =>
  entries.find(
    (each) =>
      each.kind === "hand" && isMine(stand, each) && each.state !== "answered" && each.state !== "dismissed",
  );
