/**
 * What lies above everybody at a size of its own: pills, room signs, chips, hands, the pointing arrow. It
 * remembers where each was drawn, for `pick`.
 */
import type { Standing } from "./crowd";
import type { Halo } from "./halo";
import type { Label, Labels } from "./labels";
import { freest, type Kept, meets, shown, type Wish } from "./overlap";
import type { Marked } from "./tiled";
import type {
  ConversationView,
  FloorPortal,
  FloorRoom,
  Pick,
  Point,
  PortalView,
  Rect,
  Scene,
  Walls,
} from "./types";
import { outerOf } from "./veils";
import type { World } from "./world";

type Pen = CanvasRenderingContext2D;

/** Pixels from the foot to the lower edge of the pill; tall hair reaches higher. */
const HEAD = 49;
const TALL_HAIR = 6;
const SEAT_DROP = 4;
const GAP = 2;
/** A pill that moves aside still covers the middle of its head by so much. */
const PILL_HOLD = 9;
/** A body in floor pixels around its foot. */
const BODY = { side: 13, above: 52, face: 26 } as const;
/** How far the chip of a conversation goes aside where people stand in its way. */
const CHIP_ASIDE: readonly number[] = [0, -60, 60, -110, 110, -160, 160];
/** The same over the halo, where nothing is free below. */
const CHIP_ASIDE_ABOVE: readonly number[] = [0, -60, 60];
const CHIP_GAP = 3;
const PORTAL_GAP = 6;
/** Between the crown of a head and the tip of the arrow over its pill. */
const ARROW_GAP = 22;
/** How far a sign rises over the wall it hangs on. */
const SIGN_RISE = 6;
/** How far above a stage's screen its sign hangs. */
const SIGN_OVER_SCREEN = 26;

export interface Spot {
  readonly rect: Rect;
  readonly found: Pick;
}

export interface View {
  readonly zoom: number;
  toScreen(point: Point): Point;
}

function headTop({ actor, person }: Standing): number {
  const tall = person.look.style === "afro" || person.look.style === "bun" ? TALL_HAIR : 0;
  return HEAD + tall - (actor.sitting && !person.look.wheelchair ? SEAT_DROP : 0);
}

/** Where the head of somebody ends on the screen: pills lie over it. */
function crown(view: View, each: Standing): number {
  return view.toScreen(each.actor).y - headTop(each) * view.zoom - GAP;
}

/** Top middle of a room's sign: over its north wall; open places have it inside. */
export function signPoint(room: FloorRoom, walls: Walls, screens: readonly Marked[]): Point {
  const x = room.x + room.width / 2;
  const screen = screens.find((each) => each.room === room.id);
  if (screen !== undefined) return { x: screen.x + screen.width / 2, y: screen.y - SIGN_OVER_SCREEN };
  if (room.doors.length > 0) return { x, y: outerOf(room, walls).y - SIGN_RISE };
  return { x, y: room.y + (room.parent === null ? 10 : -4) };
}

function box(label: Label, x: number, y: number): Rect {
  return { x: x - label.width / 2, y, width: label.width, height: label.height };
}

/** Where a pill may lie: over its head, over it but aside, beside it, one higher, under the feet. */
function pillPlaces(pill: Label, zoom: number, { x, y }: Point, feet: number): Rect[] {
  const aside = Math.max(0, pill.width / 2 - PILL_HOLD);
  const beside = pill.width / 2 + BODY.side * zoom;
  const face = y + pill.height / 2 + (BODY.face * zoom) / 2 + GAP;
  const step = pill.height + GAP;
  const row = (at: number, ...by: number[]): Rect[] => by.map((each) => box(pill, x + each, at));
  return [
    ...row(y, 0, -aside, aside),
    ...row(face, -beside, beside),
    ...row(y - step, 0, -aside, aside),
    ...row(feet + GAP, 0),
    ...row(y - 2 * step, 0, -aside, aside),
  ];
}

/** Where a conversation's chip may lie: under its halo, beside that, over it, lower. */
function chipPlaces(chip: Label, halo: Halo, view: View): Rect[] {
  const [foot, head] = [view.toScreen(halo.foot), view.toScreen(halo.head)];
  const under = CHIP_ASIDE.map((by) => box(chip, foot.x + by * view.zoom, foot.y + CHIP_GAP));
  const above = head.y - chip.height - CHIP_GAP;
  const over = CHIP_ASIDE_ABOVE.map((by) => box(chip, head.x + by * view.zoom, above));
  const lower = box(chip, foot.x, foot.y + 2 * CHIP_GAP + chip.height);
  return [...under, ...over, lower];
}

/** The part of a body from its top down, on the screen. */
function bodyRect(view: View, each: Standing, height: number): Rect {
  const foot = view.toScreen(each.actor);
  return {
    x: foot.x - BODY.side * view.zoom,
    y: foot.y - headTop(each) * view.zoom,
    width: 2 * BODY.side * view.zoom,
    height: height * view.zoom,
  };
}

export class Overlay {
  private drawn: Spot[] = [];

  constructor(private readonly labels: Labels) {}

  /** What was drawn at a point of the screen, topmost first. */
  at(screen: Point): Pick | null {
    const hit = this.drawn.findLast(
      ({ rect }) =>
        screen.x >= rect.x &&
        screen.x <= rect.x + rect.width &&
        screen.y >= rect.y &&
        screen.y <= rect.y + rect.height,
    );
    return hit?.found ?? null;
  }

  paint(pen: Pen, view: View, scene: Scene, world: World, standing: readonly Standing[], halos: Halos): void {
    this.drawn = [];
    const signs = this.signs(pen, view, scene, world);
    const bodies = standing.map((each) => bodyRect(view, each, BODY.above));
    const chips = this.chips(pen, view, scene.conversations, halos, [...signs, ...bodies]);
    this.pills(pen, view, scene, standing, [...signs, ...chips]);
    this.pointer(pen, view, scene, world, standing);
  }

  private put(pen: Pen, label: Label, x: number, y: number, found: Pick): Rect {
    const rect = box(label, x, y);
    this.labels.stamp(pen, label, x, y);
    this.drawn.push({ rect, found });
    return rect;
  }

  private signs(pen: Pen, view: View, scene: Scene, world: World): Rect[] {
    const titled = new Map(scene.rooms.map((room) => [room.id, room]));
    const portals = new Map(scene.portals.map((portal) => [portal.id, portal]));
    const found: Rect[] = [];
    for (const room of world.floor.rooms) {
      const said = titled.get(room.id);
      // Signs inside rooms (tables, exhibits) would hide the room when it is small on the screen.
      if (said === undefined || (room.parent !== null && view.zoom < 0.9)) continue;
      const point = world.signs.get(room.id) ?? room;
      const at = view.toScreen(point);
      const pick: Pick = { kind: "room", room: room.id, point };
      const label = this.labels.room(said);
      // Of two that would lie over each other the second is left out; its room is named in the list.
      if (found.some((each) => meets(each, box(label, at.x, at.y)))) continue;
      found.push(this.put(pen, label, at.x, at.y, pick));
    }
    for (const each of world.floor.portals) found.push(...this.portal(pen, view, each, portals.get(each.id)));
    return found;
  }

  private portal(pen: Pen, view: View, at: FloorPortal, said: PortalView | undefined): Rect[] {
    if (said === undefined) return [];
    const point = { x: at.x + at.width / 2, y: at.y };
    const screen = view.toScreen(point);
    const chip = this.labels.chip(said.title, "go");
    const found: Pick = { kind: "portal", portal: at.id, floor: at.floor, point };
    return [this.put(pen, chip, screen.x, screen.y - chip.height - PORTAL_GAP, found)];
  }

  /** The chips of conversations, where they cover neither signs nor people. */
  private chips(
    pen: Pen,
    view: View,
    talks: readonly ConversationView[],
    halos: Halos,
    over: readonly Rect[],
  ): Rect[] {
    const found: Rect[] = [];
    for (const talk of talks) {
      const halo = halos.get(talk.id);
      if (halo === undefined || halo.points.length === 0 || talk.label === "") continue;
      const label = this.labels.chip(talk.label, talk.locked ? "lock" : "ear");
      const rect = freest(chipPlaces(label, halo, view), [...over, ...found]);
      if (rect === undefined) continue;
      const pick: Pick = { kind: "conversation", conversation: talk.id, point: halo.foot };
      found.push(this.put(pen, label, rect.x + rect.width / 2, rect.y, pick));
    }
    return found;
  }

  private pills(
    pen: Pen,
    view: View,
    scene: Scene,
    standing: readonly Standing[],
    fixed: readonly Rect[],
  ): void {
    const near = new Set(scene.conversations.find((talk) => talk.own)?.members);
    const weight = (each: Standing): number =>
      this.weight(each, scene) + (near.has(each.person.id) ? 5e5 : 0);
    const inOrder = [...standing].sort((a, b) => weight(b) - weight(a));
    const wishes = inOrder.map((each) => this.wish(view, each, each.person.id === scene.self));
    const faces = standing.map((each) => bodyRect(view, each, BODY.face));
    const kept = shown(wishes, fixed, faces);
    for (let at = inOrder.length - 1; at >= 0; at--) {
      const [each, pill] = [inOrder[at], kept[at]];
      if (each === undefined) continue;
      if (pill) this.pill(pen, each, pill, scene);
      if (each.person.hand === true) this.hand(pen, view, each);
    }
  }

  private hand(pen: Pen, view: View, each: Standing): void {
    const foot = view.toScreen(each.actor);
    this.labels.stamp(pen, this.labels.hand(), foot.x + 15 * view.zoom, crown(view, each) + GAP);
  }

  /** Oneself first, then who speaks, then the nearer before the farther. */
  private weight({ actor, person }: Standing, scene: Scene): number {
    return actor.y + (person.id === scene.self ? 2e6 : person.sign === "speaking" ? 1e6 : 0);
  }

  private wish(view: View, each: Standing, own: boolean): Wish {
    const { x, y: feet } = view.toScreen(each.actor);
    const [full, short] = [
      this.labels.pill(each.person, own, false),
      this.labels.pill(each.person, own, true),
    ];
    const y = crown(view, each) - full.height;
    return { places: pillPlaces(full, view.zoom, { x, y }, feet), short: box(short, x, y) };
  }

  private pill(pen: Pen, { actor, person }: Standing, { rect, full }: Kept, scene: Scene): void {
    const found: Pick = { kind: "visitor", visitor: person.id, point: { x: actor.x, y: actor.y } };
    const label = this.labels.pill(person, person.id === scene.self, !full);
    this.put(pen, label, rect.x + rect.width / 2, rect.y, found);
  }

  private pointer(pen: Pen, view: View, scene: Scene, world: World, standing: readonly Standing[]): void {
    if (scene.pointed === null) return;
    const who = standing.find((each) => each.person.id === scene.pointed);
    const sign = world.signs.get(scene.pointed);
    if (who !== undefined) {
      const foot = view.toScreen(who.actor);
      this.labels.stamp(
        pen,
        this.labels.arrow(),
        foot.x,
        foot.y - headTop(who) * view.zoom - 12 - ARROW_GAP * this.labels.size,
      );
    } else if (sign !== undefined) {
      const at = view.toScreen(sign);
      this.labels.stamp(pen, this.labels.arrow(), at.x, at.y - 14 * this.labels.size);
    }
  }
}

export type Halos = ReadonlyMap<string, Halo>;
