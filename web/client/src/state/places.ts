/** The places of the hub in the order of its floors, read from the Tiled maps: what lists show without a canvas. */
import { computed, signal } from "@preact/signals";
import { locale } from "../i18n/i18n";
import type { HubInfo } from "../net/session";

type Texts = Record<string, string>;

export interface Place {
  /** Id of the room; a floor's own place (the open ground) has the floor's id. */
  id: string;
  floor: string;
  /** The room's kind, or "floor". */
  kind: string;
  title: Texts;
  hint: Texts;
  icon: string;
  /** People who fit in; 0 is no limit. */
  capacity: number;
  lockable: boolean;
  /** The place around this one, such as the laboratory around a table. */
  parent: string | null;
  area: { x: number; y: number; width: number; height: number };
}

interface TiledObject {
  name?: string;
  type?: string;
  class?: string;
  x: number;
  y: number;
  width: number;
  height: number;
  properties?: { name: string; value: string | number | boolean }[];
}
interface TiledLayer {
  layers?: TiledLayer[];
  objects?: TiledObject[];
}

const objectsOf = (layer: TiledLayer): TiledObject[] => [
  ...(layer.objects ?? []),
  ...(layer.layers ?? []).flatMap(objectsOf),
];

/** The texts `<key>_de`, `<key>_en` of an object. */
function texts(properties: Map<string, unknown>, key: string): Texts {
  const found = [...properties].filter(
    ([name, value]) => name.startsWith(`${key}_`) && typeof value === "string",
  );
  return Object.fromEntries(found.map(([name, value]) => [name.slice(key.length + 1), String(value)]));
}

function placeOf(floor: string, object: TiledObject): Place {
  const properties = new Map<string, unknown>(
    (object.properties ?? []).map(({ name, value }) => [name, value]),
  );
  const { x, y, width, height } = object;
  return {
    id: object.name ?? "",
    floor,
    kind: String(properties.get("kind") ?? "meeting"),
    title: texts(properties, "title"),
    hint: texts(properties, "hint"),
    icon: String(properties.get("icon") ?? ""),
    capacity: Number(properties.get("capacity") ?? 0),
    lockable: properties.get("lockable") === true,
    parent: null,
    area: { x, y, width, height },
  };
}

const size = ({ area }: Place): number => area.width * area.height;

function surrounds(outer: Place, inner: Place): boolean {
  const [a, b] = [outer.area, inner.area];
  const inside =
    a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height;
  return outer !== inner && inside && size(outer) > size(inner);
}

/** The rooms of one Tiled map, each with the smallest room around it. */
export function parsePlaces(floor: string, map: unknown): Place[] {
  const objects = objectsOf(map as TiledLayer).filter((object) => (object.class || object.type) === "room");
  const places = objects.map((object) => placeOf(floor, object));
  return places.map((place) => {
    const around = places.filter((other) => surrounds(other, place)).sort((a, b) => size(a) - size(b));
    return { ...place, parent: around[0]?.id ?? null };
  });
}

/** The open ground of a floor: where one stands who is in no room. Its target is the first spawn. */
export function groundOf(floor: string, title: Texts, map: unknown): Place {
  const spawns = objectsOf(map as TiledLayer).filter((object) => (object.class || object.type) === "spawn");
  const rooms = new Set(parsePlaces(floor, map).map((room) => room.id));
  const spawn =
    spawns.find((each) => each.name === "start") ?? spawns.find((each) => !rooms.has(each.name ?? ""));
  const { x, y, width, height } = spawn ?? { x: 0, y: 0, width: 0, height: 0 };
  const area = { x, y, width, height };
  const plain = { hint: {}, icon: "", capacity: 0, lockable: false, parent: null };
  return { id: floor, floor, kind: "floor", title, area, ...plain };
}

export class Places {
  readonly all = signal<readonly Place[]>([]);
  readonly loaded = signal(false);
  readonly failed = signal(false);
  readonly #byId = computed(() => new Map(this.all.value.map((place) => [place.id, place])));

  /** Reads the maps of all floors; a floor that cannot be read leaves the others listed. */
  async load(floors: HubInfo["floors"]): Promise<void> {
    const read = async ({ id, titles, url }: HubInfo["floors"][number]): Promise<Place[]> => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(String(response.status));
      const map: unknown = await response.json();
      return [groundOf(id, titles, map), ...parsePlaces(id, map)];
    };
    const results = await Promise.allSettled(floors.map(read));
    this.failed.value = results.some((result) => result.status === "rejected");
    this.all.value = results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
    this.loaded.value = true;
  }

  find(id: string | null): Place | null {
    return this.#byId.value.get(id ?? "") ?? null;
  }

  /** Places that lie in no other, floor by floor. */
  readonly outer = computed(() => this.all.value.filter((place) => place.parent === null));

  within(id: string): Place[] {
    return this.all.value.filter((place) => place.parent === id);
  }

  /** A room and all rooms around it, from the inside out. */
  chain(id: string | null): string[] {
    const place = this.find(id);
    return place ? [place.id, ...this.chain(place.parent)] : [];
  }

  title(id: string | null): string {
    return words(this.find(id)?.title ?? {}) || (id ?? "");
  }

  hint(id: string | null): string {
    return words(this.find(id)?.hint ?? {});
  }
}

/** The text in the language shown, else in any. */
export const words = (texts: Texts): string => texts[locale.value] ?? Object.values(texts)[0] ?? "";
