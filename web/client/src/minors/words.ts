/** Workshops with minors in words, and what they mean for places and people. */
import type { App } from "../hub/app";
import { formatDay, formatTime, t } from "../i18n/i18n";
import type { WorkshopInfo } from "../protocol.gen";
import type { HubState, Person } from "../state/hub";
import type { Place, Places } from "../state/places";
import type { IconName } from "../ui/icons";

/** The hub and the names of its places. */
interface Known {
  readonly hub: HubState;
  readonly places: Places;
}

/** Kinds of rooms in which no workshop with minors can be. */
const UNFIT = new Set(["floor", "stage", "quiet", "exhibit"]);

const leadsAny = (hub: HubState): boolean => hub.minors.listed.value.some(({ mine }) => mine === "adult");

/** Whether somebody may begin workshops with minors, or leads one. */
export const guardsMinors = ({ hub }: App): boolean => hub.may("minors.guard") || leadsAny(hub);

/** Whether reports reach somebody: hosts, and those who lead a workshop, what its children report. */
export const readsReports = ({ hub }: Pick<Known, "hub">): boolean => hub.may("report.read") || leadsAny(hub);

/** Rooms a workshop can have; places inside one of them belong to it. */
export function fitRooms({ places }: Pick<Known, "places">): Place[] {
  const fit = places.all.value.filter(({ kind }) => !UNFIT.has(kind));
  const ids = new Set(fit.map(({ id }) => id));
  return fit.filter(({ parent }) => parent === null || !ids.has(parent));
}

/** The workshop that has a room, also one whose inner places it lies in. */
export function minorsIn({ hub, places }: Known, room: string | null): WorkshopInfo | null {
  const around = places.chain(room);
  return hub.minors.listed.value.find(({ rooms }) => rooms.some((each) => around.includes(each))) ?? null;
}

/** Whether a room is closed to this visitor because of a workshop: theirs to others, all others to its children. */
export function isShut(known: Known, room: string): boolean {
  const found = minorsIn(known, room);
  const own = known.hub.minors.own.value;
  if (own !== null) return found?.workshop !== own.workshop;
  return found !== null && found.mine !== "adult";
}

/** All rooms that are closed to this visitor because of workshops. */
export const shutRooms = (known: Known): string[] =>
  known.hub.minors.all.value.size === 0
    ? []
    : known.places.all.value
        .filter(({ id, kind }) => kind !== "floor" && isShut(known, id))
        .map(({ id }) => id);

/** The places one may know of: a child those of the workshop. */
export const knownPlaces = (known: Known): readonly Place[] =>
  known.hub.minors.own.value === null
    ? known.places.all.value
    : known.places.all.value.filter(({ id }) => !isShut(known, id));

/** Those of them that lie in no other. */
export function outerPlaces(known: Known): readonly Place[] {
  const all = knownPlaces(known);
  const ids = new Set(all.map(({ id }) => id));
  return all.filter(({ parent }) => parent === null || !ids.has(parent));
}

/** The workshop in whose rooms one is, while it runs. */
export function minorsHere(app: App): WorkshopInfo | null {
  const found = minorsIn(app, app.hub.ownRoom.value);
  return found !== null && found.mine !== null && found.ended_at === null ? found : null;
}

/** Why nobody writes to a person in private, or null. */
export function noDirectWords({ hub }: Known, { id }: Pick<Person, "id">): string | null {
  if (hub.minors.own.value !== null) return t("There are no private messages in this workshop.");
  return hub.minors.isMinor(id) ? t("Nobody writes to minors in private.") : null;
}

/** Why a child shares no screen, or null. */
export const noScreenWords = ({ hub }: Pick<Known, "hub">): string | null =>
  hub.minors.isChild.value ? t("In a workshop with minors, no minor shares a screen.") : null;

export const roomNames = (app: App, { rooms }: Pick<WorkshopInfo, "rooms">): string =>
  rooms.map((each) => app.places.title(each)).join(", ");

/** A day and a time: "Monday, 3 March, 14:05". */
export const momentWords = (at: number): string => `${formatDay(at)}, ${formatTime(at)}`;

/** What holds in a workshop, a line each: for the leads before they begin. */
export const bans = (): { icon: IconName; words: string }[] => [
  { icon: "clock", words: t("Whoever comes by the link waits until a named adult lets them in.") },
  { icon: "lock", words: t("The rooms are closed to everybody else. Nobody outside sees who is inside.") },
  {
    icon: "person",
    words: t("Everybody comes with a nick name; no real name and no earlier visit is known."),
  },
  {
    icon: "people",
    words: t("No adult is alone with a child: nobody hears or sees anybody until a second person is there."),
  },
  { icon: "mic", words: t("Microphones of minors are open only while they hold a button.") },
  { icon: "video", words: t("Cameras of minors are seen by the named adults only.") },
  { icon: "chat", words: t("No private messages, and no conversation or room that can be locked.") },
  { icon: "link", words: t("No links and no files, in the chat, in notes and on cards.") },
  { icon: "screen-off", words: t("No recordings and no shared screens of minors.") },
  { icon: "eraser", words: t("24 hours after the end everything is erased.") },
];

/** The same for those inside, in few words. */
export const rulesInside = (isChild: boolean): { icon: IconName; words: string }[] =>
  isChild
    ? [
        { icon: "mic", words: t("Hold the button to speak.") },
        { icon: "video", words: t("Only the leads see your camera.") },
        {
          icon: "chat",
          words: t("What you write is read by everybody here. There are no private messages."),
        },
        { icon: "link", words: t("Links, files and your own screen cannot be shared.") },
        { icon: "eraser", words: t("Nothing is recorded. A day after the end everything is erased.") },
      ]
    : bans().slice(3);
