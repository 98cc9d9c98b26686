/** What an earlier visit could not save goes out as soon as there is a line, wherever one is now. */
import type { App } from "../hub/app";

/** Where changes of somebody wait that are not saved, before the document's name. */
export const keptBy = (owner: string): string => `foyer.doc.${owner}.`;

export async function deliverKept(app: App): Promise<void> {
  const docs = keptDocs(app.me.id);
  if (docs.length === 0) return;
  const { lingeringOf } = await import("./lingering");
  for (const doc of docs) lingeringOf(app).deliver(doc);
}

function keptDocs(owner: string): string[] {
  const before = keptBy(owner);
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(before));
    return keys.map((key) => key.slice(before.length));
  } catch {
    return [];
  }
}
