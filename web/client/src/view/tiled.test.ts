import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FloorError, readFloor } from "./tiled";
import type { Tmj } from "./tiledFormat";
import { outerOf } from "./veils";
import { surveyed } from "./walls";

const BASE = "http://hub.test/pack/floors/plaza.tmj";
const FOLDER = new URL("../../../../hubs/jena/floors/", import.meta.url);
const plaza = (): Tmj => JSON.parse(readFileSync(new URL("plaza.tmj", FOLDER), "utf8")) as Tmj;

const TINY: Tmj = {
  width: 4,
  height: 4,
  tilewidth: 32,
  tileheight: 32,
  tilesets: [
    {
      firstgid: 1,
      image: "../tiles/ground.svg",
      columns: 2,
      tilecount: 4,
      tilewidth: 32,
      tileheight: 32,
      tiles: [
        { id: 1, properties: [{ name: "Collides", value: true }] },
        {
          id: 2,
          properties: [
            { name: "collides", value: true },
            { name: "block", value: "0,-16,32,16" },
          ],
        },
      ],
    },
    {
      firstgid: 5,
      tiles: [
        {
          id: 0,
          image: "chair.svg",
          imagewidth: 26,
          imageheight: 24,
          type: "chair",
          properties: [
            { name: "foot", value: 14 },
            { name: "seat", value: "n" },
          ],
        },
      ],
    },
  ],
  layers: [
    { name: "ground", type: "tilelayer", data: [1, 2, 3, 1, ...Array<number>(12).fill(1)] },
    {
      name: "things",
      type: "objectgroup",
      class: "furniture",
      objects: [{ id: 1, name: "", gid: 5, x: 70, y: 110, width: 26, height: 24 }],
    },
    {
      name: "floorLayer",
      type: "objectgroup",
      objects: [
        { id: 2, name: "hall", type: "room", x: 0, y: 32, width: 128, height: 96 },
        { id: 3, name: "table", class: "room", x: 32, y: 64, width: 32, height: 32 },
        { id: 4, name: "start", type: "spawn", x: 10, y: 100, width: 20, height: 20 },
        {
          id: 5,
          name: "",
          type: "door",
          x: 0,
          y: 32,
          width: 32,
          height: 32,
          properties: [{ name: "room", value: "hall" }],
        },
      ],
    },
    { name: "roofs", type: "tilelayer", data: Array<number>(16).fill(0) },
  ],
};

describe("a floor", () => {
  it("splits its layers at the floorLayer into what lies below and above people", () => {
    const floor = readFloor(TINY, BASE);
    expect(floor.ground).toHaveLength(1);
    expect(floor.over).toHaveLength(1);
  });

  it("finds pictures beside the map and parts of tilesets", () => {
    const floor = readFloor(TINY, BASE);
    expect(floor.tiles.get(4)).toMatchObject({
      url: "http://hub.test/pack/tiles/ground.svg",
      crop: { x: 32, y: 32, width: 32, height: 32 },
    });
    expect(floor.tiles.get(5)).toMatchObject({ url: "http://hub.test/pack/floors/chair.svg", crop: null });
  });

  it("stands furniture on its foot, not on the lower edge of its picture", () => {
    expect(readFloor(TINY, BASE).furniture[0]).toMatchObject({ x: 70, y: 86, foot: 96 });
  });

  it("still knows its furniture after Tiled 1.8 saved the map, which drops the classes of layers", () => {
    const layers = TINY.layers.map(({ class: _dropped, ...layer }) =>
      layer.name === "things" ? { ...layer, name: "furniture" } : layer,
    );
    const floor = readFloor({ ...TINY, layers }, BASE);
    expect(floor.furniture).toHaveLength(1);
    expect(floor.decals).toHaveLength(0);
  });

  it("nests rooms and gives each its doors", () => {
    const rooms = readFloor(TINY, BASE).rooms;
    expect(rooms.map((room) => [room.id, room.parent, room.doors.length])).toEqual([
      ["hall", null, 1],
      ["table", "hall", 0],
    ]);
    expect(surveyed(readFloor(TINY, BASE)).roomsAt({ x: 40, y: 70 })).toEqual(["hall", "table"]);
  });

  it("blocks whole tiles and parts of tiles, at the foot's edge and not before", () => {
    const { walls } = surveyed(readFloor(TINY, BASE));
    expect(walls.blocked(48, 16)).toBe(true);
    expect(walls.blocked(80, 8)).toBe(false);
    expect(walls.blocked(80, 24)).toBe(true);
    expect(walls.blocked(26, 16)).toBe(false);
    expect(walls.blocked(27, 16)).toBe(true);
    expect(walls.blocked(3, 60)).toBe(true);
  });

  it("lets nobody through a wall that lies between two free points", () => {
    const { walls } = surveyed(readFloor(TINY, BASE));
    expect(walls.lineFree({ x: 16, y: 16 }, { x: 112, y: 16 })).toBe(false);
    expect(walls.lineFree({ x: 16, y: 60 }, { x: 112, y: 60 })).toBe(true);
    expect(walls.lineFree({ x: 112, y: 120 }, { x: 112, y: 8 })).toBe(true);
  });

  it("closes rooms that are locked", () => {
    const { walls } = surveyed(readFloor(TINY, BASE));
    expect(walls.blocked(80, 80)).toBe(false);
    expect(walls.blocked(80, 80, new Set(["hall"]))).toBe(true);
  });

  it("knows where one sits and which way one looks", () => {
    const survey = surveyed(readFloor(TINY, BASE));
    expect(survey.seatAt({ x: 83, y: 97 })).toEqual({ x: 83, y: 96, direction: 2 });
    expect(survey.seatAt({ x: 10, y: 120 })).toBeNull();
  });

  it.each([
    ["infinite", { ...TINY, infinite: true }],
    ["format", { ...TINY, layers: undefined }],
    ["encoding", { ...TINY, layers: [{ name: "a", type: "tilelayer", data: "AAAA" }] }],
  ])("that is broken is refused by name: %s", (reason, broken) => {
    expect(() => readFloor(broken as unknown as Tmj, BASE)).toThrow(new FloorError(reason as "format"));
  });
});

describe("the market square", () => {
  const floor = readFloor(plaza(), BASE);
  const survey = surveyed(floor);

  it("has every picture of every tile it paints", () => {
    const painted = new Set(floor.layers.flatMap((gids) => [...gids]).map((gid) => gid & 0x0fffffff));
    painted.delete(0);
    expect([...painted].filter((gid) => !floor.tiles.has(gid))).toEqual([]);
  });

  it("knows how far the walls of its rooms reach, beyond their north face", () => {
    const lab = survey.rooms.find((room) => room.id === "lab");
    if (lab === undefined) throw new Error("no lab");
    const outer = outerOf(lab, survey.walls);
    expect(lab.y - outer.y).toBeGreaterThanOrEqual(32);
    expect(outer.x).toBeLessThan(lab.x);
    expect(outer.y + outer.height).toBeGreaterThan(lab.y + lab.height);
  });
});
