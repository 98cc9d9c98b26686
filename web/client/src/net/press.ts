import { ApiError, post } from "./http";
import { uuid7 } from "./uuid7";

/** What was sent and of which nobody knows whether it was done, by what it asks for; with its `cmd_id`. */
const unsure = new Map<string, { cmdId: string; at: number }>();
/** Pressed later than this, it is meant anew. */
const SAME_MS = 60_000;

/** Sends what makes something. The same pressed again, after an answer that was lost, is the same command: it
 * makes nothing twice. */
export async function press(path: string, body: object): Promise<unknown> {
  const what = `${path} ${JSON.stringify(body)}`;
  const before = unsure.get(what);
  const isSame = before !== undefined && Date.now() - before.at < SAME_MS;
  const cmdId = isSame ? before.cmdId : uuid7();
  unsure.set(what, { cmdId, at: Date.now() });
  try {
    const answer = await post(path, { ...body, cmd_id: cmdId });
    unsure.delete(what);
    return answer;
  } catch (error) {
    if (error instanceof ApiError && error.status > 0 && error.status < 500) unsure.delete(what);
    throw error;
  }
}
