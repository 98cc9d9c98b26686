/** One floor ready to be drawn: its pictures, its ground, its light. */
import { Chunks } from "./chunks";
import type { Pool } from "./evening";
import { poolsOf } from "./evening";
import type { Images } from "./images";
import { signPoint } from "./overlay";
import { type Floor, FloorError, readFloor } from "./tiled";
import type { Tmj } from "./tiledFormat";
import { TileSprites } from "./tileSprites";
import type { LoadedFloor, Point } from "./types";
import { Veils } from "./veils";
import { surveyed } from "./walls";

async function fetched(url: string): Promise<Tmj> {
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new FloorError("unreachable");
    return (await answer.json()) as Tmj;
  } catch (error) {
    throw error instanceof SyntaxError ? new FloorError("format") : new FloorError("unreachable");
  }
}

export class World {
  readonly sprites: TileSprites;
  readonly ground: Chunks;
  /** Layers above the people; null when there are none. */
  readonly over: Chunks | null;
  readonly veils: Veils;
  readonly pools: readonly Pool[];
  readonly survey: LoadedFloor;
  /** Top middle of each room's sign. */
  readonly signs: ReadonlyMap<string, Point>;

  private constructor(
    readonly floor: Floor,
    readonly images: Images,
  ) {
    this.sprites = new TileSprites(images);
    this.ground = new Chunks(floor, floor.ground, floor.decals, this.sprites, true);
    const over = new Chunks(floor, floor.over, [], this.sprites);
    this.over = over.empty ? null : over;
    this.pools = poolsOf(floor);
    this.survey = surveyed(floor);
    this.veils = new Veils(floor, this.survey.walls);
    this.signs = new Map(
      floor.rooms.map((room) => [room.id, signPoint(room, this.survey.walls, floor.screens)]),
    );
  }

  /** Fetches and reads a floor and all its pictures. Rejects with `FloorError`. */
  static async open(url: string, images: Images): Promise<World> {
    const base = new URL(url, document.baseURI).href;
    const floor = readFloor(await fetched(base), base);
    await images.all([...floor.tiles.values()].map((art) => art.url));
    return new World(floor, images);
  }

  use(scale: number): void {
    this.sprites.use(scale);
    this.ground.use(scale);
    this.over?.use(scale);
  }

  /** Pictures came that were missing when the ground was drawn. */
  again(): void {
    this.ground.again();
    this.over?.again();
  }
}
