/** The canvas of the map, joined to the hub: what it shows, and what a click on it means. */
import { effect, signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/i18n";
import { settings } from "../state/settings";
import { Empty } from "../ui/Empty";
import { Icon, type IconName } from "../ui/icons";
import { watchInput } from "../view/input";
import { watchZoom } from "../view/keys";
import { createRenderer } from "../view/renderer";
import type { ActorSource, CameraState, Insets, LoadedFloor, Pick, Renderer } from "../view/types";
import { type App, useApp } from "./app";
import { keepGround } from "./ground";
import { showProgramme } from "./keys";
import { type Sight, sceneOf } from "./scene";

/** Draws by the motion, and tells it that frames are being drawn. */
function actorsOf(app: App): ActorSource {
  const { motion } = app.walk;
  return {
    step: (now) => {
      app.walk.drew();
      return motion.step(now);
    },
    actors: () => [...motion.actors(), ...app.figures.value],
  };
}

/** What a click or tap means: go there, meet, knock. */
function picked(app: App, pick: Pick): void {
  const floor = app.walk.floor.value;
  if (pick.kind === "visitor") {
    if (pick.visitor !== app.hub.self.value) app.layout.shownPerson.value = pick.visitor;
  } else if (pick.kind === "room") app.goTo(pick.room);
  else if (pick.kind === "conversation") join(app, pick.conversation);
  else if (pick.kind === "notice") showProgramme(app);
  else if (pick.kind !== "outside" && floor !== null) {
    const { x, y } = pick.point;
    void app.do("walk.to", { floor, x: Math.round(x), y: Math.round(y) });
  }
}

function join(app: App, id: string): void {
  const talk = app.hub.conversations.value.get(id);
  const [first] = talk?.members ?? [];
  if (talk?.locked) app.tellClosed(id);
  else if (first !== undefined) app.goToPerson(first);
}

/** So that the rooms around one are in sight from the start, on a phone too. */
const START_ZOOM = 0.75;

interface CanvasProps {
  insets: Insets;
  isPhone: boolean;
}

export function MapCanvas({ insets, isPhone }: CanvasProps) {
  const app = useApp();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<HTMLDivElement>(null);
  const map = useRef<Renderer | null>(null);
  const [camera, setCamera] = useState<CameraState | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!canvas.current) return undefined;
    const renderer = createRenderer({
      canvas: canvas.current,
      actors: actorsOf(app),
      zoom: START_ZOOM,
      onCamera: setCamera,
    });
    map.current = renderer;
    setCamera(renderer.camera);
    const stop = follow(app, renderer, setFailed);
    const input = watchInput({
      canvas: canvas.current,
      map: renderer,
      steer: (heading) => app.walk.motion.steer(heading),
      picked: (pick) => picked(app, pick),
      letters: () => settings.value.keys,
      pad: pad.current,
    });
    return () => {
      input();
      stop();
      renderer.destroy();
    };
  }, [app]);
  const { top, right, bottom, left } = insets;
  useEffect(() => map.current?.insets({ top, right, bottom, left }), [top, right, bottom, left]);
  useEffect(() => {
    const zoom = (step: 1 | -1) => map.current?.zoomStep(step);
    return watchZoom({ zoom, letters: () => settings.value.keys });
  }, []);
  return (
    <>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={t("Map of the hub. Arrow keys walk. The list holds the same places and people.")}
      />
      <i class="map-ring" aria-hidden="true" />
      {failed && (
        <div class="card map-failed">
          <Empty icon="warning" words={t("The map could not be loaded. The list works without it.")} />
        </div>
      )}
      {!isPhone && camera && <Zoom camera={camera} map={map.current} />}
      <div ref={pad} class={`pad ${isPhone ? "" : "touch-only"}`} aria-hidden="true">
        <i />
      </div>
    </>
  );
}

const sightOf = (app: App): Sight => ({
  hub: app.hub,
  places: app.places,
  self: app.hub.self.value,
  pointed: app.layout.pointed.value,
  target: app.walk.target.value,
  stale: app.linkState.value === "broken",
});

/** Keeps the map in step with the floor one is on and with all it shows. */
function follow(app: App, map: Renderer, setFailed: (failed: boolean) => void): () => void {
  const loaded = signal<{ id: string; floor: LoadedFloor } | null>(null);
  const ground = keepGround({
    map,
    floor: () => app.info.floors.find((each) => each.id === app.walk.floor.value),
    isLinked: () => app.linkState.value === "open",
    entered: ({ id }, floor) => {
      app.walk.motion.walls(floor);
      loaded.value = { id, floor };
      setFailed(false);
    },
    failed: () => setFailed(true),
  });
  const show = effect(() => {
    const info = app.info.floors.find((each) => each.id === loaded.value?.id);
    if (info && loaded.value) map.show(sceneOf(sightOf(app), info, loaded.value.floor));
  });
  const close = effect(() => {
    const own = new Set(app.places.chain(app.hub.ownRoom.value));
    app.walk.motion.close([...app.closedRooms.value].filter((room) => !own.has(room)));
  });
  return () => {
    ground();
    show();
    close();
  };
}

function Zoom({ camera, map }: { camera: CameraState; map: Renderer | null }) {
  const button = (icon: IconName, label: string, off: boolean, press: () => void) => (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={off}
      onClick={() => !off && press()}
    >
      <Icon name={icon} />
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: three buttons are no form
    <div class="zoom card" role="group" aria-label={t("Zoom")}>
      {button("plus", t("Closer"), !camera.canZoomIn, () => map?.zoomStep(1))}
      {button("minus", t("Farther"), !camera.canZoomOut, () => map?.zoomStep(-1))}
      {button("locate", t("Back to me"), camera.following, () => map?.follow())}
    </div>
  );
}
