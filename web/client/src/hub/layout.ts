/** What of the hub's page is on screen, and what the browser remembers of it. */
import { effect, type Signal, signal, untracked } from "@preact/signals";
import { recall, remember } from "../state/memory";

export type View = "map" | "list";
export type Section = "places" | "people" | "messages" | "programme";
export type PanelTab =
  | "notes"
  | "board"
  | "sketch"
  | "chat"
  | "people"
  | "queue"
  | "polls"
  | "slides"
  | "captions"
  | "interpreting";
export type SheetSize = (typeof SHEETS)[number];
type DialogName =
  | "search"
  | "keys"
  | "display"
  | "devices"
  | "desk"
  | "code"
  | "invite"
  | "programme"
  | "leave"
  | "forget"
  | "group"
  | "groups"
  | "minors"
  | "followers"
  | "vote"
  | "profile";

/** A page of group work over the hub: all plans, or one plan's preparation, control tower or results. */
export type Workshop = { page: "plans" } | { page: "plan" | "tower" | "results"; plan: string };

/** Sizes of the panel as a sheet, the smallest first. */
const SHEETS = ["peek", "half", "full"] as const;
/** Closes what is about somebody who leaves: it must not open by itself when they come back. */
export const closeGone = (shown: Signal<string | null>, isHere: (visitor: string) => boolean): (() => void) =>
  effect(() => {
    if (shown.value !== null && !isHere(shown.value)) shown.value = null;
  });

/** Limits of the panel's width in CSS pixels. */
export const PANEL = { least: 320, usual: 360, most: 900 } as const;

export class Layout {
  readonly view = signal<View>("map");
  readonly section = signal<Section>("places");
  readonly panelOpen = signal(recall("panel.open", true) && matchMedia("(min-width: 1100px)").matches);
  readonly panelTab = signal<PanelTab>(recall("panel.tab", "chat"));
  readonly panelWidth = signal(recall<number>("panel.width", PANEL.usual));
  readonly sheet = signal<SheetSize>(recall("panel.sheet", "half"));
  readonly dialog = signal<DialogName | null>(null);
  /** The page of group work one is at, in place of map and list. */
  readonly workshop = signal<Workshop | null>(null);
  /** The group whose notes, board and sketch a lead looks at in the panel. */
  readonly groupSeen = signal<string | null>(null);
  /** The vote of everybody that the dialog of votes shows. */
  readonly voteSeen = signal<string | null>(null);
  /** Whom the map's card is about. */
  readonly shownPerson = signal<string | null>(null);
  /** Whose shared screen one made large. */
  readonly largeScreen = signal<string | null>(null);
  /** The person or place one goes to, pointed at on the map until one is there. */
  readonly pointed = signal<string | null>(null);

  constructor() {
    effect(() => document.documentElement.style.setProperty("--panel", `${this.panelWidth.value}px`));
    let wasOpen: boolean | null = null;
    // Group work needs the width: the hub's panel goes, and comes back with the hub.
    effect(() => {
      const isAway = this.workshop.value !== null;
      if (isAway === (wasOpen !== null)) return;
      untracked(() => {
        const before = wasOpen;
        wasOpen = isAway ? this.panelOpen.value : null;
        this.panelOpen.value = isAway ? false : before || this.panelOpen.value;
      });
    });
  }

  setView(view: View): void {
    this.leaveWorkshop();
    this.view.value = view;
    history.replaceState(null, "", view === "list" ? "/list" : "/");
  }

  /** Back from group work to map or list. */
  leaveWorkshop(): void {
    this.workshop.value = null;
    this.groupSeen.value = null;
  }

  showPanel(tab: PanelTab): void {
    this.panelTab.value = tab;
    this.panelOpen.value = true;
    remember("panel.tab", tab);
    remember("panel.open", true);
  }

  hidePanel(): void {
    this.panelOpen.value = false;
    remember("panel.open", false);
  }

  /** Makes the panel as wide as asked, within its limits. */
  widen(width: number): void {
    this.panelWidth.value = Math.round(Math.max(PANEL.least, Math.min(PANEL.most, width)));
    remember("panel.width", this.panelWidth.value);
  }

  /** Makes the sheet one size larger or smaller. */
  stretch(step: 1 | -1): void {
    const at = Math.max(0, Math.min(SHEETS.length - 1, SHEETS.indexOf(this.sheet.value) + step));
    this.size(SHEETS[at] ?? "half");
  }

  size(sheet: SheetSize): void {
    this.sheet.value = sheet;
    remember("panel.sheet", sheet);
  }
}
