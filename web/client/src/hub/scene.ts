/** The hub's tables as the map shows them: words and signs, without positions. */
import { t } from "../i18n/i18n";
import type { FloorInfo } from "../net/session";
import type { Person } from "../state/hub";
import { words } from "../state/words";
import type { Person as Body, ConversationView, LoadedFloor, RoomView, Scene, Sign } from "../view/types";
import type { App } from "./app";
import { firstName, hearing, peopleIn } from "./words";

function signOf(app: App, person: Person): Sign {
  if (person.presence === "lost") return "lost";
  if (app.hub.speaking.value.has(person.id)) return "speaking";
  if (person.muted) return "muted";
  return { here: "free", away: "away", busy: "busy" }[person.presence] as Sign;
}

function bodies(app: App): Body[] {
  const self = app.hub.self.value;
  return app.hub.people.value.map((person) => ({
    id: person.id,
    label: person.id === self ? t("You") : firstName(person.name),
    look: person.look,
    sign: signOf(app, person),
    level: app.hub.speaking.value.get(person.id) ?? 0,
  }));
}

function talks(app: App): ConversationView[] {
  const own = app.hub.ownConversation.value?.id;
  return [...app.hub.conversations.value.values()].map(({ id, members, locked }) => ({
    id,
    members,
    locked,
    label: hearing(members.length),
    own: id === own,
  }));
}

function rooms(app: App, floor: string): RoomView[] {
  const here = app.places.all.value.filter((place) => place.floor === floor && place.kind !== "floor");
  return here.map((place) => ({
    id: place.id,
    title: app.places.title(place.id),
    count: peopleIn(app, place).length,
    locked: app.hub.locked.value.has(place.id),
    ...(app.hub.stages.value.get(place.id)?.status === "on" ? { tag: t("LIVE") } : {}),
  }));
}

function portals(floor: FloorInfo, loaded: LoadedFloor): Scene["portals"] {
  return loaded.portals.map(({ id, floor: to }) => ({
    id,
    title: words(floor.portals.find((each) => each.floor === to)?.titles ?? {}),
  }));
}

/** Everything the map shows of a floor beside where bodies are. */
export function sceneOf(app: App, floor: FloorInfo, loaded: LoadedFloor): Scene {
  return {
    self: app.hub.self.value,
    people: bodies(app),
    conversations: talks(app),
    rooms: rooms(app, floor.id),
    inside: app.places.chain(app.hub.ownRoom.value).reverse(),
    portals: portals(floor, loaded),
    pointed: app.layout.pointed.value,
    target: app.walk.target.value,
    slides: {},
    stale: app.linkState.value === "broken",
  };
}
