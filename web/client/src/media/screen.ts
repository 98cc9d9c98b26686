/** One's own screen, as the browser hands it out: a whole screen, a window or a tab, without sound. */

/** Small text must stay sharp; films are better sent as a file. */
const SCREEN = {
  width: { max: 1920 },
  height: { max: 1080 },
  frameRate: { ideal: 10, max: 15 },
} satisfies MediaTrackConstraints;

/** Why there is no screen: nothing was picked, the system forbids it, or the browser could not take it. */
export type NoScreen = "nothing" | "blocked" | "failed";

/** What the window of the browser may offer beyond the standard's oldest part (W3C Screen Capture). */
interface Offer extends DisplayMediaStreamOptions {
  selfBrowserSurface: "exclude";
  surfaceSwitching: "include";
}

/** Whether this browser can share a screen at all: those of phones cannot. */
export const canShare = (): boolean =>
  "mediaDevices" in navigator && "getDisplayMedia" in navigator.mediaDevices;

/** Lets the person pick in the browser's own window; must be called from a click or a key. */
export async function pickScreen(): Promise<MediaStreamTrack | NoScreen> {
  const offer: Offer = {
    video: SCREEN,
    audio: false,
    selfBrowserSurface: "exclude",
    surfaceSwitching: "include",
  };
  try {
    const [track] = (await navigator.mediaDevices.getDisplayMedia(offer)).getVideoTracks();
    if (track) track.contentHint = "detail";
    return track ?? "failed";
  } catch (error) {
    return whyNot(error);
  }
}

/** The kind of a failure of `getDisplayMedia`. */
export function whyNot(error: unknown): NoScreen {
  const { name, message } = error instanceof Error ? error : { name: "", message: "" };
  if (name === "NotAllowedError") return /system/i.test(message) ? "blocked" : "nothing";
  return name === "AbortError" ? "nothing" : "failed";
}
