import "./protocol.gen";

declare module "./protocol.gen" {
  interface MinorsPerson {
    visitor: string;
    state: "waiting" | "admitted";
    asked_at: number;
  }
  interface MinorsInfo {
    workshop: string;
    title: string;
    rooms: string[];
    at: number;
    ends_at: number;
    ended_at: number | null;
    gone_at: number | null;
    adults: string[];
    mine: "adult" | "admitted" | "waiting" | null;
    people: MinorsPerson[];
  }
  interface MinorsAlone {
    workshop: string;
    room: string | null;
    group: string | null;
    adult: string;
    child: string;
    on: boolean;
  }
  interface Commands {
    "minors.open": { title: string; rooms: string[]; adults: string[]; ends_at: number };
    "minors.name": { workshop: string; visitor: string; on: boolean };
    "minors.prolong": { workshop: string; ends_at: number };
    "minors.admit": { workshop: string; visitor: string };
    "minors.refuse": { workshop: string; visitor: string };
    "minors.end": { workshop: string };
    "minors.clear": { workshop: string };
    "minors.talk": { on: boolean };
  }
  interface DurableEvents {
    "minors.opened": {
      workshop: string;
      title: string;
      rooms: string[];
      adults: string[];
      at: number;
      ends_at: number;
    };
    "minors.adult_named": { workshop: string; visitor: string; on: boolean };
    "minors.prolonged": { workshop: string; ends_at: number };
    "minors.asked": { workshop: string; visitor: string };
    "minors.admitted": { workshop: string; visitor: string };
    "minors.ended": { workshop: string; at: number };
    "minors.cleared": { workshop: string };
  }
  interface LiveEvents {
    "minors.talking": { visitor: string; until: number | null };
    "minors.alone": MinorsAlone;
  }
  interface LiveState {
    minors: { talking: Record<string, number>; alone: MinorsAlone[] };
  }
  interface Snapshot {
    minors: MinorsInfo[];
  }
}
