/** The places of the hub in the order of its floors, read from the Tiled maps: what lists show without a canvas. */
import { signal } from "@preact/signals";
import type { HubInfo } from "../net/session";

export interface Place {
  id: string;
  floor: string;
  kind: string;
  title: Record<string, string>;
  hint: Record<string, string>;
  icon: string;
  /** People who fit in; 0 is no limit. */
  capacity: number;
  lockable: boolean;
  /** The place around this one, such as the laboratory around a table. */
  parent: string | null;
  area: { x: number; y: number; width: number; height: number };
}

interface TiledProperty {
  name: string;
  value: string | number | boolean;
}
interface TiledObject {
  name?: string;
  type?: string;
  class?: string;
  x: number;
  y: number;
  width: number;
  height: number;
  properties?: TiledProperty[];
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
function texts(properties: Map<string, unknown>, key: string): Record<string, string> {
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
    lockable: properties.get("lockable") !== false,
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

export class Places {
  readonly all = signal<readonly Place[]>([]);
  readonly failed = signal(false);

  /** Reads the maps of all floors; a floor that cannot be read leaves the others listed. */
  async load(floors: HubInfo["floors"]): Promise<void> {
    const read = async (floor: HubInfo["floors"][number]) => {
      const response = await fetch(floor.url);
      if (!response.ok) throw new Error(String(response.status));
      return parsePlaces(floor.id, await response.json());
    };
    const results = await Promise.allSettled(floors.map(read));
    this.failed.value = results.some((result) => result.status === "rejected");
    this.all.value = results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
  }

  find(id: string | null): Place | null {
    return this.all.value.find((place) => place.id === id) ?? null;
  }

  title(id: string | null, locale: string): string {
    const place = this.find(id);
    return place?.title[locale] ?? place?.title.en ?? place?.title.de ?? id ?? "";
  }

  hint(id: string | null, locale: string): string {
    const place = this.find(id);
    return place?.hint[locale] ?? place?.hint.en ?? "";
  }
}
