/** The places of the hub in the order of its floors: what lists show without a canvas. */
import { computed, signal } from "@preact/signals";
import type { FloorInfo, RoomText } from "../net/session";
import { words } from "./words";

type Texts = Record<string, string>;

export interface Place {
  /** Id of the room; a floor's own place (the open ground) has the floor's id. */
  id: string;
  floor: string;
  /** The room's kind, or "floor". */
  kind: string;
  titles: Texts;
  hints: Texts;
  icon: string;
  /** People who fit in; 0 is no limit. */
  capacity: number;
  lockable: boolean;
  /** The place around this one, such as the laboratory around a table. */
  parent: string | null;
}

const size = ({ rect }: RoomText): number => rect.w * rect.h;

function surrounds(outer: RoomText, inner: RoomText): boolean {
  const [a, b] = [outer.rect, inner.rect];
  const isInside = a.x <= b.x && a.y <= b.y && a.x + a.w >= b.x + b.w && a.y + a.h >= b.y + b.h;
  return isInside && size(outer) > size(inner);
}

/** A floor as places: the open ground first, then its rooms, each with the smallest room around it. */
export function placesOf({ id: floor, titles, rooms }: FloorInfo): Place[] {
  const ground = { kind: "floor", hints: {}, icon: "", capacity: 0, lockable: false, parent: null };
  const inner = rooms.map((room) => {
    const around = rooms.filter((other) => surrounds(other, room)).sort((a, b) => size(a) - size(b));
    const { id, kind, titles, hints, icon, capacity, lockable } = room;
    return { id, floor, kind, titles, hints, icon, capacity, lockable, parent: around[0]?.id ?? null };
  });
  return [{ id: floor, floor, titles, ...ground }, ...inner];
}

export class Places {
  readonly all = signal<readonly Place[]>([]);
  readonly #byId = computed(() => new Map(this.all.value.map((place) => [place.id, place])));
  /** Places that lie in no other, floor by floor. */
  readonly outer = computed(() => this.all.value.filter((place) => place.parent === null));

  constructor(floors: readonly FloorInfo[]) {
    this.all.value = floors.flatMap(placesOf);
  }

  find(id: string | null): Place | null {
    return this.#byId.value.get(id ?? "") ?? null;
  }

  within(id: string): Place[] {
    return this.all.value.filter((place) => place.parent === id);
  }

  /** A room and all rooms around it, from the inside out. */
  chain(id: string | null): string[] {
    const place = this.find(id);
    return place ? [place.id, ...this.chain(place.parent)] : [];
  }

  title(id: string | null): string {
    return words(this.find(id)?.titles ?? {}) || (id ?? "");
  }

  hint(id: string | null): string {
    return words(this.find(id)?.hints ?? {});
  }
}
