/** Through which loudspeaker a page plays. */
interface Steerable extends AudioContext {
  setSinkId?: (id: string) => Promise<void>;
}

/** Has a context play through a loudspeaker ("" is the system's); where the browser lets nobody choose, that one sounds. */
export async function playThrough(context: Steerable, speaker: string): Promise<void> {
  await context.setSinkId?.(speaker).catch(() => undefined);
}
