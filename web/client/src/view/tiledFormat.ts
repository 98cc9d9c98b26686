/** The part of Tiled's map format (1.8 to 1.11, `.tmj`) that floors use. Names are Tiled's. */

interface TmjProperty {
  readonly name: string;
  readonly value: unknown;
}

export interface TmjTile {
  readonly id: number;
  readonly type?: string;
  readonly class?: string;
  readonly image?: string;
  readonly imagewidth?: number;
  readonly imageheight?: number;
  readonly properties?: readonly TmjProperty[];
}

export interface TmjTileset {
  readonly firstgid: number;
  readonly source?: string;
  readonly name?: string;
  readonly image?: string;
  readonly columns?: number;
  readonly margin?: number;
  readonly spacing?: number;
  readonly tilecount?: number;
  readonly tilewidth?: number;
  readonly tileheight?: number;
  readonly tiles?: readonly TmjTile[];
}

export interface TmjObject {
  readonly id: number;
  readonly name: string;
  readonly type?: string;
  readonly class?: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation?: number;
  readonly gid?: number;
  readonly visible?: boolean;
  readonly properties?: readonly TmjProperty[];
}

export interface TmjLayer {
  readonly name: string;
  readonly type: "tilelayer" | "objectgroup" | "imagelayer" | "group";
  readonly class?: string;
  readonly visible?: boolean;
  readonly opacity?: number;
  readonly offsetx?: number;
  readonly offsety?: number;
  readonly width?: number;
  readonly height?: number;
  readonly data?: readonly number[] | string;
  readonly objects?: readonly TmjObject[];
  readonly layers?: readonly TmjLayer[];
  readonly image?: string;
  readonly properties?: readonly TmjProperty[];
}

export interface Tmj {
  readonly width: number;
  readonly height: number;
  readonly tilewidth: number;
  readonly tileheight: number;
  readonly infinite?: boolean;
  readonly orientation?: string;
  readonly backgroundcolor?: string;
  readonly layers: readonly TmjLayer[];
  readonly tilesets: readonly TmjTileset[];
  readonly properties?: readonly TmjProperty[];
}

type Carrier = { readonly properties?: readonly TmjProperty[] | undefined };

/** A property by name, whatever its case (as WorkAdventure reads them); undefined when missing. */
function property(of: Carrier, name: string): unknown {
  const wanted = name.toLowerCase();
  return of.properties?.find((each) => each.name.toLowerCase() === wanted)?.value;
}

export function text(of: Carrier, name: string): string {
  const value = property(of, name);
  return typeof value === "string" ? value : "";
}

export function number(of: Carrier, name: string): number {
  const value = property(of, name);
  return typeof value === "number" ? value : 0;
}

export function flag(of: Carrier, name: string): boolean {
  return property(of, name) === true;
}

/** The class of an object, tile or layer; older Tiled writes `type`. */
export function classOf(of: {
  readonly class?: string | undefined;
  readonly type?: string | undefined;
}): string {
  return of.class || of.type || "";
}
