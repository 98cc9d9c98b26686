/** Why a browser gave no camera or microphone, in kinds that each have their own help. */
export type Trouble = "denied" | "blocked" | "in_use" | "missing" | "insecure" | "unsupported" | "unknown";

/** The kind of a failure of `getUserMedia`; names are those of the Media Capture specification. */
export function troubleOf(error: unknown): Trouble {
  const { name, message } = error instanceof Error ? error : { name: "", message: "" };
  if (name === "NotAllowedError") return /system/i.test(message) ? "blocked" : "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "in_use";
  if (name === "SecurityError") return "insecure";
  return "unknown";
}

/** What keeps this page from asking at all, or null. */
export function obstacle(page: { isSecureContext: boolean; hasMediaDevices: boolean }): Trouble | null {
  if (page.hasMediaDevices) return null;
  return page.isSecureContext ? "unsupported" : "insecure";
}
