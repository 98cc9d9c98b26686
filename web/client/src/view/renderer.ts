/** The map on a 2d canvas. See types.ts for what each call means. */

import { Camera } from "./camera";
import type { Frame } from "./chunks";
import { Images } from "./images";
import { Painter } from "./painter";
import { picked } from "./pick";
import { watchTab } from "./rest";
import { readTheme, type Theme, watchTheme } from "./theme";
import type {
  Actor,
  CameraState,
  Insets,
  LoadedFloor,
  Pick,
  Point,
  Rect,
  Renderer,
  RendererOptions,
  Scene,
} from "./types";
import { World } from "./world";

const NOTHING: Scene = {
  self: null,
  people: [],
  conversations: [],
  rooms: [],
  inside: [],
  portals: [],
  pointed: null,
  target: null,
  slides: {},
  stale: false,
};
/** Pictures are made again this long after the last change of zoom. */
const SETTLE_MS = 140;
/** More device pixels a floor pixel than this bring nothing but memory. */
const MOST_SCALE = 4;

class CanvasRenderer implements Renderer {
  private readonly view: Camera;
  private readonly images: Images;
  private readonly painter: Painter;
  private readonly stop: (() => void)[] = [];
  private world: World | null = null;
  private scene = NOTHING;
  private theme: Theme;
  private dirty = true;
  private frame = 0;
  private ratio = 1;
  private raster = 0;
  private zoomed = 0;
  private told = "";
  private loading = 0;
  private stands = false;

  constructor(private readonly options: RendererOptions) {
    const { canvas } = options;
    const pen = canvas.getContext("2d", { alpha: false });
    if (pen === null) throw new Error("no 2d canvas");
    this.view = new Camera(options.zoom);
    this.images = new Images((late) => this.arrived(late));
    this.theme = readTheme(document.documentElement);
    this.painter = new Painter(pen, this.images, this.theme);
    this.watch(canvas);
    this.frame = requestAnimationFrame(this.tick);
  }

  get camera(): CameraState {
    return this.view.state;
  }

  async load(url: string): Promise<LoadedFloor> {
    const turn = ++this.loading;
    const world = await World.open(url, this.images);
    if (turn !== this.loading) return world.survey;
    this.world = world;
    this.raster = 0;
    this.painter.enter(world);
    const { width, height } = world.survey;
    this.view.enter(
      { width, height },
      this.own() ?? world.survey.spawns.start ?? { x: width / 2, y: height / 2 },
    );
    this.dirty = true;
    return world.survey;
  }

  show(scene: Partial<Scene>): void {
    this.scene = { ...this.scene, ...scene };
    if (scene.people !== undefined) this.painter.know(scene.people);
    this.dirty = true;
  }

  insets(insets: Insets): void {
    this.view.setInsets(insets, performance.now(), this.theme.still || this.world === null);
    this.dirty = true;
  }

  zoomStep(direction: 1 | -1, screen?: Point): void {
    this.view.step(direction, screen ?? null, performance.now(), this.theme.still);
    this.afterZoom();
  }

  zoomTo(zoom: number, screen?: Point): void {
    this.view.zoomTo(zoom, screen ?? null);
    this.afterZoom();
  }

  pan(dx: number, dy: number): void {
    this.view.pan(dx, dy);
    this.tell();
  }

  follow(): void {
    const own = this.own();
    if (own !== null) this.view.follow(own, performance.now(), this.theme.still);
    this.tell();
  }

  lookAt(point: Point): void {
    this.view.lookAt(point, performance.now(), this.theme.still);
    this.tell();
  }

  pick(screen: Point, touch = false): Pick {
    if (this.world === null) return { kind: "outside" };
    const label = this.painter.labelAt(screen);
    if (label !== null) return label;
    const reach = (touch ? 10 : 2) / this.view.zoom;
    return picked(this.world, this.view.toFloor(screen), this.options.actors.actors(), reach);
  }

  screenOf(what: Point | string): Point | null {
    if (typeof what !== "string") return this.view.toScreen(what);
    const actor = this.options.actors.actors().find((each) => each.visitor === what);
    return actor === undefined ? null : this.view.toScreen({ x: actor.x, y: actor.y - 48 });
  }

  refresh(): void {
    this.painter.forgetLabels();
    this.dirty = true;
  }

  retry(): void {
    void this.images.retry();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.images.close();
    for (const end of this.stop) end();
  }

  private arrived(late: boolean): void {
    if (late) this.world?.again();
    this.dirty = true;
  }

  private own(): Actor | null {
    return this.options.actors.actors().find((each) => each.visitor === this.scene.self) ?? null;
  }

  private afterZoom(): void {
    this.zoomed = performance.now();
    this.tell();
  }

  private tell(): void {
    this.dirty = true;
    const state = this.view.state;
    const word = JSON.stringify(state);
    if (word === this.told) return;
    this.told = word;
    this.options.onCamera?.(state);
  }

  private watch(canvas: HTMLCanvasElement): void {
    const sized = new ResizeObserver(() => this.fit());
    sized.observe(canvas);
    this.fit();
    this.stop.push(() => sized.disconnect());
    this.stop.push(
      watchTheme(document.documentElement, () => {
        this.theme = readTheme(document.documentElement);
        this.dirty = true;
      }),
    );
    this.stop.push(
      watchTab(
        document,
        () => this.options.actors.step(performance.now()),
        () => {
          this.dirty = true;
        },
      ),
    );
    void document.fonts.ready.then(() => this.refresh());
  }

  private fit(): void {
    const { canvas } = this.options;
    const box = canvas.getBoundingClientRect();
    this.ratio = Math.min(3, window.devicePixelRatio || 1);
    canvas.width = Math.max(1, Math.round(box.width * this.ratio));
    canvas.height = Math.max(1, Math.round(box.height * this.ratio));
    this.view.resize({ width: box.width, height: box.height });
    this.painter.blank();
    this.dirty = true;
  }

  private readonly tick = (now: number): void => {
    this.frame = requestAnimationFrame(this.tick);
    if (Math.min(3, window.devicePixelRatio || 1) !== this.ratio) this.fit();
    const moved = this.options.actors.step(now);
    const own = this.own();
    if (own !== null) this.view.track(own);
    const glided = this.view.advance(now);
    if (this.world === null || !(this.dirty || moved || glided || this.painter.restless)) return;
    this.dirty = false;
    this.draw(this.world, now);
  };

  private draw(world: World, now: number): void {
    this.rescale(world, now);
    const frame = this.frameOf();
    this.painter.use(this.theme, this.ratio, this.raster);
    const complete = this.painter.draw({
      world,
      scene: this.scene,
      actors: this.options.actors.actors(),
      frame,
      now,
      seen: this.seen(frame),
      view: this.screenView(frame),
    });
    if (!complete) this.dirty = true;
    else if (!this.stands) this.arrive();
  }

  /** Tells those who measure, once, that the ground and one's own figure are on the screen. */
  private arrive(): void {
    const { self } = this.scene;
    if (self === null || !this.painter.hasFigure(self)) return;
    this.stands = true;
    performance.mark("foyer.stands");
  }

  /** New pictures for a new zoom, once it rests; until then the old ones are stretched. */
  private rescale(world: World, now: number): void {
    const wanted = Math.min(MOST_SCALE, this.view.state.zoom * this.ratio);
    if (wanted === this.raster) return;
    if (this.raster !== 0 && now - this.zoomed < SETTLE_MS) {
      this.dirty = true;
      return;
    }
    this.raster = wanted;
    world.use(wanted);
  }

  private frameOf(): Frame {
    const origin = this.view.toScreen({ x: 0, y: 0 });
    return {
      scale: this.view.zoom * this.ratio,
      left: Math.round(origin.x * this.ratio),
      top: Math.round(origin.y * this.ratio),
    };
  }

  private seen(frame: Frame): Rect {
    const { canvas } = this.options;
    return {
      x: -frame.left / frame.scale,
      y: -frame.top / frame.scale,
      width: canvas.width / frame.scale,
      height: canvas.height / frame.scale,
    };
  }

  /** The rounded frame as a view for labels, so that they move with the ground to the very pixel. */
  private screenView(frame: Frame): { zoom: number; toScreen(point: Point): Point } {
    const ratio = this.ratio;
    const toScreen = (point: Point): Point => ({
      x: (frame.left + point.x * frame.scale) / ratio,
      y: (frame.top + point.y * frame.scale) / ratio,
    });
    return { zoom: this.view.zoom, toScreen };
  }
}

/** Makes the map on a canvas. */
export function createRenderer(options: RendererOptions): Renderer {
  return new CanvasRenderer(options);
}
