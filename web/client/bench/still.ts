/** A still life of the market square: five who talk, some who stand about, as a picture to look at. */
import type { Look } from "../src/art/look";
import type { Actor, ActorSource, Direction, LoadedFloor, Person, Scene, Sign } from "../src/view/types";
import { someLook, stream } from "./wanderers";

type Row = readonly [name: string, x: number, y: number, way: Direction, sign: Sign, look?: Partial<Look>];

const ROWS: readonly Row[] = [
  ["Sie", 1368, 1010, 0, "free", { skin: "a", hair: "brown", style: "long", shirt: "petrol" }],
  ["Amara", 1432, 988, 3, "speaking", { skin: "e", hair: "black", style: "afro", shirt: "ochre" }],
  ["Jonas", 1316, 1052, 1, "free", { skin: "b", hair: "blond", style: "short", shirt: "sky" }],
  ["Yuki", 1440, 1062, 3, "free", { skin: "b", hair: "black", style: "bob", shirt: "plum" }],
  ["Mateo", 1376, 1084, 2, "muted", { skin: "c", hair: "dark", style: "side", shirt: "brick", beard: true }],
  ["Fatima", 1236, 1140, 1, "free", { skin: "c", hair: "teal", style: "hijab", shirt: "sand" }],
  ["Samuel", 1540, 902, 0, "free", { skin: "f", hair: "black", style: "crop", shirt: "leaf" }],
  ["Ngọc", 1652, 1060, 0, "free", { skin: "b", hair: "black", style: "long", shirt: "sage" }],
  [
    "Daniel",
    1736,
    974,
    0,
    "onsite",
    { skin: "c", hair: "dark", style: "curly", shirt: "petrol", wheelchair: true },
  ],
  ["Priya", 1792, 966, 3, "busy", { skin: "d", hair: "black", style: "pony", shirt: "rose" }],
  ["Mira", 1540, 1114, 1, "away", { skin: "b", hair: "black", style: "curly", shirt: "brick" }],
  ["Oleh", 1738, 1140, 1, "muted", { skin: "a", hair: "ginger", style: "crop", shirt: "navy", beard: true }],
  ["Zofia", 1786, 1142, 0, "free", { skin: "a", hair: "chestnut", style: "bun", shirt: "brick" }],
  [
    "Henrike",
    392,
    966,
    0,
    "speaking",
    { skin: "a", hair: "white", style: "bob", shirt: "coal", glasses: true },
  ],
  ["Kwame", 520, 970, 3, "onsite", { skin: "f", hair: "black", style: "bald", shirt: "ochre", beard: true }],
];

const PLAIN = { glasses: false, beard: false, wheelchair: false };

export class Still implements ActorSource {
  private people: Person[] = [];
  private standing: Actor[] = [];

  constructor() {
    const next = stream(7);
    for (const [name, x, y, way, sign, look] of ROWS) {
      this.add(
        name,
        { x, y, direction: way, moving: false, running: false, sitting: false, visitor: name },
        sign,
        {
          ...someLook(next),
          ...PLAIN,
          ...look,
        },
      );
    }
  }

  /** Fills the seats of the floor with an audience. */
  seat(floor: LoadedFloor): void {
    const next = stream(11);
    for (let y = 0; y < floor.height; y += 16) {
      for (let x = 0; x < floor.width; x += 16) {
        const seat = floor.seatAt({ x, y });
        const taken = seat === null || next() > 0.34;
        if (seat === null || taken) continue;
        const visitor = `seat ${x} ${y}`;
        const actor = { ...seat, moving: false, running: false, sitting: true, visitor };
        this.add("Gast", actor, "free", { ...someLook(next), wheelchair: false });
      }
    }
  }

  step(): boolean {
    return false;
  }

  actors(): readonly Actor[] {
    return this.standing;
  }

  scene(): Partial<Scene> {
    const talking = ROWS.slice(0, 5).map(([name]) => name);
    return {
      self: "Sie",
      people: this.people,
      conversations: [{ id: "c", members: talking, locked: false, label: "5 hören sich", own: true }],
      rooms: [
        { id: "lab", title: "Innovationslabor", count: 6, locked: false },
        { id: "training", title: "Schulungsraum", count: 4, locked: false },
        { id: "showroom", title: "Showroom", count: 2, locked: false },
        { id: "office", title: "Gemeinschaftsbüro", count: 0, locked: false },
        { id: "hall", title: "Bühnensaal", count: 17, locked: false, tag: "LIVE" },
        { id: "lens", title: "Besprechung Linse", count: 3, locked: true },
        { id: "prism", title: "Besprechung Prisma", count: 0, locked: false },
        { id: "garden", title: "Stiller Garten", count: 1, locked: false },
        { id: "contact", title: "Anlaufstelle", count: 0, locked: false },
      ],
      portals: [{ id: "to-paradies", title: "Zum Paradies" }],
      slides: { hall: ["Offene Daten für", "die Stadt"] },
    };
  }

  private add(label: string, actor: Actor, sign: Sign, look: Look): void {
    this.standing.push(actor);
    this.people.push({
      id: actor.visitor,
      label,
      look,
      sign,
      level: 0.6,
      hand: actor.visitor.endsWith("4 1360"),
    });
  }
}
