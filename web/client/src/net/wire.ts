/** What travels between hub and browser: the events the client reads, and the shapes inside them. */
import type { Look } from "../art/look";

export type Presence = "here" | "away" | "busy" | "lost";
export type Role = "administrator" | "moderator" | "speaker" | "member" | "guest" | "venue";

/** A failure in the one shape every answer uses. `retry`: the same command may succeed later. */
export interface WireError {
  code: string;
  text: string;
  status?: number;
  retry?: boolean;
  details?: Record<string, unknown>;
}

export interface VisitorInfo {
  name: string;
  look: Look;
  role: Role;
  muted: boolean;
}

export interface You {
  visitor: string;
  role: Role;
  muted: boolean;
  capabilities: string[];
}

export interface AvatarInfo {
  visitor: string;
  lane: number;
  floor: string;
  x: number;
  y: number;
  state: number;
}

export interface ConversationInfo {
  id: string;
  members: string[];
  locked: boolean;
}

export interface Knock {
  room: string;
  visitor: string;
}

/** The part of the hub that ends with the server: who is where, who talks with whom. */
export interface LiveState {
  presence: Record<string, Presence>;
  avatars: AvatarInfo[];
  you: { floor: string; x: number; y: number; epoch: number } | null;
  conversations: ConversationInfo[];
  in_room: Record<string, string>;
  media: Record<string, { mic: boolean; cam: boolean }>;
  knocks: Knock[];
}

export interface ChannelInfo {
  unread: number;
  last: string | null;
}

export interface Snapshot {
  seq: number;
  at: number;
  you: You;
  visitors: Record<string, VisitorInfo>;
  rooms: Record<string, { locked: boolean }>;
  channels: Record<string, ChannelInfo>;
  live: LiveState;
}

export interface Resumed {
  upto: number;
  at: number;
  you: You;
  live: LiveState;
}

/** A durable event: numbered, and told which number came before it for this visitor. */
export interface DurableFrame {
  seq: number;
  prev: number;
  at: number;
  by: string;
  data: unknown;
}

export interface LiveFrame {
  at: number;
  data: unknown;
}

export interface Ack {
  ok: boolean;
  cmd_id: string;
  seq?: number;
  live?: true;
  error?: WireError;
}

export interface Message {
  message: string;
  channel: string;
  author: string;
  at: number;
  body: string | null;
}

/** Every durable event by name. */
export interface DurableEvents {
  "visitor.joined": { visitor: string; name: string; look: Look; role: Role };
  "visitor.renamed": { visitor: string; name: string };
  "visitor.dressed": { visitor: string; look: Look };
  "visitor.muted": { visitor: string };
  "visitor.unmuted": { visitor: string };
  "visitor.removed": { visitor: string };
  "visitor.banned": { visitor: string };
  "visitor.unbanned": { visitor: string };
  "visitor.erased": { visitor: string };
  "visitor.placed": { visitor: string; room: string | null };
  "role.granted": { visitor: string; role: Role };
  "room.locked": { room: string };
  "room.unlocked": { room: string };
  "message.posted": { message: string; channel: string; author: string; body: string | null };
  "message.deleted": { message: string; channel: string };
  "channel.read": { visitor: string; channel: string; message: string };
}

/** Every live event by name. */
export interface LiveEvents {
  "presence.changed": { visitor: string; status: Presence };
  "visitor.left": { visitor: string };
  "avatar.appeared": AvatarInfo;
  "avatar.gone": { visitor: string; lane: number };
  "avatar.placed": { visitor: string; floor: string; x: number; y: number; epoch: number };
  "room.entered": { visitor: string; room: string };
  "room.left": { visitor: string; room: string };
  "room.refused": { visitor: string; room: string; code: string };
  "room.knocked": { visitor: string; room: string };
  "room.admitted": { visitor: string; room: string };
  "conversation.changed": ConversationInfo;
  "conversation.ended": { id: string };
  "conversation.knocked": { visitor: string; id: string };
  "conversation.admitted": { visitor: string; id: string };
  "walk.ended": { visitor: string; why: "arrived" | "stopped" | "blocked" };
  "media.changed": { visitor: string; mic: boolean; cam: boolean };
  "media.offer": { sdp: string };
  "media.slots": { slots: Record<string, string | null> };
  "media.speaking": { sources: Record<string, number> };
  "media.lost": Record<string, never>;
  "media.quality": Record<string, unknown>;
  "stage.source": Record<string, unknown>;
}

/** Every command with what it carries. */
export interface Commands {
  "chat.post": { channel: string; body: string };
  "message.delete": { message: string };
  "chat.read": { channel: string; message: string };
  "visitor.rename": { name: string };
  "visitor.dress": { look: Look };
  "presence.set": { status: "here" | "away" | "busy" };
  "room.enter": { room: string };
  "room.lock": { room: string };
  "room.unlock": { room: string };
  "room.knock": { room: string };
  "room.admit": { room: string; visitor: string };
  "walk.to": { floor?: string; x?: number; y?: number; room?: string; visitor?: string };
  "walk.stop": Record<string, never>;
  "conversation.lock": Record<string, never>;
  "conversation.unlock": Record<string, never>;
  "conversation.knock": { id: string };
  "conversation.admit": { visitor: string };
  "visitor.mute": { visitor: string };
  "visitor.unmute": { visitor: string };
  "visitor.move": { visitor: string; room: string };
  "visitor.return": { visitor: string };
  "visitor.remove": { visitor: string };
  "visitor.ban": { visitor: string };
  "role.grant": { visitor: string; role: Role };
  "media.join": Record<string, never>;
  "media.answer": { sdp: string };
  "media.publish": { mic: boolean; cam: boolean };
  "media.leave": Record<string, never>;
}
