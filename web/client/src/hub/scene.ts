/** The hub's tables as the map shows them: words and signs, without positions. */
import { t } from "../i18n/i18n";
import { isShut, minorsIn } from "../minors/words";
import type { FloorInfo } from "../net/session";
import type { HubState, Person } from "../state/hub";
import type { Places } from "../state/places";
import { words } from "../state/words";
import type {
  Person as Body,
  ConversationView,
  LoadedFloor,
  Point,
  RoomView,
  Scene,
  Sign,
} from "../view/types";
import { circleWord, firstName, peopleIn } from "./words";

/** What a map is made of beside the floor. */
export interface Sight {
  readonly hub: HubState;
  readonly places: Places;
  readonly pointed: string | null;
  /** Who looks; nobody in particular on a screen for all. */
  readonly self: string | null;
  /** Where the own visitor is being led to. */
  readonly target: Point | null;
  readonly stale: boolean;
}

function signOf(sight: Sight, person: Person): Sign {
  if (person.presence === "lost") return "lost";
  if (sight.hub.speaking.value.has(person.id)) return "speaking";
  if (person.muted) return "muted";
  if (person.site !== null) return "onsite";
  return person.presence === "away" || person.presence === "busy" ? person.presence : "free";
}

function bodies(sight: Sight): Body[] {
  const { self } = sight;
  return sight.hub.people.value.map((person) => ({
    id: person.id,
    label: person.id === self ? t("You") : firstName(person.name),
    look: person.look,
    sign: signOf(sight, person),
    level: sight.hub.speaking.value.get(person.id) ?? 0,
  }));
}

/** The windows into hallways stand among the people; each is called by its title. */
function windows({ hub }: Sight): Body[] {
  return hub.windows.value.map((each) => ({
    id: each.id,
    label: each.name,
    look: each.look,
    sign: each.presence === "lost" ? "lost" : hub.speaking.value.has(each.id) ? "speaking" : "free",
    level: hub.speaking.value.get(each.id) ?? 0,
    window: true,
  }));
}

function talks(sight: Sight): ConversationView[] {
  const own = sight.hub.conversationOf(sight.self)?.id;
  return [...sight.hub.conversations.value.values()].map(({ id, members, locked }) => ({
    id,
    members,
    locked,
    label: circleWord(sight.hub, members),
    own: id === own,
  }));
}

/** A room's title; where it is closed for a workshop with minors, with that word. */
function roomTitle(sight: Sight, room: string): string {
  const title = sight.places.title(room);
  const isTold = minorsIn(sight, room)?.rooms.includes(room) && isShut(sight, room);
  return isTold ? t("{place}: workshop with minors", { place: title }) : title;
}

function rooms(sight: Sight, floor: string): RoomView[] {
  const here = sight.places.all.value.filter((place) => place.floor === floor && place.kind !== "floor");
  return here.map((place) => ({
    id: place.id,
    title: roomTitle(sight, place.id),
    count: isShut(sight, place.id) ? 0 : peopleIn(sight, place).length,
    locked: sight.hub.locked.value.has(place.id) || isShut(sight, place.id),
    ...(sight.hub.stages.value.get(place.id)?.status === "on" ? { tag: t("LIVE") } : {}),
  }));
}

function portals(floor: FloorInfo, loaded: LoadedFloor): Scene["portals"] {
  return loaded.portals.map(({ id, floor: to }) => ({
    id,
    title: words(floor.portals.find((each) => each.floor === to)?.titles ?? {}),
  }));
}

/** Everything the map shows of a floor beside where bodies are. */
export function sceneOf(sight: Sight, floor: FloorInfo, loaded: LoadedFloor): Scene {
  return {
    self: sight.self,
    people: [...bodies(sight), ...windows(sight)],
    conversations: talks(sight),
    rooms: rooms(sight, floor.id),
    inside: sight.places.chain(sight.hub.ownRoom.value).reverse(),
    portals: portals(floor, loaded),
    pointed: sight.pointed,
    target: sight.target,
    slides: {},
    stale: sight.stale,
  };
}
