/** Sharing one's own screen: picked in the browser's window, told to the hub, ended by oneself, the browser or the hub. */
import { signal } from "@preact/signals";
import { isHeard, ownEntries, sitsHere } from "../hall/queue/stand";
import { t } from "../i18n/i18n";
import { canShare, type NoScreen, pickScreen } from "../media/screen";
import { noScreenWords } from "../minors/words";
import { announce } from "../ui/Announcer";
import { toast } from "../ui/Toast";
import type { App } from "./app";
import { ownCircle, stageRoom } from "./company";

interface Ports {
  /** Tells the hub, which may refuse and says why. */
  share(): Promise<boolean>;
  unshare(): void;
}

const WHY: Record<Exclude<NoScreen, "nothing">, () => string> = {
  blocked: () =>
    t("Your computer hides the screen from the browser. Allow it in the privacy settings of your system."),
  failed: () => t("The screen could not be shared. Try again, or pick a single window."),
};

export class Sharing {
  /** What is shared now; also what one sees of it oneself. */
  readonly track = signal<MediaStreamTrack | null>(null);
  readonly picking = signal(false);
  readonly #ports: Ports;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Opens the browser's window to pick; must be called from a click or a key. */
  async start(): Promise<void> {
    if (this.picking.value || this.track.value) return;
    this.picking.value = true;
    const found = await pickScreen();
    this.picking.value = false;
    if (found === "nothing") announce(t("Nothing was picked, nothing is shared."));
    else if (typeof found === "string") toast(WHY[found]);
    else await this.#begin(found);
  }

  async #begin(track: MediaStreamTrack): Promise<void> {
    this.track.value = track;
    track.addEventListener("ended", () => {
      if (this.track.value === track) this.stop();
    });
    if (!(await this.#ports.share())) this.drop();
    else if (track.readyState === "ended") this.stop();
  }

  /** Ended by oneself: here, or by the browser's own button. */
  stop(): void {
    if (!this.track.value) return;
    this.drop();
    this.#ports.unshare();
    announce(t("Your screen is not shared any more."));
  }

  /** Ended by the hub: one went elsewhere, lost the floor or the right. */
  ended(): void {
    if (!this.track.value) return;
    this.drop();
    toast(() => t("Your screen is not shared any more."));
  }

  /** The hub was away and has forgotten it. */
  async again(): Promise<void> {
    if (this.track.value && !(await this.#ports.share())) this.drop();
  }

  /** Gives the screen back to the browser. */
  drop(): void {
    this.track.value?.stop();
    this.track.value = null;
  }
}

/** Why one cannot share a screen here and now, or null. */
function shareObstacle(app: App): string | null {
  if (!canShare()) return t("This browser cannot share a screen.");
  const minors = noScreenWords(app);
  if (minors !== null) return minors;
  if (app.isMuted.value) return t("A host has muted you");
  if (ownCircle(app) === null) return t("Nobody here would see your screen. Go to others first.");
  const stage = stageRoom(app);
  if (stage !== null && !isOnStage(app, stage))
    return t("At a stage, only those on the stage share their screen.");
  return null;
}

/** Whether one is heard from a stage: by one's role, or because one has the floor there from afar. */
function isOnStage(app: App, stage: string): boolean {
  const at = { hub: app.hub, stage };
  const hasFloor = ownEntries(at).some(({ state, anonymous }) => state === "admitted" && !anonymous);
  return isHeard(at) || (hasFloor && !sitsHere(at));
}

/** Shares the screen, or ends it; or says why it cannot be. */
export function toggleScreen(app: App): void {
  if (app.sharing.track.value) {
    app.sharing.stop();
    return;
  }
  const obstacle = shareObstacle(app);
  if (obstacle) toast(() => shareObstacle(app) ?? obstacle);
  else void app.sharing.start();
}

/** All pictures one gets, and what one shows of oneself, by source. */
export function ownTracks(app: App): ReadonlyMap<string, MediaStreamTrack> {
  const self = app.hub.self.value ?? "";
  const [screen, camera] = [app.sharing.track.value, app.call.camOpen.value && app.devices.cam.value];
  const found = new Map(app.call.seen.value);
  if (screen) found.set(`${self}/screen`, screen);
  if (camera) found.set(`${self}/cam`, camera);
  return found;
}
