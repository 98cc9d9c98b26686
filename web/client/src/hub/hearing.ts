/** Where voices come from. */
import type { Place } from "../media/ears";
import type { App } from "./app";
import { soundRoom } from "./company";

/** Voices come from where their people stand; in a room with its own sound, at a virtual table, and in the list, from the middle. */
export function voices(app: App): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const { motion } = app.walk;
  const self = motion.position(app.hub.self.value ?? "");
  if (
    !self ||
    app.hub.breakouts.table.value !== null ||
    app.layout.view.value !== "map" ||
    soundRoom(app) !== null
  )
    return places;
  for (const visitor of app.hub.ownConversation.value?.members ?? []) {
    const other = motion.position(visitor);
    if (other) places.set(visitor, { dx: other.x - self.x, dy: other.y - self.y });
  }
  return places;
}
