/** Furniture, closed doors and people in one order: whoever's foot is lower on the picture stands before. */
import { facingOf, SPRITE } from "../art/avatar";
import type { Step } from "../art/body";
import { WINDOW, windowUrl } from "../art/window";
import { type Frame, overlap, stampPicture } from "./chunks";
import type { PeopleSprites } from "./people";
import { paintClosedDoor, paintSlide } from "./roomPaint";
import type { Theme } from "./theme";
import { FLIP_X, type Floor, type Marked, type Placed } from "./tiled";
import type { Actor, Person, Rect } from "./types";
import type { World } from "./world";

type Pen = CanvasRenderingContext2D;

export interface Standing {
  readonly actor: Actor;
  readonly person: Person;
}

interface Item {
  readonly foot: number;
  paint(pen: Pen, frame: Frame): void;
}

const WALK_MS = 125;
const RUN_MS = 84;
const REACH = { side: 26, above: 64, below: 16 } as const;

/** The step of the walk at a time; every walker has a phase of its own. */
function stepAt(actor: Actor, now: number): Step {
  if (!actor.moving) return 0;
  const phase = actor.visitor.charCodeAt(actor.visitor.length - 1) * 37;
  return (Math.floor((now + phase) / (actor.running ? RUN_MS : WALK_MS)) % 4) as Step;
}

function bodyBox(actor: Actor): Rect {
  return {
    x: actor.x - REACH.side,
    y: actor.y - REACH.above,
    width: REACH.side * 2,
    height: REACH.above + REACH.below,
  };
}

/** Those who are in the picture. */
export function inView(
  actors: readonly Actor[],
  people: ReadonlyMap<string, Person>,
  seen: Rect,
): Standing[] {
  const found: Standing[] = [];
  for (const actor of actors) {
    const person = people.get(actor.visitor);
    if (person !== undefined && overlap(bodyBox(actor), seen)) found.push({ actor, person });
  }
  return found.sort((a, b) => a.actor.y - b.actor.y);
}

export class Crowd {
  private readonly things: readonly (Item & { readonly box: Rect })[];

  constructor(
    private readonly world: World,
    private readonly sprites: PeopleSprites,
  ) {
    this.things = [...world.floor.furniture]
      .sort((a, b) => a.foot - b.foot)
      .map((thing) => ({
        foot: thing.foot,
        box: thing,
        paint: (pen, frame) => this.thing(pen, frame, thing),
      }));
  }

  paint(
    pen: Pen,
    frame: Frame,
    seen: Rect,
    standing: readonly Standing[],
    extra: readonly Item[],
    look: Walk,
  ): void {
    const people = standing.map((each) => ({
      foot: each.actor.y,
      paint: (on: Pen, at: Frame) => this.person(on, at, each, look),
    }));
    const items: Item[] = [...this.things.filter((thing) => overlap(thing.box, seen)), ...people, ...extra];
    items.sort((a, b) => a.foot - b.foot);
    for (const item of items) item.paint(pen, frame);
  }

  private thing(pen: Pen, frame: Frame, thing: Placed): void {
    const picture = this.world.sprites.get(thing.art);
    if (picture === null) return;
    const to = {
      x: frame.left + Math.round(thing.x * frame.scale),
      y: frame.top + Math.round(thing.y * frame.scale),
      width: Math.round(thing.width * frame.scale),
      height: Math.round(thing.height * frame.scale),
    };
    stampPicture(pen, picture, to, thing.flipped ? FLIP_X : 0);
  }

  private window(pen: Pen, frame: Frame, { actor, person }: Standing): void {
    const picture = this.world.images.get(windowUrl(person.sign !== "lost"));
    if (picture === null) return;
    const x = frame.left + Math.round((actor.x - WINDOW.footX) * frame.scale);
    const y = frame.top + Math.round((actor.y - WINDOW.footY) * frame.scale);
    pen.drawImage(picture, x, y, WINDOW.width * frame.scale, WINDOW.height * frame.scale);
  }

  private person(pen: Pen, frame: Frame, standing: Standing, walk: Walk): void {
    const { actor, person } = standing;
    if (person.window) {
      this.window(pen, frame, standing);
      return;
    }
    const step = walk.still ? 0 : stepAt(actor, walk.now);
    const pose = { facing: facingOf(actor.direction), step, sitting: actor.sitting };
    const cell = this.sprites.get(person.look, pose);
    if (cell === null) return;
    const x = frame.left + Math.round((actor.x - SPRITE.footX) * frame.scale);
    const y = frame.top + Math.round((actor.y - SPRITE.footY) * frame.scale);
    const [width, height] = [Math.ceil(SPRITE.width * frame.scale), Math.ceil(SPRITE.height * frame.scale)];
    if (person.sign === "lost") pen.globalAlpha = 0.5;
    pen.drawImage(cell.canvas, cell.x, 0, cell.width, cell.height, x, y, width, height);
    pen.globalAlpha = 1;
  }
}

export interface Walk {
  readonly now: number;
  readonly still: boolean;
}

function inFloorPixels(paint: (pen: Pen) => void): (pen: Pen, frame: Frame) => void {
  return (pen, frame) => {
    pen.save();
    pen.setTransform(frame.scale, 0, 0, frame.scale, frame.left, frame.top);
    paint(pen);
    pen.restore();
  };
}

/** The part of a door that lies within the walls of its room. */
function within(door: Rect, outer: Rect): Rect {
  const [x, y] = [Math.max(door.x, outer.x), Math.max(door.y, outer.y)];
  const right = Math.min(door.x + door.width, outer.x + outer.width);
  return { x, y, width: right - x, height: Math.min(door.y + door.height, outer.y + outer.height) - y };
}

/** The closed doors of locked rooms. */
export function closedDoors({ floor, veils }: World, locked: ReadonlySet<string>): Item[] {
  return floor.rooms
    .filter((room) => locked.has(room.id))
    .flatMap((room) => room.doors.map((door) => within(door, veils.outerOf(room))))
    .map((door) => ({
      foot: door.y + door.height,
      paint: inFloorPixels((pen) => paintClosedDoor(pen, door)),
    }));
}

function frameFoot(floor: Floor, screen: Marked): number {
  const holding = floor.furniture.filter((each) => overlap(each, screen) && each.width >= screen.width);
  return holding.reduce((most, each) => Math.max(most, each.foot), screen.y + screen.height) + 0.01;
}

/** Words on the screens of stages, right before the furniture that frames them. */
export function slides(
  floor: Floor,
  words: Readonly<Record<string, readonly string[]>>,
  theme: Theme,
): Item[] {
  return floor.screens.flatMap((screen) => {
    const lines = words[screen.room ?? screen.id];
    if (lines === undefined || lines.length === 0) return [];
    return [
      {
        foot: frameFoot(floor, screen),
        paint: inFloorPixels((pen) => paintSlide(pen, screen, lines, theme)),
      },
    ];
  });
}
