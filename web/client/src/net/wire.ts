/** Shapes of the wire around the generated ones: the frames of events, a message of history. */
import type { Commands, SetStatus } from "../protocol.gen";

/** What one puts under a message. */
export type Sign = Commands["message.react"]["kind"];

export type Presence = SetStatus["status"] | "lost";

/** How somebody is there: `hall` is who sits in a real hall and has no avatar. */
export type Standing = Presence | "hall";

/** A durable event: numbered, and told which number came before it for this visitor. */
export interface DurableFrame {
  seq: number;
  prev: number;
  at: number;
  /** Who did it, or null where that is not for this visitor to know. */
  by: string | null;
  data: unknown;
}

export interface LiveFrame {
  at: number;
  data: unknown;
}

/** A message as the history gives it; a deleted one has lost its text. */
export interface Message {
  message: string;
  channel: string;
  author: string;
  at: number;
  body: string | null;
  edited: boolean;
  reply_to: string | null;
  /** What it answers, where that is known. */
  quote: { author: string; body: string | null } | null;
  mentions: readonly string[];
  reactions: Readonly<Partial<Record<Sign, readonly string[]>>>;
}
