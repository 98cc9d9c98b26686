import { ApiError, post } from "./http";
import { uuid7 } from "./uuid7";

/** What was sent and of which nobody knows whether it was done, by what it asks for; with its `cmd_id`. */
const unsure = new Map<string, string>();

/** Sends what makes something. The same pressed again, after an answer that was lost, is the same command: it
 * makes nothing twice. */
export async function press(path: string, body: object): Promise<unknown> {
  const what = `${path} ${JSON.stringify(body)}`;
  const cmdId = unsure.get(what) ?? uuid7();
  unsure.set(what, cmdId);
  try {
    const answer = await post(path, { ...body, cmd_id: cmdId });
    unsure.delete(what);
    return answer;
  } catch (error) {
    if (error instanceof ApiError && error.status > 0 && error.status < 500) unsure.delete(what);
    throw error;
  }
}
