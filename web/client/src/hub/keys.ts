/** Keys of the hub's page. Single keys never act inside fields and can be turned off. */
import { effect } from "@preact/signals";
import { choosable, mayLead } from "../breakouts/words";
import { t } from "../i18n/i18n";
import { settings } from "../state/settings";
import { isTyping } from "../ui/typing";
import type { App } from "./app";
import { queueStage } from "./company";
import { toggleScreen } from "./sharing";

/** Every key with what it does, for the dialog of keys. */
export const KEYS = (): { keys: string; does: string }[] => [
  { keys: t("Ctrl K"), does: t("Find a place or a person and go there") },
  { keys: "M", does: t("Microphone on or off") },
  { keys: "V", does: t("Camera on or off") },
  { keys: "B", does: t("Share your screen, or end it") },
  { keys: t("Space"), does: t("Speak while held, if push to talk is on") },
  { keys: "R", does: t("Places") },
  { keys: "P", does: t("People") },
  { keys: "C", does: t("Chat") },
  { keys: "H", does: t("Raised hands and questions") },
  { keys: "T", does: t("Programme") },
  { keys: "G", does: t("Your group, or group work for who leads it") },
  { keys: "L", does: t("Map or list") },
  { keys: t("Arrows or W A S D"), does: t("Walk on the map, hold Shift to run") },
  { keys: "+ −", does: t("Map closer or farther") },
  { keys: t("Esc"), does: t("Close what is open, or stop following somebody") },
  { keys: "?", does: t("All keys") },
];

/** Whether the list with its sections is what one sees. */
const isList = ({ layout }: App): boolean => layout.view.value === "list" && layout.workshop.value === null;

function list(app: App, section: "places" | "people"): void {
  if (!isList(app) && section === "people") focusPeople(app);
  else if (!isList(app)) app.layout.dialog.value = "search";
  else app.layout.section.value = section;
}

const SINGLE: Record<string, (app: App) => void> = {
  m: (app) => void app.toggle("mic"),
  v: (app) => void app.toggle("cam"),
  b: toggleScreen,
  r: (app) => list(app, "places"),
  p: (app) => list(app, "people"),
  c: (app) => focusChat(app),
  h: (app) => {
    if (queueStage(app) !== null) app.layout.showPanel("queue");
  },
  t: showProgramme,
  g: showGroups,
  l: (app) => app.layout.setView(app.layout.view.value === "map" ? "list" : "map"),
  "?": (app) => {
    app.layout.dialog.value = "keys";
  },
};

/** Opens the list of people and goes to its tab. */
function focusPeople(app: App): void {
  app.layout.showPanel("people");
  requestAnimationFrame(() => document.getElementById("tab-people")?.focus());
}

/** In the list the programme is a section of the page, over the map a dialog. */
export function showProgramme(app: App): void {
  if (isList(app)) app.layout.section.value = "programme";
  else app.layout.dialog.value = "programme";
}

/** The control tower of a round that runs, all plans, one's own group, or the groups there are to choose from. */
function showGroups(app: App): void {
  const { own, running } = app.hub.breakouts;
  const led = running.value.find((each) => each.leads);
  if (own.value !== null) app.layout.dialog.value = "group";
  else if (led) app.layout.workshop.value = { page: "tower", plan: led.plan };
  else if (mayLead(app)) app.layout.workshop.value = { page: "plans" };
  else if (choosable(app).length > 0) app.layout.dialog.value = "groups";
}

/** Opens the chat and puts the cursor where one writes. */
function focusChat(app: App): void {
  app.layout.showPanel("chat");
  requestAnimationFrame(() => document.querySelector<HTMLTextAreaElement>(".composer textarea")?.focus());
}

function pressed(app: App, event: KeyboardEvent): void {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    app.layout.dialog.value = "search";
    return;
  }
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && app.hub.following.leader.value !== null) app.unfollow();
  if (event.key === " " && app.call.holds.value && !(event.target instanceof HTMLButtonElement)) {
    event.preventDefault();
    if (!event.repeat) app.call.talk(true);
  } else if (settings.value.keys && !event.repeat) {
    const act = SINGLE[event.key.toLowerCase()];
    if (!act) return;
    event.preventDefault();
    act(app);
  }
}

/** Listens until the returned function is called. */
export function listenToKeys(app: App): () => void {
  const down = (event: KeyboardEvent) => pressed(app, event);
  const up = (event: KeyboardEvent) => {
    if (event.key === " ") app.call.talk(false);
  };
  const quiet = () => app.call.talk(false);
  addEventListener("keydown", down);
  addEventListener("keyup", up);
  addEventListener("blur", quiet);
  const stop = effect(() => {
    if (!app.call.holds.value) app.call.talk(false);
  });
  return () => {
    stop();
    removeEventListener("keydown", down);
    removeEventListener("keyup", up);
    removeEventListener("blur", quiet);
  };
}
