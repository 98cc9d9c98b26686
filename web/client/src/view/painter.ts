/** One picture of the map, from the ground up to the pills. */
import type { Frame } from "./chunks";
import { Crowd, closedDoors, inView, type Standing, slides } from "./crowd";
import { Evening } from "./evening";
import {
  paintEveningEdge,
  paintHalo,
  paintOwnRing,
  paintPortal,
  paintSpeaking,
  paintTarget,
  type Stand,
} from "./floorPaint";
import { Halo, holds, middleOf } from "./halo";
import type { Images } from "./images";
import { Labels } from "./labels";
import { Overlay, type View } from "./overlay";
import { PeopleSprites } from "./people";
import { paintBeams } from "./roomPaint";
import type { Theme } from "./theme";
import type { Actor, ConversationView, Person, Pick, Point, Rect, Scene } from "./types";
import type { World } from "./world";

export interface Shot {
  readonly world: World;
  readonly scene: Scene;
  readonly actors: readonly Actor[];
  readonly frame: Frame;
  readonly seen: Rect;
  readonly view: View;
  readonly now: number;
}

const CHUNK_BUDGET_MS = 5;
const FIRST_BUDGET_MS = 4000;
/** One tile before joining (64 px) the edge brightens. */
const NEAR = 96;
const HALO_POOL = 170;
const BEYOND = 0.5;

export class Painter {
  private readonly labels: Labels;
  private readonly overlay: Overlay;
  private readonly sprites: PeopleSprites;
  private readonly evening = new Evening();
  private readonly halos = new Map<string, Halo>();
  private people: ReadonlyMap<string, Person> = new Map();
  private crowd: Crowd | null = null;
  private fresh = true;
  private scale = 0;
  /** Something is still on its way without anybody moving: a halo's edge, a veil. */
  restless = false;

  constructor(
    private readonly pen: CanvasRenderingContext2D,
    images: Images,
    private theme: Theme,
  ) {
    this.sprites = new PeopleSprites(images);
    this.labels = new Labels(theme);
    this.overlay = new Overlay(this.labels);
  }

  /** Warm ground until there is a picture: an empty canvas is black. */
  blank(): void {
    const { canvas } = this.pen;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.fillStyle = this.theme.bg;
    this.pen.fillRect(0, 0, canvas.width, canvas.height);
  }

  enter(world: World): void {
    this.crowd = new Crowd(world, this.sprites);
    this.halos.clear();
    this.fresh = true;
  }

  know(people: readonly Person[]): void {
    this.people = new Map(people.map((each) => [each.id, each]));
  }

  /** Whether somebody's figure is here to be drawn. */
  hasFigure(visitor: string): boolean {
    const look = this.people.get(visitor)?.look;
    return look !== undefined && this.sprites.has(look);
  }

  use(theme: Theme, ratio: number, scale: number): void {
    this.theme = theme;
    this.labels.use(theme, ratio);
    this.scale = scale;
    this.sprites.use(scale);
  }

  forgetLabels(): void {
    this.labels.clear();
  }

  labelAt(screen: Point): Pick | null {
    return this.overlay.at(screen);
  }

  /** Draws everything; false when some ground is still to be made. */
  draw(shot: Shot): boolean {
    // At their own size pictures are copied, not filtered: much cheaper without a GPU.
    this.pen.imageSmoothingEnabled = shot.frame.scale !== this.scale;
    const standing = inView(shot.actors, this.people, shot.seen);
    this.background(shot);
    const complete = shot.world.ground.draw(this.pen, shot.frame, shot.seen, this.budget());
    this.fadeBeyond(shot);
    this.onFloor(shot, standing);
    this.stand(shot, standing);
    const over = shot.world.over?.draw(this.pen, shot.frame, shot.seen, CHUNK_BUDGET_MS) ?? true;
    this.light(shot);
    this.above(shot, standing);
    if (this.sprites.waiting) this.restless = true;
    return complete && over;
  }

  private budget(): number {
    const first = this.fresh;
    this.fresh = false;
    return first ? FIRST_BUDGET_MS : CHUNK_BUDGET_MS;
  }

  private background({ world }: Shot): void {
    const { canvas } = this.pen;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.fillStyle = world.floor.background ?? this.theme.bg;
    this.pen.fillRect(0, 0, canvas.width, canvas.height);
  }

  /** What lies beyond the edge is ground one cannot walk on: it pales. */
  private fadeBeyond(shot: Shot): void {
    const { seen, world } = shot;
    const { width, height } = world.survey;
    const right = seen.x + seen.width <= width;
    if (seen.x >= 0 && seen.y >= 0 && right && seen.y + seen.height <= height) return;
    this.floorPixels(shot);
    this.pen.beginPath();
    this.pen.rect(seen.x - 1, seen.y - 1, seen.width + 2, seen.height + 2);
    this.pen.rect(0, 0, width, height);
    this.pen.globalAlpha = BEYOND;
    this.pen.fillStyle = this.theme.bg;
    this.pen.fill("evenodd");
    this.pen.globalAlpha = 1;
  }

  private floorPixels({ frame }: Shot): void {
    this.pen.setTransform(frame.scale, 0, 0, frame.scale, frame.left, frame.top);
  }

  private onFloor(shot: Shot, standing: readonly Standing[]): void {
    this.floorPixels(shot);
    const own = shot.actors.find((each) => each.visitor === shot.scene.self);
    for (const portal of shot.world.floor.portals) paintPortal(this.pen, portal);
    this.followHalos(shot);
    for (const talk of shot.scene.conversations) this.halo(shot, talk, own);
    if (shot.scene.target !== null) paintTarget(this.pen, shot.scene.target, this.theme);
    for (const { actor, person } of standing) {
      if (person.sign === "speaking") paintSpeaking(this.pen, actor, person.level ?? 0.4, this.theme);
      else if (person.id === shot.scene.self) paintOwnRing(this.pen, actor, this.theme);
    }
  }

  private followHalos(shot: Shot): void {
    const live = new Set(shot.scene.conversations.map((talk) => talk.id));
    for (const id of this.halos.keys()) if (!live.has(id)) this.halos.delete(id);
    this.restless = false;
    for (const talk of shot.scene.conversations) {
      const members = membersOf(talk, shot.actors);
      if (members.length === 0) continue;
      const halo = this.halos.get(talk.id) ?? new Halo();
      this.halos.set(talk.id, halo);
      if (halo.follow(members, shot.now, this.theme.still)) this.restless = true;
    }
  }

  private halo(shot: Shot, talk: ConversationView, own: Actor | undefined): void {
    const halo = this.halos.get(talk.id);
    if (halo === undefined || halo.points.length === 0) return;
    paintHalo(this.pen, halo, talk, standOf(talk, halo, shot.actors, own), this.theme);
  }

  private stand(shot: Shot, standing: readonly Standing[]): void {
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    const { floor } = shot.world;
    const locked = new Set(shot.scene.rooms.filter((room) => room.locked).map((room) => room.id));
    const extra = [...closedDoors(shot.world, locked), ...slides(floor, shot.scene.slides, this.theme)];
    const walk = { now: shot.now, still: this.theme.still };
    this.crowd?.paint(this.pen, shot.frame, shot.seen, standing, extra, walk);
  }

  private light(shot: Shot): void {
    const { scene, world, now, seen } = shot;
    this.floorPixels(shot);
    const live = new Set(scene.rooms.filter((room) => room.tag !== undefined).map((room) => room.id));
    if (world.veils.advance(new Set(scene.inside), live, now, this.theme.still)) this.restless = true;
    world.veils.paint(this.pen, seen);
    for (const screen of world.floor.screens) if (live.has(screen.room ?? "")) paintBeams(this.pen, screen);
    if (this.theme.dark) this.dusk(shot);
    if (this.theme.contrast) this.outlines(shot);
    if (scene.stale) this.grey();
  }

  private dusk(shot: Shot): void {
    const { canvas } = this.pen;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.evening.darken(this.pen, canvas.width, canvas.height);
    this.floorPixels(shot);
    const talks = [...this.halos.values()].filter((halo) => halo.points.length > 0);
    const warm = talks.map((halo) => ({ ...middleOf(halo.points), radius: HALO_POOL }));
    this.evening.warm(this.pen, [...shot.world.pools, ...warm], shot.seen);
    for (const talk of shot.scene.conversations) {
      const halo = this.halos.get(talk.id);
      if (halo !== undefined) paintEveningEdge(this.pen, halo, talk.locked);
    }
  }

  private outlines({ world }: Shot): void {
    this.pen.strokeStyle = this.theme.ink;
    this.pen.lineWidth = 2;
    const walled = world.floor.rooms.filter((room) => world.veils.covers(room.id));
    for (const room of walled) this.pen.strokeRect(room.x, room.y, room.width, room.height);
  }

  private grey(): void {
    const { canvas } = this.pen;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.fillStyle = this.theme.dark ? "rgba(60, 64, 66, .34)" : "rgba(190, 190, 188, .42)";
    this.pen.fillRect(0, 0, canvas.width, canvas.height);
  }

  private above(shot: Shot, standing: readonly Standing[]): void {
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    const named = standing.filter((each) => isNamed(each, shot));
    this.overlay.paint(this.pen, shot.view, shot.scene, shot.world, named, this.halos);
  }
}

/** How the own visitor stands to a conversation. */
function standOf(
  talk: ConversationView,
  halo: Halo,
  actors: readonly Actor[],
  own: Actor | undefined,
): Stand {
  if (talk.own) return "in";
  if (own === undefined) return "far";
  if (holds(halo.points, own)) return "over";
  const isNear = membersOf(talk, actors).some((each) => Math.hypot(each.x - own.x, each.y - own.y) <= NEAR);
  return isNear ? "near" : "far";
}

function membersOf(talk: ConversationView, actors: readonly Actor[]): Actor[] {
  return actors.filter((each) => talk.members.includes(each.visitor));
}

/**
 * Whether somebody wears a pill. People in a room with walls, seen from elsewhere, are scenery, unless they speak,
 * raise a hand or are pointed at.
 */
function isNamed({ actor, person }: Standing, { world, scene }: Shot): boolean {
  if (person.sign === "speaking" || person.hand === true) return true;
  if (scene.self === null || person.id === scene.self || person.id === scene.pointed) return true;
  const elsewhere = world.survey.roomsAt(actor).filter((room) => !scene.inside.includes(room));
  return !elsewhere.some((room) => world.veils.covers(room));
}
