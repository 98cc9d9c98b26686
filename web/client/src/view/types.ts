/**
 * What the hub page and the map say to each other. Coordinates are floor pixels (tile 32 px, x right,
 * y down, an avatar's point is its foot) unless a name says `screen` (CSS pixels from the canvas' top left).
 * The map holds no words: every text it paints is handed in, already translated.
 */
import type { Look } from "../art/look";

/** 0 = s, 1 = e, 2 = n, 3 = w. */
export type Direction = 0 | 1 | 2 | 3;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels of the canvas covered by floating cards; the camera centres in what is left. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Where a body stands at this frame. */
export interface Actor extends Point {
  readonly visitor: string;
  readonly direction: Direction;
  readonly moving: boolean;
  readonly running: boolean;
  readonly sitting: boolean;
}

/** The moving part of the scene, asked once a frame; `Motion` of state/motion.ts is the one in the product. */
export interface ActorSource {
  /** Advances to `now` (milliseconds of performance.now()); true when anything moved. */
  step(now: number): boolean;
  /** Everybody on the floor, the own visitor included, in any order. */
  actors(): readonly Actor[];
}

/** The leading sign of a pill: dots for free, busy, away and lost; bars, crossed microphone, pin. */
export type Sign = "free" | "busy" | "away" | "lost" | "speaking" | "muted" | "onsite";

export interface Person {
  readonly id: string;
  /** Text of the pill: the first name, or "Sie" / "You" for oneself. */
  readonly label: string;
  readonly look: Look;
  readonly sign: Sign;
  /** Loudness 0..1 while speaking; widens the ring. */
  readonly level?: number;
  /** A raised hand: an amber disc beside the head. */
  readonly hand?: boolean;
  /** No person but a window into a hallway: it is drawn as one, and its label is its title. */
  readonly window?: boolean;
}

export interface ConversationView {
  readonly id: string;
  readonly members: readonly string[];
  readonly locked: boolean;
  /** Text of the chip, e.g. "5 hören sich". */
  readonly label: string;
  /** The own conversation: its halo is drawn stronger. */
  readonly own: boolean;
}

export interface RoomView {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly locked: boolean;
  /** Text of the red tag ("LIVE") while the stage is on. */
  readonly tag?: string;
}

export interface PortalView {
  readonly id: string;
  readonly title: string;
}

/** Everything but positions. `Renderer.show` takes whole tables and finds the differences itself. */
export interface Scene {
  readonly self: string | null;
  readonly people: readonly Person[];
  readonly conversations: readonly ConversationView[];
  /** Rooms without an entry get no sign. */
  readonly rooms: readonly RoomView[];
  /** Rooms the visitor is in, from the outermost to the innermost. They are lit, others veiled. */
  readonly inside: readonly string[];
  readonly portals: readonly PortalView[];
  /** A visitor or room to be pointed at with a petrol arrow (search, "go to"). */
  readonly pointed: string | null;
  /** Where the own visitor is walking to (tap to walk), marked on the floor. */
  readonly target: Point | null;
  /** Words on screens of stages: room id to at most three lines. */
  readonly slides: Readonly<Record<string, readonly string[]>>;
  /** The link is lost: the map is greyed 20 %. */
  readonly stale: boolean;
}

/** What lies under a point of the screen, topmost first: visitor, sign of a room, portal, notice, floor. */
export type Pick =
  | { readonly kind: "visitor"; readonly visitor: string; readonly point: Point }
  | { readonly kind: "conversation"; readonly conversation: string; readonly point: Point }
  | { readonly kind: "room"; readonly room: string; readonly point: Point }
  | { readonly kind: "portal"; readonly portal: string; readonly floor: string; readonly point: Point }
  | { readonly kind: "notice"; readonly notice: string; readonly point: Point }
  | { readonly kind: "floor"; readonly room: string | null; readonly point: Point }
  | { readonly kind: "outside" };

export interface CameraState {
  readonly zoom: number;
  /** True while the camera follows the own visitor; false after dragging the map. */
  readonly following: boolean;
  readonly canZoomIn: boolean;
  readonly canZoomOut: boolean;
}

export interface RendererOptions {
  /** Fills its box; its size in CSS pixels is watched. */
  readonly canvas: HTMLCanvasElement;
  readonly actors: ActorSource;
  /** The zoom to begin with. Default: 1, a CSS pixel a floor pixel. */
  readonly zoom?: number;
  /** Called when zoom or following changed. */
  readonly onCamera?: (state: CameraState) => void;
}

/** The map. One instance draws one canvas; `createRenderer(options)` of view/renderer.ts makes it. */
export interface Renderer {
  /**
   * Shows a floor: `url` of its .tmj (relative tile images are read from there). Resolves when it can be
   * drawn, with the parsed floor (walls for `Motion`, rooms, spawns); pictures that fail come later. Rejects with `FloorError` when it is broken.
   */
  load(url: string): Promise<LoadedFloor>;
  /** Replaces the given tables of the scene; the others stay. */
  show(scene: Partial<Scene>): void;
  /** CSS pixels covered by floating cards. The camera glides there in 320 ms (cuts under reduced motion). */
  insets(insets: Insets): void;
  /** One step closer (+1) or farther (-1), around the own visitor or around a point of the screen. */
  zoomStep(direction: 1 | -1, screen?: Point): void;
  /** Any zoom between the first and last step (pinch, slider). */
  zoomTo(zoom: number, screen?: Point): void;
  /** Moves the map by CSS pixels and stops following. */
  pan(dx: number, dy: number): void;
  /** Follows the own visitor again. */
  follow(): void;
  /** Glides to a point of the floor and stops following (find a place). */
  lookAt(point: Point): void;
  /** `touch` widens what counts as a hit. */
  pick(screen: Point, touch?: boolean): Pick;
  /** Where a floor point, or a visitor's head, is on the screen; null when the visitor is not on this floor. */
  screenOf(what: Point | string): Point | null;
  readonly camera: CameraState;
  /** Asks at once again for pictures that could not be read: the hub is back. By itself it asks ever more seldom. */
  retry(): void;
  /** Draws again even though nothing seemed to change (fonts arrived). */
  refresh(): void;
  destroy(): void;
}

/** A room as the floor describes it. */
export interface FloorRoom extends Rect {
  readonly id: string;
  readonly kind: string;
  /** The smallest room around this one. */
  readonly parent: string | null;
  readonly lockable: boolean;
  readonly doors: readonly Rect[];
}

export interface FloorPortal extends Rect {
  readonly id: string;
  readonly floor: string;
  readonly spawn: string;
}

/** True where a foot may not stand: the grid of walls `Motion` asks. */
export interface Walls {
  readonly width: number;
  readonly height: number;
  /** Whether a foot at this point overlaps a wall, or stands in one of the `closed` rooms. */
  blocked(x: number, y: number, closed?: ReadonlySet<string>): boolean;
  /** Whether a foot can be pushed from one point straight to another, as the server asks of every move. */
  lineFree(from: Point, to: Point): boolean;
}

export interface LoadedFloor {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly walls: Walls;
  readonly rooms: readonly FloorRoom[];
  readonly portals: readonly FloorPortal[];
  readonly spawns: Readonly<Record<string, Point>>;
  /** The chain of rooms around a point, from the outermost to the innermost. */
  roomsAt(point: Point): readonly string[];
  /** The seat whose cell holds the point. */
  seatAt(point: Point): Seat | null;
}

export interface Seat extends Point {
  /** The way one looks when sitting. */
  readonly direction: Direction;
}
